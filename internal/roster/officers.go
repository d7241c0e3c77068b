package roster

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"motcua/internal/journal"
	"motcua/internal/officer"
)

// What cannot be done with officers.
var (
	ErrTaken     = errors.New("this login name is or was somebody's; the list of who did what would mix the two up")
	ErrNoOfficer = errors.New("no such officer")
)

// Entry is an officer with what is kept of the password.
type Entry struct {
	officer.Officer
	Verifier officer.Verifier `json:"verifier"`
}

// Add makes somebody an officer, with a first password.
func Add(tx *journal.Tx, by string, o officer.Officer, v officer.Verifier) error {
	var n int
	if err := tx.QueryRow(`SELECT count(*) FROM officers WHERE id = $1`, o.ID).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		return fmt.Errorf("%w: %s", ErrTaken, o.ID)
	}
	if _, err := tx.Append(KindAdded, o.ID, Change{By: by, Officer: o}); err != nil {
		return err
	}
	return setPassword(tx, by, o.ID, v)
}

// SetRoles gives an officer other roles; sessions go on with those.
func SetRoles(tx *journal.Tx, by, id string, roles []officer.Role) error {
	e, err := find(tx.QueryRow, id)
	if err != nil {
		return err
	}
	e.Roles = roles
	_, err = tx.Append(KindChanged, id, Change{By: by, Officer: e.Officer})
	return err
}

// SetPassword gives an officer another password. The sessions end, and so does the wait of who guessed too often.
func SetPassword(tx *journal.Tx, by, id string, v officer.Verifier) error {
	if _, err := find(tx.QueryRow, id); err != nil {
		return err
	}
	return setPassword(tx, by, id, v)
}

func setPassword(tx *journal.Tx, by, id string, v officer.Verifier) error {
	if _, err := tx.Forget(id); err != nil {
		return err
	}
	_, err := tx.Append(KindPassword, id, Password{By: by, Verifier: v})
	return err
}

// Remove lets an officer in nowhere from now on.
func Remove(tx *journal.Tx, by, id string) error {
	if _, err := find(tx.QueryRow, id); err != nil {
		return err
	}
	if _, err := tx.Forget(id); err != nil {
		return err
	}
	_, err := tx.Append(KindRemoved, id, Change{By: by})
	return err
}

const officerColumns = `SELECT id, name, roles, verifier FROM officers WHERE removed = 0`

// List lists the officers, by login name.
func List(ctx context.Context, db *sql.DB) (entries []Entry, err error) {
	rows, err := db.QueryContext(ctx, officerColumns+` ORDER BY id`)
	if err != nil {
		return nil, fmt.Errorf("list officers: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		e, err := scan(rows)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, rows.Err()
}

// Some reports whether there is an officer.
func Some(ctx context.Context, db *sql.DB) (some bool, err error) {
	err = db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM officers WHERE removed = 0)`).Scan(&some)
	return some, err
}

// Find returns an officer; ErrNoOfficer when there is none of that login name.
func Find(ctx context.Context, db *sql.DB, id string) (Entry, error) {
	return find(func(query string, args ...any) *sql.Row { return db.QueryRowContext(ctx, query, args...) }, id)
}

func find(row func(query string, args ...any) *sql.Row, id string) (Entry, error) {
	e, err := scan(row(officerColumns+` AND id = $1`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return e, fmt.Errorf("%w: %s", ErrNoOfficer, id)
	}
	return e, err
}

func scan(row interface{ Scan(...any) error }) (e Entry, err error) {
	var roles string
	if err := row.Scan(&e.ID, &e.Name, &roles, &e.Verifier); err != nil {
		return e, err
	}
	return e, json.Unmarshal([]byte(roles), &e.Roles)
}
