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

// Way returns how the procedure is done for who hands it in so, by the catalogue.
func (in *Intake) Way() (w procedure.Way, ok bool) {
	if in.Procedure == nil {
		return w, false
	}
	return in.Procedure.Way(in.terms())
}

// Published returns the fee of the procedure at the desk as the catalogue has it; none when it is free or nothing was published.
func (in *Intake) Published() (f procedure.Fee, ok bool) {
	way, ok := in.Way()
	if !ok || way.Fee == nil {
		return f, false
	}
	return *way.Fee, true
}

// Copies returns how many copies the fee is counted for: what the officer said, or the copies handed in.
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

// EachPages returns how many pages each copy has.
func (p Price) EachPages() int { return max(1, p.Pages) }

// Fee returns what the procedure costs at the desk: by the catalogue's price for a case, a copy or a page, or by hand.
func (in *Intake) Fee() dossier.Dong {
	if in.Price.ByHand {
		return in.Price.Amount
	}
	f, _ := in.Published()
	return in.Price.counted(f, in.Copies())
}

// counted returns the fee by the catalogue's price.
func (p Price) counted(f procedure.Fee, copies int) dossier.Dong {
	return dossier.Dong(f.For(copies, p.EachPages()))
}

// Charge sets what the fee is counted by. An amount other than the counted one is by hand.
func (in *Intake) Charge(p Price) {
	in.Price = Price{Copies: p.Copies, Pages: p.Pages}
	if f, _ := in.Published(); p.ByHand && p.Amount != in.Price.counted(f, in.Copies()) {
		in.Price = p
	}
}
