package main

import (
	"motcua/internal/guide"
	"motcua/internal/slip"
	"motcua/kiosk/visit"
)

// leaflet shows how to hand in a dossier from home, or how to pay.
func (r *reception) leaflet() scene {
	say, l := r.speaker(), guide.Leaflet{}
	switch r.visit.Step {
	case visit.Filing:
		l = guide.Filing(say, r.centre.Portal)
	case visit.Paying:
		l = guide.Paying(say, r.centre.Payment)
	}
	print := func() { r.onPage(slip.Leaflet(say, r.centre, l, r.wall())) }
	s := newLeaflet(string(r.visit.Step), say, l, onLeaflet{print: print, back: r.onBack, first: r.onFirst})
	return scene{screen: s.screen, counts: true, update: func() { s.update(r.visit.Page, r.canPrint()) }}
}
