package slip

import (
	"strings"
	"time"

	"motcua/drivers"
	"motcua/internal/centre"
	"motcua/internal/guide"
	"motcua/internal/i18n"
	"motcua/internal/queue"
)

// Leaflet is what everybody may want to know, to take home.
func Leaflet(say i18n.Localizer, centre centre.Centre, l guide.Leaflet, at time.Time) drivers.Document {
	var d drivers.Document
	d.Text(heading, strings.ToUpper(centre.Name.In(say.Lang)))
	d.Text(service, l.Title)
	write(&d, guide.Section{Items: l.Items})
	if l.Link != "" {
		d.QR(l.Link)
		d.Text(centred, l.Scan)
	}
	d.Text(heading, l.Help)
	d.Text(drivers.Style{Small: true}, say.Text("slip.leaflet.date", i18n.Args{"Date": at.In(queue.Zone).Format("02/01/2006")}))
	d.Cut()
	return d
}
