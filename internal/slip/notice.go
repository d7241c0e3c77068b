package slip

import (
	"fmt"
	"strings"

	"motcua/drivers"
	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/workday"
)

// Supplement is form 02 in short: all that is missing, said once.
func Supplement(say i18n.Localizer, centre centre.Centre, d dossier.Dossier, link string) drivers.Document {
	p := begin(say, centre, "slip.supplement.title", d)
	p.applicant(d)
	p.Rule()
	if r := d.Request; r != nil {
		p.Text(strong, say.Text("slip.supplement.items"))
		for n, item := range r.Items {
			p.Text(body, fmt.Sprintf("%d. %s", n+1, item))
		}
		p.field("slip.supplement.reason", r.Reason)
		p.field("slip.supplement.contact", strings.TrimSpace(r.Contact+" "+r.Phone))
	}
	if d.Procedure.SupplementPauses {
		p.Text(centred, say.Text("slip.supplement.pauses"))
	} else {
		p.Text(centred, say.Text("slip.supplement.restarts"))
	}
	p.written(d)
	p.trace(d, link)
	return p.end()
}

// Refusal is form 03 in short: why a dossier was not taken, or why its result is no.
func Refusal(say i18n.Localizer, centre centre.Centre, d dossier.Dossier) drivers.Document {
	p := begin(say, centre, "slip.refusal.title", d)
	p.applicant(d)
	p.Rule()
	p.Text(strong, say.Text("slip.refusal.reason"))
	switch {
	case d.Refusal != nil:
		p.Text(body, d.Refusal.Reason)
	case d.Result != nil:
		p.Text(body, d.Result.Reason)
	}
	p.written(d)
	return p.end()
}

// Apology is form 04 in short: the one new appointment, and why. It is the citizen's copy for the desk; the agency's head signs
// the letter itself.
func Apology(say i18n.Localizer, centre centre.Centre, d dossier.Dossier, link string) drivers.Document {
	p := begin(say, centre, apologyTitle(d), d)
	p.applicant(d)
	p.Rule()
	if e := d.Extension; e != nil {
		p.field("slip.apology.was", p.moment(e.Was))
		p.field("slip.apology.reason", e.Reason)
		p.Text(body, say.Text("slip.apology.sorry", i18n.Args{"Agency": d.Competent}))
	}
	p.promise(d)
	p.written(d)
	p.trace(d, link)
	return p.end()
}

// apologyTitle is what the circular of its day calls an apology.
func apologyTitle(d dossier.Dossier) string {
	if step, _ := d.Last(dossier.Extend); workday.DateOf(step.At).Before(dossier.NewForms) {
		return "slip.apology.title"
	}
	return "slip.apology.title.2025"
}

// Demand is what must be paid before the result (yêu cầu thực hiện nghĩa vụ tài chính).
func Demand(say i18n.Localizer, centre centre.Centre, d dossier.Dossier, link string) drivers.Document {
	p := begin(say, centre, "slip.demand.title", d)
	p.applicant(d)
	p.Rule()
	if demand := d.Demand; demand != nil {
		for _, c := range demand.Charges {
			p.Text(strong, c.Name)
			p.Text(promise, dong(c.Amount))
			p.Text(centred, c.Amount.Words())
		}
		p.field("slip.demand.reason", demand.Reason)
	}
	p.Text(centred, say.Text("slip.demand.pauses"))
	p.written(d)
	p.trace(d, link)
	return p.end()
}

// Suspension is form 05 of 2025 in short: that work on a dossier stops, and why.
func Suspension(say i18n.Localizer, centre centre.Centre, d dossier.Dossier, link string) drivers.Document {
	p := begin(say, centre, "slip.suspension.title", d)
	p.applicant(d)
	p.Rule()
	if s := d.Suspension; s != nil {
		if s.AtRequest {
			p.Text(body, say.Text("slip.suspension.wished"))
		}
		p.field("slip.suspension.reason", s.Reason)
	}
	p.written(d)
	p.trace(d, link)
	return p.end()
}

// written says when the step was taken that a notice tells of, and by whom: a citizen's days run from it, and questions go there.
func (p *paper) written(d dossier.Dossier) {
	if n := len(d.History); n > 0 {
		p.field("slip.notice.at", p.moment(d.History[n-1].At))
		p.field("slip.notice.officer", d.History[n-1].By)
	}
}
