package dossier

import "time"

// Retention is how long a centre keeps what tells of a person, in months from the last thing that happened. The dossier on paper
// is the agency's, under the periods of its own archive (Luật Lưu trữ 33/2024/QH15).
type Retention struct {
	Months int            `json:"months" toml:"months"`
	Fields map[string]int `json:"fields,omitempty" toml:"fields"` // other periods, by the procedure's field (lĩnh vực)
}

// MostMonths is a hundred years.
const MostMonths = 1200

// SlipDays is how long a printed slip's wording is kept: as long as somebody may ask what it said.
const SlipDays = 30

// Shortest returns the shortest of its periods, in months.
func (r Retention) Shortest() int {
	least := r.Months
	for _, months := range r.Fields {
		least = min(least, months)
	}
	return least
}

// Due reports whether a dossier is to be forgotten at a moment: its period is over, and the office owes nothing more, be it that
// the result was given or that the applicant never came back.
func (r Retention) Due(d Dossier, now time.Time) bool {
	if d.Forgotten() || !d.Status.Settled() && !d.Status.Paused() && d.Status != Registered || len(d.History) == 0 {
		return false
	}
	months, ok := r.Fields[d.Procedure.Field]
	if !ok {
		months = r.Months
	}
	return months > 0 && !now.Before(d.History[len(d.History)-1].At.AddDate(0, months, 0))
}

// Forgotten reports whether nothing of a person is left in it.
func (d Dossier) Forgotten() bool {
	return d.Applicant.Owner == Party{} && d.Applicant.Submitter == nil
}

// Forget is d without what tells of a person: as its events make it when their private members are gone.
func (d Dossier) Forget() Dossier {
	d = d.clone()
	d.Applicant, d.Papers, d.Wish, d.FeeReason = Applicant{}, nil, Wish{}, ""
	for i := range d.Stages {
		d.Stages[i].Note = ""
	}
	forget(&d.Request, func(r *SupplementRequest) { r.Items, r.Reason = nil, "" })
	forget(&d.Refusal, func(r *Refusal) { r.Reason = "" })
	forget(&d.Demand, func(p *PaymentDemand) { p.Reason = "" })
	forget(&d.Suspension, func(s *Suspension) { s.Reason = "" })
	forget(&d.Withdrawal, func(w *Withdrawal) { w.Reason = "" })
	forget(&d.Extension, func(e *Extension) { e.Reason = "" })
	forget(&d.Result, func(r *Result) { r.Name, r.Number, r.Reason = "", "", "" })
	forget(&d.Delivery, func(b *Delivery) { b.Taker, b.Phone = "", "" })
	return d
}

// forget changes a copy of what a dossier points to.
func forget[B any](of **B, change func(*B)) {
	if *of != nil {
		copied := **of
		change(&copied)
		*of = &copied
	}
}

// The members of each body's JSON that tell of a person, or may: what an officer writes freely can name one.

// Personal is for the journal.
func (Registration) Personal() []string { return personalOfIntake }

// Personal is for the journal.
func (Reception) Personal() []string { return personalOfIntake }

// Personal is for the journal.
func (Refusal) Personal() []string { return append([]string{"reason"}, personalOfIntake...) }

// Personal is for the journal.
func (Handover) Personal() []string { return []string{"note"} }

// Personal is for the journal.
func (SupplementRequest) Personal() []string { return []string{"items", "reason"} }

// Personal is for the journal.
func (Supplement) Personal() []string { return []string{"papers"} }

// Personal is for the journal.
func (PaymentDemand) Personal() []string { return []string{"reason"} }

// Personal is for the journal.
func (Suspension) Personal() []string { return []string{"reason"} }

// Personal is for the journal.
func (Resumption) Personal() []string { return []string{"papers"} }

// Personal is for the journal.
func (Withdrawal) Personal() []string { return []string{"reason"} }

// Personal is for the journal.
func (Extension) Personal() []string { return []string{"reason"} }

// Personal is for the journal.
func (Result) Personal() []string { return []string{"name", "number", "reason"} }

// Personal is for the journal.
func (Delivery) Personal() []string { return []string{"taker", "phone"} }

var personalOfIntake = []string{"applicant", "papers", "wish", "fee_reason"}
