package hall_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

// booking is a centre that takes appointments.
func booking() centre.Centre {
	c := testCentre
	c.Appointments = queue.CheckIn{Taken: true, Before: 30, After: 15}
	return c
}

const someCard = "035090001234"

// mustAppoint makes an appointment for the first service, so many minutes from now on and half an hour long.
func (m *morning) mustAppoint(code string, in int) queue.Appointment {
	m.Helper()
	from := m.clock.Truncate(time.Minute).Add(time.Duration(in) * time.Minute)
	a := queue.Appointment{Code: code, Service: "ho-tich", From: from, To: from.Add(30 * time.Minute), Person: someCard}
	m.write(func(tx *journal.Tx) error {
		_, err := hall.Appoint(m.Context(), tx, a)
		return err
	})
	return a
}

// arrive takes the number of an appointment.
func (m *morning) arrive(code string) (t queue.Ticket, err error) {
	m.clock = m.clock.Add(time.Second)
	err = m.journal.Write(m.Context(), func(tx *journal.Tx) (err error) {
		t, err = hall.Issue(tx, booking(), queue.Request{ID: uuid.NewString(), Service: "ho-tich", Kiosk: 1, Appointment: code}, m.clock)
		return err
	})
	return t, err
}

func (m *morning) mustMeet(s hall.CheckInRequest) hall.CheckInResult {
	m.Helper()
	c, err := hall.CheckIn(m.Context(), m.journal.Reader(), booking(), s, m.clock)
	if err != nil {
		m.Fatal(err)
	}
	return c
}

func TestAnAppointmentGoesByItsSlot(t *testing.T) {
	m := newMorning(t)
	a := m.mustAppoint("HN2041", 20)
	before := m.mustTake("ho-tich")
	held, err := m.arrive("HN2041")
	if err != nil || !held.Slot.Equal(a.From) || !held.QueueTime.Equal(a.From) || held.Ahead != 1 {
		t.Fatalf("%+v, %v; want the slot's place behind one", held, err)
	}
	m.clock = m.clock.Add(10 * time.Minute)
	sooner := m.mustTake("ho-tich")
	m.clock = m.clock.Add(20 * time.Minute)
	after := m.mustTake("ho-tich")
	for _, want := range []queue.Ticket{before, sooner, held, after} {
		got := m.mustCall("01")
		if got.Number != want.Number {
			t.Fatalf("called %s; want %s", got.Number, want.Number)
		}
		if !got.Slot.Equal(want.Slot) {
			t.Errorf("%s is called with the slot %v; want %v", got.Number, got.Slot, want.Slot)
		}
		m.mustDo(got.ID, queue.Finish, hall.Move{Counter: "01", Turn: got.Turn})
	}
}

func TestAppointmentsLetOthersPass(t *testing.T) {
	m := newMorning(t)
	fair := booking()
	fair.PriorityAfter = 1
	m.mustAppoint("AAAA", -1)
	m.mustAppoint("BBBB", -1)
	m.mustTake("ho-tich")
	for _, code := range []string{"AAAA", "BBBB"} {
		if _, err := m.arrive(code); err != nil {
			t.Fatal(err)
		}
	}
	var order []string
	for range 3 {
		m.write(func(tx *journal.Tx) error {
			called, err := hall.Next(tx, fair, "01", m.clock)
			order = append(order, called.Number)
			if err == nil {
				_, err = tx.Append(hall.KindOf(queue.Finish), called.ID, hall.Move{Counter: "01", Turn: called.Turn})
			}
			return err
		})
	}
	if got := strings.Join(order, " "); got != "A002 A001 A003" {
		t.Errorf("called %s; want an appointment, another person, an appointment", got)
	}
}

func TestAnAppointmentGivesOneNumber(t *testing.T) {
	m := newMorning(t)
	m.mustAppoint("HN2041", 0)
	first, err := m.arrive("HN2041")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := m.arrive("HN2041"); !errors.Is(err, hall.ErrNotNow) {
		t.Errorf("the second number: %v", err)
	}
	if c := m.mustMeet(hall.CheckInRequest{Code: "HN2041"}); c.Arrival != queue.Used || c.Number != first.Number {
		t.Errorf("%+v; want used for %s", c, first.Number)
	}
	m.mustDo(first.ID, queue.Cancel, hall.Move{})
	if _, err := m.arrive("HN2041"); err != nil {
		t.Errorf("after a number that never came out: %v", err)
	}
}

func TestAnAppointmentThatGetsNoNumber(t *testing.T) {
	m := newMorning(t)
	m.mustAppoint("EARLY", 60)
	m.mustAppoint("GONE", 0)
	m.write(func(tx *journal.Tx) error {
		_, err := hall.GiveUp(t.Context(), tx, "GONE")
		return err
	})
	for code, want := range map[string]queue.Arrival{"EARLY": queue.Early, "GONE": queue.GivenUp} {
		if c := m.mustMeet(hall.CheckInRequest{Code: code}); c.Arrival != want {
			t.Errorf("%s is %s; want %s", code, c.Arrival, want)
		}
		if _, err := m.arrive(code); !errors.Is(err, hall.ErrNotNow) {
			t.Errorf("%s: %v", code, err)
		}
	}
	if _, err := m.arrive("NONE"); !errors.Is(err, hall.ErrNoAppointment) {
		t.Errorf("a code that nobody has: %v", err)
	}
}

func TestTheCardFindsTheNextAppointment(t *testing.T) {
	m := newMorning(t)
	m.mustAppoint("LATER", 120)
	m.mustAppoint("SOON", 10)
	if c := m.mustMeet(hall.CheckInRequest{Card: someCard}); c.Code != "SOON" || c.Arrival != queue.OnTime {
		t.Errorf("%+v; want SOON", c)
	}
	if _, err := m.arrive("SOON"); err != nil {
		t.Fatal(err)
	}
	if c := m.mustMeet(hall.CheckInRequest{Card: someCard}); c.Code != "LATER" || c.Arrival != queue.Early {
		t.Errorf("%+v; want LATER", c)
	}
	m.clock = m.clock.Add(4 * time.Hour)
	if c := m.mustMeet(hall.CheckInRequest{Card: someCard}); c.Arrival != queue.Used && c.Arrival != queue.Over {
		t.Errorf("%+v; want to hear of today's", c)
	}
	if _, err := hall.CheckIn(t.Context(), m.journal.Reader(), booking(), hall.CheckInRequest{Card: "035090009999"}, m.clock); !errors.Is(err, hall.ErrNoAppointment) {
		t.Errorf("a card of nobody's: %v", err)
	}
}

func TestAppointingTwiceIsAppointingOnce(t *testing.T) {
	m := newMorning(t)
	a := m.mustAppoint("HN2041", 60)
	again := func(a queue.Appointment) (changed bool) {
		m.write(func(tx *journal.Tx) (err error) {
			changed, err = hall.Appoint(t.Context(), tx, a)
			return err
		})
		return changed
	}
	if again(a) {
		t.Error("the same appointment was made twice")
	}
	a.From, a.To = a.From.Add(time.Hour), a.To.Add(time.Hour)
	if !again(a) || !m.mustMeet(hall.CheckInRequest{Code: "HN2041"}).From.Equal(a.From) {
		t.Error("an appointment could not be moved")
	}
}

// TestTheFileDoesNotUndoTheStaff: another system's file is read again after an officer had a hand in its appointments.
func TestTheFileDoesNotUndoTheStaff(t *testing.T) {
	m := newMorning(t)
	moved, cancelled, left := m.mustAppoint("MOVED", 60), m.mustAppoint("GONE", 60), m.mustAppoint("LEFT", 120)
	later := moved.From.Add(time.Hour)
	if _, err := m.book(hall.Booking{Code: "MOVED", Service: "ho-tich", From: later, Move: true}); err != nil {
		t.Fatal(err)
	}
	if _, err := m.giveUp("GONE"); err != nil {
		t.Fatal(err)
	}
	for _, a := range []queue.Appointment{moved, cancelled} {
		if changed, err := m.appoint(a); changed || !errors.Is(err, hall.ErrStaffs) {
			t.Errorf("the file says %s as before: changed %v, %v", a.Code, changed, err)
		}
	}
	if changed, err := m.fileGivesUp("MOVED"); changed || !errors.Is(err, hall.ErrStaffs) {
		t.Errorf("the file cancels what was moved: changed %v, %v", changed, err)
	}
	moved.From, moved.To = later, later.Add(30*time.Minute)
	if changed, err := m.appoint(moved); changed || err != nil {
		t.Errorf("the file agrees about when: changed %v, %v", changed, err)
	}
	if changed, err := m.fileGivesUp("GONE"); changed || err != nil {
		t.Errorf("the file agrees that it is cancelled: changed %v, %v", changed, err)
	}
	if changed, err := m.fileGivesUp("LEFT"); !changed || err != nil {
		t.Errorf("what no officer touched is the file's: changed %v, %v", changed, err)
	}
	if changed, err := m.appoint(left); !changed || err != nil {
		t.Errorf("and may stand again: changed %v, %v", changed, err)
	}
	if a, b := m.mustMeet(hall.CheckInRequest{Code: "MOVED"}), m.mustMeet(hall.CheckInRequest{Code: "GONE"}); !a.From.Equal(later) || b.Arrival != queue.GivenUp {
		t.Errorf("%+v, %+v; want what the officer did", a, b)
	}
	made, err := m.journal.Rebuild(t.Context())
	if err != nil || len(made.Differ) > 0 {
		t.Errorf("rebuilt otherwise: %v, %v", made.Differ, err)
	}
}

// TestWhatWasUsedIsNotChanged neither by the file nor by the staff.
func TestWhatWasUsedIsNotChanged(t *testing.T) {
	m := newMorning(t)
	a := m.mustAppoint("HN2041", 0)
	if _, err := m.arrive("HN2041"); err != nil {
		t.Fatal(err)
	}
	if changed, err := m.fileGivesUp("HN2041"); changed || !errors.Is(err, hall.ErrSlotUsed) {
		t.Errorf("the file cancels it: changed %v, %v", changed, err)
	}
	m.clock = m.clock.Add(48 * time.Hour)
	if _, err := hall.ForgetAppointments(t.Context(), m.journal, m.clock); err != nil {
		t.Fatal(err)
	}
	if changed, err := m.appoint(a); changed || err != nil {
		t.Errorf("the same once more, when whose it was is forgotten: changed %v, %v", changed, err)
	}
	a.From, a.To = a.From.Add(time.Hour), a.To.Add(time.Hour)
	if changed, err := m.appoint(a); changed || !errors.Is(err, hall.ErrSlotUsed) {
		t.Errorf("the file moves it: changed %v, %v", changed, err)
	}
}

// appoint is a line of another system's file.
func (m *morning) appoint(a queue.Appointment) (changed bool, err error) {
	m.Helper()
	err = m.journal.Write(m.Context(), func(tx *journal.Tx) (err error) {
		changed, err = hall.Appoint(m.Context(), tx, a)
		return err
	})
	return changed, err
}

// fileGivesUp is a line of the file that cancels.
func (m *morning) fileGivesUp(code string) (changed bool, err error) {
	m.Helper()
	err = m.journal.Write(m.Context(), func(tx *journal.Tx) (err error) {
		changed, err = hall.GiveUp(m.Context(), tx, code)
		return err
	})
	return changed, err
}

func TestWhoseAppointmentItWasIsForgotten(t *testing.T) {
	m := newMorning(t)
	m.mustAppoint("HN2041", 60)
	forget := func() int {
		n, err := hall.ForgetAppointments(t.Context(), m.journal, m.clock)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if n := forget(); n != 0 {
		t.Errorf("%d were forgotten that are still to come", n)
	}
	m.clock = m.clock.Add(48 * time.Hour)
	if n, again := forget(), forget(); n != 1 || again != 0 {
		t.Errorf("%d were forgotten, then %d; want one, once", n, again)
	}
	var left int
	err := m.journal.Reader().QueryRow(`SELECT (SELECT count(*) FROM events WHERE private IS NOT NULL) + (SELECT count(*) FROM appointments WHERE person <> '')`).Scan(&left)
	if err != nil || left != 0 {
		t.Errorf("%d places still tell whose it was, %v", left, err)
	}
	made, err := m.journal.Rebuild(t.Context())
	if err != nil || len(made.Differ) > 0 {
		t.Errorf("rebuilt otherwise: %v, %v", made.Differ, err)
	}
}

func TestNoDeviceAppointsItself(t *testing.T) {
	m := newMorning(t)
	kiosk, err := journal.Open(t.TempDir()+"/kiosk.db", "kiosk-1", func() time.Time { return m.clock }, hall.Fold)
	if err != nil {
		t.Fatal(err)
	}
	defer kiosk.Close()
	err = kiosk.Write(t.Context(), func(tx *journal.Tx) error {
		_, err := tx.Append(hall.KindAppointed, "MINE", queue.Appointment{Code: "MINE", Service: "ho-tich", From: m.clock, To: m.clock.Add(time.Hour)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := hall.CheckIn(t.Context(), kiosk.Reader(), booking(), hall.CheckInRequest{Code: "MINE"}, m.clock); !errors.Is(err, hall.ErrNoAppointment) {
		t.Errorf("an appointment by a device's own word: %v", err)
	}
}

func TestWhoseAnAppointmentIsStaysInTheCentre(t *testing.T) {
	m := newMorning(t)
	m.mustAppoint("HN2041", 60)
	events, err := m.journal.After(t.Context(), 0, 10)
	if err != nil || len(events) != 1 || !strings.Contains(string(events[0].Private), someCard) {
		t.Fatalf("%v, %v", events, err)
	}
	if out := hall.Outside(events[0]); out.Private != nil || len(out.Digest) == 0 {
		t.Errorf("%s leaves the centre", out.Private)
	}
	printed := journal.Event{Kind: hall.KindSlip, Private: []byte("{}")}
	if hall.Outside(printed).Private == nil {
		t.Error("what is no appointment's is taken away")
	}
}
