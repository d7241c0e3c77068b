package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Refused is why an event of another device is not believed. The event stays in the log, for the chain of its device goes on behind it, and
// is put aside: it is folded into no table.
type Refused string

func (r Refused) Error() string { return string(r) }

// Seen is what is known when an event is checked besides the tables.
type Seen struct {
	Now    time.Time // here; zero: nobody knows, and no event is refused for its day
	Legacy bool      // the event was taken in by a version that asked nothing
}

// Aside is an event that was put aside.
type Aside struct {
	Position int64     `json:"position"`
	Reason   string    `json:"reason"`
	At       time.Time `json:"at"` // when
	Event    *Event    `json:"-"`  // where it was asked for
}

// ErrFold says that an event cannot be folded. Read by Carefully it is put aside.
var ErrFold = errors.New("journal: the event cannot be folded")

// Carefully has each event of another device folded in a savepoint of its own, so that one that cannot be folded is put aside and takes no
// other with it. It takes twice as long.
func (tx *Tx) Carefully() { tx.careful = true }

// apply folds an event; a panic is an error as any other.
func (tx *Tx) apply(e Event) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("%w: %s, %s: %w", ErrFold, e.place(), e.Kind, err)
		}
	}()
	defer caught(&err)
	return tx.journal.fold.Apply(tx.Tables, e)
}

// admit adds an event of another device, or puts it aside.
func (tx *Tx) admit(e Event) error {
	reason, err := tx.doubt(e, Seen{Now: tx.journal.trusted()})
	if err != nil {
		return err
	}
	told := e.Aside != ""
	e.Aside = ""
	if e, err = tx.enter(e); err != nil {
		return err
	}
	if reason == "" {
		reason, err = tx.applyForeign(e)
	}
	if err == nil && reason != "" {
		err = tx.keepAside(Aside{Position: e.Position, Reason: reason, At: tx.journal.now()})
		if !told {
			tx.log.aside++
		}
	}
	return errors.Join(err, tx.settleMany())
}

// doubt is why an event is not believed; empty: it is.
func (tx *Tx) doubt(e Event, seen Seen) (reason string, err error) {
	if e.Aside != "" || tx.journal.fold.Check == nil {
		return e.Aside, nil
	}
	err = tx.journal.fold.Check(tx.Tables, e, seen)
	if refused := Refused(""); errors.As(err, &refused) {
		return string(refused), nil
	}
	return "", err
}

// applyForeign folds an event of another device; done carefully, one that cannot be folded is refused.
func (tx *Tx) applyForeign(e Event) (reason string, err error) {
	if !tx.careful {
		return "", tx.apply(e)
	}
	if _, err := tx.Exec(`SAVEPOINT foreign_event`); err != nil {
		return "", fmt.Errorf("journal: savepoint: %w", err)
	}
	if failed := tx.apply(e); failed != nil {
		if explained := tx.journal.store.explain(failed); errors.Is(explained, ErrFull) || errors.Is(explained, ErrDamaged) {
			return "", failed
		}
		reason = failed.Error()
		if _, err := tx.Exec(`ROLLBACK TO SAVEPOINT foreign_event`); err != nil {
			return "", fmt.Errorf("journal: savepoint: %w", err)
		}
	}
	_, err = tx.Exec(`RELEASE SAVEPOINT foreign_event`)
	return reason, err
}

// longestReason is how many bytes of a reason are kept.
const longestReason = 400

// keepAside writes down that the event at a position is put aside.
func (tx *Tx) keepAside(a Aside) error {
	_, err := tx.Exec(`INSERT INTO quarantine (position, reason, at) VALUES ($1, $2, $3) ON CONFLICT (position) DO NOTHING`,
		a.Position, a.Reason[:min(len(a.Reason), longestReason)], a.At.UnixMilli())
	if err != nil {
		return fmt.Errorf("journal: put an event aside: %w", err)
	}
	return nil
}

// addAgain is add for an event that was here, or elsewhere, before; one that was put aside there is put aside here.
func (tx *Tx) addAgain(e Event) error {
	position, err := tx.position()
	if err != nil {
		return err
	}
	var aside bool
	if err := tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM quarantine WHERE position = $1)`, position+1).Scan(&aside); err != nil {
		return fmt.Errorf("journal: put aside: %w", err)
	}
	if !aside {
		return tx.add(e)
	}
	if _, err := tx.enter(e); err != nil {
		return err
	}
	return tx.settleMany()
}

// PutAside counts the events that this write has put aside.
func (tx *Tx) PutAside() int { return tx.log.aside }

// PutAside puts events aside that were taken in before, and makes the tables anew without them.
func (j *Journal) PutAside(ctx context.Context, list []Aside) (r Rebuilt, err error) {
	return j.rebuild(ctx, func(tx *Tx) error {
		for _, a := range list {
			if err := tx.keepAside(a); err != nil {
				return err
			}
		}
		return nil
	})
}

// Release believes events again that were put aside, and makes the tables anew with them.
func (j *Journal) Release(ctx context.Context, positions []int64) (r Rebuilt, err error) {
	return j.rebuild(ctx, func(tx *Tx) error {
		for _, position := range positions {
			gone, err := tx.Exec(`DELETE FROM quarantine WHERE position = $1`, position)
			if err != nil {
				return err
			}
			if n, err := gone.RowsAffected(); err != nil || n == 0 {
				return errors.Join(err, fmt.Errorf("no event at position %d is put aside", position))
			}
		}
		return nil
	})
}

func eachAside(ctx context.Context, db queryer, visit func(Aside)) error {
	rows, err := db.QueryContext(ctx, `SELECT position, reason, at FROM quarantine ORDER BY position`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		a, err := scanAside(rows)
		if err != nil {
			return err
		}
		visit(a)
	}
	return rows.Err()
}

func scanAside(rows *sql.Rows) (a Aside, err error) {
	var at int64
	err = rows.Scan(&a.Position, &a.Reason, &at)
	a.At = time.UnixMilli(at).UTC()
	return a, err
}

// AsideBetween returns which events behind a position up to another were put aside, and why.
func (j *Journal) AsideBetween(ctx context.Context, after, last int64) (map[int64]string, error) {
	rows, err := j.Reader().QueryContext(ctx, `SELECT position, reason, at FROM quarantine WHERE position > $1 AND position <= $2`, after, last)
	if err != nil {
		return nil, fmt.Errorf("journal: put aside: %w", err)
	}
	defer rows.Close()
	reasons := map[int64]string{}
	for rows.Next() {
		a, err := scanAside(rows)
		if err != nil {
			return nil, err
		}
		reasons[a.Position] = a.Reason
	}
	return reasons, rows.Err()
}

// Quarantine lists the newest events that were put aside, without their bodies, and counts all.
func (j *Journal) Quarantine(ctx context.Context, most int) (list []Aside, all int, err error) {
	if err := j.Reader().QueryRowContext(ctx, `SELECT count(*) FROM quarantine`).Scan(&all); err != nil || all == 0 {
		return nil, 0, err
	}
	rows, err := j.Reader().QueryContext(ctx, `SELECT q.position, q.reason, q.at, e.origin, e.incarnation, e.seq, e.at, e.kind, e.subject
		FROM quarantine q JOIN events e ON e.position = q.position ORDER BY q.position DESC LIMIT $1`, most)
	if err != nil {
		return nil, 0, fmt.Errorf("journal: quarantine: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var a Aside
		var e Event
		var put, at int64
		if err := rows.Scan(&a.Position, &a.Reason, &put, &e.Origin, &e.Incarnation, &e.Seq, &at, &e.Kind, &e.Subject); err != nil {
			return nil, 0, err
		}
		a.At, e.At, e.Position = time.UnixMilli(put).UTC(), time.UnixMilli(at).UTC(), a.Position
		a.Event = &e
		list = append(list, a)
	}
	return list, all, rows.Err()
}
