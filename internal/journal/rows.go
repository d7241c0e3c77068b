package journal

import (
	"fmt"
	"strings"
)

// eventColumns are the columns of the table of events, as they are written and read.
const eventColumns = `position, origin, incarnation, seq, at, kind, subject, body, private, digest, hash`

// together are how many events one statement writes, the most first: with a statement for each, a device's day offline would take half as
// long again. They are few, so that the database keeps each prepared.
var together = []int{32, 8, 1}

// mostRows is how many events wait in memory: a backup that is restored has millions.
const mostRows = 1024

var insertions = func() map[int]string {
	texts := map[int]string{}
	for _, n := range together {
		texts[n] = insertion(n)
	}
	return texts
}()

func insertion(events int) string {
	columns := strings.Count(eventColumns, ",") + 1
	var rows []string
	for row := range events {
		var values []string
		for column := range columns {
			values = append(values, fmt.Sprintf("$%d", row*columns+column+1))
		}
		rows = append(rows, "("+strings.Join(values, ", ")+")")
	}
	return `INSERT INTO events (` + eventColumns + `) VALUES ` + strings.Join(rows, ", ")
}

// settle writes the events that were added into their table. Whoever asks the table inside a transaction settles first.
func (tx *Tx) settle() error {
	rows := tx.log.rows
	tx.log.rows = nil
	for _, n := range together {
		for ; len(rows) >= n; rows = rows[n:] {
			if err := tx.insert(rows[:n]); err != nil {
				return fmt.Errorf("journal: append %s: %w", rows[0].Kind, err)
			}
		}
	}
	return nil
}

func (tx *Tx) insert(events []Event) error {
	var values []any
	for _, e := range events {
		values = append(values, e.Position, e.Origin, e.Incarnation, e.Seq, e.At.UnixMilli(), e.Kind, e.Subject,
			[]byte(e.Body), []byte(e.Private), e.Digest, e.Hash)
	}
	_, err := tx.Exec(insertions[len(events)], values...)
	return err
}
