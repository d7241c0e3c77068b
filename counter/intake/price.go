package intake

import (
	"motcua/internal/dossier"
	"motcua/internal/procedure"
)

// Price is what the fee is counted by, or the amount that the officer gives with a reason.
type Price struct {
	Copies int          `json:"copies,omitempty"` // 0: as many as were ticked
	Pages  int          `json:"pages,omitempty"`  // of each copy; 0: one
	ByHand bool         `json:"by_hand,omitempty"`
	Amount dossier.Dong `json:"amount,omitempty"`
	Reason string       `json:"reason,omitempty"`
}

// Published is the fee of the procedure at the desk as the catalogue has it; none when it is free or nothing was published.
func (in *Intake) Published() (f procedure.Fee, ok bool) {
	if in.Procedure == nil {
		return f, false
	}
	way, ok := in.Procedure.Way(in.terms())
	if !ok || way.Fee == nil {
		return f, false
	}
	return *way.Fee, true
}

// Copies is how many copies the fee is counted for: what the officer said, or the copies handed in.
func (in *Intake) Copies() int {
	if in.Price.Copies > 0 {
		return in.Price.Copies
	}
	most := 1
	for _, r := range in.Rows {
		if r.Ticked {
			most = max(most, r.Given.Copies)
		}
	}
	return most
}

// Pages is how many pages each copy has.
func (in *Intake) Pages() int { return max(1, in.Price.Pages) }

// Fee is what the procedure costs at the desk: by the catalogue's price for a case, a copy or a page, or by hand.
func (in *Intake) Fee() dossier.Dong {
	if in.Price.ByHand {
		return in.Price.Amount
	}
	return in.counted()
}

// counted is the fee by the catalogue's price.
func (in *Intake) counted() dossier.Dong {
	f, _ := in.Published()
	return dossier.Dong(f.For(in.Copies(), in.Pages()))
}

// Charge sets what the fee is counted by. An amount other than the counted one is by hand.
func (in *Intake) Charge(p Price) {
	in.Price = Price{Copies: p.Copies, Pages: p.Pages}
	if p.ByHand && p.Amount != in.counted() {
		in.Price = p
	}
}
