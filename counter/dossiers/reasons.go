package dossiers

import (
	"slices"
	"strings"

	"motcua/internal/dossier"
)

// Reasoned is the step whose reason matters as a dossier stands.
var Reasoned = map[dossier.Status]dossier.Action{
	dossier.Refused: dossier.Refuse, dossier.Incomplete: dossier.AskSupplement, dossier.Owing: dossier.DemandPayment,
	dossier.Withdrawn: dossier.Withdraw, dossier.Suspended: dossier.Suspend, dossier.Finished: dossier.Finish, dossier.Returned: dossier.Finish,
}

// ReasonOf returns why a step was taken, and what was asked for; empty where the step has nothing of that.
func ReasonOf(d dossier.Dossier, a dossier.Action) string {
	switch {
	case a == dossier.AskSupplement && d.Request != nil:
		return join(" – ", strings.Join(d.Request.Items, "; "), d.Request.Reason)
	case a == dossier.Refuse && d.Refusal != nil:
		return d.Refusal.Reason
	case a == dossier.DemandPayment && d.Demand != nil:
		return join(" – ", chargesOf(d.Demand.Charges), d.Demand.Reason)
	case a == dossier.Suspend && d.Suspension != nil:
		return d.Suspension.Reason
	case a == dossier.Withdraw && d.Withdrawal != nil:
		return d.Withdrawal.Reason
	case a == dossier.Extend && d.Extension != nil:
		return d.Extension.Reason
	case a == dossier.Finish && d.Result != nil:
		return join(" – ", d.Result.Name, d.Result.Number, d.Result.Reason)
	case a == dossier.Receive:
		return d.FeeReason
	}
	return ""
}

func chargesOf(charges []dossier.Charge) string {
	var names []string
	for _, c := range charges {
		names = append(names, c.Name+" "+c.Amount.String()+" đ")
	}
	return strings.Join(names, "; ")
}

// join writes the texts that are not empty side by side.
func join(between string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(t string) bool { return t == "" }), between)
}
