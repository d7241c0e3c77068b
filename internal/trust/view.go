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
	Since   time.Time // enrolled or revoked
}

// queryer reads, inside a transaction or outside.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// Members lists the devices by name.
func Members(ctx context.Context, db *sql.DB) ([]Member, error) { return list(ctx, db, ``) }

// ByToken finds the device that is known by a token. ErrDevice when none is.
func ByToken(ctx context.Context, db queryer, token Hash) (Device, error) {
	known, err := list(ctx, db, `WHERE token = $1 AND revoked = 0`, token)
	if err != nil {
		return Device{}, err
	}
	if len(known) == 0 {
		return Device{}, ErrDevice
	}
	return ParseDevice(known[0].Name)
}

func list(ctx context.Context, db queryer, where string, args ...any) (members []Member, err error) {
	rows, err := db.QueryContext(ctx, `SELECT name, revoked, since FROM devices `+where+` ORDER BY name`, args...)
	if err != nil {
		return nil, fmt.Errorf("list devices: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var m Member
		var revoked, since int64
		if err := rows.Scan(&m.Name, &revoked, &since); err != nil {
			return nil, fmt.Errorf("list devices: %w", err)
		}
		m.Revoked, m.Since = revoked != 0, time.UnixMilli(since).UTC()
		members = append(members, m)
	}
	return members, rows.Err()
}
