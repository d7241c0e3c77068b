// Package intake is the state of one dossier being handed in at a desk: who, which procedure, which papers, which fee.
// It is pure: keys are words, moments are passed in; the card's QR is read by idcard, the window and the journal are the counter's.
package intake

import (
	"slices"

	"motcua/internal/dossier"
	"motcua/internal/idcard"
	"motcua/internal/procedure"
	"motcua/internal/procedure/browse"
)

// Step is what the keyboard works on.
type Step int

// The steps, in their order. Cards are taken in every one of them.
const (
	Choosing Step = iota // the procedure
	Ticking              // the papers handed in
	Charging             // the fee, where there is one
)

// Row is one document asked for, and what of it was handed in.
type Row struct {
	Asked  procedure.Paper
	Given  dossier.Paper
	Ticked bool
}

// Intake is one dossier being handed in.
type Intake struct {
	ID   string
	Step Step
	Offers
	Cursor    int // the row that it is on
	Column    Column
	Procedure *procedure.Procedure
	Rows      []Row
	Applicant dossier.Applicant
	Card      *idcard.Card // the last one scanned
	Doubts    []idcard.Warning
	Elsewhere bool           // handed in outside the competent agency's territory
	Paid      dossier.Method // how the fee was taken; empty: not yet
	Price     Price
	Sets      int          // số bộ; 0: one
	Wish      dossier.Wish // how and where the result is wanted; empty: at the desk
	Code      string       // the portal's, when it was filed there; empty: it is handed in at the desk
}

// Column is how a document can be handed in.
type Column int

// The columns.
const (
	Originals Column = iota
	Certified
	Copies
	Lent
	columns
)

// other names the last row, for what no catalogue knows.
const other = "Giấy tờ khác"

// New begins an intake; id is the dossier's.
func New(id string, c Catalogue) *Intake {
	in := &Intake{ID: id, Offers: Offers{catalogue: c}}
	in.look("")
	return in
}

// Offer gives the procedures to choose from before anything is typed.
func (in *Intake) Offer(frequent []*procedure.Procedure) {
	in.catalogue.Frequent = frequent
	if in.Step == Choosing && in.Query == "" {
		in.look("")
	}
}

// Resume shows an intake that a power cut interrupted, ready to be received.
func Resume(id, code string, given dossier.Intake, paid dossier.Method, c Catalogue, p *procedure.Procedure) *Intake {
	in := New(id, c)
	in.Applicant, in.Elsewhere, in.Paid, in.Code = given.Applicant, given.Elsewhere, paid, code
	if p == nil {
		return in
	}
	in.choose(p)
	for _, paper := range given.Papers {
		for i := range in.Rows {
			if in.Rows[i].Asked.Name == paper.Name {
				in.Rows[i].Given, in.Rows[i].Ticked = paper, true
			}
		}
	}
	return in
}

// Scan takes the card of the person at the desk. A second, other card is that of whose dossier it is: people bring
// their parents' and children's.
func (in *Intake) Scan(c idcard.Card, doubts []idcard.Warning) {
	party := dossier.Party{Kind: dossier.Citizen, Name: c.Name, Identity: dossier.Identity(c.Number.Digits()), Address: c.Address}
	owner := in.Applicant.Owner
	switch {
	case owner.Name == "":
		in.Applicant.Owner = party
	case owner.Identity == party.Identity:
		party.Phone, party.Email = owner.Phone, owner.Email
		in.Applicant.Owner = party
	case in.Applicant.Submitter == nil:
		in.Applicant.Submitter = &owner
		in.Applicant.Owner = party
	default:
		in.Applicant.Owner = party
	}
	in.Card, in.Doubts = &c, doubts
}

// Write takes a person typed in by hand.
func (in *Intake) Write(p dossier.Party) {
	if in.Applicant.Owner.Identity != p.Identity {
		in.Card, in.Doubts = nil, nil
	}
	in.Applicant.Owner = p
}

func (in *Intake) pick(n int) bool {
	if n < 0 || n >= len(in.Hits) {
		return false
	}
	in.At = n
	if hit := in.Hits[n]; hit.Kind == browse.AnEntry {
		in.choose(hit.Entry)
	} else {
		in.open(hit.Open())
	}
	return true
}

func (in *Intake) choose(p *procedure.Procedure) {
	in.Procedure, in.Rows, in.Step, in.Cursor, in.Column = p, nil, Ticking, 0, Originals
	in.Price = Price{}
	for _, asked := range p.Documents {
		in.Rows = append(in.Rows, Row{Asked: asked})
	}
	in.Rows = append(in.Rows, Row{Asked: procedure.Paper{Name: other}})
}

// Named finds the procedures of a list of codes, in its order.
func Named(list []procedure.Procedure, codes []string) (named []*procedure.Procedure) {
	for _, code := range codes {
		if i := slices.IndexFunc(list, func(p procedure.Procedure) bool { return p.Code == code }); i >= 0 {
			named = append(named, &list[i])
		}
	}
	return named
}
