package dossier

import (
	"slices"
	"time"

	"motcua/internal/workday"
)

func (b Registration) apply(d *Dossier, at time.Time) {
	d.take(b.Intake, at)
	d.Code = b.Code
}

func (b Reception) apply(d *Dossier, at time.Time) {
	if b.Intake != nil {
		d.take(*b.Intake, at)
	}
	d.Code, d.Appointment = b.Code, b.Appointment
	d.start(at)
}

func (b Refusal) apply(d *Dossier, at time.Time) {
	if b.Intake != nil {
		d.take(*b.Intake, at)
	}
	b.Intake, d.Refusal = nil, &b
	d.leave(at)
}

func (b Handover) apply(d *Dossier, at time.Time) {
	d.leave(at)
	d.Stages = append(d.Stages, Stage{Handover: b, At: at})
	if b.Centre != "" {
		d.Holder = b.Centre
	}
	if b.To != d.Competent {
		return
	}
	if d.Status == Received { // a supplement that was brought to another desk has arrived
		end(d.Term.Stops, at)
	}
	if d.Term.CompetentReceived.IsZero() {
		d.Term.CompetentReceived = at
	}
	d.promise(b.Appointment)
}

func (b Takeover) apply(d *Dossier, at time.Time) {
	if s := d.stage(); s != nil {
		s.Taker, s.Taken = b.Taker, at
	}
}

func (b SupplementRequest) apply(d *Dossier, at time.Time) {
	d.Request = &b
	d.Holder = "" // the applicant brings what is missing to where the dossier was handed in
	d.stop(at, !d.Procedure.SupplementPauses)
}

func (b Supplement) apply(d *Dossier, at time.Time) {
	d.Papers = append(d.Papers, b.Papers...)
	if b.Travels {
		d.Appointment = time.Time{} // none is owed until it arrives
		d.restage(at)
		return
	}
	d.start(at)
	d.promise(b.Appointment)
}

func (b PaymentDemand) apply(d *Dossier, at time.Time) {
	d.Demand = &b
	d.charge(b.Charges)
	d.stop(at, false)
}

func (b Suspension) apply(d *Dossier, at time.Time) {
	d.Suspension = &b
	d.stop(at, false)
}

func (b Resumption) apply(d *Dossier, at time.Time) {
	d.Papers = append(d.Papers, b.Papers...)
	d.start(at)
	d.promise(b.Appointment)
}

func (b Withdrawal) apply(d *Dossier, at time.Time) {
	d.Withdrawal = &b
	d.leave(at)
}

func (b Extension) apply(d *Dossier, at time.Time) {
	d.Extension = &b
	d.Term.Extension = &workday.Extension{At: at, Until: b.Until}
	d.promise(b.Until)
}

func (b Result) apply(d *Dossier, at time.Time) {
	d.Result = &b
	d.start(at)
	d.promise(b.Appointment)
	d.leave(at)
	d.Holder = "" // the applicant fetches it where it was handed in
}

func (b Delivery) apply(d *Dossier, _ time.Time) { d.Delivery = &b }

func (b Payment) apply(d *Dossier, at time.Time) {
	b.At = at
	for i := range d.Fees {
		if d.Fees[i].Name == b.Fee && d.Fees[i].Payment == nil {
			d.Fees[i].Payment = &b
			return
		}
	}
}

func (d *Dossier) take(in Intake, at time.Time) {
	d.Intake = in
	d.Term.Limit, d.Term.Elsewhere = in.Procedure.Limit, in.Elsewhere
	if d.Term.Received.IsZero() {
		d.Term.Received = at
		d.charge(in.Charges)
	}
}

func (d *Dossier) charge(charges []Charge) {
	for _, c := range charges {
		d.Fees = append(d.Fees, Fee{Charge: c})
	}
}

func (d *Dossier) promise(at time.Time) {
	if !at.IsZero() {
		d.Appointment = at
	}
}

// stop halts the dossier's time and its agency's. A time that has not begun has nothing to halt.
func (d *Dossier) stop(at time.Time, restarts bool) {
	if _, err := d.Term.Start(); err != nil || open(d.Term.Stops) {
		return
	}
	stop := workday.Stop{From: at, Restarts: restarts}
	d.Term.Stops = append(d.Term.Stops, stop)
	if s := d.stage(); s != nil {
		s.Stops = append(slices.Clip(s.Stops), stop)
	}
}

// start ends a stop, or sets off the time of a dossier that is complete for the first time.
func (d *Dossier) start(at time.Time) {
	if d.Term.Accepted.IsZero() {
		d.Term.Accepted = at
	}
	end(d.Term.Stops, at)
	d.restage(at)
}

// restage ends a stop of the stage under way.
func (d *Dossier) restage(at time.Time) {
	if s := d.stage(); s != nil {
		s.Stops = slices.Clone(s.Stops)
		end(s.Stops, at)
	}
}

func open(stops []workday.Stop) bool { return len(stops) > 0 && stops[len(stops)-1].To.IsZero() }

func end(stops []workday.Stop, at time.Time) {
	if open(stops) {
		stops[len(stops)-1].To = at
	}
}

// stage returns the one under way, if any.
func (d *Dossier) stage() *Stage {
	if n := len(d.Stages); n > 0 && d.Stages[n-1].Done.IsZero() {
		return &d.Stages[n-1]
	}
	return nil
}

// leave ends the stage under way.
func (d *Dossier) leave(at time.Time) {
	if s := d.stage(); s != nil {
		s.Done = at
	}
}
