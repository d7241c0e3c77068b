package slip

import (
	"strings"
	"time"

	"motcua/drivers"
	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/queue"
)

// Appointment is what somebody takes home who has one: when and for what, and the code by which the kiosk gives the number. Whose it is does
// not stand there: slips are left on benches.
func Appointment(say i18n.Localizer, centre centre.Centre, e hall.Appointment) drivers.Document {
	s, _ := centre.Service(e.Service)
	from := e.From.In(queue.Zone)
	opens := centre.Appointments.Opens(queue.Appointment{From: e.From})
	ends := e.To.Add(time.Duration(centre.Appointments.After) * time.Minute).In(queue.Zone)
	var d drivers.Document
	d.Logo(Logo)
	d.Text(heading, strings.ToUpper(centre.Name.In(say.Lang)))
	d.Text(heading, say.Text("slip.appointment"))
	d.Text(number, from.Format("15:04"))
	d.Text(service, say.Weekday(from)+", "+from.Format("02/01/2006"))
	d.Text(service, s.Name.In(say.Lang))
	d.Rule()
	d.Text(drivers.Style{}, say.Text("slip.appointment.take", i18n.Args{"From": opens.In(queue.Zone).Format("15:04"), "To": ends.Format("15:04")}))
	if centre.Papers.Phone != "" {
		d.Text(drivers.Style{}, say.Text("slip.appointment.phone", i18n.Args{"Phone": centre.Papers.Phone}))
	}
	d.QR(e.Code)
	d.Text(heading, say.Text("slip.appointment.code", i18n.Args{"Code": queue.SpellAppointmentCode(e.Code)}))
	d.Text(centred, say.Text("slip.appointment.scan"))
	d.Cut()
	return d
}
