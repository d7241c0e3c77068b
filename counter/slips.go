package main

import (
	"motcua/counter/filing"
	"motcua/drivers"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/slip"
	"motcua/internal/words"
)

// noLink leaves the code alone in a slip's QR: any desk's scanner opens the dossier by it.
const noLink = ""

// slipsOf writes the slips of the steps that have one.
func slipsOf(say words.Speaker, centre func() hall.Centre) filing.Slip {
	return func(a dossier.Action, d dossier.Dossier) drivers.Document {
		switch a {
		case dossier.Receive, dossier.Supply, dossier.Resume:
			return slip.Receipt(say, centre(), d, noLink) // the appointment is a new one
		case dossier.Extend:
			return slip.Apology(say, centre(), d, noLink)
		case dossier.AskSupplement:
			return slip.Supplement(say, centre(), d, noLink)
		case dossier.DemandPayment:
			return slip.Demand(say, centre(), d, noLink)
		case dossier.Suspend:
			return slip.Suspension(say, centre(), d, noLink)
		case dossier.Refuse:
			return slip.Refusal(say, centre(), d)
		case dossier.Return:
			return slip.Delivery(say, centre(), d)
		case dossier.Pay:
			paid, _ := d.LastPaid()
			return slip.Fee(say, centre(), d, paid)
		}
		return nil
	}
}
