package slip_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"motcua/drivers"
	"motcua/internal/dossier"
	"motcua/internal/sheet/sample"
	"motcua/internal/slip"
	"motcua/internal/words"
)

const link = "https://hcc.hanam.example.vn/h/000.00.00.H25-261109-0027?k=Q7K2M9XA"

func TestDossierSlips(t *testing.T) {
	w := sample.Week2026
	vi, en := words.In("vi"), words.In("en")
	returned := w.Returned()
	brought := w.Received()
	brought.Applicant.Submitter = &dossier.Party{Name: "Nguyễn Thị Thu Hường"}
	elsewhere := w.Received()
	elsewhere.Appointment = time.Time{}
	for _, tt := range []struct {
		name string
		d    drivers.Document
	}{
		{"receipt-vi", slip.Receipt(vi, centre, w.Received(), link)},
		{"receipt-en", slip.Receipt(en, centre, w.Received(), link)},
		{"receipt-brought-by-another", slip.Receipt(vi, centre, brought, link)},
		{"receipt-offline", slip.Receipt(vi, centre, w.Received(), "")},
		{"receipt-taken-elsewhere", slip.Receipt(vi, centre, elsewhere, link)},
		{"supplement-vi", slip.Supplement(vi, centre, w.Incomplete(), link)},
		{"apology-vi", slip.Apology(vi, centre, w.Extended(), link)},
		{"apology-en", slip.Apology(en, centre, w.Extended(), link)},
		{"demand-vi", slip.Demand(vi, centre, w.Owing(), link)},
		{"suspension-vi", slip.Suspension(vi, centre, w.Suspended(), link)},
		{"refusal-vi", slip.Refusal(vi, centre, w.Refused())},
		{"fee-vi", slip.Fee(vi, centre, returned, returned.Paid()[0])},
		{"fee-en", slip.Fee(en, centre, returned, returned.Paid()[0])},
		{"delivery-vi", slip.Delivery(vi, centre, returned)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			mustEqualGolden(t, tt.name, tt.d)
			for _, b := range tt.d {
				if strings.Contains(b.Text, "035199000001") {
					t.Errorf("%q shows the identity number", b.Text)
				}
			}
		})
	}
}

func mustEqualGolden(t *testing.T, name string, d drivers.Document) {
	t.Helper()
	got, err := json.MarshalIndent(d, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
}
