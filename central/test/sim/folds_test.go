//go:build !race

package sim

import (
	"fmt"
	"time"

	"motcua/central/store"
	"motcua/counter/filing"
	"motcua/internal/centre"
	"motcua/internal/gate"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/kiosk/dispenser"
)

// How large a hall is simulated, and for how long.
const (
	simKiosks   = 3
	simCounters = 20
	simEarly    = 20 // who came before the counters opened
	simSteps    = 160
	simStep     = 20 * time.Second // at the most between two things that happen
)

// folds are what each kind of device makes of its own events, as in the programs.
var folds = map[string]journal.Fold{
	"central": mustGate(simCentre()),
	"kiosk":   shaped(dispenser.Tables),
	"counter": shaped(filing.Tables),
}

func mustGate(c centre.Centre) journal.Fold {
	return store.Gated(func() centre.Centre { return c })
}

// shaped has a device look at what it writes.
func shaped(f journal.Fold) journal.Fold {
	f.Shape = gate.Shape
	return f
}

// simCentre has five lines; every counter takes two of them, so that lanes cross.
func simCentre() centre.Centre {
	c := centre.Centre{Name: queue.Name{"vi": "Trung tâm"}, PublicURL: "http://hall", Appointments: queue.CheckIn{Taken: true, Before: 10, After: 5}}
	c.Classes = []queue.Class{{ID: "elderly", HeadStart: 15}}
	services := []string{"ho-tich", "dat-dai", "xay-dung", "doanh-nghiep", "nguoi-co-cong"}
	for i, id := range services {
		c.Services = append(c.Services, queue.Service{ID: id, Letter: string(rune('A' + i)), Name: queue.Name{"vi": id}})
	}
	for i := range simCounters + 1 { // and that of the rogue
		c.Counters = append(c.Counters, queue.Counter{ID: fmt.Sprintf("%02d", i+1), Services: []string{services[i%len(services)], services[(i+1)%len(services)]}})
	}
	return c
}
