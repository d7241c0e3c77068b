package hall_test

import (
	"testing"

	"github.com/google/uuid"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

// TestCentralTellsWhyItCalled lets a morning pass at two counters, and asks at each call why it was just this person.
func TestCentralTellsWhyItCalled(t *testing.T) {
	m := newMorning(t)
	fair := booking()
	fair.Classes, fair.PriorityAfter = []queue.Class{{ID: "cao-tuoi", HeadStart: 60}}, 1
	take := func(r queue.Request) (ticket queue.Ticket) {
		r.ID, r.Kiosk = uuid.NewString(), 1
		m.write(func(tx *journal.Tx) (err error) { ticket, err = hall.Issue(tx, fair, r, m.clock); return err })
		return ticket
	}
	call := func(counter string, want queue.Ticket, why queue.Why) *queue.Ticket {
		t.Helper()
		var got *queue.Ticket
		for range 2 { // central's first answer may be lost
			m.write(func(tx *journal.Tx) (err error) { got, err = hall.Next(tx, fair, counter, m.clock); return err })
			if got.Number != want.Number || got.Why != why {
				t.Fatalf("called %s for %+v; want %s for %+v", got.Number, got.Why, want.Number, why)
			}
		}
		return got
	}
	done := func(called *queue.Ticket, a queue.Action, service string) {
		m.mustDo(called.ID, a, hall.Move{Counter: called.Counter, Turn: called.Turn, Service: service})
	}
	m.mustAppoint("HN2041", 0)
	first, second := take(queue.Request{Service: "ho-tich"}), take(queue.Request{Service: "ho-tich"})
	elder := take(queue.Request{Service: "ho-tich", Class: "cao-tuoi"})
	booked := take(queue.Request{Service: "ho-tich", Appointment: "HN2041"})

	done(call("01", elder, queue.Why{Reason: queue.HeadStart}), queue.Finish, "")
	done(call("01", first, queue.Why{Reason: queue.LetPass, After: 1}), queue.Skip, "")
	done(call("01", booked, queue.Why{Reason: queue.BySlot}), queue.Finish, "")
	done(call("01", second, queue.Why{Reason: queue.Earliest, Lines: 1}), queue.Transfer, "dat-dai")
	done(call("02", second, queue.Why{Reason: queue.SentOn, From: "01"}), queue.Finish, "")
	done(call("02", first, queue.Why{Reason: queue.SteppedBack, From: "01"}), queue.Finish, "")
	third := take(queue.Request{Service: "dat-dai"})
	done(call("02", third, queue.Why{Reason: queue.Earliest, Lines: 2}), queue.Miss, "")
	if shown, err := m.callSlip("02", third); err != nil || shown.Why.Reason != queue.BySlip {
		t.Errorf("with a slip: %+v, %v", shown, err)
	}
}
