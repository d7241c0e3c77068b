package registry

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/workday"
)

// MostLeaf is how many dossiers one leaf of the register holds.
const MostLeaf = 200

// Span asks for the dossiers received from one moment up to another, leaf by leaf.
type Span struct {
	From   time.Time `json:"from"`
	To     time.Time `json:"to"`               // not included
	Behind string    `json:"behind,omitempty"` // id of the last dossier of the leaf before
}

// Leaf is a part of the register, in the order of reception; one with fewer than MostLeaf dossiers is the last.
type Leaf struct {
	First    int               `json:"first"` // number of the span's first entry in the year's book
	Dossiers []dossier.Dossier `json:"dossiers"`
}

// inBook are the dossiers that stand in the book: those that were received, whatever became of them.
const inBook = `code <> '' AND status <> $1`

// Read returns a leaf of the register.
func Read(ctx context.Context, db *sql.DB, s Span) (l Leaf, err error) {
	newYear := workday.Date{Year: workday.DateOf(s.From).Year, Month: time.January, Day: 1}.At(0)
	err = db.QueryRowContext(ctx, `SELECT count(*) + 1 FROM dossiers WHERE `+inBook+` AND received >= $2 AND received < $3`,
		dossier.Registered, newYear.UnixMilli(), s.From.UnixMilli()).Scan(&l.First)
	if err != nil {
		return l, fmt.Errorf("read the register: %w", err)
	}
	rows, err := db.QueryContext(ctx, `SELECT dossier FROM dossiers WHERE `+inBook+` AND received >= $2 AND received < $3
		AND ($4 = '' OR (received, id) > (SELECT received, id FROM dossiers WHERE id = $4)) ORDER BY received, id LIMIT $5`,
		dossier.Registered, s.From.UnixMilli(), s.To.UnixMilli(), s.Behind, MostLeaf)
	if err != nil {
		return l, fmt.Errorf("read the register: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var raw []byte
		var d dossier.Dossier
		if err := rows.Scan(&raw); err != nil {
			return l, fmt.Errorf("read the register: %w", err)
		}
		if err := json.Unmarshal(raw, &d); err != nil {
			return l, fmt.Errorf("read the register: %w", err)
		}
		l.Dossiers = append(l.Dossiers, d)
	}
	return l, rows.Err()
}
