package main

import (
	"motcua/counter/filing"
	"motcua/drivers"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/words"
	"motcua/internal/workday"
)

// slipsOf writes the slips of the steps that have one.
func slipsOf(say words.Speaker, centre func() hall.Centre) filing.Slip {
	return func(a dossier.Action, d dossier.Dossier) drivers.Document {
		if a != dossier.Receive {
			return nil
		}
		var doc drivers.Document
		doc.Text(drivers.Style{Align: drivers.Centre, Bold: true}, centre().Name.In(say.Lang))
		doc.Text(drivers.Style{Align: drivers.Centre, Bold: true}, d.Code)
		doc.Text(drivers.Style{}, d.Applicant.Owner.Name)
		doc.Text(drivers.Style{}, d.Procedure.Name)
		doc.Text(drivers.Style{Bold: true}, d.Appointment.In(workday.Vietnam).Format("15:04 02/01/2006"))
		doc.Cut()
		return doc
	}
}
