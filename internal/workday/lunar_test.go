package workday

import (
	"testing"

	"pgregory.net/rapid"
)

func TestLunarNewYearAndHungKings(t *testing.T) {
	days := []struct{ tet, hungKings string }{
		{"2015-02-19", "2015-04-28"}, {"2016-02-08", "2016-04-16"}, {"2017-01-28", "2017-04-06"},
		{"2018-02-16", "2018-04-25"}, {"2019-02-05", "2019-04-14"}, {"2020-01-25", "2020-04-02"},
		{"2021-02-12", "2021-04-21"}, {"2022-02-01", "2022-04-10"}, {"2023-01-22", "2023-04-29"},
		{"2024-02-10", "2024-04-18"}, {"2025-01-29", "2025-04-07"}, {"2026-02-17", "2026-04-26"},
		{"2027-02-06", "2027-04-16"}, {"2028-01-26", "2028-04-04"}, {"2029-02-13", "2029-04-23"},
		{"2030-02-02", "2030-04-12"}, {"2031-01-23", "2031-04-01"}, {"2032-02-11", "2032-04-19"},
		{"2033-01-31", "2033-04-09"}, {"2034-02-19", "2034-04-28"}, {"2035-02-08", "2035-04-17"},
		{"1968-01-29", "1968-04-07"}, // the year the North left the Chinese calendar
		{"1985-01-21", "1985-04-29"}, // a month before China's
		{"2007-02-17", "2007-04-26"}, // a day before China's
	}
	for _, want := range days {
		year := mustDate(t, want.tet).Year
		if got := LunarNewYear(year); got.String() != want.tet {
			t.Errorf("Tết %d is on %s, want %s", year, got, want.tet)
		}
		if got := HungKings(year); got.String() != want.hungKings {
			t.Errorf("Giỗ Tổ %d is on %s, want %s", year, got, want.hungKings)
		}
	}
}

// Every month from 1968, when the country began to reckon at UTC+7, to 2050. Before that the two reckonings part in two
// months (June 1944, July 1967) whose new moon is within seconds of midnight; Tết and Giỗ Tổ agree from 1900.
func TestLunarMonthsAgreeWithSecondReckoning(t *testing.T) {
	for year := 1900; year <= 2050; year++ {
		for _, m := range skyYear(year) {
			festive := m.Month == 1 || m.Month == 3
			if year < 1968 && !festive {
				continue
			}
			if got := Lunar(fromJulian(m.first)); got != m.LunarDate {
				t.Errorf("%s is %+v, by the second reckoning %+v", fromJulian(m.first), got, m.LunarDate)
			}
		}
	}
}

func TestLastLunarMonthHas29Days(t *testing.T) {
	for year := 2015; year <= 2035; year++ {
		short := year == 2016 || year == 2022 || year >= 2025 && year <= 2032
		eve := Lunar(LunarNewYear(year).AddDays(-1))
		if eve.Month != 12 || (eve.Day == 29) != short {
			t.Errorf("the eve of Tết %d is %d/%d, a month of 29 days: %v", year, eve.Day, eve.Month, short)
		}
	}
}

func TestSolarRefusesDaysTheYearLacks(t *testing.T) {
	for name, l := range map[string]LunarDate{
		"30 Chạp of a short month":     {Year: 2026, Month: 12, Day: 30}, // 2027-02-05 is the 29th
		"leap month of a year without": {Year: 2026, Month: 6, Day: 1, Leap: true},
		"thirteenth month":             {Year: 2026, Month: 13, Day: 1},
		"day 31":                       {Year: 2026, Month: 1, Day: 31},
	} {
		if d, err := Solar(l); err == nil {
			t.Errorf("%s: got %s, want an error", name, d)
		}
	}
}

func TestLunarAndSolarAreInverse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := fromJulian(rapid.IntRange(Date{1900, 1, 1}.julian(), Date{2100, 12, 31}.julian()).Draw(t, "day"))
		l := Lunar(day)
		if got, err := Solar(l); err != nil || got != day {
			t.Fatalf("%s is %+v, which is %s (%v)", day, l, got, err)
		}
	})
}

func mustDate(tb testing.TB, s string) Date {
	tb.Helper()
	d, err := ParseDate(s)
	if err != nil {
		tb.Fatal(err)
	}
	return d
}
