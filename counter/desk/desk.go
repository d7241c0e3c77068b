// Package desk is the state of one officer's desk: who is called there, who waits, which actions are open and why others are not.
// It is pure: moments are passed in; the journal, the wire to central and the window are the counter's.
package desk

import (
	"slices"
	"time"

	"motcua/internal/dossier"
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
	counter string
	visit   *Visit
	view    hall.View
	online  bool
	ahead   time.Duration // of central's clock before this device's
	asking  time.Time     // since when an answer is awaited; zero: none is
	called  time.Time     // the last call or recall, by this device's clock
	taken   int           // steps taken
	memory  map[string]deed
	read    map[hall.Conflict]bool

	readClash map[string]bool
	missed    []queue.Ticket // given up here, in their order
}

// New sets up the desk of a counter as its journal remembers it; visit is nil when nobody was called there.
func New(counter string, visit *Visit) *Desk { return &Desk{counter: counter, visit: visit} }

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

// Counter is the counter's id, as on its sign.
func (d *Desk) Counter() string { return d.counter }

// Visit is the person called to the desk, or nil.
func (d *Desk) Visit() *Visit { return d.visit }

// Online tells whether the line to central is up.
func (d *Desk) Online() bool { return d.online }

// Asking tells since when an answer is awaited; zero: none is.
func (d *Desk) Asking() time.Time { return d.asking }

// Seen is when central showed the hall last, by the hall's clock; zero before the first time.
func (d *Desk) Seen() time.Time { return d.view.At }

// Clock is the hall's time, central's clock, at a moment of this device's.
func (d *Desk) Clock(now time.Time) time.Time { return now.Add(d.ahead).In(queue.Zone) }

// Services lists what the counter takes, in the centre's order.
func (d *Desk) Services() (services []queue.Service) {
	c, _ := d.view.Centre.Counter(d.counter)
	for _, s := range d.view.Centre.Services {
		if slices.Contains(c.Services, s.ID) {
			services = append(services, s)
		}
	}
	return services
}

// Conflicts are the callings of this counter that do not stand and that its officer has not read of yet.
func (d *Desk) Conflicts() []hall.Conflict {
	return slices.DeleteFunc(slices.Clone(d.view.Desk(d.counter).Conflicts), func(c hall.Conflict) bool { return d.read[c] })
}

// Read tells the desk that its officer has read of a conflict; central's next view leaves it out.
func (d *Desk) Read(c hall.Conflict) {
	if d.read == nil {
		d.read = map[hall.Conflict]bool{}
	}
	d.read[c] = true
}

// Clashes are the steps of dossiers that do not count, which this counter's officer has not read of yet.
func (d *Desk) Clashes() []dossier.Clash {
	return slices.DeleteFunc(slices.Clone(d.view.Clashes), func(c dossier.Clash) bool { return d.readClash[c.Key()] })
}

// ReadClash tells the desk that its officer has read of a clash; central's next view leaves it out.
func (d *Desk) ReadClash(c dossier.Clash) {
	if d.readClash == nil {
		d.readClash = map[string]bool{}
	}
	d.readClash[c.Key()] = true
}

// Service finds a service of the centre; one that is not known keeps its id for a name.
func (d *Desk) Service(id string) queue.Service {
	if s, ok := d.view.Centre.Service(id); ok {
		return s
	}
	return queue.Service{ID: id, Name: queue.Name{"vi": id}}
}

// Class finds a class of the centre; one that is not known keeps its id for a name.
func (d *Desk) Class(id string) queue.Class {
	if c := d.view.Centre.Class(id); c.ID != "" {
		return c
	}
	return queue.Class{ID: id, Name: queue.Name{"vi": id}}
}

// Line lists who waits for this counter, next first.
func (d *Desk) Line() (line []queue.Ticket) {
	c, _ := d.view.Centre.Counter(d.counter)
	for _, t := range d.view.Waiting {
		if slices.Contains(c.Services, t.Service) {
			line = append(line, t)
		}
	}
	return line
}

// Elsewhere counts the people who wait for other counters only.
func (d *Desk) Elsewhere() int { return len(d.view.Waiting) - len(d.Line()) }

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
