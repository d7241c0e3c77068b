package hall

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"motcua/internal/journal"
)

// Health is the state of a part of a device, when it has become another.
type Health struct {
	Part  string `json:"part"`  // "disk", "clock"…
	State string `json:"state"` // "good", "warning" or "broken"
}

// HelpCall is a device at which somebody has called for help.
type HelpCall struct {
	Device string    `json:"device"`
	Since  time.Time `json:"since"`
	Coming bool      `json:"coming"` // one of the staff has said so
}

// helpLasts is how long a call that nobody answers stands: by then its citizen has found somebody or gone.
const helpLasts = 10 * time.Minute

const deviceTables = `
CREATE TABLE IF NOT EXISTS device_health (
	device TEXT   NOT NULL, -- origin of its events
	part   TEXT   NOT NULL,
	state  TEXT   NOT NULL,
	since  BIGINT NOT NULL,
	PRIMARY KEY (device, part)
);
CREATE TABLE IF NOT EXISTS help_calls ( -- the newest call at a device and the newest answer to it, so that their order of coming means nothing
	device      TEXT PRIMARY KEY,
	called_at   BIGINT NOT NULL,
	answered_at BIGINT NOT NULL
);`

func foldHealth(tx journal.Tables, e journal.Event) error {
	var h Health
	if err := e.Read(&h); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO device_health (device, part, state, since) VALUES ($1, $2, $3, $4)
		ON CONFLICT (device, part) DO UPDATE SET state = excluded.state, since = excluded.since WHERE excluded.state <> device_health.state`,
		e.Origin, h.Part, h.State, e.At.UnixMilli())
	return err
}

func foldHelpCalled(tx journal.Tables, e journal.Event) error {
	_, err := tx.Exec(`INSERT INTO help_calls (device, called_at, answered_at) VALUES ($1, $2, 0)
		ON CONFLICT (device) DO UPDATE SET called_at = excluded.called_at WHERE excluded.called_at > help_calls.called_at`, e.Origin, e.At.UnixMilli())
	return err
}

// foldHelpGivenUp ends the calls that the same device made before; its own events are folded in their order.
func foldHelpGivenUp(tx journal.Tables, e journal.Event) error {
	_, err := tx.Exec(`UPDATE help_calls SET called_at = 0 WHERE device = $1 AND called_at <= $2`, e.Origin, e.At.UnixMilli())
	return err
}

func foldHelpAnswered(tx journal.Tables, e journal.Event) error {
	_, err := tx.Exec(`INSERT INTO help_calls (device, called_at, answered_at) VALUES ($1, 0, $2)
		ON CONFLICT (device) DO UPDATE SET answered_at = excluded.answered_at WHERE excluded.answered_at > help_calls.answered_at`, e.Subject, e.At.UnixMilli())
	return err
}

// helpCalls lists where somebody waits for help, the longest wait first.
func helpCalls(tx journal.Tables, now time.Time) (calls []HelpCall, err error) {
	rows, err := tx.Query(`SELECT device, called_at, answered_at FROM help_calls WHERE called_at > $1 ORDER BY called_at, device`, now.Add(-helpLasts).UnixMilli())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var c HelpCall
		var called, answered int64
		if err := rows.Scan(&c.Device, &called, &answered); err != nil {
			return nil, err
		}
		c.Since, c.Coming = time.UnixMilli(called).UTC(), answered >= called
		calls = append(calls, c)
	}
	return calls, rows.Err()
}

// Device is a device of the hall as it last told of itself.
type Device struct {
	Name    string
	Printer *Printer // nil: it has told of none
	Health  map[string]Part
	Help    *HelpCall // nil: nobody has called there
	Heard   time.Time // of its newest event
}

// Part is the state of a part of a device.
type Part struct {
	State string
	Since time.Time
}

// Devices lists the devices that have told of themselves, by their names.
func Devices(ctx context.Context, db *sql.DB, now time.Time) ([]Device, error) {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("list devices: %w", err)
	}
	defer tx.Rollback()
	byName := map[string]*Device{}
	if err := errors.Join(readPrinters(tx, byName), readHealth(tx, byName), readHelp(tx, byName, now)); err != nil {
		return nil, fmt.Errorf("list devices: %w", err)
	}
	var devices []Device
	for _, d := range byName {
		var at int64
		err := tx.QueryRow(`SELECT at FROM events WHERE origin = $1 ORDER BY incarnation DESC, seq DESC LIMIT 1`, d.Name).Scan(&at)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, fmt.Errorf("list devices: %w", err)
		}
		d.Heard = time.UnixMilli(at).UTC()
		devices = append(devices, *d)
	}
	slices.SortFunc(devices, func(a, b Device) int { return cmp.Compare(a.Name, b.Name) })
	return devices, nil
}

// named finds a device of a list, or makes it.
func named(devices map[string]*Device, name string) *Device {
	if devices[name] == nil {
		devices[name] = &Device{Name: name, Health: map[string]Part{}}
	}
	return devices[name]
}

func readPrinters(tx journal.Tables, devices map[string]*Device) error {
	rows, err := tx.Query(`SELECT device, status, since FROM printers`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var p Printer
		var since int64
		if err := rows.Scan(&p.Device, &p.Status, &since); err != nil {
			return err
		}
		p.Since = time.UnixMilli(since).UTC()
		named(devices, p.Device).Printer = &p
	}
	return rows.Err()
}

func readHealth(tx journal.Tables, devices map[string]*Device) error {
	rows, err := tx.Query(`SELECT device, part, state, since FROM device_health`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var device, part, state string
		var since int64
		if err := rows.Scan(&device, &part, &state, &since); err != nil {
			return err
		}
		named(devices, device).Health[part] = Part{State: state, Since: time.UnixMilli(since).UTC()}
	}
	return rows.Err()
}

func readHelp(tx journal.Tables, devices map[string]*Device, now time.Time) error {
	calls, err := helpCalls(tx, now)
	for _, c := range calls {
		named(devices, c.Device).Help = &c
	}
	return err
}

// Parts lists the names of the parts that a device has told of.
func (d Device) Parts() []string { return slices.Sorted(maps.Keys(d.Health)) }
