package dossier

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"motcua/internal/procedure"
	"motcua/internal/workday"
)

// KindDot begins the kind of every event of a dossier; the action follows.
const KindDot = "dossier."

// KindOf returns the kind of the event of an action.
func KindOf(a Action) string { return KindDot + string(a) }

// ErrNotAllowed says that a dossier's status does not allow what was asked.
var ErrNotAllowed = errors.New("the dossier's status does not allow this")

// Body is what one event says. Each action has one type of body, which is plain data.
type Body interface {
	Action() Action
	by() string
	login() string
	upon() Version
	apply(d *Dossier, at time.Time)
}

// Signed says which officer did it, empty for the applicant or a machine, and upon which version of the dossier.
type Signed struct {
	Officer string  `json:"officer,omitempty"` // name
	Login   string  `json:"login,omitempty"`
	Upon    Version `json:"upon,omitempty"` // empty: whatever the version is
}

func (s Signed) by() string { return s.Officer }

func (s Signed) login() string { return s.Login }

// LoginOf returns the login name of the officer who did what a body says; empty for the applicant or a machine.
func LoginOf(b Body) string { return b.login() }

func (s Signed) upon() Version { return s.Upon }

// Registration is a dossier that came in by the web or by post.
type Registration struct {
	Signed
	Intake
	Code string `json:"code,omitempty"` // the portal's
}

// Reception is a dossier taken as complete and correct.
type Reception struct {
	Signed
	*Intake               // nil when it was registered before and is unchanged
	Code        string    `json:"code"`
	Appointment time.Time `json:"appointment,omitzero"` // zero: the competent agency's own reception starts the time
}

// Refusal is a dossier not taken (phiếu từ chối).
type Refusal struct {
	Signed
	*Intake        // nil when it was registered before
	Reason  string `json:"reason"`
}

// Handover is a dossier given to the agency that works on it next.
type Handover struct {
	Signed
	From        string        `json:"from"`
	To          string        `json:"to"`
	Centre      string        `json:"centre,omitempty"` // short name of the centre whose desks go on with it; empty: those that had it so far
	Giver       string        `json:"giver,omitempty"`
	Taker       string        `json:"taker,omitempty"`
	Limit       workday.Limit `json:"limit,omitzero"` // of that agency
	Note        string        `json:"note,omitempty"`
	Appointment time.Time     `json:"appointment,omitzero"` // when this hand-over is what starts the time
}

// Takeover is the receipt of a dossier by the agency it was handed to.
type Takeover struct {
	Signed
	Taker string `json:"taker"` // who signs the control slip
}

// SupplementRequest asks the applicant for what is missing, all of it at once (phiếu yêu cầu bổ sung).
type SupplementRequest struct {
	Signed
	Items   []string `json:"items"`
	Reason  string   `json:"reason"`
	Contact string   `json:"contact,omitempty"` // who explains
	Phone   string   `json:"phone,omitempty"`
}

// Supplement is what the applicant brought to the desk.
type Supplement struct {
	Signed
	Papers      []Paper   `json:"papers"`
	Appointment time.Time `json:"appointment,omitzero"`
	// Travels says that the time goes on standing still until the competent agency has the supplement, which then promises the day.
	Travels bool `json:"travels,omitempty"`
}

// PaymentDemand asks for taxes or other duties before the result (nghĩa vụ tài chính).
type PaymentDemand struct {
	Signed
	Charges []Charge `json:"charges"`
	Reason  string   `json:"reason"`
}

// Suspension stops the work on a dossier (thông báo dừng giải quyết).
type Suspension struct {
	Signed
	Reason string `json:"reason"`
	// AtRequest says that the applicant asked for it.
	AtRequest bool `json:"at_request,omitempty"`
}

// Resumption goes on with a dossier.
type Resumption struct {
	Signed
	Papers      []Paper   `json:"papers,omitempty"` // that reached the agency itself
	Appointment time.Time `json:"appointment,omitzero"`
}

// Withdrawal is the applicant taking the dossier back.
type Withdrawal struct {
	Signed
	Reason string `json:"reason"`
}

// Extension is the one new appointment, with an apology (phiếu xin lỗi).
type Extension struct {
	Signed
	Reason string    `json:"reason"`
	Was    time.Time `json:"was"`
	Until  time.Time `json:"until"`
	Head   string    `json:"head"` // of the agency, who signs
}

// Result is what was decided.
type Result struct {
	Signed
	Name   string `json:"name"`             // loại, trích yếu
	Number string `json:"number,omitempty"` // số, ký hiệu
	// Appointment is the one a suspended dossier comes to when the time it stood still is added.
	Appointment time.Time `json:"appointment,omitzero"`
	// Declined says that the result is a written no, given within the time limit (NĐ 61/2018 đ.19 k.8).
	Declined bool   `json:"declined,omitempty"`
	Reason   string `json:"reason,omitempty"`
}

// Delivery is the result in the applicant's hand.
type Delivery struct {
	Signed
	Channel procedure.Channel `json:"channel"`
	Taker   string            `json:"taker"` // who signs
	Phone   string            `json:"phone,omitempty"`
	Proxy   bool              `json:"proxy,omitempty"` // with a letter of authority
}

// Action of each body.
func (Registration) Action() Action      { return Register }
func (Reception) Action() Action         { return Receive }
func (Refusal) Action() Action           { return Refuse }
func (Handover) Action() Action          { return HandOver }
func (Takeover) Action() Action          { return TakeOver }
func (SupplementRequest) Action() Action { return AskSupplement }
func (Supplement) Action() Action        { return Supply }
func (PaymentDemand) Action() Action     { return DemandPayment }
func (Suspension) Action() Action        { return Suspend }
func (Resumption) Action() Action        { return Resume }
func (Withdrawal) Action() Action        { return Withdraw }
func (Extension) Action() Action         { return Extend }
func (Result) Action() Action            { return Finish }
func (Delivery) Action() Action          { return Return }
func (Payment) Action() Action           { return Pay }

func (b Reception) appoint(due time.Time) Body  { b.Appointment = due; return b }
func (b Handover) appoint(due time.Time) Body   { b.Appointment = due; return b }
func (b Supplement) appoint(due time.Time) Body { b.Appointment = due; return b }
func (b Resumption) appoint(due time.Time) Body { b.Appointment = due; return b }
func (b Result) appoint(due time.Time) Body     { b.Appointment = due; return b }

// After is d after an event. It asks only whether the status allows it, as a fold does: the office's rules were asked
// before the event was written.
func (d Dossier) After(b Body, at time.Time) (Dossier, error) {
	next, ok := d.Status.After(b.Action())
	if !ok {
		return d, fmt.Errorf("%w: %s in status %d", ErrNotAllowed, b.Action(), d.Status)
	}
	d = d.clone()
	b.apply(&d, at)
	d.Status = next
	d.History = append(d.History, Step{Action: b.Action(), Status: next, At: at, By: b.by()})
	return d, nil
}

var bodies = map[Action]func([]json.RawMessage) (Body, error){
	Register: read[Registration], Receive: read[Reception], Refuse: read[Refusal], HandOver: read[Handover],
	TakeOver:      read[Takeover],
	AskSupplement: read[SupplementRequest], Supply: read[Supplement], DemandPayment: read[PaymentDemand],
	Suspend: read[Suspension], Resume: read[Resumption], Withdraw: read[Withdrawal], Extend: read[Extension],
	Finish: read[Result], Return: read[Delivery], Pay: read[Payment],
}

func read[B Body](parts []json.RawMessage) (Body, error) {
	var b B
	for _, part := range parts {
		if err := json.Unmarshal(part, &b); err != nil {
			return b, err
		}
	}
	return b, nil
}

// ReadBody returns the body of an event of a dossier, by the event's kind, from its parts: the members of each go over those of the one
// before.
func ReadBody(kind string, parts ...json.RawMessage) (Body, error) {
	action, _ := strings.CutPrefix(kind, KindDot)
	decode, ok := bodies[Action(action)]
	if !ok {
		return nil, fmt.Errorf("%s is no event of a dossier", kind)
	}
	b, err := decode(parts)
	if err != nil {
		return nil, fmt.Errorf("event %s: %w", kind, err)
	}
	return b, nil
}
