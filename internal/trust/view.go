package trust

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Member is a device that was enrolled once.
type Member struct {
	Name    string
	Revoked bool
	Token   Hash
	Since   time.Time // enrolled or revoked
}

// Members lists the devices by name.
func Members(ctx context.Context, db *sql.DB) ([]Member, error) { return list(ctx, db) }

// Trusted returns the devices that hold a token, by it.
func Trusted(ctx context.Context, db *sql.DB) (map[Hash]Device, error) {
	members, err := list(ctx, db)
	if err != nil {
		return nil, err
	}
	trusted := map[Hash]Device{}
	for _, m := range members {
		if m.Revoked {
			continue
		}
		if trusted[m.Token], err = ParseDevice(m.Name); err != nil {
			return nil, err
		}
	}
	return trusted, nil
}

// Boxes counts how often the central of a name has enrolled a device: a second time it may be another machine.
func Boxes(ctx context.Context, db *sql.DB, central, device string) (n int, err error) {
	err = db.QueryRowContext(ctx, `SELECT count(*) FROM events WHERE origin = $1 AND kind = $2 AND subject = $3`, central, KindEnrolled, device).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("enrolments of %s: %w", device, err)
	}
	return n, nil
}

// queryer reads, inside a transaction or outside.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// find returns the member of a name; false when there never was one.
func find(ctx context.Context, db queryer, name string) (Member, bool, error) {
	members, err := list(ctx, db)
	for _, m := range members {
		if m.Name == name {
			return m, true, nil
		}
	}
	return Member{}, false, err
}

func list(ctx context.Context, db queryer) (members []Member, err error) {
	rows, err := db.QueryContext(ctx, `SELECT name, token, revoked, since FROM devices ORDER BY name`)
	if err != nil {
		return nil, fmt.Errorf("list devices: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var m Member
		var revoked, since int64
		if err := rows.Scan(&m.Name, &m.Token, &revoked, &since); err != nil {
			return nil, fmt.Errorf("list devices: %w", err)
		}
		m.Revoked, m.Since = revoked != 0, time.UnixMilli(since).UTC()
		members = append(members, m)
	}
	return members, rows.Err()
}
