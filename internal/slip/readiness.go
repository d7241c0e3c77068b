package slip

import (
	"strings"
	"time"

	"motcua/drivers"
	"motcua/internal/centre"
	"motcua/internal/i18n"
	"motcua/internal/queue"
)

// Part is a part of a device and how it is, in words.
type Part struct{ Name, State, Sentence string }

// Readiness is how a device is, for whoever opens the hall in the morning.
func Readiness(say i18n.Localizer, centre centre.Centre, device string, parts []Part, at time.Time) drivers.Document {
	var d drivers.Document
	d.Text(heading, strings.ToUpper(centre.Name.In(say.Lang)))
	d.Text(centred, say.Text("slip.readiness", i18n.Args{"Device": device}))
	d.Text(centred, at.In(queue.Zone).Format("15:04 02/01/2006"))
	for _, p := range parts {
		d.Rule()
		d.Columns(drivers.Style{Bold: true}, drivers.Cell{Text: p.Name}, drivers.Cell{Text: p.State, Align: drivers.Right})
		d.Text(drivers.Style{}, p.Sentence)
	}
	d.Cut()
	return d
}
