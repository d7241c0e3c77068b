package intake

import (
	"motcua/internal/dossier"
	"motcua/internal/idcard"
	"motcua/internal/procedure"
)

// Sketch is an unfinished intake as it is kept for a start after a crash.
type Sketch struct {
	ID        string            `json:"id"`
	Code      string            `json:"code,omitempty"`
	Step      Step              `json:"step"`
	Query     string            `json:"query,omitempty"`
	Procedure string            `json:"procedure,omitempty"` // its code
	Rows      []Row             `json:"rows,omitempty"`
	Applicant dossier.Applicant `json:"applicant"`
	Doubts    []idcard.Warning  `json:"doubts,omitempty"`
	Elsewhere bool              `json:"elsewhere,omitempty"`
	Paid      dossier.Method    `json:"paid,omitempty"`
	Price     Price             `json:"price"`
	Sets      int               `json:"sets,omitempty"`
	Wish      dossier.Wish      `json:"wish"`
}

// Begun reports whether anything was entered that would be missed.
func (s Sketch) Begun() bool {
	return s.Procedure != "" || s.Applicant.Owner.Name != "" || s.Query != "" || s.Code != ""
}

// Sketch returns the intake as it stands.
func (in *Intake) Sketch() Sketch {
	s := Sketch{
		ID: in.ID, Code: in.Code, Step: in.Step, Query: in.Query, Rows: in.Rows, Applicant: in.Applicant, Doubts: in.Doubts,
		Elsewhere: in.Elsewhere, Paid: in.Paid, Price: in.Price, Sets: in.Sets, Wish: in.Wish,
	}
	if in.Procedure != nil {
		s.Procedure = in.Procedure.Code
	}
	return s
}

// Restore goes on with a sketch; p is its procedure, nil where the catalogue has it no more, and then it is chosen anew.
func Restore(s Sketch, c Catalogue, p *procedure.Procedure) *Intake {
	in := New(s.ID, c)
	in.Code, in.Applicant, in.Doubts, in.Elsewhere = s.Code, s.Applicant, s.Doubts, s.Elsewhere
	in.Sets, in.Wish = s.Sets, s.Wish
	if p == nil {
		in.look(s.Query)
		return in
	}
	in.Query = s.Query
	in.choose(p)
	in.Price, in.Paid, in.Step = s.Price, s.Paid, max(Ticking, s.Step)
	if len(s.Rows) == len(in.Rows) {
		copy(in.Rows, s.Rows)
	}
	return in
}
