//go:build !race

package sim

import (
	"path/filepath"
	"slices"
	"time"

	"github.com/google/go-cmp/cmp"

	"motcua/central/settings"
	"motcua/central/store"
	"motcua/internal/centre"
	"motcua/internal/journal"
	"motcua/internal/uplink"
)

// The hosts on the wire, and the centre's name at the province.
const (
	simCentral  = "central"
	simUpstream = "province"
	simName     = "ha-nam"
	simLine     = "centre-" + simName
)

// simProvince is the central of the province, and the line to it from the centre's.
type simProvince struct {
	*box    // the centre's end of the line: a name and a token
	central *simServer
	line    *uplink.Upstream
}

func newSimProvince(w *world) *simProvince {
	p := &simProvince{box: &box{world: w, device: simLine, disk: simLine, token: simToken(simLine)}}
	p.start()
	return p
}

func (p *simProvince) start() {
	j, err := store.Open(settings.Settings{Data: filepath.Join(p.folder, "province")})
	p.must(err)
	p.central = newSimServer(settings.Settings{Centres: []centre.Partner{{ID: simName, Name: "Trung tâm"}}}, j, time.Now)
	p.servers[simUpstream] = p.central.Handler()
}

// join gives the centre's central, which has just started, its line.
func (p *simProvince) join(c *simServer) {
	p.line = &uplink.Upstream{Client: p.wire.client(p.box, simUpstream), Journal: c.journal, Centre: simName, Told: func([]centre.Partner) {}}
}

// step is a round of the line.
func (p *simProvince) step() {
	if p.up() {
		p.tell("centre and province exchange: %v", p.line.Exchange(p.Context()))
	}
}

// restart is the power failing at the centre's central, or at the province's.
func (p *simProvince) restart() {
	if p.up() {
		p.stopCentral()
		p.startCentral()
	}
	p.must(p.central.journal.Close())
	p.start()
}

// checkProvince: the province holds what central holds, in whatever pieces it came.
func (w *world) checkProvince() {
	ours, err := w.central.journal.Held(w.Context(), "")
	w.must(err)
	theirs, err := w.province.central.journal.Held(w.Context(), simName)
	w.must(err)
	order := func(a, b journal.Head) int { return int(a.Incarnation - b.Incarnation) }
	slices.SortStableFunc(ours, order)
	slices.SortStableFunc(theirs, order)
	if diff := cmp.Diff(ours, theirs); diff != "" {
		w.violate("the province holds something else:\n%s", diff)
	}
}
