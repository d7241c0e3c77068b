package dossiers

import (
	"motcua/counter/filing"
	"motcua/drivers"
	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/seal"
	"motcua/internal/slip"
	"motcua/internal/workday"
)

// LinkTo returns the address in the QR of a dossier's papers: signed with the centre's keys, so that it can be checked before central
// has heard of the dossier. Without keys it is empty, and the code stands alone in the QR: any desk's scanner opens the dossier by it.
func LinkTo(centre func() centre.Centre, ring func() seal.Ring) func(dossier.Dossier) string {
	return func(d dossier.Dossier) string {
		text := seal.ReceiptText{Code: d.Code}
		if !d.Appointment.IsZero() {
			text.Due = workday.DateOf(d.Appointment)
		}
		return ring().ReceiptLink(centre().PublicURL, text)
	}
}

// SlipsOf writes the slips of the steps that have one.
func SlipsOf(say i18n.Localizer, counter string, centre func() centre.Centre, link func(dossier.Dossier) string) filing.Slip {
	return func(a dossier.Action, d dossier.Dossier) drivers.Document {
		switch a {
		case dossier.Receive, dossier.Supply, dossier.Resume:
			return slip.Receipt(say, centre(), counter, d, link(d)) // the appointment is a new one
		case dossier.Extend:
			return slip.Apology(say, centre(), d, link(d))
		case dossier.AskSupplement:
			return slip.Supplement(say, centre(), d, link(d))
		case dossier.DemandPayment:
			return slip.Demand(say, centre(), d, link(d))
		case dossier.Suspend:
			return slip.Suspension(say, centre(), d, link(d))
		case dossier.Refuse:
			return slip.Refusal(say, centre(), d)
		case dossier.Return:
			return slip.Delivery(say, centre(), d)
		case dossier.Pay:
			paid, _ := d.LastPaid()
			return slip.Fee(say, centre(), counter, d, paid)
		}
		return nil
	}
}
