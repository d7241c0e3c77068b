package dossier

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"motcua/internal/workday"
)

// What the law or the office forbids, each for a program to say in its own words.
var (
	ErrReceived     = errors.New("the dossier has been received and has its code")
	ErrNotReceived  = errors.New("the dossier has not been received yet")
	ErrNoReason     = errors.New("a reason is missing")
	ErrNoItems      = errors.New("the request names nothing to supplement")
	ErrAskedBefore  = errors.New("a supplement has been asked for once already")
	ErrNoticeLate   = errors.New("a supplement is asked for within three working days of reception")
	ErrNoSuchFee    = errors.New("the dossier has no such unpaid fee")
	ErrNoAgency     = errors.New("the agency that takes the dossier is missing")
	ErrNoApplicant  = errors.New("the applicant's name is missing")
	ErrNothingGiven = errors.New("no document was handed in")
	ErrFeeOwed      = errors.New("a fee has not been paid")
	ErrNoTaker      = errors.New("who takes the result is missing")
	ErrElsewhere    = errors.New("the dossier is at another centre, which alone goes on with it")
	ErrNoCharge     = errors.New("what is to be paid, or how much, is missing")
	ErrDutyOwed     = errors.New("the duties demanded have not been paid")
	ErrOtherCode    = errors.New("the dossier has another code from the portal")
)

// noticeDays is how many working days after reception a supplement may be asked for (NĐ 61/2018 đ.19 k.4).
const noticeDays = 3

// Desk is where decisions are made: who decides, when, and by which calendar.
type Desk struct {
	Calendar *workday.Calendar
	At       time.Time
	Officer  string // the name under a signature
	Login    string // the officer's login name, which nobody else has
	Centre   string // its short name at the province; empty where there is none
}

func (k Desk) signed(d Dossier) Signed {
	return Signed{Officer: k.Officer, Login: k.Login, Upon: d.Version()}
}

// Register takes in what came by the web or by post, with the code that the portal gave it; empty when it gave none.
func (k Desk) Register(in Intake, code string) (Body, error) {
	return k.checked(Dossier{}, Registration{k.signed(Dossier{}), in, code}, in.Validate())
}

// Receive accepts a dossier as complete and correct and promises its day. In is what the applicant hands in at the desk,
// or has changed since it was registered; nil when a registered dossier is complete as it is. A code from the portal stays.
func (k Desk) Receive(d Dossier, in *Intake, code string) (Body, error) {
	b := Reception{Signed: k.signed(d), Intake: in, Code: code}
	switch {
	case d.Accepted():
		return nil, ErrReceived
	case d.Code != "" && code != d.Code:
		return nil, ErrOtherCode
	}
	if in == nil {
		in = &d.Intake
	}
	if err := cmp.Or(in.Validate(), needs(code, ErrCode)); err != nil {
		return nil, err
	}
	return k.promised(d, b)
}

// Refuse declines to take a dossier.
func (k Desk) Refuse(d Dossier, in *Intake, reason string) (Body, error) {
	if d.Status == 0 && in == nil {
		return nil, ErrNoApplicant
	}
	return k.checked(d, Refusal{k.signed(d), in, reason}, needs(reason, ErrNoReason))
}

// HandOver gives a dossier to the agency that works on it next. For one taken outside the competent agency's territory
// this may be what starts the time, and then what promises the day (NĐ 309/2026 đ.8 k.3).
func (k Desk) HandOver(d Dossier, b Handover) (Body, error) {
	b.Signed = k.signed(d)
	if err := needs(b.To, ErrNoAgency); err != nil {
		return nil, err
	}
	if !d.Appointment.IsZero() {
		return k.checked(d, b, nil)
	}
	return k.promised(d, b) // the first for a dossier taken elsewhere, and one whose supplement travels
}

// TakeOver says that the agency has a dossier which was handed to it.
func (k Desk) TakeOver(d Dossier, taker string) (Body, error) {
	return k.checked(d, Takeover{k.signed(d), taker}, needs(taker, ErrNoTaker))
}

// May reports whether this desk goes on with a dossier: one is at one centre at a time, so that no two ever decide at once. Fees are taken
// wherever the applicant is.
func (k Desk) May(d Dossier, a Action) bool { return a == Pay || d.At() == "" || d.At() == k.Centre }

// after returns the dossier after a step of this desk.
func (k Desk) after(d Dossier, b Body) (Dossier, error) {
	if !k.May(d, b.Action()) {
		return d, ErrElsewhere
	}
	return d.After(b, k.At)
}

// HandOverBy returns the latest moment for the paper to leave the desk: today, or first thing next working day when it came
// after 15:00 (NĐ 61/2018 đ.18 k.2). It is zero for a dossier that is not waiting at the desk.
func (k Desk) HandOverBy(d Dossier) time.Time {
	if d.Status != Received {
		return time.Time{}
	}
	taken := d.when(Receive)
	if again := d.when(Supply); again.After(taken) {
		taken = again
	}
	return k.Calendar.HandOver(taken)
}

// AskSupplement asks for all that is missing, within three working days of the reception. Once binds each step: the desk that takes the
// dossier (NĐ 61/2018 đ.15 k.3, đ.17 k.1a) and the agency that decides on it (đ.19 k.4) may each ask once, in this order.
func (k Desk) AskSupplement(d Dossier, b SupplementRequest) (Body, error) {
	b.Signed = k.signed(d)
	switch {
	case d.askedBefore():
		return nil, ErrAskedBefore
	case len(b.Items) == 0:
		return nil, ErrNoItems
	case strings.TrimSpace(b.Reason) == "":
		return nil, ErrNoReason
	case d.Status != Registered && workday.DateOf(k.NoticeBy(d)).Before(workday.DateOf(k.At)):
		return nil, ErrNoticeLate
	}
	return k.checked(d, b, nil)
}

// NoticeBy returns the end of the last day on which a supplement may be asked for.
func (k Desk) NoticeBy(d Dossier) time.Time {
	days := d.Procedure.NoticeDays
	if days == 0 {
		days = noticeDays
	}
	from := d.AcceptedAt()
	if again := d.when(Supply); again.After(from) {
		from = again // what the desk had missed was brought: only then was it complete
	}
	return k.Calendar.AddWorkingDays(workday.DateOf(from), days).At(24*60 - 1)
}

// askedBefore reports whether this step of the dossier's way has asked for a supplement, or a later one has.
func (d Dossier) askedBefore() bool {
	if d.Request == nil {
		return false
	}
	before := Status(0)
	for _, s := range d.History {
		if s.Action == AskSupplement && (before == Processing || d.Status != Processing) {
			return true
		}
		before = s.Status
	}
	return false
}

// Supply takes the supplement at the desk; the time begins anew, or goes on, as the procedure has it.
func (k Desk) Supply(d Dossier, papers []Paper) (Body, error) {
	b := Supplement{Signed: k.signed(d), Papers: papers, Travels: d.Elsewhere && !d.Procedure.SupplementAtDesk && !d.Term.CompetentReceived.IsZero()}
	switch {
	case !d.Accepted():
		return nil, ErrNotReceived
	case len(papers) == 0:
		return nil, ErrNothingGiven
	}
	return k.promised(d, b)
}

// Resume goes on with a dossier whose supplement has reached the agency itself, whose duties are paid, or whose work was stopped.
func (k Desk) Resume(d Dossier, papers []Paper) (Body, error) {
	b := Resumption{Signed: k.signed(d), Papers: papers}
	switch {
	case !d.Accepted():
		return nil, ErrNotReceived
	case d.Status == Owing && d.owesDuty():
		return nil, ErrDutyOwed
	}
	return k.promised(d, b)
}

// DemandPayment asks for duties before the result; time stands still until they are paid and Resume.
func (k Desk) DemandPayment(d Dossier, charges []Charge, reason string) (Body, error) {
	nothing := func(c Charge) bool { return strings.TrimSpace(c.Name) == "" || c.Amount <= 0 }
	if len(charges) == 0 || slices.ContainsFunc(charges, nothing) {
		return nil, ErrNoCharge
	}
	return k.checked(d, PaymentDemand{k.signed(d), charges, reason}, needs(reason, ErrNoReason))
}

// Suspend stops the work on a dossier.
func (k Desk) Suspend(d Dossier, reason string, atRequest bool) (Body, error) {
	return k.checked(d, Suspension{k.signed(d), reason, atRequest}, needs(reason, ErrNoReason))
}

// Withdraw gives a dossier back at the applicant's wish.
func (k Desk) Withdraw(d Dossier, reason string) (Body, error) {
	return k.checked(d, Withdrawal{k.signed(d), reason}, needs(reason, ErrNoReason))
}

// Extend promises a later day, with an apology: once, and a day before the appointment at the latest
// (NĐ 61/2018 đ.19 k.9; workday.ErrExtended, ErrTooLate, ErrNotLater).
func (k Desk) Extend(d Dossier, until time.Time, reason, head string) (Body, error) {
	if err := needs(reason, ErrNoReason); err != nil {
		return nil, err
	}
	term, err := k.Calendar.Extend(d.Term, k.At, until)
	if err != nil {
		return nil, err
	}
	return k.checked(d, Extension{k.signed(d), reason, d.Appointment, term.Extension.Until, head}, nil)
}

// Finish records the result, or a written no with its reason.
func (k Desk) Finish(d Dossier, b Result) (Body, error) {
	b.Signed = k.signed(d)
	if b.Declined && strings.TrimSpace(b.Reason) == "" {
		return nil, ErrNoReason
	}
	if d.Status != Suspended {
		return k.checked(d, b, nil)
	}
	return k.promised(d, b)
}

// Return gives the result back, when all fees are paid.
func (k Desk) Return(d Dossier, b Delivery) (Body, error) {
	b.Signed = k.signed(d)
	if d.Owes() > 0 {
		return nil, ErrFeeOwed
	}
	return k.checked(d, b, needs(b.Taker, ErrNoTaker))
}

// Pay takes one fee.
func (k Desk) Pay(d Dossier, b Payment) (Body, error) {
	b.Signed = k.signed(d)
	unpaid := func(f Fee) bool { return f.Name == b.Fee && f.Payment == nil }
	if !slices.ContainsFunc(d.Fees, unpaid) {
		return nil, ErrNoSuchFee
	}
	return k.checked(d, b, nil)
}

// checked returns the body, if neither a rule nor the dossier's status is against it.
func (k Desk) checked(d Dossier, b Body, rule error) (Body, error) {
	if rule != nil {
		return nil, rule
	}
	if _, err := k.after(d, b); err != nil {
		return nil, err
	}
	return b, nil
}

// appointed is a body that can carry a new appointment.
type appointed interface {
	Body
	appoint(due time.Time) Body
}

// promised returns the body with the day on which the result will be owed once it has happened; without one while that
// still depends on another agency.
func (k Desk) promised(d Dossier, b appointed) (Body, error) {
	after, err := k.after(d, b)
	if err != nil {
		return nil, err
	}
	due, err := k.Calendar.Due(after.Term)
	if errors.Is(err, workday.ErrNotStarted) || travels(b) && errors.Is(err, workday.ErrStopped) {
		return b, nil
	}
	if err != nil {
		return nil, fmt.Errorf("appointment: %w", err)
	}
	return b.appoint(due), nil
}

// travels reports whether a supplement is still on its way to the agency whose time it starts.
func travels(b Body) bool {
	s, ok := b.(Supplement)
	return ok && s.Travels
}

func needs(text string, or error) error {
	if strings.TrimSpace(text) == "" {
		return or
	}
	return nil
}

// Validate tells what an intake lacks.
func (in Intake) Validate() error {
	switch {
	case strings.TrimSpace(in.Applicant.Owner.Name) == "" || strings.TrimSpace(in.Applicant.Brings().Name) == "":
		return ErrNoApplicant
	case len(in.Papers) == 0:
		return ErrNothingGiven
	}
	return in.Procedure.Limit.Validate()
}
