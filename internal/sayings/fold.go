package sayings

import (
	"context"
	"database/sql"
	"time"

	"motcua/internal/journal"
	"motcua/internal/queue"
)

// Fold makes the table of what was asked.
var Fold = journal.Fold{Version: 1, Schema: tables, Apply: apply}

const tables = `
CREATE TABLE IF NOT EXISTS sayings (
	day      TEXT    NOT NULL,
	text     TEXT    NOT NULL,
	code     TEXT    NOT NULL, -- of the procedure that was chosen; empty: given up
	times    INTEGER NOT NULL,
	PRIMARY KEY (day, text, code)
);
CREATE TABLE IF NOT EXISTS sayings_told (
	origin TEXT    NOT NULL,
	day    TEXT    NOT NULL,
	times  INTEGER NOT NULL,
	PRIMARY KEY (origin, day)
);
`

// mostTold is how often a device tells of one day: at its end, and each time that it was stopped before. What it tells more often is not counted.
const mostTold = 8

func apply(tx journal.Tables, e journal.Event) error {
	if e.Kind != KindCounted {
		return nil
	}
	var c Counted
	if e.Read(&c) != nil || c.Check() != nil {
		return nil // from before there was a gate
	}
	times := 0
	if err := tx.QueryRow(`SELECT coalesce(max(times), 0) FROM sayings_told WHERE origin = $1 AND day = $2`, e.Origin, c.Day).Scan(&times); err != nil {
		return err
	}
	if times == mostTold {
		return nil
	}
	if _, err := tx.Exec(`INSERT INTO sayings_told (origin, day, times) VALUES ($1, $2, 1)
		ON CONFLICT (origin, day) DO UPDATE SET times = sayings_told.times + 1`, e.Origin, c.Day); err != nil {
		return err
	}
	for _, q := range c.Questions {
		if err := add(tx, c.Day, q.Text, "", q.GivenUp); err != nil {
			return err
		}
		for code, n := range q.Chosen {
			if err := add(tx, c.Day, q.Text, code, n); err != nil {
				return err
			}
		}
	}
	return nil
}

func add(tx journal.Tables, day, text, code string, times int) error {
	if times == 0 {
		return nil
	}
	_, err := tx.Exec(`INSERT INTO sayings (day, text, code, times) VALUES ($1, $2, $3, $4)
		ON CONFLICT (day, text, code) DO UPDATE SET times = sayings.times + excluded.times`, day, text, code, times)
	return err
}

// mostRead is how many questions are read at once, those asked most.
const mostRead = 500

// Read returns what was asked since a moment, what was asked most first.
func Read(ctx context.Context, db *sql.DB, since time.Time) (list []Asked, err error) {
	rows, err := db.QueryContext(ctx, `SELECT text, code, sum(times) FROM sayings WHERE day >= $1 AND text IN (
		SELECT text FROM sayings WHERE day >= $1 GROUP BY text ORDER BY sum(times) DESC, text LIMIT $2)
		GROUP BY text, code ORDER BY text, code`, queue.Day(since), mostRead)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var text, code string
		var times int
		if err := rows.Scan(&text, &code, &times); err != nil {
			return nil, err
		}
		list = gather(list, text, code, times)
	}
	sortAsked(list)
	return list, rows.Err()
}

// gather adds what came of a question; those of one text come one after the other.
func gather(list []Asked, text, code string, times int) []Asked {
	if n := len(list); n == 0 || list[n-1].Text != text {
		list = append(list, Asked{Text: text, Chosen: map[string]int{}})
	}
	q := &list[len(list)-1]
	q.Asked += times
	if code == "" {
		q.GivenUp += times
	} else {
		q.Chosen[code] += times
	}
	return list
}
