package hall

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// Printer is a device's printer as the device last told.
type Printer struct {
	Device string
	Status string // one of drivers.Status
	Since  time.Time
}

// Printers lists the printers of all devices by the device's name.
func Printers(ctx context.Context, db *sql.DB) (printers []Printer, err error) {
	rows, err := db.QueryContext(ctx, `SELECT device, status, since FROM printers ORDER BY device`)
	if err != nil {
		return nil, fmt.Errorf("list printers: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var p Printer
		var since int64
		if err := rows.Scan(&p.Device, &p.Status, &since); err != nil {
			return nil, fmt.Errorf("list printers: %w", err)
		}
		p.Since = time.UnixMilli(since).UTC()
		printers = append(printers, p)
	}
	return printers, rows.Err()
}
