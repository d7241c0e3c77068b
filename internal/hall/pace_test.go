package hall_test

import (
	"testing"
	"time"

	"motcua/internal/hall"
	"motcua/internal/queue"
)

// TestWaitAfterAMorningsWork serves six people for eight minutes each at one counter, with four waiting.
func TestWaitAfterAMorningsWork(t *testing.T) {
	m := newMorning(t)
	var last queue.Ticket
	for range 11 {
		last = m.mustTake("ho-tich")
	}
	if w, sure := m.look().WaitOf(last); sure {
		t.Errorf("told %v before anybody was served", w)
	}
	for range 6 {
		called := m.mustCall("01")
		m.clock = m.clock.Add(8 * time.Minute)
		m.mustDo(called.ID, queue.Finish, hall.Move{Counter: "01", Turn: called.Turn})
	}
	m.mustCall("01")
	v := m.look()
	if len(v.Paces) != 6 || v.Paces[0].Seconds < 8*60 || v.Paces[0].Counter != "01" {
		t.Errorf("paces %+v", v.Paces)
	}
	w, sure := v.WaitOf(last) // three before it, and half of who is at the counter
	if !sure || w.Least > 28*time.Minute || w.Most < 28*time.Minute || w.Most > 40*time.Minute {
		t.Errorf("told %v, %v; want about 28 minutes", w, sure)
	}
	m.clock = m.clock.Add(time.Hour)
	if got := m.look(); len(got.Paces) != 6 {
		t.Errorf("paces %+v", got.Paces)
	}
}
