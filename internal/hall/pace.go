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

// Estimate is what a view tells of how fast the hall is: it estimates the waits of many.
type Estimate struct {
	takers map[string][]string        // counters that are open, by service
	shares queue.Shares               // of these
	idle   map[string]bool            // services of which one of these has nobody
	took   map[string][]time.Duration // by the last visits of a line
}

// Estimate reads how fast the hall is.
func (v View) Estimate() Estimate {
	e := Estimate{takers: map[string][]string{}, idle: map[string]bool{}, took: map[string][]time.Duration{}}
	busy, open := v.atCounters()
	for _, c := range v.Centre.Counters {
		if !open[c.ID] {
			continue
		}
		for _, service := range c.Services {
			e.takers[service] = append(e.takers[service], c.ID)
			e.idle[service] = e.idle[service] || !busy[c.ID]
		}
	}
	e.shares = queue.SharesOf(e.takers)
	for _, p := range v.Paces {
		if len(e.took[p.Service]) < mostOfALine {
			e.took[p.Service] = append(e.took[p.Service], time.Duration(p.Seconds)*time.Second)
		}
	}
	return e
}

// atCounters tells at which counters somebody is served, and which are open: somebody is, or was a little while ago.
func (v View) atCounters() (busy, open map[string]bool) {
	busy, open = map[string]bool{}, map[string]bool{}
	for _, d := range v.Desks {
		if d.Ticket != nil {
			busy[d.Counter], open[d.Counter] = true, true
		}
	}
	for _, p := range v.Paces {
		if v.At.Sub(p.Ended) < openWithin {
			open[p.Counter] = true
		}
	}
	return busy, open
}

// Serves reports whether any counter that is open takes a service.
func (e Estimate) Serves(service string) bool { return len(e.takers[service]) > 0 }

// Wait estimates how long somebody with so many before them waits; false when too little is known.
func (e Estimate) Wait(service string, before float64) (queue.Wait, bool) {
	if e.idle[service] && before == 0 {
		return queue.Wait{Most: queue.Step}, true
	}
	return queue.WaitFor(before, e.took[service], len(e.takers[service]))
}

// WaitOf estimates how long the holder of a ticket waits from the view's moment on; false when too little is known.
func (v View) WaitOf(t queue.Ticket) (queue.Wait, bool) {
	e := v.Estimate()
	return e.Wait(t.Service, queue.Before(t, v.Waiting, e.takers))
}
