package registry

import (
	"context"
	"fmt"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
)

// KindForgotten is the event that says that what told of a person was taken out of a dossier; subject: its id. It folds into nothing:
// the tables are what the dossier's own events make of it without what is private in them.
const KindForgotten = "register.forgotten"

// Forgotten counts what was taken away.
type Forgotten struct {
	Dossiers int
	Slips    int64
	Ratings  int64 // of which the citizen's own words
}

// Forget takes away what tells of a person in the dossiers whose time is over, and in the slips printed long ago: from the log, whose
// chain of hashes holds all the same, from the tables, and from the files under them. Doing it twice does nothing more.
func Forget(ctx context.Context, j *journal.Journal, r dossier.Retention, now time.Time) (f Forgotten, err error) {
	list, err := due(ctx, j, r, now)
	if err != nil {
		return f, fmt.Errorf("forget: %w", err)
	}
	for _, d := range list {
		if err := j.Write(ctx, func(tx *journal.Tx) error { return forget(tx, d) }); err != nil {
			return f, fmt.Errorf("forget dossier %s: %w", d.ID, err)
		}
		f.Dossiers++
	}
	err = j.Write(ctx, func(tx *journal.Tx) (err error) {
		f.Slips, err = tx.ForgetKind(hall.KindSlip, now.AddDate(0, 0, -dossier.SlipDays))
		if err == nil && r.Months > 0 {
			f.Ratings, err = tx.ForgetKind(hall.KindRated, now.AddDate(0, -r.Months, 0))
		}
		return err
	})
	if err != nil || f == (Forgotten{}) {
		return f, err
	}
	return f, j.Scrub(ctx)
}

// due lists the dossiers whose time is over.
func due(ctx context.Context, j *journal.Journal, r dossier.Retention, now time.Time) (list []dossier.Dossier, err error) {
	if r.Shortest() < 1 {
		return nil, nil
	}
	rows, err := j.Reader().QueryContext(ctx, `SELECT id FROM dossiers WHERE owner <> '' AND touched <= $1 ORDER BY touched`,
		now.AddDate(0, -r.Shortest(), 0).UnixMilli())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		d, err := Find(ctx, j.Reader(), id)
		if err != nil {
			return nil, err
		}
		if r.Due(d, now) {
			list = append(list, d)
		}
	}
	return list, rows.Err()
}

func forget(tx *journal.Tx, d dossier.Dossier) error {
	if _, err := tx.Append(KindForgotten, d.ID, nil); err != nil {
		return err
	}
	if _, err := tx.Forget(d.ID); err != nil {
		return err
	}
	if err := save(tx, d.Forget()); err != nil {
		return err
	}
	return index(tx, d.Forget())
}
