// Package gate decides which events are believed: one table says which devices may send which kind of event about what, and what its body
// may contain. Devices check before they write and central before it accepts; what an event does is in the folds of the tables it is about.
package gate

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/registry"
	"motcua/internal/roster"
	"motcua/internal/sayings"
	"motcua/internal/steering"
	"motcua/internal/trust"
)

// kind is one kind of event, or all whose names begin so where the name ends in a dot.
type kind struct {
	from  []trust.Kind
	shape func(journal.Event) error         // what a body may not contain, by itself
	about func(*scene, journal.Event) error // what its device may not say, by what central knows; nil: anything
}

var (
	every   = []trust.Kind{trust.Kiosk, trust.Counter, trust.Rating}
	kiosk   = []trust.Kind{trust.Kiosk}
	counter = []trust.Kind{trust.Counter}
	glass   = []trust.Kind{trust.Kiosk, trust.Rating}
)

// kinds is the table. Whoever adds a kind of event adds it here; a kind that is missing here no device may send.
var kinds = map[string]kind{
	"ticket.requested":    {kiosk, body(func(e journal.Event, r queue.Request) error { return checkSubject(e, r.ID, r.Check()) }), ownKiosk},
	hall.KindIssued:       {[]trust.Kind{trust.Kiosk, trust.Counter}, body(func(e journal.Event, t queue.Ticket) error { return checkSubject(e, t.ID, t.Check()) }), issued},
	hall.KindPrinted:      {kiosk, aboutTicket, ownTicket},
	hall.KindRated:        {glass, body(func(e journal.Event, r rating.Rating) error { return checkSubject(e, r.Ticket, r.Check()) }), rated},
	hall.KindHelp:         {glass, nothing, nil},
	hall.KindHelpGivenUp:  {glass, nothing, nil},
	hall.KindHelpAnswered: {counter, aboutDevice, coming},
	hall.KindConflictTold: {counter, body(func(e journal.Event, t hall.Told) error { return checkSubject(e, e.Subject, t.Check()) }), told},

	hall.KindOf(queue.Cancel):   {kiosk, move(queue.Cancel), ownTicket},
	hall.KindOf(queue.Call):     {counter, move(queue.Call), moved},
	hall.KindOf(queue.Recall):   {counter, move(queue.Recall), moved},
	hall.KindOf(queue.Skip):     {counter, move(queue.Skip), moved},
	hall.KindOf(queue.Miss):     {counter, move(queue.Miss), moved},
	hall.KindOf(queue.Finish):   {counter, move(queue.Finish), moved},
	hall.KindOf(queue.Transfer): {counter, move(queue.Transfer), moved},

	// What the holder of a ticket has asked of central: no device may say it in their name.
	hall.KindOf(queue.Defer):  {nil, move(queue.Defer), nil},
	hall.KindOf(queue.Leave):  {nil, move(queue.Leave), nil},
	hall.KindOf(queue.Return): {nil, move(queue.Return), nil},

	dossier.KindDot:         {counter, step, stepped},
	registry.KindCodeIssued: {counter, body(func(e journal.Event, n registry.Number) error { return checkSubject(e, e.Subject, n.Check()) }), numbered},
	registry.KindForgotten:  {counter, aboutTicket, nil},
	registry.KindClashRead:  {counter, body(func(e journal.Event, r registry.ClashRead) error { return checkSubject(e, e.Subject, r.Check()) }), clashRead},

	roster.KindDeskOpened:  {counter, seat, seated},
	roster.KindLocked:      {counter, seat, locked},
	roster.KindDeskRefused: {counter, seat, nil},
	roster.KindRead:        {counter, body(func(_ journal.Event, r roster.Reading) error { return r.Check() }), read},
	roster.KindSearched:    {counter, body(func(_ journal.Event, r roster.Reading) error { return r.Check() }), read},
	roster.KindBook:        {counter, body(func(_ journal.Event, r roster.Reading) error { return r.Check() }), read},

	// What an administrator has changed at central: no device may.
	steering.KindChanged: {nil, steered, nil},

	sayings.KindCounted: {kiosk, body(func(_ journal.Event, c sayings.Counted) error { return c.Check() }), nil},

	journal.KindLost:      {every, body(func(_ journal.Event, c journal.Count) error { return checkCount(c.Events) }), nil},
	journal.KindRecovered: {every, body(func(_ journal.Event, c journal.Count) error { return checkCount(c.Events) }), nil},
	journal.KindBackwards: {every, body(func(_ journal.Event, b journal.Behind) error { return checkCount(b.Milliseconds) }), nil},
	journal.KindErased:    {every, body(func(_ journal.Event, e journal.Erasure) error { return checkText("by", e.By+e.User, 200) }), nil},
	hall.KindPrinter:      {every, body(func(_ journal.Event, p hall.PrinterState) error { return p.Check() }), nil},
	hall.KindHealth:       {every, body(func(_ journal.Event, h hall.Health) error { return h.Check() }), nil},
	"slip.":               {every, nothing, nil}, // nobody but its own device reads it
}

// of finds a kind of event in the table.
func of(name string) (kind, bool) {
	if k, known := kinds[name]; known {
		return k, true
	}
	prefix, _, _ := strings.Cut(name, ".")
	k, known := kinds[prefix+"."]
	return k, known
}

// Shape refuses a body that its kind does not allow, whoever writes it. Kinds that no device sends are central's own.
func Shape(e journal.Event) error {
	k, known := of(e.Kind)
	if !known {
		return nil
	}
	return cmp.Or(bounds(e), k.shape(e))
}

// Origin refuses kinds of events that a kind of device does not send at all.
func Origin(from trust.Kind, name string) error {
	k, known := of(name)
	if !known || !slices.Contains(k.from, from) {
		return refuseFor(FaultSender, fmt.Errorf("a %s does not bring events of the kind %.40q", from, name))
	}
	return nil
}

// Checker asks of each event whether a centre believes it.
type Checker struct {
	present func() centre.Centre
}

// New returns the gate of a centre as it is at each moment.
func New(present func() centre.Centre) *Checker { return &Checker{present} }

// Check is journal.Fold's: an event of the province's centres has been asked about by its own central, and is asked here for its shape.
func (c *Checker) Check(tx journal.Tables, e journal.Event, seen journal.Seen) error {
	if e.Centre() != "" {
		return refuseFor(FaultShape, shapeBelow(e))
	}
	d, err := trust.ParseDevice(e.Origin)
	if err != nil {
		return refuseFor(FaultSender, err)
	}
	if err := Origin(d.Kind, e.Kind); err != nil {
		return err
	}
	if err := cmp.Or(refuseFor(FaultShape, Shape(e)), refuseFor(FaultDay, checkDay(e.At, seen))); err != nil {
		return err
	}
	k, _ := of(e.Kind)
	if k.about == nil {
		return nil
	}
	return mark(FaultAbout, k.about(&scene{Tables: tx, centre: c.present(), device: d, seen: seen}, e))
}

// shapeBelow is Shape for what a centre hands on: its central's own events too.
func shapeBelow(e journal.Event) error {
	if err := Shape(e); err != nil {
		return err
	}
	return bounds(e)
}

// early is how far a device's clock may be ahead.
const early = 25 * time.Hour

// checkDay refuses a moment to come. Nothing is too old: a device may have been without central for long.
func checkDay(at time.Time, seen journal.Seen) error {
	switch {
	case at.Year() < 1990 || at.Year() > 2099:
		return fmt.Errorf("happened in %d", at.Year())
	case !seen.Now.IsZero() && at.After(seen.Now.Add(early)):
		return fmt.Errorf("happens on %s only, by the device's clock", queue.Day(at))
	}
	return nil
}

// body reads an event's body and says what is wrong with it.
func body[B any](check func(journal.Event, B) error) func(journal.Event) error {
	return func(e journal.Event) error {
		var b B
		if err := e.Read(&b); err != nil {
			return errors.New("the body is not of its kind")
		}
		return check(e, b)
	}
}

// checkSubject refuses an event about another subject than its body, or returns what else is wrong.
func checkSubject(e journal.Event, id string, wrong error) error {
	if wrong == nil && (id != e.Subject || !queue.IsID(id)) {
		return fmt.Errorf("about %.64q, and its body says %.64q", e.Subject, id)
	}
	return wrong
}

func nothing(journal.Event) error { return nil }

func aboutTicket(e journal.Event) error { return checkSubject(e, e.Subject, nil) }

func aboutDevice(e journal.Event) error {
	_, err := trust.ParseDevice(e.Subject)
	return err
}

func move(a queue.Action) func(journal.Event) error {
	return body(func(e journal.Event, m hall.Move) error { return checkSubject(e, e.Subject, m.Check(a)) })
}

func step(e journal.Event) error {
	b, err := dossier.ReadBody(e.Kind, e.Parts()...)
	if err != nil {
		return errors.New("the body is no step of a dossier")
	}
	return checkSubject(e, e.Subject, dossier.Check(b))
}

func steered(e journal.Event) error {
	var c steering.Changed
	if err := e.Read(&c); err != nil || !steering.IsPart(e.Subject) {
		return errors.New("the body is no change of a part of the settings")
	}
	return c.Check()
}

func seat(e journal.Event) error {
	var s roster.Seat
	if err := e.Read(&s); err != nil {
		return errors.New("the body is not of its kind")
	}
	if len(s.Proof) > 64 || !s.At.IsZero() && s.At.Year() > 2099 {
		return errors.New("the proof is none")
	}
	return queue.CheckName("officer", e.Subject)
}

// mostCount is more events than any device has, and more milliseconds than any clock is behind.
const mostCount = 1 << 50

func checkCount(n int64) error {
	if n < 0 || n > mostCount {
		return fmt.Errorf("counts %d", n)
	}
	return nil
}

// longestSubject is how many bytes the subject of an event has at the most: a slip's is that of what it is of and a few more.
const longestSubject = 160

func checkText(what, text string, most int) error {
	if len(text) > most || !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		return fmt.Errorf("%s is no text of up to %d bytes", what, most)
	}
	return nil
}
