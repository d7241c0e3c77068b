package slip

import (
	"fmt"
	"strings"
	"time"

	"motcua/drivers"
	"motcua/internal/centre"
	"motcua/internal/guide"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
	"motcua/internal/queue"
)

var question = drivers.Style{Bold: true}

// Procedure is what a procedure asks of a citizen, to take home.
func Procedure(say i18n.Localizer, centre centre.Centre, p *procedure.Procedure, at time.Time) drivers.Document {
	g := guide.Of(say, p)
	var d drivers.Document
	d.Text(heading, strings.ToUpper(centre.Name.In(say.Lang)))
	d.Text(centred, say.Text("slip.procedure"))
	d.Text(service, g.Name)
	d.Text(centred, g.About)
	if g.Caution != "" {
		d.Text(centred, g.Caution)
	}
	d.Rule()
	field := func(label, value string) {
		d.Columns(drivers.Style{Bold: true}, drivers.Cell{Text: label}, drivers.Cell{Text: value, Align: drivers.Right})
	}
	field(say.Text("guide.time"), g.Time)
	field(say.Text("guide.fee"), g.Fee)
	for _, s := range g.Sections {
		write(&d, s)
	}
	d.Rule()
	at = at.In(queue.Zone)
	d.Text(drivers.Style{Small: true}, say.Text("slip.procedure.code", i18n.Args{"Code": g.Code, "Date": at.Format("02/01/2006")}))
	d.Text(heading, say.Text("slip.procedure.ask"))
	d.Cut()
	return d
}

// write sets a section as a numbered list.
func write(d *drivers.Document, s guide.Section) {
	d.Rule()
	if s.Title != "" {
		d.Text(question, s.Title)
	}
	for i, item := range s.Items {
		d.Text(drivers.Style{}, fmt.Sprintf("%d. %s", i+1, item))
	}
}
