package hall

import (
	"strconv"
	"strings"

	"motcua/internal/journal"
	"motcua/internal/queue"
)

// Central is the name of a centre's central in its own events.
const Central = "central"

// foldForgotten lets a series count on from beyond what its device may have forgotten, on the day it comes back with less than it has
// written. What it forgot may stand on paper; the devices that hold it may be silent for long.
func foldForgotten(tx journal.Tables, e journal.Event) error {
	series, counts := seriesOf(e.Origin)
	if !counts {
		return nil
	}
	var last int
	day := queue.Day(e.At)
	if err := tx.QueryRow(`SELECT coalesce(max(last), 0) FROM series WHERE day = $1 AND series = $2`, day, series).Scan(&last); err != nil {
		return err
	}
	return reach(tx, day, every, series, queue.Beyond(last))
}

// saidOfCentral is the row of a series for the highest number of central's that devices have reported.
const saidOfCentral = -1

// every is the row of a series for all services.
const every = ""

// reach has a series of a day count on from a serial.
func reach(tx journal.Tables, day, service string, series, serial int) error {
	_, err := tx.Exec(`INSERT INTO series (day, service, series, last) VALUES ($1, $2, $3, $4)
		ON CONFLICT (day, service, series) DO UPDATE SET last = excluded.last WHERE excluded.last > series.last`, day, service, series, serial)
	return err
}

// seriesOf returns which numbers a device counts; false for one that counts none.
func seriesOf(origin string) (series int, counts bool) {
	if origin == Central {
		return queue.Central, true
	}
	number, kiosk := strings.CutPrefix(origin, "kiosk-")
	series, err := strconv.Atoi(number)
	return series, kiosk && err == nil
}
