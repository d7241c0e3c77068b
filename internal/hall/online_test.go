package hall_test

import (
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	rules "motcua/internal/booking"
	"motcua/internal/hall"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// online is the diary as people book in it: each slot of ho-tich has room for one more of the web than the officers' limit leaves.
func (m *morning) online() hall.Online {
	return hall.Online{Appointments: m.diary(), Rules: rules.Rules{On: true, PerCounter: 2, Share: 100, Days: 14, Before: 60, Most: 2}}
}

func newSecret() (s rules.Secret) {
	_, _ = rand.Read(s[:])
	return s
}

// personOf returns the mark of somebody.
func personOf(n int) identity.Mark { return identity.Mark(fmt.Sprintf("mark-of-somebody-%05d", n)) }

// somebody asks for a slot of their own.
func somebody(n int, from time.Time) hall.OnlineBooking {
	return hall.OnlineBooking{Secret: newSecret(), Service: "ho-tich", From: from, Name: "Nguyễn Văn An", Phone: fmt.Sprintf("+849%08d", n), Person: personOf(n), Procedure: "1.001193", Lang: "vi"}
}

func (m *morning) bookOnline(b hall.OnlineBooking) (a hall.OnlineAppointment, err error) {
	m.Helper()
	err = m.journal.Write(m.Context(), func(tx *journal.Tx) (err error) {
		a, err = m.online().Book(m.Context(), tx, b)
		return err
	})
	return a, err
}

func (m *morning) mustBookOnline(b hall.OnlineBooking) hall.OnlineAppointment {
	m.Helper()
	a, err := m.bookOnline(b)
	if err != nil {
		m.Fatal(err)
	}
	return a
}

func (m *morning) moveOnline(s rules.Secret, from time.Time) (a hall.OnlineAppointment, err error) {
	m.Helper()
	err = m.journal.Write(m.Context(), func(tx *journal.Tx) (err error) {
		a, err = m.online().Move(m.Context(), tx, s, from)
		return err
	})
	return a, err
}

func (m *morning) mustFind(s rules.Secret) hall.OnlineAppointment {
	m.Helper()
	a, err := m.online().Find(m.Context(), m.journal.Reader(), s)
	if err != nil {
		m.Fatal(err)
	}
	return a
}

var wednesday = time.Date(2026, 11, 25, 9, 0, 0, 0, queue.Zone)

func TestWhatTheWebTakes(t *testing.T) {
	with := func(change func(*hall.OnlineBooking)) hall.OnlineBooking {
		b := somebody(2, wednesday)
		change(&b)
		return b
	}
	for _, c := range []struct {
		name  string
		asked hall.OnlineBooking
		want  error
	}{
		{"somebody else at the same time", somebody(2, wednesday), nil},
		{"the same person the same day", with(func(b *hall.OnlineBooking) { b.Person = personOf(1); b.From = wednesday.Add(time.Hour) }), hall.ErrTwice},
		{"another of the family, with the same phone", with(func(b *hall.OnlineBooking) { b.Phone = somebody(1, wednesday).Phone }), nil},
		{"nobody was proven: the same phone", with(func(b *hall.OnlineBooking) { b.Person, b.Phone = "", somebody(1, wednesday).Phone }), hall.ErrTwice},
		{"the same person another day", with(func(b *hall.OnlineBooking) {
			b.Person = personOf(1)
			b.From = wednesday.AddDate(0, 0, 1)
		}), nil},
		{"between two slots", with(func(b *hall.OnlineBooking) { b.From = wednesday.Add(10 * time.Minute) }), hall.ErrSlotClosed},
		{"at noon", with(func(b *hall.OnlineBooking) { b.From = wednesday.Add(3 * time.Hour) }), hall.ErrSlotClosed},
		{"on a day off", with(func(b *hall.OnlineBooking) { b.From = wednesday.AddDate(0, 0, -1) }), hall.ErrSlotClosed},
		{"within the hour", with(func(b *hall.OnlineBooking) { b.From = wednesday.AddDate(0, 0, -2).Add(-time.Hour) }), hall.ErrSlotOver},
		{"too far ahead", with(func(b *hall.OnlineBooking) { b.From = wednesday.AddDate(0, 0, 14) }), hall.ErrSlotClosed},
		{"no such service", with(func(b *hall.OnlineBooking) { b.Service = "ho" }), hall.ErrTakesNoAppointments},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := newMorning(t)
			m.mustBookOnline(somebody(1, wednesday))
			a, err := m.bookOnline(c.asked)
			if !errors.Is(err, c.want) || c.want == nil && err != nil {
				t.Fatalf("%v; want %v", err, c.want)
			}
			if err == nil && (a.Code != c.asked.Secret.Code() || !a.From.Equal(c.asked.From) || a.Whose != "N. V. An · ••• ••• 002" && a.Whose != "N. V. An · ••• ••• 001") {
				t.Errorf("made %+v", a)
			}
		})
	}
}

// TestAPersonHasSoManyOpenAppointments: a third waits until one of two is given up.
func TestAPersonHasSoManyOpenAppointments(t *testing.T) {
	m := newMorning(t)
	first := somebody(1, wednesday)
	m.mustBookOnline(first)
	m.mustBookOnline(somebody(1, wednesday.AddDate(0, 0, 1)))
	if _, err := m.bookOnline(somebody(1, wednesday.AddDate(0, 0, 2))); !errors.Is(err, hall.ErrEnough) {
		t.Fatalf("a third: %v", err)
	}
	m.write(func(tx *journal.Tx) error {
		_, err := m.online().GiveUp(m.Context(), tx, first.Secret)
		return err
	})
	m.mustBookOnline(somebody(1, wednesday.AddDate(0, 0, 2)))
}

// TestAHundredWantTheLastPlaces: exactly as many get one as there are, whatever comes at once, and nobody's second try makes a second.
func TestAHundredWantTheLastPlaces(t *testing.T) {
	m := newMorning(t)
	all := make([]error, 100)
	asked := make([]hall.OnlineBooking, len(all))
	for i := range asked {
		asked[i] = somebody(i, wednesday)
	}
	var wait sync.WaitGroup
	for i := range all {
		wait.Go(func() {
			_, all[i] = m.bookOnline(asked[i])
			if all[i] == nil { // the answer was lost
				_, all[i] = m.bookOnline(asked[i])
			}
		})
	}
	wait.Wait()
	got := 0
	for i, err := range all {
		switch {
		case err == nil:
			got++
		case !errors.Is(err, hall.ErrSlotFull):
			t.Errorf("%d: %v", i, err)
		}
	}
	entries, err := m.diary().On(t.Context(), m.journal.Reader(), workday.DateOf(wednesday))
	if err != nil || got != 2 || len(entries) != 2 {
		t.Errorf("%d got one and the diary has %d, %v; there is room for 2", got, len(entries), err)
	}
	slots, err := m.online().SlotsOn(t.Context(), m.journal.Reader(), "ho-tich", workday.DateOf(wednesday))
	near := rules.Nearest(slots, wednesday)
	if err != nil || len(near) != 4 || !near[1].From.Equal(wednesday.Add(-30*time.Minute)) || !near[2].From.Equal(wednesday.Add(30*time.Minute)) {
		t.Errorf("nearest are %v, %v", near, err)
	}
}

// TestOfficersAndPeopleShareOneBook: each takes a place from the other, an officer moves what a person has booked, and its page says so.
func TestOfficersAndPeopleShareOneBook(t *testing.T) {
	m := newMorning(t)
	mine := somebody(1, wednesday)
	m.mustBookOnline(mine)
	for code, want := range map[string]error{"AAAA2222": nil} {
		if _, err := m.book(hall.Booking{Code: code, Service: "ho-tich", From: wednesday}); !errors.Is(err, want) {
			t.Fatal(err)
		}
	}
	if _, err := m.book(hall.Booking{Code: "BBBB2222", Service: "ho-tich", From: wednesday}); !errors.Is(err, hall.ErrSlotFull) {
		t.Errorf("an officer's third: %v", err)
	}
	if _, err := m.bookOnline(somebody(2, wednesday)); !errors.Is(err, hall.ErrSlotFull) {
		t.Errorf("a person's third: %v", err)
	}
	later := wednesday.Add(time.Hour)
	if _, err := m.book(hall.Booking{Code: mine.Secret.Code(), Service: "ho-tich", From: later, Move: true}); err != nil {
		t.Fatal(err)
	}
	a := m.mustFind(mine.Secret)
	if !a.From.Equal(later) || !a.Was.Equal(wednesday) || !a.MovedByStaff || a.Changes != 1 || !a.Online {
		t.Errorf("its page says %+v", a)
	}
	moved, err := m.moveOnline(mine.Secret, later.Add(30*time.Minute))
	if err != nil || moved.From.Equal(later) {
		t.Fatalf("%+v, %v", moved, err)
	}
	if a := m.mustFind(mine.Secret); a.MovedByStaff || a.Changes != 2 || !a.Was.Equal(later) {
		t.Errorf("moved by its person: %+v", a)
	}
	if _, err := m.giveUp(mine.Secret.Code()); err != nil {
		t.Fatal(err)
	}
	if a := m.mustFind(mine.Secret); !a.MovedByStaff || a.Arrival != queue.GivenUp {
		t.Errorf("cancelled by an officer: %+v", a)
	}
	if _, err := m.moveOnline(mine.Secret, wednesday); !errors.Is(err, hall.ErrNoAppointment) {
		t.Errorf("moved after it was cancelled: %v", err)
	}
	m.mustRebuild()
}

// mustRebuild folds the log again: the rows must be the same.
func (m *morning) mustRebuild() {
	m.Helper()
	r, err := m.journal.Rebuild(m.Context())
	if err != nil || len(r.Differ) > 0 {
		m.Errorf("made anew, %v differ: %v", r.Differ, err)
	}
}

// TestWhenItIsTooLateToChange: moved until the rule's hour, cancelled until it begins.
func TestWhenItIsTooLateToChange(t *testing.T) {
	m := newMorning(t)
	mine := somebody(1, wednesday)
	m.mustBookOnline(mine)
	m.clock = wednesday.Add(-59 * time.Minute)
	if _, err := m.moveOnline(mine.Secret, wednesday.AddDate(0, 0, 1)); !errors.Is(err, hall.ErrTooLate) {
		t.Errorf("moved: %v", err)
	}
	give := func() error {
		return m.journal.Write(t.Context(), func(tx *journal.Tx) error {
			_, err := m.online().GiveUp(t.Context(), tx, mine.Secret)
			return err
		})
	}
	m.clock = wednesday
	if err := give(); !errors.Is(err, hall.ErrTooLate) {
		t.Errorf("cancelled when it began: %v", err)
	}
	m.clock = wednesday.Add(-time.Minute)
	if err := errors.Join(give(), give()); err != nil {
		t.Errorf("cancelled before, twice: %v", err)
	}
	if _, err := m.moveOnline(newSecret(), wednesday); !errors.Is(err, hall.ErrNoAppointment) {
		t.Errorf("another link: %v", err)
	}
}

// TestARemindersIsSentOnce on the day before, and once more when the appointment was moved since.
func TestAReminderIsSentOnce(t *testing.T) {
	m := newMorning(t)
	mine, cancelled := somebody(1, wednesday), somebody(2, wednesday)
	m.mustBookOnline(mine)
	m.mustBookOnline(cancelled)
	m.write(func(tx *journal.Tx) error {
		_, err := m.online().GiveUp(m.Context(), tx, cancelled.Secret)
		return err
	})
	remind := func(at time.Time) (codes []string) {
		m.clock = at
		due, err := m.online().Remind(t.Context(), m.journal)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range due {
			codes = append(codes, r.Code+" "+r.Phone+" "+r.Lang)
		}
		return codes
	}
	want := []string{mine.Secret.Code() + " " + mine.Phone + " vi"}
	for _, step := range []struct {
		at   time.Time
		want []string
	}{{wednesday.AddDate(0, 0, -1).Add(-3 * time.Hour), nil}, {wednesday.AddDate(0, 0, -1), want}, {wednesday.AddDate(0, 0, -1).Add(time.Hour), nil}} {
		if got := remind(step.at); !cmp.Equal(got, step.want) {
			t.Errorf("at %s: %q, want %q", step.at, got, step.want)
		}
	}
	if _, err := m.moveOnline(mine.Secret, wednesday.AddDate(0, 0, 1)); err != nil {
		t.Fatal(err)
	}
	if got := remind(wednesday); !cmp.Equal(got, want) {
		t.Errorf("after it was moved: %q", got)
	}
	m.mustRebuild()
}

// TestWhoBookedIsForgotten a day after: neither log nor tables hold name or number, and the link opens the page of nobody.
func TestWhoBookedIsForgotten(t *testing.T) {
	m := newMorning(t)
	mine := somebody(1, wednesday)
	m.mustBookOnline(mine)
	if n, err := hall.ForgetAppointments(t.Context(), m.journal, wednesday.Add(12*time.Hour)); err != nil || n != 0 {
		t.Fatalf("the same day: %d, %v", n, err)
	}
	m.clock = wednesday.AddDate(0, 0, 1).Add(time.Hour)
	if n, err := hall.ForgetAppointments(t.Context(), m.journal, m.clock); err != nil || n != 1 {
		t.Fatalf("%d, %v", n, err)
	}
	if a := m.mustFind(mine.Secret); a.Whose != "" || a.Procedure != "" {
		t.Errorf("its page says %+v", a)
	}
	for _, text := range []string{mine.Name, mine.Phone, mine.Procedure, string(mine.Person)} {
		if places, err := m.journal.Places(t.Context(), text); err != nil || len(places) > 0 {
			t.Errorf("%s stands in %v, %v", text, places, err)
		}
	}
	m.mustRebuild()
}

// TestTheLogHoldsNoSecret that opens somebody's page.
func TestTheLogHoldsNoSecret(t *testing.T) {
	m := newMorning(t)
	mine := somebody(1, wednesday)
	m.mustBookOnline(mine)
	if places, err := m.journal.Places(t.Context(), mine.Secret.String()); err != nil || len(places) > 0 {
		t.Errorf("%v, %v", places, err)
	}
	events, err := m.journal.After(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range events {
		if out := hall.Outside(e); strings.Contains(string(e.Body), mine.Phone) || out.Private != nil {
			t.Errorf("%s leaves the centre with %s %s", e.Kind, out.Body, out.Private)
		}
	}
}

// TestPlannedAgainstUsed: one of each that can become of an appointment.
func TestPlannedAgainstUsed(t *testing.T) {
	m := newMorning(t)
	slot := func(half int) time.Time { return wednesday.Add(time.Duration(half) * 30 * time.Minute) }
	for i := range 4 { // in time, late, missed, cancelled
		m.mustBookOnline(somebody(i, slot(i-2)))
	}
	if _, err := m.book(hall.Booking{Code: "AAAA2222", Service: "ho-tich", From: slot(4)}); err != nil { // an officer's, open
		t.Fatal(err)
	}
	entries, err := m.diary().On(t.Context(), m.journal.Reader(), workday.DateOf(wednesday))
	if err != nil || len(entries) != 5 {
		t.Fatalf("%v, %v", entries, err)
	}
	if _, err := m.giveUp(entries[3].Code); err != nil {
		t.Fatal(err)
	}
	for code, at := range map[string]time.Time{entries[0].Code: slot(-2), entries[1].Code: slot(0).Add(5 * time.Minute)} {
		m.clock = at
		m.write(func(tx *journal.Tx) error {
			_, err := hall.Issue(tx, m.diary().Centre, queue.Request{ID: uuid.NewString(), Service: "ho-tich", Kiosk: 1, Appointment: code}, m.clock)
			return err
		})
	}
	m.clock = slot(3)
	got, err := m.online().UsageOf(t.Context(), m.journal.Reader(), workday.DateOf(wednesday), workday.DateOf(wednesday))
	var first hall.Usage
	for _, u := range got {
		if u.Service == "ho-tich" {
			first = u
		}
	}
	want := hall.Usage{Day: workday.DateOf(wednesday), Service: "ho-tich", Offered: 16, Booked: 4, Online: 3, Came: 1, Late: 1, Missed: 1, Open: 1, Cancelled: 1}
	if err != nil || first != want {
		t.Errorf("%+v, %v; want %+v", first, err, want)
	}
}
