package intake

import (
	"cmp"
	"strings"

	"motcua/internal/dossier"
	"motcua/internal/procedure"
)

// channel returns how it came in.
func (in *Intake) channel() procedure.Channel {
	if in.Code == "" {
		return procedure.Counter
	}
	return procedure.Web
}

// terms returns the channel whose time limit and fee hold: the desk's too, where the catalogue has none for the web.
func (in *Intake) terms() procedure.Channel {
	if _, ok := in.Procedure.Way(in.channel()); ok {
		return in.channel()
	}
	return procedure.Counter
}

// Given returns the intake as it stands, for the register.
func (in *Intake) Given() dossier.Intake {
	given := dossier.Intake{
		Applicant: in.Applicant, Sets: max(1, in.Sets), Channel: in.channel(), Elsewhere: in.Elsewhere, Wish: in.Wish, FeeReason: in.Price.Reason,
	}
	given.Wish.Channel = cmp.Or(in.Wish.Channel, procedure.Counter)
	for _, row := range in.Rows {
		if row.Ticked {
			given.Papers = append(given.Papers, row.Given)
		}
	}
	if in.Procedure != nil {
		given.Procedure = dossier.Of(in.Procedure, in.terms())
		given.Competent = in.Procedure.Agency
	}
	if fee := in.Fee(); fee > 0 {
		given.Charges = []dossier.Charge{{Name: feeName, Amount: fee}}
	}
	return given
}

// feeName is the only name the catalogue has for what a procedure costs.
const feeName = "Phí, lệ phí"

// Lack is why a dossier cannot be received yet.
type Lack string

// The lacks, in the order in which they are met.
const (
	Nothing   Lack = ""
	Person    Lack = "person"
	Procedure Lack = "procedure"
	Limit     Lack = "limit" // the catalogue has no time limit for the desk
	Papers    Lack = "papers"
)

// Lack returns the first thing that is missing.
func (in *Intake) Lack() Lack {
	given := in.Given()
	switch {
	case strings.TrimSpace(in.Applicant.Owner.Name) == "":
		return Person
	case in.Procedure == nil:
		return Procedure
	case given.Procedure.Limit.Validate() != nil:
		return Limit
	case len(given.Papers) == 0:
		return Papers
	}
	return Nothing
}
