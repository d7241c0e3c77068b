package dossier

import (
	"slices"
	"time"
)

// Charge is a fee (phí, lệ phí) the procedure asks for.
type Charge struct {
	Name   string `json:"name"`
	Amount Dong   `json:"amount"`
}

// Fee is a charge and its payment, if it was paid.
type Fee struct {
	Charge
	Payment *Payment `json:"payment,omitempty"`
}

// Method is how a fee is paid (NĐ 61/2018 đ.22).
type Method string

// The methods of payment.
const (
	Cash     Method = "cash"
	Transfer Method = "transfer"
	Online   Method = "online"
	Postal   Method = "postal" // through the public post
)

// Methods lists them as they stand on the screen.
func Methods() []Method { return []Method{Cash, Transfer, Online, Postal} }

// Payment is one fee paid.
type Payment struct {
	Signed
	Fee     string    `json:"fee"` // the charge's name
	Method  Method    `json:"method"`
	Receipt string    `json:"receipt,omitempty"` // number of the biên lai
	At      time.Time `json:"at,omitzero"`       // the event's own moment
}

// Owes returns the sum still to be paid.
func (d Dossier) Owes() (sum Dong) {
	for _, f := range d.Fees {
		if f.Payment == nil {
			sum += f.Amount
		}
	}
	return sum
}

// owesDuty reports whether something that was demanded last is still to be paid.
func (d Dossier) owesDuty() bool {
	if d.Demand == nil {
		return false
	}
	for _, f := range d.Fees {
		if f.Payment == nil && slices.Contains(d.Demand.Charges, f.Charge) {
			return true
		}
	}
	return false
}

// Paid lists the fees that were paid.
func (d Dossier) Paid() (fees []Fee) {
	for _, f := range d.Fees {
		if f.Payment != nil {
			fees = append(fees, f)
		}
	}
	return fees
}

// LastPaid returns the fee whose payment came last; false while none was paid.
func (d Dossier) LastPaid() (last Fee, ok bool) {
	for _, f := range d.Paid() {
		if !ok || !f.Payment.At.Before(last.Payment.At) {
			last, ok = f, true
		}
	}
	return last, ok
}
