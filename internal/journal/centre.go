package journal

import (
	"context"
	"fmt"
)

// Held lists the lives of all devices of a centre that have events here, without hashes and by the devices' names there; with no centre,
// those of this house.
func (j *Journal) Held(ctx context.Context, centre string) ([]Head, error) {
	heads, err := j.newest(ctx)
	if err != nil {
		return nil, fmt.Errorf("journal: what is held of %s: %w", centre, err)
	}
	held := []Head{}
	for _, t := range heads {
		e := Event{Origin: t.Origin}
		if e.Centre() == centre {
			t.Origin = e.device()
			held = append(held, t)
		}
	}
	return held, nil
}

// newest looks at the whole index: a second for some ten million events, so it is asked when a line is new and not otherwise.
func (j *Journal) newest(ctx context.Context) (heads []Head, err error) {
	rows, err := j.Reader().QueryContext(ctx, `SELECT origin, incarnation, max(seq) FROM events GROUP BY origin, incarnation ORDER BY origin, incarnation`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var t Head
		if err := rows.Scan(&t.Origin, &t.Incarnation, &t.Seq); err != nil {
			return nil, err
		}
		heads = append(heads, t)
	}
	return heads, rows.Err()
}

// Lacking returns the position of this house's first event that somebody lacks who holds so much; behind the newest one when there is none.
// It needs no memory of what was sent, so that neither side's restored backup leaves a gap.
func (j *Journal) Lacking(ctx context.Context, held []Head) (position int64, err error) {
	ours, err := j.Held(ctx, "")
	if err != nil {
		return 0, err
	}
	err = j.Reader().QueryRowContext(ctx, `SELECT coalesce(max(position), 0) + 1 FROM events`).Scan(&position)
	for _, life := range ours {
		seq := reached(held, life)
		if err != nil || seq >= life.Seq {
			continue
		}
		var first int64
		err = j.Reader().QueryRowContext(ctx, `SELECT position FROM events WHERE origin = $1 AND incarnation = $2 AND seq = $3`,
			life.Origin, life.Incarnation, seq+1).Scan(&first)
		position = min(position, first)
	}
	if err != nil {
		return 0, fmt.Errorf("journal: what is lacking: %w", err)
	}
	return position, nil
}

func reached(held []Head, life Head) int64 {
	for _, t := range held {
		if t.Origin == life.Origin && t.Incarnation == life.Incarnation {
			return t.Seq
		}
	}
	return 0
}
