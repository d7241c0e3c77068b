package hall_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// fromHome is a centre where places are taken from home.
func fromHome() centre.Centre {
	c := booking()
	c.Reservations = queue.Reserving{Taken: true, Days: 6, PerPerson: 2, Most: 30, Share: 40, From: 8 * 60, Until: 16 * 60, Elderly: "cao-tuoi"}
	c.Hours = []queue.Opening{{Days: []string{"mon", "tue", "wed", "thu", "fri"}, From: 7*60 + 30, To: 17 * 60}}
	c.Classes = []queue.Class{{ID: "cao-tuoi", HeadStart: 30}}
	return c
}

// home is those places at a centre.
func (m *morning) home(c centre.Centre) hall.Reservations {
	m.Helper()
	calendar, err := workday.New(workday.Standard)
	if err != nil {
		m.Fatal(err)
	}
	return hall.Reservations{Centre: c, Calendar: calendar, Now: m.clock}
}

func (m *morning) at(day, clock string) {
	m.Helper()
	at, err := time.ParseInLocation("2006-01-02 15:04", day+" "+clock, queue.Zone)
	if err != nil {
		m.Fatal(err)
	}
	m.clock = at
}

func mustDay(t testing.TB, text string) workday.Date {
	t.Helper()
	day, err := workday.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}

const (
	monday  = "2026-11-23"
	midweek = "2026-11-25" // Tuesday is off by law, Vietnamese Culture Day
)

// person returns the mark of the n-th of many.
func person(n int) identity.Mark {
	return identity.Key("a key").Mark(identity.Person{Kind: identity.Phone, ID: fmt.Sprint(n)})
}

func wish(m *morning, code, day string, who int) hall.Wish {
	return hall.Wish{Code: code, Service: "ho-tich", Day: mustDay(m, day), Person: person(who)}
}

// reserve takes a place from home.
func (m *morning) reserve(c centre.Centre, w hall.Wish) (r hall.Reserved, err error) {
	m.Helper()
	err = m.journal.Write(m.Context(), func(tx *journal.Tx) (err error) {
		r, err = m.home(c).Take(m.Context(), tx, w)
		return err
	})
	return r, err
}

func (m *morning) mustReserve(c centre.Centre, w hall.Wish) hall.Reserved {
	m.Helper()
	r, err := m.reserve(c, w)
	if err != nil {
		m.Fatal(err)
	}
	return r
}

// come takes the number of a place at a kiosk.
func (m *morning) come(c centre.Centre, code string) (t queue.Ticket, err error) {
	m.Helper()
	err = m.journal.Write(m.Context(), func(tx *journal.Tx) (err error) {
		t, err = hall.Issue(tx, c, queue.Request{ID: uuid.NewString(), Service: "ho-tich", Kiosk: 1, Appointment: code}, m.clock)
		return err
	})
	return t, err
}

// inHall takes a number in the hall.
func (m *morning) inHall(c centre.Centre) (t queue.Ticket, err error) {
	m.Helper()
	err = m.journal.Write(m.Context(), func(tx *journal.Tx) (err error) {
		t, err = hall.Issue(tx, c, queue.Request{ID: uuid.NewString(), Service: "ho-tich", Kiosk: 1}, m.clock)
		return err
	})
	return t, err
}

func TestWhoTakesAPlaceFromHome(t *testing.T) {
	tests := []struct {
		name   string
		change func(*centre.Centre)
		wish   func(*morning) hall.Wish
		want   error
	}{
		{"the same once more, when the answer was lost", nil, func(m *morning) hall.Wish { return wish(m, "AAAA2222", monday, 1) }, nil},
		{"somebody else with the same code", nil, func(m *morning) hall.Wish { return wish(m, "AAAA2222", monday, 2) }, hall.ErrSlotCode},
		{"the same person twice in one line", nil, func(m *morning) hall.Wish { return wish(m, "BBBB2222", monday, 1) }, hall.ErrReservedTwice},
		{"the same person, another line", nil, func(m *morning) hall.Wish {
			w := wish(m, "BBBB2222", monday, 1)
			w.Service = "dat-dai"
			return w
		}, nil},
		{"one more than a person may have", func(c *centre.Centre) { c.Reservations.PerPerson = 1 }, func(m *morning) hall.Wish {
			w := wish(m, "BBBB2222", monday, 1)
			w.Service = "dat-dai"
			return w
		}, hall.ErrReservedMost},
		{"the same person on another day", nil, func(m *morning) hall.Wish { return wish(m, "BBBB2222", midweek, 1) }, nil},
		{"somebody else", nil, func(m *morning) hall.Wish { return wish(m, "BBBB2222", monday, 2) }, nil},
		{"on a day off by law", nil, func(m *morning) hall.Wish { return wish(m, "BBBB2222", "2026-11-24", 2) }, hall.ErrReservationDay},
		{"the sixth working day after", nil, func(m *morning) hall.Wish { return wish(m, "BBBB2222", "2026-12-02", 2) }, nil},
		{"the seventh", nil, func(m *morning) hall.Wish { return wish(m, "BBBB2222", "2026-12-03", 2) }, hall.ErrReservationDay},
		{"yesterday", nil, func(m *morning) hall.Wish { return wish(m, "BBBB2222", "2026-11-20", 2) }, hall.ErrReservationDay},
		{"no such line", nil, func(m *morning) hall.Wish { w := wish(m, "BBBB2222", monday, 2); w.Service = "ho"; return w }, hall.ErrReservesNothing},
		{"a line that is not taken from home", func(c *centre.Centre) { c.Reservations.Services = []string{"dat-dai"} },
			func(m *morning) hall.Wish { return wish(m, "BBBB2222", monday, 2) }, hall.ErrReservesNothing},
		{"where the centre has none", func(c *centre.Centre) { c.Reservations.Taken = false }, func(m *morning) hall.Wish { return wish(m, "BBBB2222", monday, 2) }, hall.ErrReservesNothing},
		{"the day's are taken", func(c *centre.Centre) { c.Reservations.Most = 1 }, func(m *morning) hall.Wish { return wish(m, "BBBB2222", monday, 2) }, hall.ErrReservationFull},
		{"the share of the quota is taken", func(c *centre.Centre) { c.Services[0].Quota = 4 }, func(m *morning) hall.Wish { return wish(m, "BBBB2222", monday, 2) }, hall.ErrReservationFull},
		{"the code of an appointment", nil, func(m *morning) hall.Wish { m.mustAppoint("BBBB2222", 60); return wish(m, "BBBB2222", monday, 2) }, hall.ErrSlotCode},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m := newMorning(t)
			m.at(monday, "07:10")
			m.mustReserve(fromHome(), wish(m, "AAAA2222", monday, 1))
			c := fromHome()
			c.Services = append([]queue.Service{}, c.Services...)
			if tt.change != nil {
				tt.change(&c)
			}
			if _, err := m.reserve(c, tt.wish(m)); !errors.Is(err, tt.want) {
				t.Errorf("%v, want %v", err, tt.want)
			}
		})
	}
}

// TestTheLineOfHomeAndHall: who registered first is served first, wherever they were; who takes a place before the line begins stands at its beginning, in
// the order of taking.
func TestTheLineOfHomeAndHall(t *testing.T) {
	c := fromHome()
	m := newMorning(t)
	m.at("2026-11-20", "15:00")
	m.mustReserve(c, wish(m, "FRIDAY22", monday, 1))
	m.at(monday, "06:00")
	m.mustReserve(c, wish(m, "DAWN2222", monday, 2))
	m.at(monday, "08:30")
	early, err := m.inHall(c)
	if err != nil {
		t.Fatal(err)
	}
	m.at(monday, "08:40")
	m.mustReserve(c, wish(m, "LATE2222", monday, 3))
	m.at(monday, "08:50")
	old := wish(m, "ELDERLY2", monday, 4)
	old.Elderly = true
	m.mustReserve(c, old)
	m.at(monday, "09:00")
	last, err := m.inHall(c)
	if err != nil {
		t.Fatal(err)
	}
	tickets := map[string]string{early.ID: "hall 08:30", last.ID: "hall 09:00"}
	for _, code := range []string{"LATE2222", "ELDERLY2", "DAWN2222", "FRIDAY22"} { // they come the other way round
		m.clock = m.clock.Add(time.Minute)
		ticket, err := m.come(c, code)
		if err != nil {
			t.Fatal(code, err)
		}
		if ticket.Held.IsZero() || ticket.Favoured() != (code == "ELDERLY2") {
			t.Errorf("%s: %+v", code, ticket)
		}
		tickets[ticket.ID] = code
	}
	var order []string
	for range tickets {
		called := m.mustCall("01")
		order = append(order, tickets[called.ID])
		m.mustDo(called.ID, queue.Finish, hall.Move{Counter: "01", Turn: called.Turn})
	}
	if got, want := strings.Join(order, ", "), "FRIDAY22, DAWN2222, ELDERLY2, hall 08:30, LATE2222, hall 09:00"; got != want {
		t.Errorf("called %s; want %s", got, want)
	}
}

func TestWhenAPlaceIsGood(t *testing.T) {
	c := fromHome()
	m := newMorning(t)
	m.at("2026-11-20", "15:00")
	m.mustReserve(c, wish(m, "AAAA2222", monday, 1))
	m.mustReserve(c, wish(m, "GIVENUP2", monday, 2))
	m.write(func(tx *journal.Tx) error { return m.home(c).GiveUp(m.Context(), tx, "GIVENUP2") })
	for _, tt := range []struct {
		day, clock, code string
		want             queue.Arrival
	}{
		{"2026-11-22", "09:00", "AAAA2222", queue.OtherDay}, {monday, "07:59", "AAAA2222", queue.Early}, {monday, "16:00", "AAAA2222", queue.Over},
		{"2026-11-25", "09:00", "AAAA2222", queue.Over}, {monday, "09:00", "GIVENUP2", queue.GivenUp}, {monday, "15:59", "AAAA2222", queue.OnTime},
	} {
		m.at(tt.day, tt.clock)
		found, err := hall.CheckIn(m.Context(), m.journal.Reader(), c, hall.CheckInRequest{Code: tt.code}, m.clock)
		if err != nil || found.Arrival != tt.want || !found.Home {
			t.Errorf("%s %s %s: %+v, %v; want %s", tt.day, tt.clock, tt.code, found, err, tt.want)
		}
		_, err = m.come(c, tt.code)
		if tt.want.Gets() != (err == nil) || err != nil && !errors.Is(err, hall.ErrNotNow) {
			t.Errorf("%s %s: number: %v", tt.day, tt.clock, err)
		}
	}
	if _, err := m.come(c, "AAAA2222"); !errors.Is(err, hall.ErrNotNow) {
		t.Errorf("a second number: %v", err)
	}
}

// TestByTheCard: somebody who took a place with their card's number shows the card. An appointment of now goes before a place of now.
func TestByTheCard(t *testing.T) {
	c := fromHome()
	m := newMorning(t)
	m.at(monday, "07:00")
	m.mustReserve(c, wish(m, "AAAA2222", monday, 1))
	other := wish(m, "WEDNES22", midweek, 1)
	m.mustReserve(c, other)
	m.at(monday, "09:00")
	look := func() hall.CheckInResult {
		t.Helper()
		found, err := hall.CheckIn(m.Context(), m.journal.Reader(), c, hall.CheckInRequest{Card: someCard, Mark: person(1)}, m.clock)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	if found := look(); found.Code != "AAAA2222" || found.Arrival != queue.OnTime {
		t.Errorf("%+v", found)
	}
	m.mustAppoint("HN2041", 10)
	if found := look(); found.Code != "HN2041" {
		t.Errorf("%+v", found)
	}
	if _, err := hall.CheckIn(m.Context(), m.journal.Reader(), c, hall.CheckInRequest{Card: "035090009999", Mark: person(9)}, m.clock); !errors.Is(err, hall.ErrNoAppointment) {
		t.Errorf("a stranger's card: %v", err)
	}
}

// TestQuotaKeepsPlacesForWhoMayCome: numbers in the hall end where the rest is kept for people on their way, and begin again when these do not come.
func TestQuotaKeepsPlacesForWhoMayCome(t *testing.T) {
	c := fromHome()
	c.Services = append([]queue.Service{}, c.Services...)
	c.Services[0].Quota, c.Reservations.Share = 3, 70
	m := newMorning(t)
	m.at(monday, "08:10")
	m.mustReserve(c, wish(m, "AAAA2222", monday, 1))
	m.mustReserve(c, wish(m, "BBBB2222", monday, 2))
	take := func(want error) {
		t.Helper()
		if _, err := m.inHall(c); !errors.Is(err, want) {
			t.Errorf("in the hall at %s: %v, want %v", m.clock.Format("15:04"), err, want)
		}
	}
	take(nil)
	take(hall.ErrQuota)
	if _, err := m.come(c, "AAAA2222"); err != nil {
		t.Error(err)
	}
	take(hall.ErrQuota)
	m.write(func(tx *journal.Tx) error { return m.home(c).GiveUp(m.Context(), tx, "BBBB2222") })
	take(nil)
	take(hall.ErrQuota)
	m.at(midweek, "08:00")
	m.mustReserve(c, wish(m, "CCCC2222", midweek, 1))
	take(nil)
	take(nil)
	take(hall.ErrQuota)
	m.at(midweek, "16:00")
	take(nil) // it has lapsed
}

// TestNumbersThatAreLive: where the centre has it so, the number is given at once, or when its day begins.
func TestNumbersThatAreLive(t *testing.T) {
	c := fromHome()
	c.Reservations.Live = true
	m := newMorning(t)
	m.at("2026-11-20", "15:00")
	if r := m.mustReserve(c, wish(m, "FRIDAY22", monday, 1)); r.Number != "" {
		t.Errorf("a number on Friday: %+v", r)
	}
	m.at(monday, "07:00")
	m.mustReserve(c, wish(m, "DAWN2222", monday, 2))
	live := func(clock string, want int) {
		t.Helper()
		m.at(monday, clock)
		m.write(func(tx *journal.Tx) error {
			given, err := m.home(c).GoLive(m.Context(), tx)
			if given != want {
				t.Errorf("%d numbers at %s, want %d", given, clock, want)
			}
			return err
		})
	}
	live("07:59", 0)
	live("08:01", 2)
	live("08:02", 0)
	m.at(monday, "08:03")
	at := m.mustReserve(c, wish(m, "NOW22222", monday, 3))
	if at.Number != "A003" || at.Ticket == "" {
		t.Errorf("%+v", at)
	}
	for _, want := range []string{"A001", "A002", "A003"} {
		called := m.mustCall("01")
		if called.Number != want || !called.InHand {
			t.Errorf("called %+v, want %s", called, want)
		}
		m.mustDo(called.ID, queue.Finish, hall.Move{Counter: "01", Turn: called.Turn})
	}
}

func TestGivenBack(t *testing.T) {
	c := fromHome()
	c.Reservations.Live, c.Reservations.Most = true, 2
	m := newMorning(t)
	m.at(monday, "09:00")
	m.mustReserve(c, wish(m, "AAAA2222", monday, 1))
	m.mustReserve(c, wish(m, "BBBB2222", monday, 2))
	if _, err := m.reserve(c, wish(m, "CCCC2222", monday, 3)); !errors.Is(err, hall.ErrReservationFull) {
		t.Errorf("the third: %v", err)
	}
	giveUp := func(code string) error {
		return m.journal.Write(m.Context(), func(tx *journal.Tx) error { return m.home(c).GiveUp(m.Context(), tx, code) })
	}
	if err := errors.Join(giveUp("AAAA2222"), giveUp("AAAA2222")); err != nil {
		t.Error(err)
	}
	called := m.mustCall("01") // the one that was given back is not
	if called.Number != "A002" {
		t.Errorf("called %+v", called)
	}
	if err := giveUp("BBBB2222"); !errors.Is(err, hall.ErrReservationUsed) {
		t.Errorf("after the call: %v", err)
	}
	if err := giveUp("NONE2222"); !errors.Is(err, hall.ErrNoAppointment) {
		t.Errorf("nobody's: %v", err)
	}
	m.mustReserve(c, wish(m, "CCCC2222", monday, 1))
}

func TestWhoseAPlaceWasIsForgotten(t *testing.T) {
	c := fromHome()
	m := newMorning(t)
	m.at(monday, "09:00")
	m.mustReserve(c, wish(m, "AAAA2222", monday, 1))
	m.mustReserve(c, wish(m, "BBBB2222", midweek, 1))
	for want, day := range []string{monday, "2026-11-24"} {
		m.at(day, "23:00")
		if n, err := hall.ForgetReservations(m.Context(), m.journal, m.clock); err != nil || n != want {
			t.Errorf("%s: %d forgotten, %v", day, n, err)
		}
	}
	for code, want := range map[string]string{"AAAA2222": "", "BBBB2222": string(person(1))} {
		r, err := hall.FindReservation(m.Context(), m.journal.Reader(), code)
		if err != nil || r.Person != want || r.GivenUp {
			t.Errorf("%s: %+v, %v", code, r, err)
		}
	}
	events, err := m.journal.After(m.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		if e.Kind == hall.KindReserved && (e.Private != nil) != (e.Subject == "BBBB2222") {
			t.Errorf("%s holds %s", e.Subject, e.Private)
		}
	}
}

// TestAHundredAtOnce: of a hundred who want the last places at once, exactly as many get one as there are.
func TestAHundredAtOnce(t *testing.T) {
	c := fromHome()
	c.Reservations.Most = 7
	m := newMorning(t)
	m.at(monday, "09:00")
	var got, full atomic.Int64
	var all sync.WaitGroup
	for i := range 100 {
		all.Go(func() {
			err := m.journal.Write(t.Context(), func(tx *journal.Tx) error {
				_, err := m.home(c).Take(t.Context(), tx, wish(m, fmt.Sprintf("MANY%04d", i), monday, i))
				return err
			})
			switch {
			case err == nil:
				got.Add(1)
			case errors.Is(err, hall.ErrReservationFull):
				full.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got.Load() != 7 || full.Load() != 93 {
		t.Errorf("%d have a place and %d none; want 7 and 93", got.Load(), full.Load())
	}
}
