package workday

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"motcua/assets"

	"pgregory.net/rapid"
)

// The vectors of the office: working days, the day of reception not counted.
func TestDueDay(t *testing.T) {
	c := mustCalendar(t, Standard)
	for _, v := range []struct {
		name, received string
		days           int
		due            string
	}{
		{"a real receipt of 2023", "2023-10-27", 5, "2023-11-03"},
		{"eve of Tết 2024", "2024-02-07", 1, "2024-02-15"},
		{"worked Saturday 04/05/2024", "2024-04-26", 5, "2024-05-07"},
		{"before Tết 2025", "2025-01-24", 1, "2025-02-03"},
		{"a week across Tết 2025", "2025-01-24", 5, "2025-02-07"},
		{"worked Saturday 26/04/2025", "2025-04-25", 3, "2025-04-29"},
		{"across 30/4 and 1/5", "2025-04-29", 1, "2025-05-05"},
		{"before Quốc khánh 2025", "2025-08-29", 1, "2025-09-03"},
		{"across Quốc khánh 2025", "2025-08-29", 3, "2025-09-05"},
		{"New Year's bridge 2026", "2025-12-31", 2, "2026-01-06"},
		{"due on a worked Saturday", "2026-01-09", 1, "2026-01-10"},
		{"before Tết 2026", "2026-02-13", 1, "2026-02-23"},
		{"across Tết 2026", "2026-02-13", 3, "2026-02-25"},
		{"day off for Giỗ Tổ", "2026-04-24", 1, "2026-04-28"},
		{"across Giỗ Tổ, 30/4 and 1/5", "2026-04-24", 5, "2026-05-06"},
		{"before Quốc khánh 2026", "2026-08-28", 1, "2026-09-03"},
		{"across Quốc khánh 2026", "2026-08-28", 3, "2026-09-07"},
		{"across Ngày Văn hóa Việt Nam", "2026-11-20", 2, "2026-11-25"},
		{"before Ngày Văn hóa Việt Nam", "2026-11-23", 1, "2026-11-25"},
		{"ten days from 23/11/2026", "2026-11-23", 10, "2026-12-08"},
	} {
		t.Run(v.name, func(t *testing.T) {
			received := mustDate(t, v.received).At(9*60 + 32)
			due := c.After(received, Limit{Amount: float64(v.days), Unit: WorkingDays})
			if want := mustDate(t, v.due).At(9*60 + 32); !due.Equal(want) {
				t.Errorf("due %s, want %s", due, want)
			}
		})
	}
}

func TestYearsNotAnnounced(t *testing.T) {
	c := mustCalendar(t, Standard)
	for _, v := range []struct {
		year int
		off  []string
	}{
		{2030, []string{ // mùng 1 is Saturday 02/02: a Chinese calendar says 03/02
			"2030-01-01", "2030-02-01", "2030-02-02", "2030-02-03", "2030-02-04", "2030-02-05", "2030-02-06", "2030-02-07",
			"2030-04-12", "2030-04-30", "2030-05-01", "2030-09-02", "2030-09-03", "2030-11-24"}},
		{2029, []string{ // 2/9 is a Sunday
			"2029-01-01", "2029-02-12", "2029-02-13", "2029-02-14", "2029-02-15", "2029-02-16",
			"2029-04-23", "2029-04-30", "2029-05-01", "2029-09-02", "2029-09-03", "2029-09-04", "2029-11-24"}},
	} {
		var off []string
		for d := (Date{v.year, 1, 1}); d.Year == v.year; d = d.AddDays(1) {
			if s, ok := c.Special(d); ok {
				off = append(off, s.Date.String())
			}
		}
		if got, want := strings.Join(off, " "), strings.Join(v.off, " "); got != want {
			t.Errorf("days off in %d:\n got %s\nwant %s", v.year, got, want)
		}
		if c.Announced(v.year) {
			t.Errorf("%d counts as announced", v.year)
		}
	}
	if !c.Announced(2026) || c.Announced(2027) {
		t.Error("2026 is announced, 2027 not yet")
	}
}

func TestNoticeReplacesWhatWasExpected(t *testing.T) {
	tet := Special{Date{2027, 2, 6}, "Tết Âm lịch – mùng 1", Holiday, "thông báo của năm", Official}
	c := mustCalendar(t, Standard, []Special{tet})
	if !c.Announced(2027) || !c.IsWorking(Date{2027, 2, 11}) {
		t.Error("11/02/2027 was only expected to be off, and the notice does not name it")
	}
	swap := Special{Date{2026, 11, 28}, "Làm bù", SwapWork, "", Official}
	c = mustCalendar(t, Standard, []Special{swap})
	if !c.IsWorking(swap.Date) || c.IsWorking(Date{2026, 11, 24}) || c.IsWorking(Date{2026, 2, 16}) {
		t.Error("one more worked Saturday must leave the year's holidays alone")
	}
}

func TestSeasonsAndSaturdayMornings(t *testing.T) {
	summer := FiveDays(Shift{7 * 60, 11*60 + 30}, Shift{13*60 + 30, 17 * 60})
	winter := FiveDays(Shift{7*60 + 30, 12 * 60}, Shift{13 * 60, 16*60 + 30})
	summer[time.Saturday] = Hours{[]Shift{{7*60 + 30, 11*60 + 30}}, true}
	c := mustCalendar(t, []Season{{time.April, 16, summer}, {time.October, 16, winter}})
	if c.IsWorking(Date{2026, 6, 6}) || len(c.HoursOn(Date{2026, 6, 6}).Shifts) != 1 {
		t.Error("on a Saturday morning the desks are open, but no time limit runs")
	}
	if got := c.HoursOn(Date{2026, 2, 3}).Shifts[0].Open; got != 7*60+30 {
		t.Errorf("in February the doors open at %s, want winter's 07:30", got)
	}
	if got := len(c.HoursOn(Date{2026, 8, 22}).Shifts); got != 2 {
		t.Errorf("the worked Saturday has %d shifts, want Monday's two", got)
	}
	received := Date{2026, 10, 15}.At(16*60 + 55) // the last summer day
	if due := c.After(received, Limit{Amount: 1, Unit: WorkingDays}); !due.Equal(Date{2026, 10, 16}.At(16*60 + 30)) {
		t.Errorf("due %s, want winter's closing time", due)
	}
}

func TestOpeningHoursMustMakeSense(t *testing.T) {
	for name, seasons := range map[string][]Season{
		"none":              nil,
		"no Monday":         {{time.January, 1, Week{}}},
		"30 February":       {{time.February, 30, FiveDays(Shift{480, 960})}},
		"29 February":       {{time.February, 29, FiveDays(Shift{480, 960})}},
		"month 0":           {{0, 1, FiveDays(Shift{480, 960})}},
		"shifts overlap":    {{time.January, 1, FiveDays(Shift{480, 700}, Shift{690, 960})}},
		"closes before":     {{time.January, 1, FiveDays(Shift{960, 480})}},
		"past midnight":     {{time.January, 1, FiveDays(Shift{960, 1500})}},
		"seasons backwards": {{time.May, 1, FiveDays(Shift{480, 960})}, {time.April, 1, FiveDays(Shift{480, 960})}},
	} {
		if _, err := New(seasons); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestListErrorsNameLineAndField(t *testing.T) {
	for name, v := range map[string]struct{ list, want string }{
		"no such day":    {"date,name,kind\n2026-02-30,Tết,holiday\n", `line 2, field date: "2026-02-30" is not a day written like 2026-11-24`},
		"far future":     {"date,name,kind\n3026-02-03,Tết,holiday\n", "line 2, field date: 3026-02-03 is not between 2000 and 2100"},
		"no name":        {"date,name,kind\n2026-02-03, ,holiday\n", "line 2, field name: empty"},
		"unknown kind":   {"date,name,kind\n2026-02-03,Tết,nghỉ\n", `line 2, field kind: "nghỉ" is not holiday, compensatory or swap-work`},
		"wrong weekday":  {"date,name,kind,weekday\n2026-02-17,Tết,holiday,T2\n", `line 2, field weekday: 2026-02-17 is T3, not "T2"`},
		"unknown status": {"date,name,kind,status\n2026-02-17,Tết,holiday,sure\n", `line 2, field status: "sure" is not official, official-date-from-memory or provisional`},
		"twice":          {"date,name,kind\n2026-02-17,Tết,holiday\n2026-02-17,Tết,swap-work\n", "line 3, field date: 2026-02-17 is already on line 2"},
		"short line":     {"date,name,kind\n2026-02-17\n", "line 2, field name: empty"},
		"no kind column": {"date,name\n", "line 1, field kind: the heading has no such column"},
		"empty file":     {"", "read list of days: the file holds no rows"},
		"heading only":   {"date,name,kind\n", "read list of days: the file holds no rows"},
		"cell too many":  {"date,name,kind\n2026-02-17,Tết, Bính Ngọ,holiday\n", "line 2, field line: 4 cells, but the heading has 3; a cell with a separator in it wants quotation marks"},
		"open quote":     {"date,name,kind\n2026-02-17,\"Tết,holiday\n2026-02-18,Tết,holiday\n", "read list of days: line 2: the quotation mark is not closed before the next cell; 1 lines behind it were swallowed"},
		"two at once":    {"date,name,kind\nx,Tết,holiday\n2026-02-17,Tết,\n", "line 2, field date: \"x\" is not a day written like 2026-11-24\nline 3, field kind: \"\" is not holiday, compensatory or swap-work"},
	} {
		days, err := ReadSpecials(strings.NewReader(v.list))
		if err == nil || err.Error() != v.want || days != nil {
			t.Errorf("%s: got %d days and %v\nwant %s", name, len(days), err, v.want)
		}
	}
}

func TestListAsSpreadsheetsWriteIt(t *testing.T) {
	days, err := ReadSpecials(strings.NewReader("\ufeffKind,Name,Date\r\nholiday, Tết ,2026-02-17\r\n"))
	want := Special{Date{2026, 2, 17}, "Tết", Holiday, "", Official}
	if err != nil || len(days) != 1 || days[0] != want {
		t.Errorf("got %+v and %v", days, err)
	}
}

// TestListOfAnOldMac has its line ends, of which an older reader made a list without days.
func TestListOfAnOldMac(t *testing.T) {
	for _, end := range []string{"\r", "\n", "\r\n"} {
		days, err := ReadSpecials(strings.NewReader(strings.Join([]string{"date;name;kind", "2026-02-17;Tết;holiday", ";;", "2026-02-18;Tết;holiday", ""}, end)))
		if err != nil || len(days) != 2 {
			t.Errorf("%q: %v, %v", end, days, err)
		}
	}
}

func FuzzReadSpecials(f *testing.F) {
	f.Add(assets.Holidays)
	f.Add([]byte("date,name,kind\n2026-02-17,\"T"))
	f.Fuzz(func(t *testing.T, list []byte) {
		days, err := ReadSpecials(bytes.NewReader(list))
		if err != nil && days != nil {
			t.Error("days and an error at once")
		}
	})
}

func TestWorkingDaysBetweenUndoesAddWorkingDays(t *testing.T) {
	c := mustCalendar(t, Standard)
	rapid.Check(t, func(t *rapid.T) {
		from := Date{2024, 1, 1}.AddDays(rapid.IntRange(0, 4000).Draw(t, "from"))
		n := rapid.IntRange(0, 300).Draw(t, "n")
		to := c.AddWorkingDays(from, n)
		if got := c.WorkingDaysBetween(from, to); got != n || c.WorkingDaysBetween(to, from) != -n {
			t.Fatalf("%d working days after %s is %s, counted back %d", n, from, to, got)
		}
	})
}

func mustCalendar(tb testing.TB, seasons []Season, more ...[]Special) *Calendar {
	tb.Helper()
	days, err := ReadSpecials(bytes.NewReader(assets.Holidays))
	if err != nil {
		tb.Fatal(err)
	}
	c, err := New(seasons, append([][]Special{days}, more...)...)
	if err != nil {
		tb.Fatal(err)
	}
	return c
}
