package hall_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"motcua/internal/hall"
	"motcua/internal/idcard"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

var lan = hall.Author{Officer: "lan", Device: "counter-05"}

// diary is that of a centre that is open from 7.30 to 11.30 on working days and has room for two at a time.
func (m *morning) diary() hall.Appointments {
	m.Helper()
	c := booking()
	c.Hours = []queue.Opening{{Days: []string{"mon", "tue", "wed", "thu", "fri"}, From: workday.Clock(7*60 + 30), To: workday.Clock(11*60 + 30)}}
	c.Appointments.Length, c.Appointments.Most = 30, 2
	calendar, err := workday.New(workday.Standard, []workday.Special{{Date: workday.Date{Year: 2026, Month: 8, Day: 22}, Kind: workday.SwapWork}})
	if err != nil {
		m.Fatal(err)
	}
	return hall.Appointments{Centre: c, Calendar: calendar, Now: m.clock}
}

func (m *morning) book(b hall.Booking) (e hall.Appointment, err error) {
	m.Helper()
	err = m.journal.Write(m.Context(), func(tx *journal.Tx) (err error) {
		e, err = m.diary().Book(m.Context(), tx, b, lan)
		return err
	})
	return e, err
}

func (m *morning) giveUp(code string) (e hall.Appointment, err error) {
	m.Helper()
	err = m.journal.Write(m.Context(), func(tx *journal.Tx) (err error) {
		e, err = m.diary().GiveUp(m.Context(), tx, code, lan)
		return err
	})
	return e, err
}

func TestWhatTheDiaryTakes(t *testing.T) {
	nine := time.Date(2026, 11, 23, 9, 0, 0, 0, queue.Zone) // Monday
	booked := hall.Booking{Code: "AAAA2222", Service: "ho-tich", From: nine, Card: someCard}
	with := func(change func(*hall.Booking)) hall.Booking { b := booked; change(&b); return b }
	for _, c := range []struct {
		name  string
		asked hall.Booking
		want  error
	}{
		{"the same once more, when central's answer was lost", booked, nil},
		{"somebody else with the same code", with(func(b *hall.Booking) { b.Card = "035090009999" }), hall.ErrSlotCode},
		{"somebody else at the same time", with(func(b *hall.Booking) { b.Code = "BBBB" }), nil},
		{"without a card", with(func(b *hall.Booking) { b.Code, b.Card = "BBBB", "" }), nil},
		{"on another day", with(func(b *hall.Booking) { b.Code, b.From = "BBBB", nine.AddDate(0, 0, 2) }), nil},
		{"on a day off by law, Vietnamese Culture Day", with(func(b *hall.Booking) { b.Code, b.From = "BBBB", nine.AddDate(0, 0, 1) }), hall.ErrSlotClosed},
		{"no such service", with(func(b *hall.Booking) { b.Code, b.Service = "BBBB", "ho" }), hall.ErrNoService},
		{"earlier today", with(func(b *hall.Booking) { b.Code, b.From = "BBBB", nine.Add(-2*time.Hour) }), hall.ErrSlotOver},
		{"a year too late", with(func(b *hall.Booking) { b.Code, b.From = "BBBB", nine.AddDate(1, 0, 7) }), hall.ErrSlotOver},
		{"at noon", with(func(b *hall.Booking) { b.Code, b.From = "BBBB", nine.Add(3*time.Hour) }), hall.ErrSlotClosed},
		{"a slot that ends after closing", with(func(b *hall.Booking) { b.Code, b.From = "BBBB", nine.Add(135*time.Minute) }), hall.ErrSlotClosed},
		{"a slot that ends at closing", with(func(b *hall.Booking) { b.Code, b.From = "BBBB", nine.Add(2*time.Hour) }), nil},
		{"on Sunday", with(func(b *hall.Booking) { b.Code, b.From = "BBBB", nine.AddDate(0, 0, 6) }), hall.ErrSlotClosed},
		{"moved by an hour", with(func(b *hall.Booking) { b.Card, b.From, b.Move = "", nine.Add(time.Hour), true }), nil},
		{"moved, and there is none", with(func(b *hall.Booking) { b.Code, b.Move = "BBBB", true }), hall.ErrNoAppointment},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newMorning(t)
			if _, err := m.book(booked); err != nil {
				t.Fatal(err)
			}
			e, err := m.book(c.asked)
			if !errors.Is(err, c.want) || c.want == nil && err != nil {
				t.Fatalf("%v; want %v", err, c.want)
			}
			if err == nil && (!e.From.Equal(c.asked.From) || !e.To.Equal(c.asked.From.Add(30*time.Minute)) || e.Code != c.asked.Code) {
				t.Errorf("made %+v for %+v", e, c.asked)
			}
		})
	}
}

func TestASlotIsFull(t *testing.T) {
	m := newMorning(t)
	nine := time.Date(2026, 11, 23, 9, 0, 0, 0, queue.Zone)
	ask := func(code, service string, from time.Time) error {
		_, err := m.book(hall.Booking{Code: code, Service: service, From: from})
		return err
	}
	for _, code := range []string{"AAAA", "BBBB"} {
		if err := ask(code, "ho-tich", nine); err != nil {
			t.Fatal(err)
		}
	}
	if err := ask("CCCC", "ho-tich", nine.Add(10*time.Minute)); !errors.Is(err, hall.ErrSlotFull) {
		t.Errorf("a third at the same time: %v", err)
	}
	if err := ask("DDDD", "dat-dai", nine); err != nil {
		t.Errorf("another service: %v", err)
	}
	if _, err := m.book(hall.Booking{Code: "AAAA", Service: "ho-tich", From: nine.Add(5 * time.Minute), Move: true}); err != nil {
		t.Errorf("moved by a few minutes it is in nobody's way but its own: %v", err)
	}
	if _, err := m.giveUp("BBBB"); err != nil {
		t.Fatal(err)
	}
	if err := ask("CCCC", "ho-tich", nine.Add(10*time.Minute)); err != nil {
		t.Errorf("after one was cancelled: %v", err)
	}
	if err := ask("EEEE", "ho-tich", nine.Add(40*time.Minute)); err != nil {
		t.Errorf("the next slot: %v", err)
	}
}

// TestAnAppointmentMadeHereGoesItsWay makes one, moves it, takes its number, and leaves it as it is from then on.
func TestAnAppointmentMadeHereGoesItsWay(t *testing.T) {
	m := newMorning(t)
	b := hall.Booking{Code: "AAAA2222", Service: "ho-tich", From: m.clock.Add(2 * time.Hour), Card: someCard}
	if _, err := m.book(b); err != nil {
		t.Fatal(err)
	}
	b.From, b.Card, b.Move = m.clock.Add(20*time.Minute), "", true
	if _, err := m.book(b); err != nil {
		t.Fatal(err)
	}
	if c := m.mustMeet(hall.CheckInRequest{Card: someCard}); c.Code != "AAAA2222" || c.Arrival != queue.OnTime {
		t.Fatalf("whose card it is comes as %+v", c)
	}
	number, err := m.arrive("AAAA2222")
	if err != nil || !number.Slot.Equal(b.From) {
		t.Fatalf("%+v, %v", number, err)
	}
	b.From = b.From.Add(time.Hour)
	if _, err := m.book(b); !errors.Is(err, hall.ErrSlotUsed) {
		t.Errorf("moved after its number was taken: %v", err)
	}
	if _, err := m.giveUp("AAAA2222"); !errors.Is(err, hall.ErrSlotUsed) {
		t.Errorf("cancelled after its number was taken: %v", err)
	}
	entries, err := m.diary().On(t.Context(), m.journal.Reader(), workday.DateOf(m.clock))
	if err != nil || len(entries) != 1 || entries[0].Number != number.Number || entries[0].Arrival != queue.Used {
		t.Errorf("the day has %+v, %v", entries, err)
	}
}

// TestACancelledAppointmentStaysCancelled: who moves it by a list from before hears that there is none.
func TestACancelledAppointmentStaysCancelled(t *testing.T) {
	m := newMorning(t)
	b := hall.Booking{Code: "AAAA2222", Service: "ho-tich", From: m.clock.Add(time.Hour)}
	if _, err := m.book(b); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the first answer was lost
		if e, err := m.giveUp("AAAA2222"); err != nil || e.Arrival != queue.GivenUp {
			t.Fatalf("%+v, %v", e, err)
		}
	}
	b.Move = true
	for _, later := range []time.Duration{0, time.Hour} {
		b.From = b.From.Add(later)
		if _, err := m.book(b); !errors.Is(err, hall.ErrNoAppointment) {
			t.Errorf("moved by %v after it was cancelled: %v", later, err)
		}
	}
	if c := m.mustMeet(hall.CheckInRequest{Code: "AAAA2222"}); c.Arrival != queue.GivenUp {
		t.Errorf("it is %s", c.Arrival)
	}
}

func TestWhatIsOverIsNotCancelled(t *testing.T) {
	m := newMorning(t)
	m.mustAppoint("RUNS", -20)
	m.mustAppoint("OVER", -30)
	if _, err := m.giveUp("OVER"); !errors.Is(err, hall.ErrSlotOver) {
		t.Errorf("after its slot: %v", err)
	}
	if _, err := m.giveUp("RUNS"); err != nil {
		t.Errorf("in its slot: %v", err)
	}
}

// TestASlotIsWithinOneOpening: the hall is open at both ends of a slot over noon, and nobody is there in between. Without opening hours
// the calendar alone tells when there is somebody.
func TestASlotIsWithinOneOpening(t *testing.T) {
	days := []string{"mon", "tue", "wed", "thu", "fri"}
	split := []queue.Opening{{Days: days, From: 7*60 + 30, To: 11*60 + 30}, {Days: days, From: 13*60 + 30, To: 17 * 60}}
	for _, c := range []struct {
		name   string
		hours  []queue.Opening
		from   string
		length int
		want   error
	}{
		{"over noon", split, "2026-11-25 11:00", 180, hall.ErrSlotClosed},
		{"until noon", split, "2026-11-25 11:00", 30, nil},
		{"from the afternoon's first minute", split, "2026-11-25 13:30", 180, nil},
		{"on a rest day that is worked", split, "2026-08-22 11:00", 30, nil},
		{"without hours, a working day", nil, "2026-11-25 11:00", 180, nil},
		{"without hours, Sunday", nil, "2026-11-29 09:00", 30, hall.ErrSlotClosed},
		{"without hours, Tết", nil, "2026-02-17 09:00", 30, hall.ErrSlotClosed},
		{"without hours, past midnight", nil, "2026-11-25 23:45", 30, hall.ErrSlotClosed},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newMorning(t)
			from, err := time.ParseInLocation("2006-01-02 15:04", c.from, queue.Zone)
			if err != nil {
				t.Fatal(err)
			}
			d := m.diary()
			d.Centre.Hours, d.Centre.Appointments.Length, d.Now = c.hours, c.length, from.Add(-time.Hour)
			m.write(func(tx *journal.Tx) error {
				if _, err := d.Book(t.Context(), tx, hall.Booking{Code: "AAAA2222", Service: "ho-tich", From: from}, lan); !errors.Is(err, c.want) || c.want == nil && err != nil {
					t.Errorf("%v; want %v", err, c.want)
				}
				return nil
			})
		})
	}
}

// TestTheDiaryNamesNobody: what is shown is masked, and what is written down about a person can be forgotten.
func TestTheDiaryNamesNobody(t *testing.T) {
	m := newMorning(t)
	e, err := m.book(hall.Booking{Code: "AAAA2222", Service: "ho-tich", From: m.clock.Add(time.Hour), Card: someCard})
	if err != nil || e.Whose != idcard.Mask(someCard) {
		t.Fatalf("%+v, %v", e, err)
	}
	if _, err := m.giveUp("AAAA2222"); err != nil {
		t.Fatal(err)
	}
	events, err := m.journal.After(t.Context(), 0, 10)
	if err != nil || len(events) != 2 {
		t.Fatalf("%d events, %v", len(events), err)
	}
	for i, want := range []string{hall.KindAppointed, hall.KindGivenUp} {
		if e := events[i]; e.Kind != want || !strings.Contains(string(e.Body), `"lan"`) || strings.Contains(string(e.Body), someCard) {
			t.Errorf("%s: %s", e.Kind, e.Body)
		}
	}
}
