package registry

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/idcard"
)

// MostTold is how many dossiers one inquiry is told of: more than anybody has, so that an answer has an end.
const MostTold = 60

// ErrNotTheirs says that a card is neither the applicant's nor that of who brought the dossier, or that nobody has brought any with it.
var ErrNotTheirs = errors.New("no dossier of this card")

// Inquiry is a citizen's question about their dossiers. It is never logged: a card printed by fmt or slog is masked.
type Inquiry struct {
	Codes []string      `json:"codes,omitempty"` // any of these; none: all that the card's person has
	Card  idcard.Number `json:"card,omitempty"`  // of the card scanned, the proof of who asks; empty: none
}

// Progress is how far a dossier is: all that anybody is told who has its code (TT 01/2018 đ.16 k.2d).
type Progress struct {
	Code        string         `json:"code"`
	Status      dossier.Status `json:"status"`
	Appointment time.Time      `json:"appointment,omitzero"` // zero while none can be promised
	Was         time.Time      `json:"was,omitzero"`         // the day promised before, where it was put off
	Late        bool           `json:"late,omitempty"`       // the day promised is past
	Declined    bool           `json:"declined,omitempty"`   // the result is a written no
	Details     *Details       `json:"details,omitempty"`    // for who has shown that it is theirs
}

// Details is what an applicant is told.
type Details struct {
	Procedure string       `json:"procedure"`
	Field     string       `json:"field,omitempty"`   // of the procedure: which counters know of it
	Missing   []string     `json:"missing,omitempty"` // papers to be brought
	Reason    string       `json:"reason,omitempty"`  // of whatever the status is
	Contact   string       `json:"contact,omitempty"` // who explains, and their telephone
	Owes      dossier.Dong `json:"owes,omitempty"`
	Place     string       `json:"place,omitempty"` // where the result is given
}

// Inquire answers a citizen. ErrNoDossier: there is none of these codes; ErrNotTheirs: the card does not fit.
// What presses most comes first.
func Inquire(ctx context.Context, db *sql.DB, q Inquiry, now time.Time) ([]Progress, error) {
	words := q.Codes
	if len(words) == 0 && q.Card != "" {
		words = []string{q.Card.Digits()}
	}
	found, err := wordsOf(ctx, db, words)
	if err != nil {
		return nil, err
	}
	told := []Progress{}
	for _, d := range found {
		theirs := q.Card != "" && belongs(d, q.Card)
		if !theirs && !slices.Contains(q.Codes, d.Code) {
			continue // found by a telephone number of the same digits
		}
		if q.Card != "" && !theirs {
			return nil, ErrNotTheirs
		}
		told = append(told, progress(d, theirs, now))
	}
	slices.SortStableFunc(told, func(a, b Progress) int { return cmp.Compare(a.presses(), b.presses()) })
	switch {
	case len(told) > 0:
		return told[:min(len(told), MostTold)], nil
	case len(q.Codes) == 0:
		return nil, ErrNotTheirs
	}
	return nil, ErrNoDossier
}

// wordsOf finds the dossiers that have one of some words, the newest first.
func wordsOf(ctx context.Context, db *sql.DB, words []string) (found []dossier.Dossier, err error) {
	for _, word := range words {
		rows, err := db.QueryContext(ctx, `SELECT d.id FROM dossier_words w JOIN dossiers d ON d.id = w.dossier WHERE w.word = $1 ORDER BY d.received DESC LIMIT $2`,
			[]byte(strings.ToLower(word)), 4*MostTold)
		if err != nil {
			return nil, fmt.Errorf("inquire: %w", err)
		}
		ids, err := idsOf(rows)
		if err != nil {
			return nil, fmt.Errorf("inquire: %w", err)
		}
		for _, id := range ids {
			d, err := Find(ctx, db, id)
			if err != nil {
				return nil, fmt.Errorf("inquire: %w", err)
			}
			found = append(found, d)
		}
	}
	return found, nil
}

func idsOf(rows *sql.Rows) (ids []string, err error) {
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// belongs reports whether a card is the applicant's, or that of who brought the dossier for them.
func belongs(d dossier.Dossier, card idcard.Number) bool {
	return slices.ContainsFunc([]dossier.Party{d.Applicant.Owner, d.Applicant.Brings()}, func(p dossier.Party) bool {
		return digits(p.Identity.Whole()) == card.Digits()
	})
}

// presses returns the place of a dossier among those of its person, the smallest first: what is late, what waits for them, what they can fetch, what
// is under way, what is over.
func (p Progress) presses() int {
	switch {
	case p.Late:
		return 0
	case p.Status == dossier.Incomplete || p.Status == dossier.Owing:
		return 1
	case p.Status == dossier.Finished:
		return 2
	case !p.Status.Settled():
		return 3
	}
	return 4
}

func progress(d dossier.Dossier, theirs bool, now time.Time) Progress {
	p := Progress{Code: d.Code, Status: d.Status, Declined: d.Result != nil && d.Result.Declined}
	if !d.Status.Paused() && !d.Status.Settled() {
		p.Appointment = d.Appointment
		p.Late = !d.Appointment.IsZero() && now.After(d.Appointment)
		if d.Extension != nil {
			p.Was = d.Extension.Was
		}
	}
	if theirs {
		p.Details = details(d)
	}
	return p
}

func details(d dossier.Dossier) *Details {
	told := Details{Procedure: d.Procedure.Name, Field: d.Procedure.Field, Owes: d.Owes(), Place: d.Wish.Place}
	switch {
	case d.Status == dossier.Incomplete && d.Request != nil:
		told.Missing, told.Reason = d.Request.Items, d.Request.Reason
		told.Contact = strings.Trim(d.Request.Contact+", "+d.Request.Phone, ", ")
	case d.Status == dossier.Refused && d.Refusal != nil:
		told.Reason = d.Refusal.Reason
	case d.Status == dossier.Suspended && d.Suspension != nil:
		told.Reason = d.Suspension.Reason
	case d.Result != nil && d.Result.Declined:
		told.Reason = d.Result.Reason
	}
	return &told
}
