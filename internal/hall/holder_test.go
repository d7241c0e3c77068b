package hall_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

// asks has the holder of a ticket ask for something.
func (m *morning) asks(t queue.Ticket, r queue.HolderRequest) (err error) {
	m.Helper()
	m.clock = m.clock.Add(time.Second)
	return m.journal.Write(m.Context(), func(tx *journal.Tx) error { return hall.Ask(tx, t.ID, r, m.clock) })
}

func (m *morning) mustAsk(t queue.Ticket, r queue.HolderRequest) {
	m.Helper()
	if err := m.asks(t, r); err != nil {
		m.Fatal(err)
	}
}

var (
	leaves   = queue.HolderRequest{Action: queue.Leave}
	isBack   = queue.HolderRequest{Action: queue.Return}
	letThree = queue.HolderRequest{Action: queue.Defer, Ahead: 3}
)

func TestLettingOthersGoFirst(t *testing.T) {
	m := newMorning(t)
	var all []queue.Ticket
	for range 6 {
		all = append(all, m.mustTake("ho-tich"))
	}
	other := m.mustTake("dat-dai")
	m.mustAsk(all[0], letThree)
	m.wantLine("A002", "A003", "A004", "A001", "A005", "A006", other.Number)
	m.mustAsk(all[0], letThree) // the same wish, sent twice
	m.wantLine("A002", "A003", "A004", "A001", "A005", "A006", other.Number)
	m.mustAsk(all[0], queue.HolderRequest{Action: queue.Defer, Ahead: 10, Deferred: 1}) // fewer are there: to the end
	m.wantLine("A002", "A003", "A004", "A005", "A006", "A001", other.Number)
	if err := m.asks(all[0], queue.HolderRequest{Action: queue.Defer, Ahead: 1, Deferred: 2}); !errors.Is(err, queue.ErrTooOften) {
		t.Errorf("a third time: %v", err)
	}
	if err := m.asks(other, letThree); !errors.Is(err, queue.ErrNobodyBehind) {
		t.Errorf("alone in the line: %v", err)
	}
}

func TestLeavingTheLine(t *testing.T) {
	m := newMorning(t)
	first, second := m.mustTake("ho-tich"), m.mustTake("ho-tich")
	m.mustAsk(first, leaves)
	m.mustAsk(first, leaves)
	m.wantLine("A002")
	if called := m.mustCall("01"); called.ID != second.ID {
		t.Errorf("%s is called", called.Number)
	}
	if err := m.asks(second, leaves); !errors.Is(err, queue.ErrCalled) {
		t.Errorf("leaving while called: %v", err)
	}
	m.mustDo(first.ID, queue.Call, hall.Move{Counter: "02", Turn: 1}) // by a counter that has heard of nothing
	if f, err := hall.Follow(t.Context(), m.journal.Reader(), first.ID); err != nil || f.Ticket.State != queue.Called || f.Ticket.Counter != "02" {
		t.Errorf("called without central: %+v, %v", f, err)
	}
}

func TestComingBack(t *testing.T) {
	m := newMorning(t)
	first := m.mustTake("ho-tich")
	for range 4 {
		m.mustTake("ho-tich")
	}
	m.mustCall("01")
	m.mustDo(first.ID, queue.Miss, hall.Move{Counter: "01", Turn: 1})
	m.mustAsk(first, isBack)
	m.wantLine("A002", "A003", "A004", "A001", "A005")
	for range 3 {
		m.mustDo(m.mustCall("01").ID, queue.Finish, hall.Move{Counter: "01", Turn: 1})
	}
	called := m.mustCall("01")
	if want := (queue.Why{Reason: queue.CameBack, From: "01"}); called.ID != first.ID || called.Turn != 2 || called.Why != want {
		t.Errorf("called %+v", called)
	}
	m.mustDo(first.ID, queue.Miss, hall.Move{Counter: "01", Turn: 2})
	if err := m.asks(first, isBack); !errors.Is(err, queue.ErrTooOften) {
		t.Errorf("a second time: %v", err)
	}
}

// TestAllLeaveAndAllAreCalled: whoever is called did not leave, and whoever left is not called.
func TestAllLeaveAndAllAreCalled(t *testing.T) {
	m := newMorning(t)
	var all []queue.Ticket
	for range 40 {
		all = append(all, m.mustTake("ho-tich"))
	}
	left, called := make([]bool, len(all)), sync.Map{}
	var both sync.WaitGroup
	for i, ticket := range all {
		both.Go(func() {
			err := m.journal.Write(t.Context(), func(tx *journal.Tx) error { return hall.Ask(tx, ticket.ID, leaves, m.clock) })
			if left[i] = err == nil; err != nil && !errors.Is(err, queue.ErrCalled) && !errors.Is(err, queue.ErrEnded) {
				t.Error(err)
			}
		})
	}
	both.Go(func() {
		for range all {
			err := m.journal.Write(t.Context(), func(tx *journal.Tx) error {
				next, err := hall.Next(tx, testCentre, "01", m.clock)
				if next == nil || err != nil {
					return err
				}
				called.Store(next.ID, true)
				_, err = tx.Append(hall.KindOf(queue.Finish), next.ID, hall.Move{Counter: "01", Turn: next.Turn})
				return err
			})
			if err != nil {
				t.Error(err)
			}
		}
	})
	both.Wait()
	for i, ticket := range all {
		f, err := hall.Follow(t.Context(), m.journal.Reader(), ticket.ID)
		_, was := called.Load(ticket.ID)
		if err != nil || left[i] == was || left[i] != (f.Ticket.State == queue.Cancelled) {
			t.Errorf("%s: left %v, called %v, is %s, %v", ticket.Number, left[i], was, f.Ticket.State, err)
		}
	}
}

// TestTheLineOfAllIsThatOfEach holds the reading for all phones to that for one, and its estimate to that of the kiosk.
func TestTheLineOfAllIsThatOfEach(t *testing.T) {
	m := newMorning(t)
	for i := range 30 {
		m.mustTake([]string{"ho-tich", "dat-dai", "ho-tich"}[i%3])
	}
	for i := range 14 {
		m.clock = m.clock.Add(time.Duration(60+40*(i%3)) * time.Second)
		if called := m.mustCall([]string{"01", "02"}[i%2]); i < 12 {
			m.clock = m.clock.Add(time.Duration(100+30*(i%4)) * time.Second)
			m.mustDo(called.ID, queue.Finish, hall.Move{Counter: called.Counter, Turn: 1})
		}
	}
	l, v, known := m.snapshot(), m.look(), 0
	for _, ticket := range mustList(t, m.journal, `SELECT id FROM tickets ORDER BY id`) {
		one, err := hall.Follow(t.Context(), m.journal.Reader(), ticket)
		of, found := l.Find(ticket)
		if err != nil || !found {
			t.Fatal(found, err)
		}
		wait, _ := v.WaitOf(one.Ticket)
		if one.Ticket.State != queue.Waiting {
			wait = queue.Wait{}
		}
		if wait != (queue.Wait{}) {
			known++
		}
		one.Wait, one.Serves = wait, of.Serves
		if fmt.Sprint(one) != fmt.Sprint(of) {
			t.Errorf("alone\n%+v\namong all\n%+v", one, of)
		}
	}
	if known < 10 {
		t.Errorf("something is said of %d waits", known)
	}
	if _, found := l.Find("nobody's"); found {
		t.Error("a ticket that nobody has")
	}
}
