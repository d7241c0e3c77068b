package dossier_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"motcua/internal/dossier"
	"motcua/internal/procedure"
)

func TestTheRegisterIsCounted(t *testing.T) {
	story := func(tell func(o *office)) dossier.Dossier {
		o := newOffice(t)
		o.receive("2026-11-09 09:32") // five working days: until Monday the 16th, 9:32
		tell(o)
		return o.d
	}
	finished := func(at string) func(o *office) {
		return func(o *office) {
			o.handOver("2026-11-09 10:00")
			o.when(at).does(o.desk.Finish(o.d, dossier.Result{Name: "Giấy phép"}))
		}
	}
	online := func(o *office) { o.d.Channel = procedure.Web }
	for _, tt := range []struct {
		name string
		tell func(o *office)
		want dossier.Tally
	}{
		{"worked on, in time", func(*office) {}, dossier.Tally{InTime: 1}},
		{"from the portal", online, dossier.Tally{InTime: 1, Online: 1}},
		{"a day early", finished("2026-11-13 10:00"), dossier.Tally{Early: 1}},
		{"on the day", finished("2026-11-16 09:00"), dossier.Tally{OnTime: 1}},
		{"a week late", finished("2026-11-23 10:00"), dossier.Tally{Overdue: 1}},
		{"waits for papers", func(o *office) {
			o.does(o.desk.AskSupplement(o.d, dossier.SupplementRequest{Items: []string{"Đơn"}, Reason: "Thiếu"}))
		}, dossier.Tally{Waiting: 1}},
		{"taken back", func(o *office) { o.does(o.desk.Withdraw(o.d, "Đổi ý")) }, dossier.Tally{Withdrawn: 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.want.Received = 1
			got := dossier.Count([]dossier.Dossier{story(tt.tell)}, at(t, "2026-11-13 17:00"))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
			if got.Settled()+got.Open()+got.Refused+got.Withdrawn != 1 {
				t.Errorf("counted twice or not at all: %+v", got)
			}
		})
	}
	for moment, want := range map[string]int{"2026-11-16 09:33": 0, "2026-11-16 23:59": 0, "2026-11-17 00:00": 1} { // a limit in days ends with its day
		late := dossier.Count([]dossier.Dossier{story(func(*office) {})}, at(t, moment))
		if late.Late != want || late.InTime != 1-want {
			t.Errorf("at %s: %+v", moment, late)
		}
	}
}
