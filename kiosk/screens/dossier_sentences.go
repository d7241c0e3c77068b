package screens

import (
	"fmt"
	"strings"
	"time"

	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/registry"
)

// dossierNews is what is told of a dossier, in sentences.
type dossierNews struct {
	registry.Progress
	status string // what its sentences are called after
}

func newsOf(p registry.Progress) dossierNews {
	n := dossierNews{p, fmt.Sprint(int(p.Status))}
	switch {
	case p.Late:
		n.status = "late"
	case p.Declined && (p.Status == dossier.Finished || p.Status == dossier.Returned):
		n.status += ".declined"
	case !p.Was.IsZero() && p.Status == dossier.Processing:
		n.status = "put_off"
	}
	return n
}

// special reports whether the dossier does not go its usual way, which its status alone does not say.
func (n dossierNews) special() bool { return n.status != fmt.Sprint(int(n.Status)) }

// long reports whether the way on takes more than a line or two.
func (n dossierNews) long() bool { return n.special() || n.Status == dossier.Owing }

// owes reports whether its person is to pay.
func (n dossierNews) owes() bool {
	return n.Status == dossier.Owing || n.Details != nil && n.Details.Owes > 0
}

// lines returns how many lines of details a page has room for, of so many at the most.
func (n dossierNews) lines(most int) int {
	if n.long() {
		most -= 2
	}
	if n.owes() {
		most -= 3
	}
	return max(leastLines, most)
}

// room returns how many pixels the way on takes, less where all stands low.
func (n dossierNews) room(low bool) float32 {
	switch {
	case n.long() && low:
		return 172
	case n.long():
		return 220
	}
	return 130
}

// headline says how it stands: a no is not called finished, and what is late not under way.
func (n dossierNews) headline(say i18n.Localizer) string {
	if n.special() && n.status != "put_off" {
		return say.Text("kiosk.told.is." + n.status)
	}
	return say.Text("dossier.status." + fmt.Sprint(int(n.Status)))
}

// due tells the day promised, where one is.
func (n dossierNews) due(say i18n.Localizer) string {
	switch {
	case n.Status.Settled():
		return ""
	case n.Appointment.IsZero():
		return say.Text("kiosk.told.due.none")
	case n.Late:
		return say.Text("kiosk.told.due.past", dayArgs(say, n.Appointment))
	case !n.Was.IsZero():
		return say.Text("kiosk.told.due.new", dayArgs(say, n.Appointment))
	}
	return say.Text("kiosk.told.due", dayArgs(say, n.Appointment))
}

// next tells the way on; where the office has not kept its word, with an apology and whom to ask.
func (n dossierNews) next(say i18n.Localizer, centre centre.Centre) string {
	args := dayArgs(say, n.Was)
	args["Ask"] = n.ask(say, centre)
	return say.Text("kiosk.told.next."+n.status, args)
}

// ask returns who knows more: the counters of the dossier's field, for who may learn what it is about, and the centre's telephone.
func (n dossierNews) ask(say i18n.Localizer, centre centre.Centre) string {
	who := []string{say.Text("kiosk.told.ask.desk")}
	if n.Details != nil {
		if s, ok := centre.ServiceForField(n.Details.Field); ok {
			who = []string{say.Text("kiosk.told.ask.counters", i18n.Args{"Counters": strings.Join(centre.CountersFor(s.ID), ", ")})}
		}
	}
	if phone := centre.Papers.Phone; phone != "" {
		who = append(who, say.Text("kiosk.told.ask.phone", i18n.Args{"Phone": phone}))
	}
	return strings.Join(who, say.Text("kiosk.told.ask.or"))
}

func dayArgs(say i18n.Localizer, at time.Time) i18n.Args {
	at = at.In(queue.Zone)
	return i18n.Args{"Time": at.Format("15:04"), "Weekday": say.Weekday(at), "Date": at.Format("02/01/2006")}
}
