package queue

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// TestWaitsAreToldTruly lets 30 mornings pass at four counters, two of which share lines, and compares what each citizen was told with
// what came.
func TestWaitsAreToldTruly(t *testing.T) {
	takers := map[string][]string{"a": {"1", "2", "3"}, "b": {"2", "3"}, "c": {"4"}}
	told, kept, early := 0, 0, 0
	var width time.Duration
	for day := range 30 {
		m := &simulated{random: rand.New(rand.NewPCG(7, uint64(day))), takers: takers, free: map[string]time.Duration{}, took: map[string][]time.Duration{}}
		for _, v := range m.morning() {
			if !v.sure {
				continue
			}
			told++
			width += v.told.Most - v.told.Least
			if v.waited >= v.told.Least && v.waited <= v.told.Most {
				kept++
			} else if v.waited < v.told.Least {
				early++
			}
		}
	}
	share := float64(kept) / float64(told)
	t.Logf("waits: told=%d kept=%.3f early=%.3f width_min=%.1f", told, share, float64(early)/float64(told), width.Minutes()/float64(told))
	if share < 0.75 || width/time.Duration(told) > 25*time.Minute {
		t.Errorf("%.0f %% of %d waits are as told, the range is %v wide; 75 %% and 25 minutes were expected", 100*share, told, width/time.Duration(told))
	}
}

// simulated is a hall whose moments are counted from the opening.
type simulated struct {
	random *rand.Rand
	takers map[string][]string
	free   map[string]time.Duration // since when each counter has nobody
	took   map[string][]time.Duration
}

type visitor struct {
	Ticket
	came, needs, waited time.Duration
	told                Wait
	sure                bool
}

// morning lets people come for four hours, and serves each in the order of coming, whoever of their counters is free first.
func (m *simulated) morning() (all []*visitor) {
	opening := time.Date(2026, 11, 23, 7, 30, 0, 0, Zone)
	for at := time.Duration(0); at < 4*time.Hour; at += time.Duration(m.random.ExpFloat64() * float64(135*time.Second)) {
		service := []string{"a", "a", "b", "b", "c"}[m.random.IntN(5)]
		minutes := map[string]float64{"a": 6, "b": 10, "c": 7}[service]
		needs := time.Duration(minutes * math.Exp(0.5*m.random.NormFloat64()-0.125) * float64(time.Minute))
		id := fmt.Sprint(len(all))
		all = append(all, &visitor{Ticket: Ticket{ID: id, Number: id, Service: service, QueueTime: opening.Add(at)}, came: at, needs: needs})
	}
	var waiting []*visitor
	next := 0
	for next < len(all) || len(waiting) > 0 {
		counter, who, at := m.nextCall(waiting)
		if next < len(all) && (who == nil || all[next].came <= at) {
			m.tell(all[next], waiting)
			waiting = append(waiting, all[next])
			next++
			continue
		}
		waiting = slices.DeleteFunc(waiting, func(v *visitor) bool { return v == who })
		who.waited = at - who.came
		m.free[counter] = at + who.needs
		m.took[who.Service] = append([]time.Duration{who.needs}, m.took[who.Service]...)
	}
	return all
}

// nextCall is the earliest call that can be made now.
func (m *simulated) nextCall(waiting []*visitor) (counter string, who *visitor, at time.Duration) {
	for _, c := range []string{"1", "2", "3", "4"} {
		for _, v := range waiting {
			if !slices.Contains(m.takers[v.Service], c) {
				continue
			}
			if call := max(m.free[c], v.came); who == nil || call < at {
				counter, who, at = c, v, call
			}
			break // a counter takes the first of its lines
		}
	}
	return counter, who, at
}

func (m *simulated) tell(v *visitor, waiting []*visitor) {
	var tickets []Ticket
	for _, w := range waiting {
		tickets = append(tickets, w.Ticket)
	}
	busy := true
	for _, c := range m.takers[v.Service] {
		busy = busy && m.free[c] > v.came
	}
	if !busy {
		return // called at once
	}
	took := m.took[v.Service]
	v.told, v.sure = WaitFor(Before(v.Ticket, tickets, m.takers), took[:min(len(took), 20)], len(m.takers[v.Service]))
}

func TestNothingIsToldBeforeAnythingIsKnown(t *testing.T) {
	few := []time.Duration{time.Minute, time.Minute}
	if w, sure := WaitFor(3, few, 1); sure {
		t.Errorf("told %v after two visits", w)
	}
	if w, sure := WaitFor(3, slices.Repeat(few, 5), 0); sure {
		t.Errorf("told %v with no counter open", w)
	}
}
