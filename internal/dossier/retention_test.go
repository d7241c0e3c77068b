package dossier_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"motcua/internal/dossier"
)

var twoYears = dossier.Retention{Months: 24, Fields: map[string]int{"Chứng thực": 240}}

func TestWhatIsForgottenAndWhen(t *testing.T) {
	returned := func(o *office) {
		o.handOver("2026-11-09 10:00")
		o.does(o.desk.Pay(o.d, dossier.Payment{Fee: "Phí thẩm định", Method: dossier.Cash}))
		o.when("2026-11-13 10:00").does(o.desk.Finish(o.d, dossier.Result{Name: "Giấy phép"}))
		o.does(o.desk.Return(o.d, dossier.Delivery{Taker: owner}))
	}
	for _, tt := range []struct {
		name, field, now string
		tell             func(o *office)
		want             bool
	}{
		{"the result was given two years ago", "", "2028-11-13 10:00", returned, true},
		{"a minute less", "", "2028-11-13 09:59", returned, false},
		{"a field with a longer period", "Chứng thực", "2030-01-01 00:00", returned, false},
		{"when that is over", "Chứng thực", "2046-11-13 10:00", returned, true},
		{"still owed, however late", "", "2036-01-01 00:00", func(*office) {}, false},
		{"the agency still works on it", "", "2036-01-01 00:00", func(o *office) { o.handOver("2026-11-09 10:00") }, false},
		{"the applicant never brought what was missing", "", "2028-11-10 00:00", func(o *office) {
			o.does(o.desk.AskSupplement(o.d, dossier.SupplementRequest{Items: []string{"Đơn"}, Reason: "Thiếu"}))
		}, true},
		{"withdrawn", "", "2028-11-10 00:00", func(o *office) { o.does(o.desk.Withdraw(o.d, "Đổi ý")) }, true},
		{"forgotten already", "", "2036-01-01 00:00", func(o *office) { returned(o); o.d = o.d.Forget() }, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := newOffice(t)
			o.receive("2026-11-09 09:32")
			o.d.Procedure.Field = tt.field
			tt.tell(o)
			if got := twoYears.Due(o.d, at(t, tt.now)); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
	if (dossier.Retention{}).Due(dossier.Dossier{Status: dossier.Returned}, at(t, "2036-01-01 00:00")) {
		t.Error("without a period something is forgotten")
	}
}

// TestEachBodyNamesItsPersonalMembers looks for names that no body has: a member renamed in one place only would be kept for ever.
func TestEachBodyNamesItsPersonalMembers(t *testing.T) {
	in := business()
	for _, b := range []interface {
		dossier.Body
		Personal() []string
	}{
		dossier.Registration{Intake: in}, dossier.Reception{Intake: &in}, dossier.Refusal{Intake: &in, Reason: "x"}, dossier.Handover{Note: "x"},
		dossier.SupplementRequest{Items: []string{"x"}}, dossier.Supplement{Papers: in.Papers}, dossier.PaymentDemand{}, dossier.Suspension{},
		dossier.Resumption{Papers: in.Papers}, dossier.Withdrawal{}, dossier.Extension{}, dossier.Result{Number: "x", Reason: "x"}, dossier.Delivery{Phone: "x"},
	} {
		raw, err := json.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		var members map[string]any
		if err := json.Unmarshal(raw, &members); err != nil {
			t.Fatal(err)
		}
		for _, name := range b.Personal() {
			if _, ok := members[name]; !ok {
				t.Errorf("%s has no member %q", b.Action(), name)
			}
			delete(members, name)
		}
		left, _ := json.Marshal(members)
		if strings.Contains(string(left), owner) || slices.Contains(b.Personal(), "officer") {
			t.Errorf("%s still tells of a person: %s", b.Action(), left)
		}
	}
}
