package guide

import (
	"fmt"

	"motcua/internal/i18n"
)

// Leaflet is what everybody may want to know, whatever their procedure.
type Leaflet struct {
	Title string
	Items []string
	Help  string // whom to ask
	Link  string // to be scanned with a phone; empty: none
	Scan  string // what the link is for
}

// The number of steps or ways that each leaflet has in the translations.
const (
	filingSteps = 6
	payingWays  = 5
)

// Filing tells how to hand in a dossier from home, at a portal (NĐ 118/2025: the national one is the citizens' single channel).
func Filing(say i18n.Localizer, portal string) Leaflet {
	return leaflet(say, "filing", filingSteps, portal)
}

// Paying tells how to pay. Link is what a phone scans to do so.
func Paying(say i18n.Localizer, link string) Leaflet { return leaflet(say, "paying", payingWays, link) }

func leaflet(say i18n.Localizer, id string, items int, link string) Leaflet {
	id = "leaflet." + id
	l := Leaflet{Title: say.Text(id), Help: say.Text(id + ".help"), Link: link, Scan: say.Text(id + ".scan")}
	for i := range items {
		l.Items = append(l.Items, say.Text(fmt.Sprintf("%s.%d", id, i+1)))
	}
	return l
}
