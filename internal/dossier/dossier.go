// Package dossier holds one person's business with the office: what was handed in, its code, its states, its time, its fees.
// It is pure: moments and calendars are passed in, and what is kept where is left to the journal and its folds.
package dossier

import (
	"cmp"
	"slices"
	"time"

	"motcua/internal/procedure"
	"motcua/internal/workday"
)

// Dossier is one application (hồ sơ) from its first day to its result. It is the sum of its events: see After.
type Dossier struct {
	ID     string `json:"id"`
	Code   string `json:"code,omitempty"` // mã số hồ sơ, given when it is received
	Status Status `json:"status"`
	Intake
	Term        workday.Term `json:"term"`
	Appointment time.Time    `json:"appointment,omitzero"` // the day promised on paper; zero while none can be
	Stages      []Stage      `json:"stages,omitempty"`
	Home        string       `json:"home,omitempty"`   // short name of the centre that took it in; empty in that centre
	Holder      string       `json:"holder,omitempty"` // of the centre whose desks go on with it; empty: Home
	Fees        []Fee        `json:"fees,omitempty"`

	Request    *SupplementRequest `json:"request,omitempty"` // the only one there may be
	Refusal    *Refusal           `json:"refusal,omitempty"`
	Demand     *PaymentDemand     `json:"demand,omitempty"` // the last one
	Suspension *Suspension        `json:"suspension,omitempty"`
	Withdrawal *Withdrawal        `json:"withdrawal,omitempty"`
	Extension  *Extension         `json:"extension,omitempty"`
	Result     *Result            `json:"result,omitempty"`
	Delivery   *Delivery          `json:"delivery,omitempty"`

	History []Step `json:"history,omitempty"`
}

// Accepted reports whether it was received as complete and correct, once at least.
func (d Dossier) Accepted() bool { return !d.Term.Accepted.IsZero() }

// Intake is what the person brings: for whom, which procedure, which papers.
type Intake struct {
	Agency    string            `json:"agency"`    // identification code of the office that receives it: 000.00.00.H25
	Procedure Procedure         `json:"procedure"` // as it was that day
	Competent string            `json:"competent"` // name of the agency that decides
	Consulted []string          `json:"consulted,omitempty"`
	Applicant Applicant         `json:"applicant"`
	Papers    []Paper           `json:"papers,omitempty"`
	Sets      int               `json:"sets"` // số bộ
	Channel   procedure.Channel `json:"channel"`
	Charges   []Charge          `json:"charges,omitempty"`
	Wish      Wish              `json:"wish"`
	Elsewhere bool              `json:"elsewhere,omitempty"`  // taken outside the competent agency's territory
	FeeReason string            `json:"fee_reason,omitempty"` // why the fee is another than the published one
}

// Procedure is what a dossier keeps of its procedure, so that a later change of the catalogue changes no promise.
type Procedure struct {
	Code  string        `json:"code"`
	Name  string        `json:"name"`
	Field string        `json:"field,omitempty"`
	Limit workday.Limit `json:"limit"`
	// SupplementPauses keeps the time already used when a supplement comes in; by the general rule it starts anew.
	SupplementPauses bool `json:"supplement_pauses,omitempty"`
	// NoticeDays is how many working days special law gives for asking a supplement; 0 is the general rule's three.
	NoticeDays int `json:"notice_days,omitempty"`
	// ByHour and SupplementAtDesk are the other readings of the law that a province may have chosen: see procedure.Procedure.
	ByHour           bool `json:"by_hour,omitempty"`
	SupplementAtDesk bool `json:"supplement_at_desk,omitempty"`
}

// Of returns what a dossier that comes in by a channel keeps of a catalogue entry.
func Of(p *procedure.Procedure, c procedure.Channel) Procedure {
	way, _ := p.Way(c)
	return Procedure{
		Code: p.Code, Name: p.Name, Field: p.Field, Limit: way.Limit, SupplementPauses: p.SupplementPauses,
		NoticeDays: p.NoticeDays, ByHour: p.ByHour, SupplementAtDesk: p.SupplementAtDesk,
	}
}

// Paper is one document as it was handed in.
type Paper struct {
	Name      string `json:"name"`
	Originals int    `json:"originals,omitempty"`
	Certified int    `json:"certified,omitempty"` // bản chứng thực
	Copies    int    `json:"copies,omitempty"`
	// Lent originals were taken only to be compared, and go back with the result (NĐ 61/2018 đ.20 k.2).
	Lent int `json:"lent,omitempty"`
}

// Tick returns a document of the catalogue handed in just as it is asked for.
func Tick(asked procedure.Paper) Paper {
	return Paper{Name: asked.Name, Originals: asked.Originals, Certified: asked.Certified, Copies: asked.Copies}
}

// Lent lists the documents whose originals go back with the result.
func (d Dossier) Lent() (papers []Paper) {
	for _, p := range d.Papers {
		if p.Lent > 0 {
			papers = append(papers, p)
		}
	}
	return papers
}

// Wish is how and where the applicant wants the result.
type Wish struct {
	Channel procedure.Channel `json:"channel"`
	Place   string            `json:"place"`
}

// Step is one line of a dossier's history.
type Step struct {
	Action Action    `json:"action"`
	Status Status    `json:"status"` // the one it led to
	At     time.Time `json:"at"`
	By     string    `json:"by,omitempty"`
	Where  string    `json:"where,omitempty"` // the device it was taken on
}

// Stage is the time one agency has the dossier: a line of the control slip (phiếu kiểm soát).
type Stage struct {
	Handover
	At    time.Time      `json:"at"`
	Taken time.Time      `json:"taken,omitzero"` // when the agency said that it has it
	Stops []workday.Stop `json:"stops,omitempty"`
	Done  time.Time      `json:"done,omitzero"` // handed on, or finished
}

// Due returns the agency's own deadline; the zero time when the hand-over set none or time stands still.
func (s Stage) Due(c *workday.Calendar) time.Time {
	due, err := c.Due(workday.Term{Limit: s.Limit, Received: s.At, Accepted: s.At, Stops: s.Stops})
	if err != nil {
		return time.Time{}
	}
	return due
}

// Urgency returns how near the agency's own deadline is.
func (s Stage) Urgency(c *workday.Calendar, now time.Time, soon int) Urgency {
	if !s.Done.IsZero() {
		return Over
	}
	return near(c, now, s.Due(c), soon)
}

// Timeliness returns how the agency kept its deadline; empty while it still works or when it has none.
func (s Stage) Timeliness(c *workday.Calendar) Timeliness {
	due := s.Due(c)
	if due.IsZero() || s.Done.IsZero() {
		return ""
	}
	return Compare(s.Done, ends(s.Limit, due))
}

// At returns the short name of the centre whose desks go on with the dossier; empty is the one that took it in, for its own desks.
func (d Dossier) At() string { return cmp.Or(d.Holder, d.Home) }

// Handed reports whether the dossier was handed to another centre that has not said yet that it has it.
func (d Dossier) Handed() bool {
	s := d.stage()
	return s != nil && s.Centre != "" && s.Taken.IsZero()
}

// clone shares nothing that a later event changes.
func (d Dossier) clone() Dossier {
	d.Term.Stops = slices.Clone(d.Term.Stops)
	d.Stages = slices.Clone(d.Stages)
	d.Fees = slices.Clone(d.Fees)
	d.Papers = slices.Clone(d.Papers)
	d.History = slices.Clone(d.History)
	return d
}
