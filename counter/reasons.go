package main

import (
	"strings"

	"motcua/counter/widgets"
	"motcua/internal/dossier"
)

// reasoned is the step whose reason matters as a dossier stands.
var reasoned = map[dossier.Status]dossier.Action{
	dossier.Refused: dossier.Refuse, dossier.Incomplete: dossier.AskSupplement, dossier.Owing: dossier.DemandPayment,
	dossier.Withdrawn: dossier.Withdraw, dossier.Suspended: dossier.Suspend, dossier.Finished: dossier.Finish, dossier.Returned: dossier.Finish,
}

// reasonOf is why a step was taken, and what was asked for; empty where the step has nothing of that.
func reasonOf(d dossier.Dossier, a dossier.Action) string {
	switch {
	case a == dossier.AskSupplement && d.Request != nil:
		return widgets.Join(" – ", strings.Join(d.Request.Items, "; "), d.Request.Reason)
	case a == dossier.Refuse && d.Refusal != nil:
		return d.Refusal.Reason
	case a == dossier.DemandPayment && d.Demand != nil:
		return widgets.Join(" – ", chargesOf(d.Demand.Charges), d.Demand.Reason)
	case a == dossier.Suspend && d.Suspension != nil:
		return d.Suspension.Reason
	case a == dossier.Withdraw && d.Withdrawal != nil:
		return d.Withdrawal.Reason
	case a == dossier.Extend && d.Extension != nil:
		return d.Extension.Reason
	case a == dossier.Finish && d.Result != nil:
		return widgets.Join(" – ", d.Result.Name, d.Result.Number, d.Result.Reason)
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
