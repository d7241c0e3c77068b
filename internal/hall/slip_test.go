package hall_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

func (m *morning) callSlip(counter string, slip queue.Ticket) (t queue.Ticket, err error) {
	m.Helper()
	m.clock = m.clock.Add(time.Second)
	err = m.journal.Write(m.Context(), func(tx *journal.Tx) (err error) {
		t, err = hall.CallSlip(tx, testCentre, counter, slip, m.clock)
		return err
	})
	return t, err
}

func TestCallSlip(t *testing.T) {
	for _, tt := range []struct {
		name    string
		before  func(m *morning, t queue.Ticket)
		state   queue.State
		counter string // where the ticket is then
		turn    int
	}{
		{"who waits", func(*morning, queue.Ticket) {}, queue.Called, "02", 1},
		{"called elsewhere", func(m *morning, _ queue.Ticket) { m.mustCall("01") }, queue.Called, "01", 1},
		{"served elsewhere", func(m *morning, t queue.Ticket) {
			m.mustCall("01")
			m.mustDo(t.ID, queue.Finish, hall.Move{Counter: "01"})
		}, queue.Done, "01", 1},
		{"back after a no-show", func(m *morning, t queue.Ticket) {
			m.mustCall("01")
			m.mustDo(t.ID, queue.Miss, hall.Move{Counter: "01"})
		}, queue.Called, "02", 2},
		{"given up for lost, and here it is", func(m *morning, t queue.Ticket) { m.mustDo(t.ID, queue.Cancel, hall.Move{}) }, queue.Called, "02", 1},
		{"yesterday's", func(m *morning, _ queue.Ticket) { m.clock = m.clock.AddDate(0, 0, 1) }, queue.Waiting, "", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := newMorning(t)
			ticket := m.mustTake("ho-tich")
			tt.before(m, ticket)
			got, err := m.callSlip("02", queue.Ticket{ID: ticket.ID, Number: ticket.Number, IssuedAt: ticket.IssuedAt})
			if err != nil || got.State != tt.state || got.Counter != tt.counter || got.Turn != tt.turn {
				t.Errorf("%s at %q in turn %d, %v; want %s at %q in turn %d", got.State, got.Counter, got.Turn, err, tt.state, tt.counter, tt.turn)
			}
		})
	}
}

// TestCallSlipBeforeItsKioskHasTold is a slip that walks faster than the kiosk's events.
func TestCallSlipBeforeItsKioskHasTold(t *testing.T) {
	m := newMorning(t)
	slip := queue.Ticket{ID: uuid.NewString(), Number: "B7001", Series: 7, Serial: 1, IssuedAt: m.clock, QueueTime: m.clock, Ahead: queue.Unknown}
	got, err := m.callSlip("02", slip)
	if err != nil || got.Service != "dat-dai" || got.State != queue.Called {
		t.Fatalf("%+v, %v", got, err)
	}
	slip.Service, slip.Kiosk = "dat-dai", 7
	m.write(func(tx *journal.Tx) error { return hall.Record(tx, slip) }) // the kiosk's own word
	if at := m.look().Desk("02").Ticket; at == nil || at.ID != slip.ID || at.Kiosk != 7 || len(m.line()) != 0 {
		t.Errorf("at the counter: %+v, in line %v", at, m.line())
	}
	if _, err := m.callSlip("02", queue.Ticket{ID: uuid.NewString(), Number: "Z001", IssuedAt: m.clock}); err != nil {
		t.Errorf("a counter with somebody shows who that is: %v", err)
	}
	if _, err := m.callSlip("01", queue.Ticket{ID: uuid.NewString(), Number: "Z001", IssuedAt: m.clock}); !errors.Is(err, hall.ErrNoService) {
		t.Errorf("a letter of no service: %v", err)
	}
}

// TestTwoCountersCalledOnePerson is a cable pulled: counter 02 served whom central had called to 01.
func TestTwoCountersCalledOnePerson(t *testing.T) {
	m := newMorning(t)
	ticket := m.mustTake("ho-tich")
	m.mustCall("01")
	alone := func(counter string, a queue.Action) {
		m.mustDo(ticket.ID, a, hall.Move{Counter: counter, Turn: 1})
	}
	alone("01", queue.Call)
	alone("02", queue.Call)
	if v := m.look(); v.Desk("01").Ticket == nil || len(v.Desk("02").Conflicts) != 1 {
		t.Errorf("equal claims: %+v", v.Desks)
	}
	alone("02", queue.Finish)
	v := m.look()
	want := hall.Conflict{Ticket: ticket.ID, Number: "A001", Turn: 1, Did: queue.Call, Stands: "02", There: queue.Finish}
	if got := v.Desk("01").Conflicts; len(got) != 1 || got[0] != want || v.Desk("01").Ticket != nil || len(v.Desk("02").Conflicts) != 0 {
		t.Errorf("served at 02: %+v", v.Desks)
	}
	m.write(func(tx *journal.Tx) error {
		_, err := tx.Append(hall.KindConflictTold, ticket.ID, hall.Told{Counter: "01", Turn: 1})
		return err
	})
	alone("01", queue.Finish) // whatever comes now, the officer knows
	if got := m.look().Desk("01").Conflicts; len(got) != 0 {
		t.Errorf("told again: %+v", got)
	}
}

// TestCallSlipWithTheKiosksOwnNumber: central's answer was lost, the kiosk gave a number of its own and has not told of it yet.
func TestCallSlipWithTheKiosksOwnNumber(t *testing.T) {
	m := newMorning(t)
	lost := m.mustTake("ho-tich")
	onPaper := queue.Ticket{ID: lost.ID, Number: "A7001", Series: 7, Serial: 1, IssuedAt: lost.IssuedAt, QueueTime: lost.QueueTime}
	got, err := m.callSlip("02", onPaper)
	if err != nil || got.Number != "A7001" || got.State != queue.Called || !got.InHand {
		t.Errorf("%+v, %v; want A7001 called", got, err)
	}
	if at := m.look().Desk("02").Ticket; at == nil || at.Number != "A7001" {
		t.Errorf("at the counter: %+v", at)
	}
}
