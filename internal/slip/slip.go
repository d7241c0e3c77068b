// Package slip writes what the hall's slips say, as documents for any printer.
// It is pure; how a document becomes bytes is known by drivers/escpos.
package slip

import (
	"fmt"
	"strings"

	"motcua/drivers"
	"motcua/internal/centre"
	"motcua/internal/i18n"
	"motcua/internal/queue"
)

var (
	centred = drivers.Style{Align: drivers.Centre}
	heading = drivers.Style{Align: drivers.Centre, Bold: true}
	number  = drivers.Style{Align: drivers.Centre, Bold: true, Wide: 4, High: 4}
	service = drivers.Style{Align: drivers.Centre, Bold: true, High: 2}
)

// Logo is the key of the centre's own picture at the head of a ticket; the settings of the printer say which it is.
const Logo = "centre"

// Ticket is a place in line, for the hand of its person; code is how its QR names it.
func Ticket(say i18n.Localizer, centre centre.Centre, t queue.Ticket, code string) drivers.Document {
	name, _ := centre.Service(t.Service)
	var d drivers.Document
	d.Logo(Logo)
	d.Text(heading, strings.ToUpper(centre.Name.In(say.Lang)))
	d.Text(centred, say.Text("slip.your_number"))
	d.Text(number, t.Number)
	d.Text(service, name.Name.In(say.Lang))
	if !t.Slot.IsZero() {
		d.Text(heading, say.Text("slip.slot", i18n.Args{"Time": t.Slot.In(queue.Zone).Format("15:04")}))
	}
	if t.Class != "" {
		d.Text(heading, say.Text("slip.class", i18n.Args{"Class": centre.Class(t.Class).Name.In(say.Lang)}))
	}
	d.Rule()
	field := func(id string, value any) { d.Text(drivers.Style{}, fmt.Sprintf("%s: %v", say.Text(id), value)) }
	field("slip.counters", strings.Join(centre.CountersFor(t.Service), ", "))
	at := t.IssuedAt.In(queue.Zone)
	field("slip.issued", say.Text("slip.issued_at", i18n.Args{"Time": at.Format("15:04"), "Date": at.Format("02/01/2006")}))
	if t.Ahead == queue.Unknown {
		d.Text(drivers.Style{}, say.Text("slip.offline"))
	} else {
		field("slip.ahead", t.Ahead)
	}
	d.QR(centre.TicketURL(code))
	d.Text(centred, say.Text("slip.scan"))
	d.Text(heading, say.Text("slip.keep"))
	d.Cut()
	return d
}
