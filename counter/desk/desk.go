// Package desk is the state of one officer's desk: who is called there, who waits, which actions are open and why others are not.
// It is pure: moments are passed in; the journal, the wire to central and the window are the counter's.
package desk

import (
	"time"

	"motcua/internal/hall"
	"motcua/internal/queue"
)

// Visit is one person called to the desk.
type Visit struct {
	Ticket queue.Ticket `json:"ticket"`
	Since  time.Time    `json:"since"` // first called here, by the hall's clock
	Times  int          `json:"times"` // how often called here
}

// Desk is what an officer has before him. It belongs to one goroutine.
type Desk struct {
	Sight
	visit  *Visit
	asking time.Time // since when an answer is awaited; zero: none is
	called time.Time // the last call or recall, by this device's clock
	taken  int       // steps taken
	memory map[string]deed
	missed []queue.Ticket // given up here, in their order
}

// New sets up the desk of a counter as its journal remembers it; visit is nil when nobody was called there.
func New(counter string, visit *Visit) *Desk {
	return &Desk{Sight: Sight{counter: counter}, visit: visit}
}

// See takes the newest view of the hall and the state of the line to central.
func (d *Desk) See(v hall.View, online bool, now time.Time) {
	if online && !v.At.Equal(d.view.At) {
		d.ahead = v.At.Sub(now)
	}
	if online || d.view.At.IsZero() || v.At.After(d.view.At) { // otherwise the line is as this desk has left it
		d.view = v
		for id, did := range d.memory {
			if !online && did.action != queue.Skip {
				d.view.Waiting = without(d.view.Waiting, id)
			}
		}
	}
	d.online = online
}

// Visit returns the person called to the desk, or nil.
func (d *Desk) Visit() *Visit { return d.visit }

// Asking returns since when an answer is awaited; zero: none is.
func (d *Desk) Asking() time.Time { return d.asking }

// Target is a service that the person at the desk can be sent on to.
type Target struct {
	Service  queue.Service
	Counters []string // who takes it
	Waiting  int      // people in its line
}

// Targets lists the services that the person at the desk can be sent on to: all but the present one that some counter takes.
func (d *Desk) Targets() (targets []Target) {
	if d.visit == nil {
		return nil
	}
	for _, s := range d.view.Centre.Services {
		counters := d.view.Centre.CountersFor(s.ID)
		if s.ID != d.visit.Ticket.Service && len(counters) > 0 {
			targets = append(targets, Target{Service: s, Counters: counters, Waiting: d.view.WaitingFor(s.ID)})
		}
	}
	return targets
}
