//go:build !race

package sim

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"motcua/central/store"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

// simBookings is how many have an appointment that morning.
const simBookings = 15

// booking is a line of the file that another system makes of its appointments.
type booking struct {
	code    string
	service string
	from    time.Time
	state   string
}

// openAppointments has central take over the morning's appointments.
func (w *world) openAppointments() {
	for range simBookings {
		w.appointments = append(w.appointments, w.newBooking())
	}
	w.takeAppointments()
}

// newBooking is an appointment some time between before the morning and its end.
func (w *world) newBooking() booking {
	in := time.Duration(w.rng.IntN(9)-2) * 5 * time.Minute
	return booking{fmt.Sprintf("HEN%d", len(w.appointments)), pick(w, simCentre().Services).ID, time.Now().Truncate(5 * time.Minute).Add(in), ""}
}

// changeAppointments makes, moves or cancels an appointment; central takes the whole file over again, whatever was used of it.
func (w *world) changeAppointments() {
	b := &w.appointments[w.rng.IntN(len(w.appointments))]
	switch w.rng.IntN(4) {
	case 0:
		w.appointments = append(w.appointments, w.newBooking())
	case 1:
		b.state = "cancelled"
	case 2:
		b.state, b.from = "", b.from.Add(10*time.Minute)
	}
	w.tell("the appointments are taken over, %d of them", len(w.appointments))
	w.takeAppointments()
}

func (w *world) takeAppointments() {
	path := filepath.Join(w.folder, "appointments.csv")
	text := "code,service,day,from,to,card,state\n"
	for _, b := range w.appointments {
		from := b.from.In(queue.Zone)
		text += strings.Join([]string{b.code, b.service, from.Format(time.DateOnly), from.Format("15:04"), from.Add(10 * time.Minute).Format("15:04"), "", b.state}, ",") + "\n"
	}
	w.must(os.WriteFile(path, []byte(text), 0o600))
	w.orFull(w.job().Do(w.Context(), "appointments import", path))
}

// comeFor is somebody with an appointment, whom the kiosk tells what central says; some have handed their code on, and both stand there.
func (k *simKiosk) comeFor(code string) {
	coming, err := k.link.CheckIn(k.Context(), hall.CheckInRequest{Code: code})
	if err != nil || !coming.Arrival.Gets() {
		k.tell("%s has nothing for %s: %s %v", k.disk, code, coming.Arrival, err)
		return
	}
	if other := pick(k.world, k.kiosks); other != k && len(other.centre().Services) > 0 && k.chance(40) {
		k.risk(other, func() { other.arrive(coming) })
	}
	k.arrive(coming)
}

// arrive takes the number of an appointment. The kiosk alone gives one as everybody's.
func (k *simKiosk) arrive(c hall.CheckInResult) {
	t, ok := k.take(queue.Request{Service: c.Service, Appointment: c.Code})
	if !ok || t.Series != queue.Central {
		return
	}
	k.tell("%s honours %s at %v", k.disk, c.Code, c.From)
	place := c.From
	if !t.IssuedAt.Before(c.To) {
		place = t.IssuedAt
	}
	if !t.Slot.Equal(c.From) || !t.QueueTime.Equal(place) {
		k.violate("%s for %s stands at %v for the slot %v; want %v, %v", t.Number, c.Code, t.QueueTime, t.Slot, place, c.From)
	}
}

// checkAppointments: of each appointment one number is in somebody's hand, central has given another only when the one before was
// cancelled, and none for one that was given up; and its slot has made its place.
func (w *world) checkAppointments() {
	held := map[string]bool{}
	for _, s := range w.slips {
		held[s.ticket.ID] = true
	}
	d := course{world: w, slot: map[string]time.Time{}, last: map[string]string{}, cancelled: map[string]bool{}, tickets: map[string]queue.Ticket{}}
	hands := map[string]int{}
	for _, e := range w.events(w.central.journal) {
		if d.follow(e); e.Kind == hall.KindArrived && held[d.last[e.Subject]] {
			if hands[e.Subject]++; hands[e.Subject] > 1 {
				w.violate("two numbers of the appointment %s are in somebody's hand", e.Subject)
			}
		}
	}
	for code, ticket := range d.last {
		if got := w.rows(w.central.journal, `SELECT ticket FROM appointments WHERE code = '`+code+`'`); len(got) != 1 || got[0] != ticket {
			w.violate("the appointment %s has the ticket %v; want %s", code, got, ticket)
		}
	}
}

// course is what central's log says of appointments, followed event by event.
type course struct {
	*world
	slot      map[string]time.Time // by code; none: there is no such appointment, or it was given up
	last      map[string]string    // ticket, by code
	cancelled map[string]bool      // by ticket
	tickets   map[string]queue.Ticket
}

func (c course) follow(e journal.Event) {
	switch e.Kind {
	case hall.KindAppointed:
		var a queue.Appointment
		c.must(e.Read(&a))
		c.slot[e.Subject] = a.From
	case hall.KindGivenUp:
		delete(c.slot, e.Subject)
	case hall.KindOf(queue.Cancel):
		c.cancelled[e.Subject] = true
	case hall.KindIssued:
		if e.Origin == store.Origin {
			var t queue.Ticket
			c.must(e.Read(&t))
			c.tickets[e.Subject] = t
		}
	case hall.KindArrived:
		var a hall.Arrived
		c.must(e.Read(&a))
		c.arrived(e.Subject, a.Ticket)
	}
}

func (c course) arrived(code, ticket string) {
	if before, used := c.last[code]; used && !c.cancelled[before] {
		c.violate("the appointment %s is honoured twice", code)
	}
	slot, stands := c.slot[code]
	if t, given := c.tickets[ticket]; !given || !stands || !t.Slot.Equal(slot) {
		c.violate("the appointment %s at %v is honoured by %s at %v", code, slot, t.Number, t.Slot)
	}
	c.last[code] = ticket
}
