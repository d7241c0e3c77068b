package hall

import (
	"fmt"
	"time"

	"motcua/internal/journal"
	"motcua/internal/queue"
)

// Pace is how long one visit of today was served.
type Pace struct {
	Service string    `json:"service"`
	Counter string    `json:"counter"`
	Seconds int       `json:"seconds"` // from its last call to its end
	Ended   time.Time `json:"ended"`
}

// Of the day's visits so many are looked at for how fast the hall is, and so many of one line.
const (
	mostPaces   = 60
	mostOfALine = 20
)

// openWithin is how long after its last visit a counter is still thought to be open.
const openWithin = 30 * time.Minute

// paces lists the last visits served on a day, newest first.
func paces(tx journal.Tables, day string) (list []Pace, err error) {
	rows, err := tx.Query(`SELECT t.service, t.counter, t.moved_at - c.at, t.moved_at
		FROM (SELECT ticket, max(at) AS at, max(position) AS position FROM (SELECT * FROM calls ORDER BY position DESC LIMIT $1) late GROUP BY ticket) c
		JOIN tickets t ON t.id = c.ticket WHERE t.state = 'done' AND t.day = $2 AND t.moved_at > c.at ORDER BY c.position DESC LIMIT $3`, 3*mostPaces, day, mostPaces)
	if err != nil {
		return nil, fmt.Errorf("paces: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var p Pace
		var took, ended int64
		if err := rows.Scan(&p.Service, &p.Counter, &took, &ended); err != nil {
			return nil, err
		}
		p.Seconds, p.Ended = int(took/1000), time.UnixMilli(ended).UTC()
		list = append(list, p)
	}
	return list, rows.Err()
}

// WaitOf estimates how long the holder of a ticket waits from the view's moment on; false when too little is known.
func (v View) WaitOf(t queue.Ticket) (queue.Wait, bool) {
	takers, idle := map[string][]string{}, false
	for _, c := range v.Centre.Counters {
		if !v.open(c.ID) {
			continue
		}
		for _, service := range c.Services {
			takers[service] = append(takers[service], c.ID)
			idle = idle || service == t.Service && v.Desk(c.ID).Ticket == nil
		}
	}
	before := queue.Before(t, v.Waiting, takers)
	if idle && before == 0 {
		return queue.Wait{Most: queue.Step}, true
	}
	var took []time.Duration
	for _, p := range v.Paces {
		if p.Service == t.Service && len(took) < mostOfALine {
			took = append(took, time.Duration(p.Seconds)*time.Second)
		}
	}
	return queue.WaitFor(before, took, len(takers[t.Service]))
}

// open reports whether somebody is served at a counter, or was a little while ago.
func (v View) open(counter string) bool {
	if v.Desk(counter).Ticket != nil {
		return true
	}
	for _, p := range v.Paces {
		if p.Counter == counter && v.At.Sub(p.Ended) < openWithin {
			return true
		}
	}
	return false
}
