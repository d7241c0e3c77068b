package dossier_test

import (
	"fmt"
	"testing"

	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
	"motcua/internal/workday"
)

func TestEachLanguageHasAWordForIt(t *testing.T) {
	var ids []string
	for _, s := range dossier.Statuses() {
		ids = append(ids, fmt.Sprintf("dossier.status.%d", s))
	}
	for _, m := range dossier.Methods() {
		ids = append(ids, "dossier.method."+string(m))
	}
	for _, c := range []procedure.Channel{procedure.Counter, procedure.Web, procedure.Post} {
		ids = append(ids, "dossier.channel."+string(c))
	}
	for _, k := range []dossier.Timeliness{dossier.Early, dossier.OnTime, dossier.Overdue} {
		ids = append(ids, "dossier.timeliness."+string(k))
	}
	for _, u := range []workday.Unit{workday.SameDay, workday.WorkingHours, workday.ClockHours, workday.WorkingDays, workday.Days, workday.Months} {
		ids = append(ids, "dossier.limit."+string(u))
	}
	vietnamese, english := i18n.In("vi"), i18n.In("en")
	for _, id := range ids {
		vi, en := vietnamese.Text(id, i18n.Args{"Amount": "05"}), english.Text(id, i18n.Args{"Amount": "05"})
		if vi == id || en == id || vi == en {
			t.Errorf("%s is %q and %q", id, vi, en)
		}
	}
}

func TestAmount(t *testing.T) {
	for amount, want := range map[float64]string{1: "01", 5: "05", 2.5: "2,5", 9.5: "9,5", 10: "10", 45: "45"} {
		if got := dossier.Amount(workday.Limit{Amount: amount, Unit: workday.WorkingDays}); got != want {
			t.Errorf("%v: %s", amount, got)
		}
	}
}
