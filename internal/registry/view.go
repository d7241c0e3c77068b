package registry

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/vietnamese"
	"motcua/internal/workday"
)

// MostFound is how many dossiers one answer lists.
const MostFound = 200

// List is a part of the register.
type List string

// The lists.
const (
	All      List = ""
	Late     List = "late"      // the appointment is past
	DueToday List = "due_today" // still to come today
	DueSoon  List = "due_soon"  // on one of the next working days
	Open     List = "open"      // not settled, whether time runs or not
	Ready    List = "ready"     // with a result to be fetched
	Linked   List = "linked"    // handed here by another centre (liên thông), and not settled
)

// Lists lists the parts of the register, the most pressing first.
func Lists() []List { return []List{Late, DueToday, DueSoon, Open, Linked, Ready} }

// Question asks the register at a moment.
type Question struct {
	List List      `json:"list"`
	Text string    `json:"text"` // the beginning of each of some words: of names, numbers, codes; empty for all
	Now  time.Time `json:"now"`
	Soon time.Time `json:"soon"` // the end of the days that are near
}

// Answer is what the register says.
type Answer struct {
	Count   map[List]int `json:"count"`             // of all dossiers, whatever was looked for
	Matches map[List]int `json:"matches,omitempty"` // of what was looked for; nil when nothing was
	Found   []Entry      `json:"found"`             // the most pressing first, then the newest; MostFound at the most
}

// Entry is one line of the register.
type Entry struct {
	ID          string         `json:"id"`
	Code        string         `json:"code"`
	Owner       string         `json:"owner"`
	Procedure   string         `json:"procedure"`
	Status      dossier.Status `json:"status"`
	Received    time.Time      `json:"received"`
	Appointment time.Time      `json:"appointment,omitzero"` // zero while time stands still
}

// Urgency returns how near the appointment is: soon is up to how many working days ahead count as near.
func (e Entry) Urgency(c *workday.Calendar, now time.Time, soon int) dossier.Urgency {
	return dossier.Dossier{Status: e.Status, Appointment: e.Appointment}.Urgency(c, now, soon)
}

// Look answers a question, all of it from one snapshot of the tables.
func Look(ctx context.Context, db *sql.DB, q Question) (a Answer, err error) {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return a, fmt.Errorf("look into the register: %w", err)
	}
	defer tx.Rollback()
	a.Count = map[List]int{}
	for _, list := range append(Lists(), All) {
		condition, args := q.where(list)
		if a.Count[list], err = count(tx, condition, args); err != nil {
			return a, err
		}
	}
	if len(q.words()) > 0 {
		a.Matches = map[List]int{}
		for _, list := range append(Lists(), All) {
			condition, args := q.matching(list)
			if a.Matches[list], err = count(tx, condition, args); err != nil {
				return a, err
			}
		}
	}
	a.Found, err = q.find(tx)
	return a, err
}

func count(tx journal.Tables, condition string, args []any) (n int, err error) {
	if err = tx.QueryRow(`SELECT count(*) FROM dossiers WHERE `+condition, args...).Scan(&n); err != nil {
		err = fmt.Errorf("count the register: %w", err)
	}
	return n, err
}

var settled = []any{dossier.Refused, dossier.Withdrawn, dossier.Finished, dossier.Returned}

// where returns the condition of a list, with its arguments.
func (q Question) where(list List) (string, []any) {
	now, tomorrow := q.Now.UnixMilli(), workday.DateOf(q.Now).AddDays(1).At(0).UnixMilli()
	switch list {
	case Late:
		return `due < $1`, []any{now}
	case DueToday:
		return `due >= $1 AND due < $2`, []any{now, tomorrow}
	case DueSoon:
		return `due >= $1 AND due < $2`, []any{tomorrow, q.Soon.UnixMilli()}
	case Open:
		return `status NOT IN ($1, $2, $3, $4)`, settled
	case Ready:
		return `status = $1 AND home = ''`, []any{dossier.Finished} // it is fetched where it was handed in
	case Linked:
		return `home <> '' AND status NOT IN ($1, $2, $3, $4)`, settled
	}
	return `1 = 1`, nil
}

// matching returns the condition of what is looked for in a list, with its arguments.
func (q Question) matching(list List) (string, []any) {
	condition, args := q.where(list)
	args = slices.Clone(args)
	for _, word := range q.words() {
		condition += fmt.Sprintf(` AND id IN (SELECT dossier FROM dossier_words WHERE word >= $%d AND word < $%d)`, len(args)+1, len(args)+2)
		args = append(args, []byte(word), append([]byte(word), 0xFF)) // no UTF-8 holds that byte
	}
	return condition, args
}

func (q Question) find(tx journal.Tables) ([]Entry, error) {
	condition, args := q.matching(q.List)
	rows, err := tx.Query(`SELECT id, code, owner, procedure, status, received, due FROM dossiers WHERE `+condition+
		fmt.Sprintf(` ORDER BY due IS NULL, due, received DESC, id LIMIT %d`, MostFound), args...)
	if err != nil {
		return nil, fmt.Errorf("search the register: %w", err)
	}
	defer rows.Close()
	found := []Entry{}
	for rows.Next() {
		var e Entry
		var received int64
		var due sql.NullInt64
		if err := rows.Scan(&e.ID, &e.Code, &e.Owner, &e.Procedure, &e.Status, &received, &due); err != nil {
			return nil, err
		}
		e.Received = time.UnixMilli(received).UTC()
		if due.Valid {
			e.Appointment = time.UnixMilli(due.Int64).UTC()
		}
		found = append(found, e)
	}
	return found, rows.Err()
}

const mostWords = 12 // of a question; a pasted page is cut

// words returns what is looked for. A number may be typed in groups; a code has dots and dashes of its own.
func (q Question) words() (list []string) {
	text := vietnamese.Fold(q.Text)
	if number := digits(text); number != "" && strings.Trim(text, "0123456789 .+") == "" {
		return []string{number}
	}
	for _, word := range strings.Fields(text) {
		if strings.ContainsAny(word, "0123456789") {
			list = append(list, word)
		} else {
			list = append(list, split(word)...)
		}
	}
	return list[:min(len(list), mostWords)]
}

// Frequent lists the codes of the procedures received most since a moment, the most frequent first.
func Frequent(ctx context.Context, db *sql.DB, since time.Time, limit int) ([]string, error) {
	codes, err := journal.Column(ctx, db, `SELECT kind FROM dossiers WHERE received >= $1 GROUP BY kind ORDER BY count(*) DESC, kind LIMIT $2`, since.UnixMilli(), limit)
	if err != nil {
		return nil, fmt.Errorf("frequent procedures: %w", err)
	}
	return codes, nil
}

// Find returns a dossier whole; ErrNoDossier when there is none of that id.
func Find(ctx context.Context, db *sql.DB, id string) (dossier.Dossier, error) {
	return find(func(query string, args ...any) *sql.Row { return db.QueryRowContext(ctx, query, args...) }, id)
}

// FindCode returns the dossier of a code whole; ErrNoDossier when there is none.
func FindCode(ctx context.Context, db *sql.DB, code string) (d dossier.Dossier, err error) {
	var id string
	err = db.QueryRowContext(ctx, `SELECT id FROM dossiers WHERE code = $1 LIMIT 1`, code).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return d, ErrNoDossier
	}
	if err != nil {
		return d, fmt.Errorf("dossier of a code: %w", err)
	}
	return Find(ctx, db, id)
}

func find(row func(query string, args ...any) *sql.Row, id string) (d dossier.Dossier, err error) {
	var raw []byte
	err = row(`SELECT dossier FROM dossiers WHERE id = $1`, id).Scan(&raw)
	if errors.Is(err, sql.ErrNoRows) {
		return d, ErrNoDossier
	}
	if err != nil {
		return d, err
	}
	return d, json.Unmarshal(raw, &d)
}
