package queue

import (
	"cmp"
	"errors"
	"regexp"
	"strings"
	"time"
)

// Appointment is a promise to somebody that they are served at a time: a slot of a service, by a code that they were given.
type Appointment struct {
	Code    string    `json:"code"`
	Service string    `json:"service"`
	From    time.Time `json:"from"`
	To      time.Time `json:"to"`
	Person  string    `json:"person,omitempty"` // number of whose identity card tells of it; empty: the code alone does
}

// Personal names what tells of a person.
func (Appointment) Personal() []string { return []string{"person"} }

// CheckIn is when those who have an appointment may take their number, as the centre's own rules have it.
type CheckIn struct {
	Taken  bool `json:"taken" toml:"taken"`   // whether the centre takes appointments at all
	Before int  `json:"before" toml:"before"` // minutes before the slot begins
	After  int  `json:"after" toml:"after"`   // minutes after the slot has ended

	Length int `json:"length,omitempty" toml:"length"` // minutes of a slot that the staff give; 0: UsualLength
	Most   int `json:"most,omitempty" toml:"most"`     // appointments of one service at a time that the staff make; 0: as many as are asked for
}

// UsualLength is how long a slot is where nobody says, in minutes.
const UsualLength = 30

// Ends returns when a slot ends that begins at a moment.
func (c CheckIn) Ends(from time.Time) time.Time {
	return from.Add(time.Duration(cmp.Or(c.Length, UsualLength)) * time.Minute)
}

// MostMargin bounds Before and After, in minutes.
const MostMargin = 240

// Arrival is how somebody comes for an appointment.
type Arrival string

// The arrivals. Only OnTime and Late get a number.
const (
	OnTime   Arrival = "on_time"
	Late     Arrival = "late" // the slot has ended, but not long ago: they wait as everybody who comes now
	Early    Arrival = "early"
	Over     Arrival = "over" // too late
	OtherDay Arrival = "other_day"
	Used     Arrival = "used"      // its number was taken before
	GivenUp  Arrival = "cancelled" // by whoever had made it
)

// Gets reports whether an arrival gets a number.
func (a Arrival) Gets() bool { return a == OnTime || a == Late }

// Opens is from when on an appointment's number is given.
func (c CheckIn) Opens(a Appointment) time.Time {
	return a.From.Add(-time.Duration(c.Before) * time.Minute)
}

// Judge returns how somebody comes who stands there now.
func (c CheckIn) Judge(a Appointment, now time.Time) Arrival {
	switch {
	case Day(now) != Day(a.From):
		return OtherDay
	case now.Before(c.Opens(a)):
		return Early
	case now.Before(a.To):
		return OnTime
	case !now.After(a.To.Add(time.Duration(c.After) * time.Minute)):
		return Late
	}
	return Over
}

// QueueTimeOf returns the place in line of who comes for an appointment: its slot's beginning, however early they are there; the moment of their
// coming when they are late. So nobody who came before the slot is passed by, and who comes in its course passes those who came since it began.
func (c CheckIn) QueueTimeOf(a Appointment, now time.Time) time.Time {
	if c.Judge(a, now) == OnTime {
		return a.From
	}
	return now
}

// Favoured reports whether a ticket goes before others: by its class, or by the slot of its appointment.
func (t Ticket) Favoured() bool {
	return t.Class != "" || !t.Slot.IsZero() && t.QueueTime.Equal(t.Slot)
}

// ErrAppointmentCode says that a text holds no code of an appointment.
var ErrAppointmentCode = errors.New("no code of an appointment")

// codes of appointments as other systems give them out, without the dashes and spaces that people read them by.
var appointmentCode = regexp.MustCompile(`^[A-Z0-9]{4,24}$`)

// AppointmentCode reads a code that was typed, or scanned: then it may stand at the end of an address.
func AppointmentCode(text string) (string, error) {
	text = strings.TrimSpace(text)
	text = text[strings.LastIndexAny(text, "/=")+1:]
	code := strings.ToUpper(strings.NewReplacer("-", "", " ", "", ".", "").Replace(text))
	if !appointmentCode.MatchString(code) {
		return "", ErrAppointmentCode
	}
	return code, nil
}

// codeLetters are those of codes that the centre gives out: none is taken for another when it is read aloud or from paper.
const codeLetters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

// NewAppointmentCode makes a code of random bytes: a thousand billion of them, so that nobody guesses one.
func NewAppointmentCode(random [8]byte) string {
	for i, b := range random {
		random[i] = codeLetters[int(b)%len(codeLetters)]
	}
	return string(random[:])
}

// SpellAppointmentCode writes a code as people read it, in fours; AppointmentCode reads it back.
func SpellAppointmentCode(code string) string {
	if len(code) != 8 {
		return code // another system's, whose own dashes nobody knows
	}
	return code[:4] + "-" + code[4:]
}
