package flow

import (
	"motcua/internal/guide"
	"motcua/internal/slip"
	"motcua/kiosk/screens"
	"motcua/kiosk/visit"
)

// information is what everybody may read: how to hand in a dossier from home, how to pay, what is where in the house.
type information struct{ *session }

func (f *information) show(step visit.Step) (view, bool) {
	switch step {
	case visit.Filing:
		return f.leaflet(step, guide.Filing(f.speaker(), f.centre.Portal)), true
	case visit.Paying:
		return f.leaflet(step, guide.Paying(f.speaker(), f.centre.Payment)), true
	case visit.Around:
		return f.leaflet(step, guide.Around(f.speaker(), f.centre)), true
	}
	return view{}, false
}

func (f *information) leaflet(step visit.Step, l guide.Leaflet) view {
	say := f.speaker()
	print := func() { f.printPage(slip.Leaflet(say, f.centre, l, f.Wall())) }
	s := screens.NewLeaflet(string(step), say, l, screens.LeafletActions{Print: print, Exits: f.exits()})
	return view{Screen: s.Screen, counts: true, update: func() { s.Update(f.visit.Page, f.CanPrint()) }}
}
