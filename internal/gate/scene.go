package gate

import (
	"fmt"
	"strconv"
	"time"

	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/registry"
	"motcua/internal/roster"
	"motcua/internal/steering"
	"motcua/internal/trust"
)

// scene is what central knows when an event comes: the tables as they are before it, and who brings it.
type scene struct {
	journal.Tables
	centre centre.Centre
	device trust.Device
	seen   journal.Seen
}

func refused(format string, args ...any) error { return journal.Refused(fmt.Sprintf(format, args...)) }

// mustRead reads a body whose shape was asked before.
func mustRead[B any](e journal.Event) (b B) {
	_ = e.Read(&b)
	return b
}

// number returns a kiosk's own.
func (s *scene) number() int {
	n, _ := strconv.Atoi(s.device.ID) // its name was read
	return n
}

// isToday reports whether a moment is of a day on which the present settings count: today, unless they were changed today, for a device without
// central goes on by those of before.
func (s *scene) isToday(at time.Time) bool {
	if s.seen.Legacy || s.seen.Now.IsZero() || queue.Day(at) != queue.Day(s.seen.Now) {
		return false
	}
	changed, err := steering.ChangedSince(s.Tables, queue.Midnight(s.seen.Now))
	return err == nil && !changed
}

func ownKiosk(s *scene, e journal.Event) error {
	if r := mustRead[queue.Request](e); r.Kiosk != s.number() {
		return refused("%s asks as kiosk %d", e.Origin, r.Kiosk)
	}
	return nil
}

// issued holds a ticket to its device's series and its service's letter. A kiosk repeats central's tickets, and a counter tells what stands on a
// slip whose kiosk has not told yet.
func issued(s *scene, e journal.Event) error {
	t := mustRead[queue.Ticket](e)
	if s.device.Kind == trust.Kiosk && (t.Kiosk != s.number() || t.Series != queue.Central && t.Series != s.number()) {
		return refused("%s gives number %s as kiosk %d", e.Origin, t.Number, t.Kiosk)
	}
	if s.device.Kind == trust.Counter && !t.InHand {
		return refused("%s tells of a number that stands on no slip", e.Origin)
	}
	if !s.seen.Now.IsZero() && t.IssuedAt.After(s.seen.Now.Add(early)) {
		return refused("number %s is of %s", t.Number, queue.Day(t.IssuedAt))
	}
	return firstFailing(
		func() error { return s.checkService(t) }, func() error { return s.checkSerial(t) }, func() error { return s.checkNumber(e, t) }, func() error { return s.checkShown(e) },
	)
}

// firstFailing returns the first error of some checks; those behind it do not run.
func firstFailing(questions ...func() error) error {
	for _, ask := range questions {
		if err := ask(); err != nil {
			return err
		}
	}
	return nil
}

// checkService refuses a ticket for no service of the centre, or with another service's letter.
func (s *scene) checkService(t queue.Ticket) error {
	if !s.isToday(t.IssuedAt) {
		return nil // by other settings
	}
	service, known := s.centre.Service(t.Service)
	if !known {
		return refused("no service is called %q", t.Service)
	}
	if letter, _, _, _ := queue.ReadNumber(t.Number); t.Turn == 0 && letter != service.Letter {
		return refused("number %s is none of service %s", t.Number, t.Service)
	}
	if s.device.Kind != trust.Kiosk {
		return nil // it repeats what it has seen of the line
	}
	return s.checkPlace(t)
}

// checkPlace refuses a place in line earlier than the ticket's priority class or appointment allows.
func (s *scene) checkPlace(t queue.Ticket) error {
	class := s.centre.Class(t.Class)
	ahead := t.IssuedAt.Sub(t.QueueTime)
	switch {
	case ahead <= 0:
		return nil
	case !t.Held.IsZero():
		return s.checkHeld(t)
	case !t.Slot.IsZero() && t.QueueTime.Equal(t.Slot):
		var made bool
		err := s.QueryRow(`SELECT EXISTS (SELECT 1 FROM appointments WHERE from_at = $1)`, t.Slot.UnixMilli()).Scan(&made)
		if err == nil && !made {
			err = refused("number %s has a slot that is no appointment's", t.Number)
		}
		return err
	case t.Class == "", class.ID == t.Class && ahead > time.Duration(class.HeadStart)*time.Minute:
		return refused("place in line of %s is %s before its hour", t.Number, ahead.Round(time.Second))
	}
	return nil
}

// checkHeld refuses a place that nobody took from home, or an earlier one than its class makes of it.
func (s *scene) checkHeld(t queue.Ticket) error {
	var made bool
	err := s.QueryRow(`SELECT EXISTS (SELECT 1 FROM reservations WHERE service = $1 AND day = $2 AND place = $3 AND class = $4)`,
		t.Service, queue.Day(t.IssuedAt), t.Held.UnixMilli(), t.Class).Scan(&made)
	if err == nil && (!made || t.QueueTime.Before(s.centre.Class(t.Class).QueueTimeOf(t.Held))) {
		err = refused("number %s has a place that nobody took from home", t.Number)
	}
	return err
}

// maxSerialGap is the largest jump in the serials of a day that a lost disk can explain, and then some.
const maxSerialGap = 1500

// checkSerial refuses a serial that a device cannot have come to: each is the next one, but for those that a disk has lost.
func (s *scene) checkSerial(t queue.Ticket) error {
	if s.device.Kind != trust.Kiosk {
		return nil
	}
	var last int
	err := s.QueryRow(`SELECT coalesce(max(last), 0) FROM series WHERE day = $1 AND service IN ($2, '') AND series IN ($3, -1)`,
		queue.Day(t.IssuedAt), t.Service, t.Series).Scan(&last)
	if err == nil && t.Serial > last+maxSerialGap {
		err = refused("number %s leaps from %d", t.Number, last)
	}
	return err
}

func rated(s *scene, e journal.Event) error {
	r := mustRead[rating.Rating](e)
	if s.device.Kind == trust.Rating && r.Counter != "" && r.Counter != s.device.ID {
		return refused("%s rates counter %s", e.Origin, r.Counter)
	}
	if r.Counter == "" || !s.isToday(e.At) {
		return nil
	}
	if _, known := s.centre.Counter(r.Counter); !known {
		return refused("no counter is called %q", r.Counter)
	}
	return nil
}

func told(s *scene, e journal.Event) error {
	t := mustRead[hall.Told](e)
	if t.Counter != s.device.ID {
		return refused("%s reads news of counter %s", e.Origin, t.Counter)
	}
	return s.checkOfficerIfAny(e, t.Officer)
}

// moved holds a counter to its own desk, and what is done there to who sits there. Central's own call needs nobody: the desk repeats it.
func moved(s *scene, e journal.Event) error {
	m := mustRead[hall.Move](e)
	if m.Counter != s.device.ID {
		return refused("%s acts as counter %s", e.Origin, m.Counter)
	}
	if m.Offered && !s.seen.Legacy {
		return refused("%s says that central has called", e.Origin)
	}
	if e.Kind == hall.KindOf(queue.Transfer) && s.isToday(e.At) {
		if _, known := s.centre.Service(m.Service); !known {
			return refused("no service is called %q", m.Service)
		}
	}
	if e.Kind == hall.KindOf(queue.Call) && m.Officer == "" {
		if offered, err := s.offered(e.Subject, m); err != nil || offered {
			return err
		}
	}
	return s.checkLoggedIn(e, m.Officer)
}

// offered reports whether central itself has called a ticket to a counter.
func (s *scene) offered(ticket string, m hall.Move) (offered bool, err error) {
	err = s.QueryRow(`SELECT EXISTS (SELECT 1 FROM deeds WHERE ticket = $1 AND counter = $2 AND offered)`, ticket, m.Counter).Scan(&offered)
	return offered, err
}

// proves reports whether it can be asked who sat at a desk: older versions took events in without a proof, and a centre without officers
// has none to ask about.
func (s *scene) proves(e journal.Event) (bool, error) {
	if s.seen.Legacy {
		return false, nil
	}
	return roster.HasOfficers(s, e.At)
}

// checkLoggedIn refuses an event in the name of an officer who was not logged in at that desk then.
func (s *scene) checkLoggedIn(e journal.Event, officer string) error {
	if proves, err := s.proves(e); err != nil || !proves {
		return err
	}
	if officer == "" {
		return refused("%s does it in nobody's name", e.Origin)
	}
	sat, err := roster.Sat(s, e.Origin, officer, e.At)
	if err == nil && !sat {
		err = refused("%s did not sit at %s then", officer, e.Origin)
	}
	return err
}

// checkOfficerIfAny is checkLoggedIn for an event that may be in nobody's name.
func (s *scene) checkOfficerIfAny(e journal.Event, officer string) error {
	if officer == "" {
		return nil
	}
	return s.checkLoggedIn(e, officer)
}

func stepped(s *scene, e journal.Event) error {
	b, err := dossier.ReadBody(e.Kind, e.Parts()...)
	if err != nil {
		return journal.Refused(err.Error())
	}
	return s.checkLoggedIn(e, dossier.LoginOf(b))
}

// numbered holds a code to what it was counted as, and a desk's series to the day's last and a few that a disk has lost.
func numbered(s *scene, e journal.Event) error {
	n := mustRead[registry.Number](e)
	if n.Serial == 0 {
		return s.checkSomebodyLoggedIn(e)
	}
	pattern, err := s.centre.Pattern()
	if err != nil {
		return err
	}
	c, err := pattern.Read(n.Code)
	if err == nil && s.isToday(e.At) && (c.Agency != n.Agency || c.Day.String() != n.Day || c.Series != n.Series || c.Serial != n.Serial) {
		return refused("code %s is not the %d. of series %d", n.Code, n.Serial, n.Series)
	}
	if n.Series != dossier.Central {
		var last int
		err := s.QueryRow(`SELECT coalesce(max(last), 0) FROM code_series WHERE agency IN ($1, '') AND day = $2 AND series IN ($3, -1)`, n.Agency, n.Day, n.Series).Scan(&last)
		if err != nil {
			return err
		}
		if n.Serial > last+maxSerialGap {
			return refused("code %s leaps from %d", n.Code, last)
		}
	}
	return s.checkSomebodyLoggedIn(e)
}

// checkSomebodyLoggedIn refuses an event of a desk where nobody was logged in.
func (s *scene) checkSomebodyLoggedIn(e journal.Event) error {
	if proves, err := s.proves(e); err != nil || !proves {
		return err
	}
	sat, err := roster.Sat(s, e.Origin, "", e.At)
	if err == nil && !sat {
		err = refused("nobody sat at %s then", e.Origin)
	}
	return err
}

func seated(s *scene, e journal.Event) error {
	if proves, err := s.proves(e); err != nil || !proves {
		return err
	}
	return roster.CheckSeat(s, e, mustRead[roster.Seat](e))
}

// locked refuses the locking of a desk by somebody who was never logged in there.
func locked(s *scene, e journal.Event) error {
	if proves, err := s.proves(e); err != nil || !proves {
		return err
	}
	has, err := roster.HasSat(s, e.Origin, e.Subject)
	if err == nil && !has {
		err = refused("%s never sat at %s", e.Subject, e.Origin)
	}
	return err
}

func clashRead(s *scene, e journal.Event) error {
	r := mustRead[registry.ClashRead](e)
	if r.Device != e.Origin {
		return refused("%s reads news of %s", e.Origin, r.Device)
	}
	return s.checkOfficerIfAny(e, r.Officer)
}

func read(s *scene, e journal.Event) error {
	r := mustRead[roster.Reading](e)
	if r.Device != e.Origin {
		return refused("%s tells what was read at %s", e.Origin, r.Device)
	}
	return s.checkLoggedIn(e, r.Officer)
}
