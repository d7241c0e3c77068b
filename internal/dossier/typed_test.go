package dossier

import (
	"slices"
	"testing"
)

func TestCodesAsPeopleTypeThem(t *testing.T) {
	const code = "000.00.00.H25-261123-0001"
	centre := []string{"000.00.00.H25", "000.00.16.H25"}
	for _, c := range []struct {
		name, typed string
		want        []string
	}{
		{"as on paper", code, []string{code}},
		{"small letters, long dash, spaces", " 000.00.00.h25 – 261123 – 0001", []string{code}},
		{"without marks", "0000000H252611230001", []string{code}},
		{"only day and number, of either office", "2611230001", []string{code, "000.00.16.H25-261123-0001"}},
		{"only day and number, with a dash", "261123-0001", []string{code, "000.00.16.H25-261123-0001"}},
		{"number of a desk that stood alone", "261123050001", []string{"000.00.00.H25-261123-050001", "000.00.16.H25-261123-050001"}},
		{"of an office elsewhere, with all its marks", "000.00.06.H56-231027-0361", []string{"000.00.06.H56-231027-0361"}},
		{"link on a receipt", "https://dvc.example/d/000.00.00.H25-261123-0001?s=abc", []string{code}},
		{"a day of no calendar", "2613450001", nil},
		{"too short", "2611", nil},
		{"a ticket", "A001", nil},
		{"nothing", "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Circular.Typed(c.typed, centre); !slices.Equal(got, c.want) {
				t.Errorf("%q means %q; want %q", c.typed, got, c.want)
			}
		})
	}
}

func TestTypedCodeOfAnotherOrder(t *testing.T) {
	p := mustPattern("HS/{yyyymmdd}/{agency}/{serial}")
	want := []string{"HS/20261123/H42.14/0007"}
	for _, typed := range []string{"hs/20261123/h42.14/0007", "HS20261123H42140007", "HS 20261123 0007"} {
		if got := p.Typed(typed, []string{"H42.14"}); !slices.Equal(got, want) {
			t.Errorf("%q means %q; want %q", typed, got, want)
		}
	}
}

func FuzzTyped(f *testing.F) {
	f.Add("261123-0001")
	f.Add("0000000H252611230001")
	f.Fuzz(func(t *testing.T, text string) {
		for _, code := range Circular.Typed(text, []string{"000.00.00.H25"}) {
			if _, err := Circular.Read(code); err != nil {
				t.Errorf("%q was taken for %q, which is no code", text, code)
			}
		}
	})
}
