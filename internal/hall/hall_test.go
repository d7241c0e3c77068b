package hall_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
	"motcua/internal/queue"
	"motcua/internal/rating"
)

var testCentre = centre.Centre{
	Name: queue.Name{"vi": "Trung tâm"},
	Services: []queue.Service{
		{ID: "ho-tich", Letter: "A", Name: queue.Name{"vi": "Hộ tịch"}},
		{ID: "dat-dai", Letter: "B", Name: queue.Name{"vi": "Đất đai"}},
	},
	Counters: []queue.Counter{
		{ID: "01", Services: []string{"ho-tich"}},
		{ID: "02", Services: []string{"ho-tich", "dat-dai"}},
	},
}

func TestMain(m *testing.M) { journaltest.Main(m) }

// morning is a hall under test whose clock is set by hand.
type morning struct {
	testing.TB
	journal *journal.Journal
	clock   time.Time
}

func newMorning(t testing.TB) *morning {
	t.Helper()
	m := &morning{TB: t, clock: time.Date(2026, 11, 23, 7, 30, 0, 0, queue.Zone)}
	j, err := journal.Open(journaltest.Place(t, "central"), "central", func() time.Time { return m.clock }, hall.Fold)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	m.journal = j
	return m
}

func (m *morning) write(do func(*journal.Tx) error) {
	m.Helper()
	m.clock = m.clock.Add(time.Second)
	if err := m.journal.Write(m.Context(), do); err != nil {
		m.Fatal(err)
	}
}

func (m *morning) mustTake(service string) (t queue.Ticket) {
	m.Helper()
	m.write(func(tx *journal.Tx) (err error) {
		t, err = hall.Issue(tx, testCentre, queue.Request{ID: uuid.NewString(), Service: service, Kiosk: 1}, m.clock)
		return err
	})
	return t
}

func (m *morning) mustCall(counter string) (t *queue.Ticket) {
	m.Helper()
	m.write(func(tx *journal.Tx) (err error) {
		t, err = hall.Next(tx, testCentre, counter, m.clock)
		return err
	})
	return t
}

func (m *morning) mustDo(ticket string, action queue.Action, move hall.Move) {
	m.Helper()
	m.write(func(tx *journal.Tx) error {
		_, err := tx.Append(hall.KindOf(action), ticket, move)
		return err
	})
}

func (m *morning) look() hall.View {
	m.Helper()
	return m.snapshot().Whole()
}

// snapshot reads the hall anew.
func (m *morning) snapshot() *hall.Snapshot {
	m.Helper()
	s, err := hall.NewPresent(m.journal.Reader(), func() centre.Centre { return testCentre }).Look(m.Context(), m.clock)
	if err != nil {
		m.Fatal(err)
	}
	return s
}

func (m *morning) line() (numbers []string) {
	m.Helper()
	for _, t := range m.look().Waiting {
		numbers = append(numbers, t.Number)
	}
	return numbers
}

func (m *morning) wantLine(want ...string) {
	m.Helper()
	got := m.line()
	if len(got) != len(want) {
		m.Fatalf("line is %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			m.Fatalf("line is %v, want %v", got, want)
		}
	}
}

func TestAskingTwiceGivesOneTicket(t *testing.T) {
	m := newMorning(t)
	r := queue.Request{ID: uuid.NewString(), Service: "ho-tich", Kiosk: 1}
	var first, second queue.Ticket
	m.write(func(tx *journal.Tx) (err error) { first, err = hall.Issue(tx, testCentre, r, m.clock); return err })
	m.write(func(tx *journal.Tx) (err error) { second, err = hall.Issue(tx, testCentre, r, m.clock); return err })
	if first != second || first.Number != "A001" {
		t.Errorf("first %+v, second %+v", first, second)
	}
	m.wantLine("A001")
}

func TestEachServiceCountsForItselfAndFromOneEachDay(t *testing.T) {
	m := newMorning(t)
	m.mustTake("ho-tich")
	if got := m.mustTake("dat-dai"); got.Number != "B001" || got.Ahead != 0 {
		t.Errorf("first of the second service: %s with %d ahead", got.Number, got.Ahead)
	}
	if got := m.mustTake("ho-tich"); got.Number != "A002" || got.Ahead != 1 {
		t.Errorf("second of the first service: %s with %d ahead", got.Number, got.Ahead)
	}
	m.clock = m.clock.AddDate(0, 0, 1)
	if got := m.mustTake("ho-tich"); got.Number != "A001" || got.Ahead != 0 {
		t.Errorf("next morning: %s with %d ahead", got.Number, got.Ahead)
	}
	m.wantLine("A001") // yesterday's line went home
}

func TestUnknownServiceAndCounter(t *testing.T) {
	m := newMorning(t)
	err := m.journal.Write(t.Context(), func(tx *journal.Tx) error {
		_, err := hall.Issue(tx, testCentre, queue.Request{ID: uuid.NewString(), Service: "khong-co"}, m.clock)
		return err
	})
	if !errors.Is(err, hall.ErrNoService) {
		t.Errorf("issue: %v", err)
	}
	err = m.journal.Write(t.Context(), func(tx *journal.Tx) error {
		_, err := hall.Next(tx, testCentre, "99", m.clock)
		return err
	})
	if !errors.Is(err, hall.ErrNoCounter) {
		t.Errorf("next: %v", err)
	}
}

func TestCounterCallsItsServicesInOrderOfComing(t *testing.T) {
	m := newMorning(t)
	for _, service := range []string{"dat-dai", "ho-tich", "ho-tich"} {
		m.mustTake(service)
	}
	if got := m.mustCall("01").Number; got != "A001" {
		t.Errorf("counter 01 called %s, want A001: it does not take B", got)
	}
	if got := m.mustCall("02").Number; got != "B001" {
		t.Errorf("counter 02 called %s, want B001: it came first", got)
	}
	if got := m.mustCall("02").Number; got != "B001" {
		t.Errorf("asked twice, counter 02 called %s too", got)
	}
	m.wantLine("A002")
}

func TestNobodyWaits(t *testing.T) {
	if got := newMorning(t).mustCall("01"); got != nil {
		t.Errorf("called %s from an empty hall", got.Number)
	}
}

func TestWhatOfficersDo(t *testing.T) {
	for _, tt := range []struct {
		name   string
		action queue.Action
		move   hall.Move
		state  queue.State // of A001 afterwards; empty: waits
		line   []string
	}{
		{"finish", queue.Finish, hall.Move{Counter: "01"}, queue.Done, []string{"A002", "A003", "A004", "A005"}},
		{"no show", queue.Miss, hall.Move{Counter: "01"}, queue.NoShow, []string{"A002", "A003", "A004", "A005"}},
		{"skip lets three pass", queue.Skip, hall.Move{Counter: "01"}, queue.Waiting, []string{"A002", "A003", "A004", "A001", "A005"}},
		{"transfer keeps the place", queue.Transfer, hall.Move{Counter: "01", Service: "dat-dai"}, queue.Waiting, []string{"A001", "A002", "A003", "A004", "A005"}},
		{"a transfer to nowhere counts for nothing", queue.Transfer, hall.Move{Counter: "01"}, queue.Called, []string{"A002", "A003", "A004", "A005"}},
		{"another counter's finish counts for nothing", queue.Finish, hall.Move{Counter: "02"}, queue.Called, []string{"A002", "A003", "A004", "A005"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := newMorning(t)
			for range 5 {
				m.mustTake("ho-tich")
			}
			called := m.mustCall("01")
			m.mustDo(called.ID, tt.action, tt.move)
			m.wantLine(tt.line...)
			var state queue.State
			if err := m.journal.Reader().QueryRow(`SELECT state FROM tickets WHERE id = $1`, called.ID).Scan(&state); err != nil || state != tt.state {
				t.Errorf("state is %s (%v), want %s", state, err, tt.state)
			}
		})
	}
}

func TestSkippedAtACounterOfSeveralLines(t *testing.T) {
	m := newMorning(t)
	for _, service := range []string{"ho-tich", "dat-dai", "dat-dai", "dat-dai", "dat-dai"} {
		m.mustTake(service)
	}
	skipped := m.mustCall("02")
	m.mustDo(skipped.ID, queue.Skip, hall.Move{Counter: "02"})
	m.wantLine("B001", "B002", "B003", "A001", "B004")
	if next := m.mustCall("02"); next.Number != "B001" {
		t.Errorf("after skipping %s, counter 02 called %s", skipped.Number, next.Number)
	}
}

func TestBoardKeepsTwelveCallsAndARecallComesFirst(t *testing.T) {
	m := newMorning(t)
	var first *queue.Ticket
	for i := range 14 {
		m.mustTake("ho-tich")
		called := m.mustCall("01")
		if i == 13 {
			break
		}
		if first == nil {
			first = called
		}
		m.mustDo(called.ID, queue.Finish, hall.Move{Counter: "01"})
	}
	calls := m.look().Calls
	if len(calls) != 12 || calls[0].Number != "A014" || calls[11].Number != "A003" || calls[0].Over || !calls[1].Over {
		t.Fatalf("calls are %+v", calls)
	}
	m.mustDo(m.look().Desk("01").Ticket.ID, queue.Recall, hall.Move{Counter: "01"})
	if got := m.look().Calls[0]; got.Number != "A014" || got.Times != 2 {
		t.Errorf("newest call is %+v, want A014 the second time", got)
	}
}

func TestOneRatingAVisit(t *testing.T) {
	m := newMorning(t)
	m.mustTake("ho-tich")
	called := m.mustCall("01")
	if got := m.look().Desk("01"); got.Ticket.ID != called.ID || got.Unrated != "" {
		t.Errorf("while served, the desk is %+v", got)
	}
	m.mustDo(called.ID, queue.Finish, hall.Move{Counter: "01"})
	if got := m.look().Desk("01"); got.Ticket != nil || got.Unrated != called.ID {
		t.Errorf("once served, the desk is %+v", got)
	}
	for _, level := range []rating.Level{rating.VerySatisfied, rating.Dissatisfied} {
		m.write(func(tx *journal.Tx) error {
			_, err := tx.Append(hall.KindRated, called.ID, rating.Rating{Ticket: called.ID, Counter: "01", Level: level})
			return err
		})
	}
	if got := m.look().Desk("01"); got.Unrated != "" {
		t.Errorf("rated, the desk still asks for %s", got.Unrated)
	}
	var n, level int
	if err := m.journal.Reader().QueryRow(`SELECT count(*), max(level) FROM ratings`).Scan(&n, &level); err != nil || n != 1 || level != 4 {
		t.Errorf("%d ratings of level %d (%v), want the first one alone", n, level, err)
	}
}

func TestNumberOnPaperStands(t *testing.T) {
	m := newMorning(t)
	central := m.mustTake("ho-tich") // answered too late for the kiosk …
	if central.InHand {
		t.Error("the number is in somebody's hand before its kiosk has told so")
	}
	m.write(func(tx *journal.Tx) error { // … which gave a number of its own
		_, err := hall.IssueAlone(tx, testCentre, queue.Request{ID: central.ID, Service: "ho-tich", Kiosk: 7}, m.clock)
		return err
	})
	m.wantLine("A7001")
	if !m.look().Waiting[0].InHand {
		t.Error("the number is in nobody's hand though its kiosk has told so")
	}
	if got := m.mustTake("ho-tich").Number; got != "A002" {
		t.Errorf("next number is %s, want A002: A001 is not given again", got)
	}
}

func TestKioskAloneCountsOnFromItsJournal(t *testing.T) {
	m := newMorning(t)
	for _, want := range []string{"A7001", "A7002"} {
		m.write(func(tx *journal.Tx) error {
			got, err := hall.IssueAlone(tx, testCentre, queue.Request{ID: uuid.NewString(), Service: "ho-tich", Kiosk: 7}, m.clock)
			if got.Number != want || got.Ahead != queue.Unknown {
				t.Errorf("got %s with %d ahead, want %s", got.Number, got.Ahead, want)
			}
			return err
		})
	}
}

func TestFollowByCode(t *testing.T) {
	m := newMorning(t)
	m.mustTake("ho-tich")
	second := m.mustTake("ho-tich")
	place, err := hall.Follow(t.Context(), m.journal.Reader(), second.ID)
	if err != nil || place.Ahead != 1 || place.Ticket.Number != "A002" {
		t.Errorf("place is %+v, %v", place, err)
	}
	if _, err := hall.Follow(t.Context(), m.journal.Reader(), "A002-20261123-00000000000000"); !errors.Is(err, hall.ErrNoTicket) {
		t.Errorf("a guessed code: %v", err)
	}
}

func TestPrintersAreAsTheirDevicesLastTold(t *testing.T) {
	m := newMorning(t)
	for _, status := range []string{"ready", "paper_out"} {
		m.write(func(tx *journal.Tx) error {
			_, err := tx.Append(hall.KindPrinter, "", hall.PrinterState{Status: status})
			return err
		})
	}
	got, err := hall.Devices(t.Context(), m.journal.Reader(), m.clock)
	if err != nil || len(got) != 1 || got[0].Name != "central" || got[0].Printer.Status != "paper_out" || got[0].Printer.Since.IsZero() {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestDevicesAreAsTheyLastTold(t *testing.T) {
	m := newMorning(t)
	tell := func(kind, subject string, body any) {
		m.write(func(tx *journal.Tx) error {
			_, err := tx.Append(kind, subject, body)
			return err
		})
	}
	device := func() hall.Device {
		t.Helper()
		got, err := hall.Devices(t.Context(), m.journal.Reader(), m.clock)
		if err != nil || len(got) != 1 {
			t.Fatalf("got %+v, %v", got, err)
		}
		return got[0]
	}
	tell(hall.KindHealth, "", hall.Health{Part: "disk", State: "good"})
	first := m.clock
	tell(hall.KindHealth, "", hall.Health{Part: "disk", State: "good"}) // after a restart
	tell(hall.KindHealth, "", hall.Health{Part: "clock", State: "broken"})
	d := device()
	if disk := d.Health["disk"]; disk.State != "good" || !disk.Since.Equal(first) || d.Health["clock"].State != "broken" {
		t.Errorf("health is %+v", d.Health)
	}
	if !d.Heard.Equal(m.clock) || d.Help != nil {
		t.Errorf("heard at %v, help %v", d.Heard, d.Help)
	}
}

func TestACallForHelpStandsUntilSomebodyComes(t *testing.T) {
	m := newMorning(t)
	tell := func(kind, subject string) {
		m.write(func(tx *journal.Tx) error {
			_, err := tx.Append(kind, subject, struct{}{})
			return err
		})
	}
	if got := m.look().Help; len(got) != 0 {
		t.Fatalf("before any call: %+v", got)
	}
	tell(hall.KindHelp, "")
	if got := m.look().Help; len(got) != 1 || got[0].Device != "central" || got[0].Coming {
		t.Fatalf("called: %+v", got)
	}
	tell(hall.KindHelpAnswered, "central")
	if got := m.look().Help; len(got) != 1 || !got[0].Coming {
		t.Fatalf("answered: %+v", got)
	}
	tell(hall.KindHelp, "")
	if got := m.look().Help; len(got) != 1 || got[0].Coming {
		t.Fatalf("called again: %+v", got)
	}
	tell(hall.KindHelpGivenUp, "")
	if got := m.look().Help; len(got) != 0 {
		t.Fatalf("its person was sent to the desk: %+v", got)
	}
	m.clock = m.clock.Add(time.Minute)
	tell(hall.KindHelp, "")
	if got := m.look().Help; len(got) != 1 {
		t.Fatalf("called once more: %+v", got)
	}
	m.clock = m.clock.Add(11 * time.Minute)
	if got := m.look().Help; len(got) != 0 {
		t.Errorf("long after: %+v", got)
	}
}
