// Package queue holds the rules of the line: tickets and their states, numbers, who is next.
// It is pure: times and ids are passed in, and what is kept where is known by internal/hall.
package queue

import (
	"cmp"
	"time"

	"motcua/internal/workday"
)

// Zone is the hall's time zone.
var Zone = workday.Vietnam

// Day returns the hall's calendar day of a moment, 2026-11-23: series of numbers start anew with it.
func Day(t time.Time) string { return t.In(Zone).Format(time.DateOnly) }

// Midnight returns the moment at which the day of a moment began.
func Midnight(t time.Time) time.Time {
	year, month, day := t.In(Zone).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, Zone)
}

// Service is what people come for. It has a line of its own, named by a letter.
type Service struct {
	ID     string `json:"id" toml:"id"`
	Letter string `json:"letter" toml:"letter"` // A to Z, its own in the centre
	Name   Name   `json:"name" toml:"name"`
	// Agency is the code of the office whose business it is; empty where the centre does not tell them apart.
	Agency string `json:"agency,omitempty" toml:"agency"`
	Quota  int    `json:"quota,omitempty" toml:"quota"` // numbers that central gives a day; 0: as many as people come
	// Hours is when its numbers are given; empty: as the centre's.
	Hours []Opening `json:"hours,omitempty" toml:"hours"`
	// Fields are the catalogue's fields (lĩnh vực) whose procedures are done here.
	Fields []string `json:"fields,omitempty" toml:"fields"`
}

// Counter is a desk where people are served.
type Counter struct {
	ID       string   `json:"id" toml:"id"`             // as on its sign: "05"
	Services []string `json:"services" toml:"services"` // ids of the services it takes
}

// Request asks for a place in line. The kiosk makes ID, a UUID, before it asks, so that asking twice gives one ticket.
type Request struct {
	ID      string `json:"id"`
	Service string `json:"service"`
	Kiosk   int    `json:"kiosk"`           // 1 to 99
	Class   string `json:"class,omitempty"` // id of the class; empty: as everybody
	// Appointment is the code of the one it is asked for, or of a place taken from home; empty: none.
	Appointment string `json:"appointment,omitempty"`
}

// Ticket is one person's place in line for one service.
type Ticket struct {
	ID        string    `json:"id"`
	Number    string    `json:"number"`
	Series    int       `json:"series"` // who counted the number: Central, or a kiosk that stood alone
	Serial    int       `json:"serial"` // its place in that series of the day, from 1
	Service   string    `json:"service"`
	Kiosk     int       `json:"kiosk"`
	IssuedAt  time.Time `json:"issued_at"`
	QueueTime time.Time `json:"place"` // where in line, as a moment: the earliest is next
	// InHand says that somebody holds the number: its kiosk or its slip has told so. Until then central's answer may have been lost on
	// the way, and another number be on the paper.
	InHand  bool      `json:"in_hand,omitempty"`
	State   State     `json:"state"`
	Counter string    `json:"counter,omitempty"` // who called it last
	Turn    int       `json:"turn,omitempty"`    // how often it was called; 0: never
	Class   string    `json:"class,omitempty"`   // why it goes before others; empty: it does not
	Slot    time.Time `json:"slot,omitzero"`     // when its appointment begins; zero: it has none
	Held    time.Time `json:"held,omitzero"`     // the place in line that was taken from home; zero: it was taken in the hall
	Ahead   int       `json:"ahead"`             // people before it when it was issued, or Unknown
	Why     Why       `json:"why,omitzero"`      // it was called; told to the counter that called it, and nowhere else
}

// Unknown is how many wait when nobody can tell: the kiosk stood alone.
const Unknown = -1

// Compare orders tickets by who is next.
func Compare(a, b Ticket) int {
	return cmp.Or(a.QueueTime.Compare(b.QueueTime), cmp.Compare(a.Number, b.Number), cmp.Compare(a.ID, b.ID))
}
