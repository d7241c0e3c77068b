package dossier_test

import (
	"errors"
	"regexp"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/internal/dossier"
	"motcua/internal/workday"
)

var monday = workday.Date{Year: 2026, Month: time.November, Day: 23}

func TestCode(t *testing.T) {
	for _, tt := range []struct {
		name, want string
		code       dossier.Code
	}{
		{"first of the day, TT 01/2018", "000.00.00.H25-261123-0001", dossier.Code{Agency: "000.00.00.H25", Day: monday, Serial: 1}},
		{"a department of the province", "000.00.06.H25-261123-0361", dossier.Code{Agency: "000.00.06.H25", Day: monday, Serial: 361}},
		{"QĐ 20/2020", "H42.14-261123-0001", dossier.Code{Agency: "H42.14", Day: monday, Serial: 1}},
		{"a commune by QĐ 20/2020, central's last of four digits", "H42.14.08-261123-6000", dossier.Code{Agency: "H42.14.08", Day: monday, Serial: 6000}},
		{"the first of five digits", "H42.14-261123-10001", dossier.Code{Agency: "H42.14", Day: monday, Serial: 6001}},
		{"desk 1 without central", "H42.14-261123-6001", dossier.Code{Agency: "H42.14", Day: monday, Series: 1, Serial: 1}},
		{"desk 7 without central", "H42.14-261123-6241", dossier.Code{Agency: "H42.14", Day: monday, Series: 7, Serial: 1}},
		{"desk 7's last of four digits", "H42.14-261123-6280", dossier.Code{Agency: "H42.14", Day: monday, Series: 7, Serial: 40}},
		{"desk 7's first of six", "H42.14-261123-070041", dossier.Code{Agency: "H42.14", Day: monday, Series: 7, Serial: 41}},
		{"desk 99's last of four digits", "H42.14-261123-9960", dossier.Code{Agency: "H42.14", Day: monday, Series: 99, Serial: 40}},
		{"a paper from before desks had four digits", "H42.14-261123-070001", dossier.Code{Agency: "H42.14", Day: monday, Series: 7, Serial: 1, Long: true}},
		{"desk 12's last", "000.00.00.H25-261123-129999", dossier.Code{Agency: "000.00.00.H25", Day: monday, Series: 12, Serial: 9999}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := dossier.Circular.Write(tt.code)
			if err != nil || got != tt.want {
				t.Errorf("written %q, %v", got, err)
			}
			if read, err := dossier.Circular.Read(tt.want); err != nil || read != tt.code {
				t.Errorf("read %+v, %v", read, err)
			}
		})
	}
}

func TestTheDaysSeriesEnds(t *testing.T) {
	for _, c := range []dossier.Code{
		{Agency: "H42.14", Day: monday, Serial: 96000},
		{Agency: "H42.14", Day: monday, Series: 7, Serial: 10000},
	} {
		if _, err := dossier.Circular.Write(c); !errors.Is(err, dossier.ErrSeriesFull) {
			t.Errorf("%+v: %v", c, err)
		}
	}
}

func TestCodesThatAreNone(t *testing.T) {
	for _, tt := range []struct{ name, text string }{
		{"empty", ""},
		{"30 February", "H42.14-260230-0001"},
		{"month 13", "H42.14-261301-0001"},
		{"the zeroth", "H42.14-261123-0000"},
		{"three digits", "H42.14-261123-001"},
		{"desk 0", "H42.14-261123-000001"},
		{"desk 7's zeroth", "H42.14-261123-070000"},
		{"behind the last desk", "H42.14-261123-9961"},
		{"agency with a small Z", "Z42.14-261123-0001"},
		{"a result's code", "KQ.G01.000065"},
		{"a ticket", "A001"},
		{"more after it", "H42.14-261123-0001-x"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if c, err := dossier.Circular.Read(tt.text); !errors.Is(err, dossier.ErrCode) {
				t.Errorf("read as %+v, %v", c, err)
			}
		})
	}
}

func TestACodeAsPeopleTypeIt(t *testing.T) {
	for _, text := range []string{" h42.14-261123-0001 ", "H42.14 – 261123 – 0001", "H42.14—261123—0001\r\n"} {
		if c, err := dossier.Circular.Read(text); err != nil || c.Serial != 1 {
			t.Errorf("%q: %+v, %v", text, c, err)
		}
	}
}

func TestOtherPatterns(t *testing.T) {
	for _, tt := range []struct{ template, want string }{
		{"{agency}/{yyyymmdd}/{serial}", "H42.14/20261123/0012"},
		{"HS-{ddmmyy}-{serial}.{agency}", "HS-231126-0012.H42.14"},
		{"hs{agency}-{yymmdd}{serial}", "hsH42.14-2611230012"},
	} {
		p, err := dossier.NewPattern(tt.template)
		if err != nil {
			t.Fatal(err)
		}
		code := dossier.Code{Agency: "H42.14", Day: monday, Serial: 12}
		got, err := p.Write(code)
		if err != nil || got != tt.want {
			t.Errorf("%s: written %q, %v", tt.template, got, err)
		}
		if read, err := p.Read(got); err != nil || read != code {
			t.Errorf("%s: read %+v, %v", tt.template, read, err)
		}
	}
	for _, template := range []string{"", "{agency}-{serial}", "{agency}-{yymmdd}", "{yymmdd}-{serial}", "{agency}{agency}-{yymmdd}-{serial}",
		"{agency}-{yymmdd}-{ddmmyy}-{serial}", "{agency}-{yymmdd}-{serial}-{year}"} {
		if _, err := dossier.NewPattern(template); err == nil {
			t.Errorf("%q is taken for a pattern", template)
		}
	}
}

func TestNoTwoDossiersShareACode(t *testing.T) {
	published := regexp.MustCompile(`^[A-Y]\d{2}(\.[0-9A-Z]{1,3}){0,6}-\d{6}-\d{4,6}$|^\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}-\d{6}-\d{4,6}$`)
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) dossier.Code {
			return dossier.Code{
				Agency: rapid.SampledFrom([]string{"000.00.00.H25", "H42.14", "H42.14.1"}).Draw(t, name+" agency"), Day: monday,
				Series: rapid.IntRange(0, 99).Draw(t, name+" series"), Serial: rapid.IntRange(1, 9999).Draw(t, name+" serial"),
			}
		}
		a, b := draw("one"), draw("other")
		if a.Series == dossier.Central {
			a.Serial += rapid.IntRange(0, 86000).Draw(t, "busy day")
		}
		one, err := dossier.Circular.Write(a)
		if err != nil {
			t.Fatal(err)
		}
		other, err := dossier.Circular.Write(b)
		if err != nil {
			t.Fatal(err)
		}
		if (one == other) != (a == b) {
			t.Errorf("%+v and %+v are %s and %s", a, b, one, other)
		}
		if !published.MatchString(one) {
			t.Errorf("%s is not as the code is published", one)
		}
	})
}

func FuzzCode(f *testing.F) {
	f.Add("000.00.00.H25-261123-0001")
	f.Add("h42.14 – 261123 – 070001")
	f.Fuzz(func(t *testing.T, text string) {
		c, err := dossier.Circular.Read(text)
		if err != nil {
			return
		}
		if _, err := dossier.Circular.Write(c); err != nil {
			t.Errorf("%q is read as %+v, which cannot be written: %v", text, c, err)
		}
	})
}

func TestCodesFromThePortal(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a province's own", "000.00.00.H25-261107-0012", "000.00.00.H25-261107-0012"},
		{"after the change of 2020, six digits", "G22.99.08-261107-000123", "G22.99.08-261107-000123"},
		{"in small letters with a long dash and spaces", " h42.14 – 261107 – 0001 ", "H42.14-261107-0001"},
		{"a day in no calendar", "H42.14-261131-0001", ""},
		{"a procedure's code", "1.001193.000.00.00.H25", ""},
		{"a ticket", "A001", ""},
		{"an emoji", "🙂", ""},
		{"nothing", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := dossier.ReadPortal(tt.text)
			if got != tt.want || (err == nil) != (tt.want != "") {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
}
