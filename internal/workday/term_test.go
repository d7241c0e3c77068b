package workday

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestLimits(t *testing.T) {
	c := mustCalendar(t, Standard)
	for _, v := range []struct {
		name, start string
		limit       Limit
		due         string
	}{
		{"same hour", "2026-06-01 09:32", Limit{Amount: 3, Unit: WorkingDays}, "2026-06-04 09:32"},
		{"before the doors open", "2026-06-01 06:10", Limit{Amount: 1, Unit: WorkingDays}, "2026-06-02 07:30"},
		{"over lunch", "2026-06-01 12:15", Limit{Amount: 1, Unit: WorkingDays}, "2026-06-02 13:30"},
		{"after closing", "2026-06-01 20:00", Limit{Amount: 1, Unit: WorkingDays}, "2026-06-02 17:00"},
		{"online on a Sunday", "2026-06-07 09:00", Limit{Amount: 1, Unit: WorkingDays}, "2026-06-08 17:00"},
		{"half a day, morning", "2026-06-01 08:00", Limit{Amount: 0.5, Unit: WorkingDays}, "2026-06-01 14:00"},
		{"half a day, afternoon", "2026-06-01 15:00", Limit{Amount: 0.5, Unit: WorkingDays}, "2026-06-02 09:30"},
		{"a day and a half", "2026-06-01 08:00", Limit{Amount: 1.5, Unit: WorkingDays}, "2026-06-02 14:00"},
		{"half a day from Sunday", "2026-06-07 08:00", Limit{Amount: 0.5, Unit: WorkingDays}, "2026-06-08 11:30"},
		{"eight working hours", "2026-06-05 15:00", Limit{Amount: 8, Unit: WorkingHours}, "2026-06-08 15:30"},
		{"24 hours", "2026-06-01 10:00", Limit{Amount: 24, Unit: ClockHours}, "2026-06-02 10:00"},
		{"24 hours into Saturday", "2026-06-05 10:00", Limit{Amount: 24, Unit: ClockHours}, "2026-06-08 10:00"},
		{"four hours into the evening", "2026-06-01 16:00", Limit{Amount: 4, Unit: ClockHours}, "2026-06-01 17:00"},
		{"an hour, asked for in the evening", "2026-06-01 18:00", Limit{Amount: 1, Unit: ClockHours}, "2026-06-02 08:30"},
		{"22 hours, asked for on New Year's night", "2025-01-01 00:09", Limit{Amount: 22, Unit: ClockHours}, "2025-01-02 17:00"},
		{"24 hours from Saturday", "2026-06-06 10:00", Limit{Amount: 24, Unit: ClockHours}, "2026-06-08 10:00"},
		{"calendar days", "2026-06-01 10:00", Limit{Amount: 10, Unit: Days}, "2026-06-11 10:00"},
		{"calendar days into Sunday", "2026-06-01 10:00", Limit{Amount: 6, Unit: Days}, "2026-06-08 10:00"},
		{"calendar days into Tết", "2026-02-06 10:00", Limit{Amount: 10, Unit: Days}, "2026-02-23 10:00"},
		{"one month", "2026-06-15 10:00", Limit{Amount: 1, Unit: Months}, "2026-07-15 10:00"},
		{"one month from the 31st", "2026-08-31 10:00", Limit{Amount: 1, Unit: Months}, "2026-09-30 17:00"},
		{"six months to 28 February", "2026-08-31 10:00", Limit{Amount: 6, Unit: Months}, "2027-03-01 17:00"},
		{"same day before three", "2026-06-01 15:00", Limit{Amount: 0, Unit: SameDay}, "2026-06-01 17:00"},
		{"same day after three, where special law allows it", "2026-06-01 15:01", Limit{Unit: SameDay, AfterThree: true}, "2026-06-02 17:00"},
		{"same day after three", "2026-06-01 15:01", Limit{Unit: SameDay}, "2026-06-01 17:00"},
		{"same day, Friday evening", "2026-06-05 15:30", Limit{Unit: SameDay, AfterThree: true}, "2026-06-08 17:00"},
		{"same day, on a holiday", "2026-11-24 09:00", Limit{Amount: 0, Unit: SameDay}, "2026-11-25 17:00"},
	} {
		t.Run(v.name, func(t *testing.T) {
			if err := v.limit.Validate(); err != nil {
				t.Fatal(err)
			}
			if got := c.After(at(t, v.start), v.limit); !got.Equal(at(t, v.due)) {
				t.Errorf("due %s, want %s", got, v.due)
			}
		})
	}
}

func TestLimitsThatCannotBeCounted(t *testing.T) {
	nan := 0.0
	nan /= nan
	for _, l := range []Limit{
		{}, {Amount: 0, Unit: WorkingDays}, {Amount: -1, Unit: Days}, {Amount: 1501, Unit: Days}, {Amount: 0.25, Unit: WorkingDays}, {Amount: 1.5, Unit: Days}, {Amount: 1, Unit: SameDay}, {Amount: 1, Unit: WorkingDays, AfterThree: true}, {Amount: 1, Unit: "weeks"}, {Amount: nan, Unit: Days},
	} {
		if l.Validate() == nil {
			t.Errorf("%v accepted", l)
		}
	}
}

func TestSameDayOfAHalfDay(t *testing.T) {
	mornings := FiveDays(Shift{7*60 + 30, 11*60 + 30})
	c := mustCalendar(t, []Season{{time.January, 1, mornings}})
	if got := c.After(at(t, "2026-06-01 14:00"), Limit{Unit: SameDay}); !got.Equal(at(t, "2026-06-02 11:30")) {
		t.Errorf("due %s: at two the morning is over, though it is before three", got)
	}
	if got := c.HandOver(at(t, "2026-06-01 14:00")); !got.Equal(at(t, "2026-06-02 07:30")) {
		t.Errorf("handed over by %s", got)
	}
}

func TestHandOver(t *testing.T) {
	c := mustCalendar(t, Standard)
	for received, want := range map[string]string{
		"2026-06-01 09:00": "2026-06-01 17:00",
		"2026-06-01 15:00": "2026-06-01 17:00", // three o'clock itself is not after it
		"2026-06-01 15:01": "2026-06-02 07:30",
		"2026-06-05 16:00": "2026-06-08 07:30",
		"2026-06-06 09:00": "2026-06-08 07:30",
		"2026-11-23 15:30": "2026-11-25 07:30",
	} {
		if got := c.HandOver(at(t, received)); !got.Equal(at(t, want)) {
			t.Errorf("received %s, handed over by %s, want %s", received, got, want)
		}
	}
}

func TestWhichMomentStartsTheTerm(t *testing.T) {
	for _, v := range []struct {
		name  string
		term  Term
		start string
	}{
		{"under the rules before 05/8/2026", Term{Received: at(t, "2026-08-04 09:00"), Accepted: at(t, "2026-08-05 10:00")}, "2026-08-05 10:00"},
		{"taken elsewhere before 05/8/2026", Term{Received: at(t, "2026-08-04 09:00"), Accepted: at(t, "2026-08-04 09:10"), Elsewhere: true}, "2026-08-04 09:10"},
		{"complete and correct", Term{Received: at(t, "2026-08-05 09:00"), Accepted: at(t, "2026-08-06 10:00")}, "2026-08-06 10:00"},
		{"not yet complete", Term{Received: at(t, "2026-08-05 09:00")}, ""},
		{"not yet received", Term{Accepted: at(t, "2026-08-05 09:00")}, ""},
		{"taken elsewhere", Term{Received: at(t, "2026-08-05 09:00"), Accepted: at(t, "2026-08-05 09:10"), CompetentReceived: at(t, "2026-08-07 08:00"), Elsewhere: true}, "2026-08-07 08:00"},
		{"taken elsewhere, on its way", Term{Received: at(t, "2026-08-05 09:00"), Accepted: at(t, "2026-08-05 09:10"), Elsewhere: true}, ""},
	} {
		t.Run(v.name, func(t *testing.T) {
			got, err := v.term.Start()
			if v.start == "" && !errors.Is(err, ErrNotStarted) || v.start != "" && !got.Equal(at(t, v.start)) {
				t.Errorf("starts %s (%v), want %q", got, err, v.start)
			}
		})
	}
}

func TestStops(t *testing.T) {
	c := mustCalendar(t, Standard)
	stop := func(from, to string, restarts bool) Stop { return Stop{at(t, from), at(t, to), restarts} }
	for _, v := range []struct {
		name  string
		limit Limit
		stops []Stop
		due   string
	}{
		{"none", Limit{Amount: 5, Unit: WorkingDays}, nil, "2026-06-08 09:00"},
		{"supplement: from the beginning", Limit{Amount: 5, Unit: WorkingDays}, []Stop{stop("2026-06-03 10:00", "2026-06-10 14:00", true)}, "2026-06-17 14:00"},
		{"money owed: goes on", Limit{Amount: 5, Unit: WorkingDays}, []Stop{stop("2026-06-03 10:00", "2026-06-10 14:00", false)}, "2026-06-15 09:00"},
		{"stopped and resumed the same day", Limit{Amount: 5, Unit: WorkingDays}, []Stop{stop("2026-06-03 10:00", "2026-06-03 14:00", false)}, "2026-06-08 09:00"},
		{"supplement, then money owed", Limit{Amount: 5, Unit: WorkingDays}, []Stop{stop("2026-06-03 10:00", "2026-06-10 14:00", true), stop("2026-06-11 08:00", "2026-06-12 08:00", false)}, "2026-06-18 14:00"},
		{"calendar days across a weekend", Limit{Amount: 10, Unit: Days}, []Stop{stop("2026-06-05 10:00", "2026-06-09 10:00", false)}, "2026-06-15 09:00"},
		{"working hours", Limit{Amount: 8, Unit: WorkingHours}, []Stop{stop("2026-06-01 10:00", "2026-06-01 15:00", false)}, "2026-06-02 14:30"},
		{"clock hours", Limit{Amount: 24, Unit: ClockHours}, []Stop{stop("2026-06-01 10:00", "2026-06-01 15:00", false)}, "2026-06-02 14:00"},
	} {
		t.Run(v.name, func(t *testing.T) {
			term := Term{Limit: v.limit, Received: at(t, "2026-06-01 09:00"), Accepted: at(t, "2026-06-01 09:00"), Stops: v.stops}
			if got, err := c.Due(term); err != nil || !got.Equal(at(t, v.due)) {
				t.Errorf("due %s (%v), want %s", got, err, v.due)
			}
		})
	}
}

func TestTermsWithoutDueDate(t *testing.T) {
	c := mustCalendar(t, Standard)
	open, five := at(t, "2026-06-03 10:00"), Limit{Amount: 5, Unit: WorkingDays}
	begun := Term{Limit: five, Received: at(t, "2026-06-01 09:00"), Accepted: at(t, "2026-06-01 09:00")}
	with := func(stops ...Stop) Term { term := begun; term.Stops = stops; return term }
	if _, err := c.Due(with(Stop{From: open})); !errors.Is(err, ErrStopped) {
		t.Errorf("while a stop lasts: %v", err)
	}
	for name, term := range map[string]Term{
		"no limit":                      {Received: begun.Received, Accepted: begun.Received},
		"received in 1970":              {Limit: five, Received: time.Unix(0, 0), Accepted: time.Unix(0, 0)},
		"stop before the start":         with(Stop{From: at(t, "2026-05-30 09:00"), To: open}),
		"stop ends before it begins":    with(Stop{From: open, To: at(t, "2026-06-02 10:00")}),
		"stop ends in the year 9999":    with(Stop{From: open, To: at(t, "9999-06-02 10:00")}),
		"stops overlap":                 with(Stop{From: open, To: open.AddDate(0, 0, 3)}, Stop{From: open.AddDate(0, 0, 1), To: open.AddDate(0, 0, 5)}),
		"a second stop while one lasts": with(Stop{From: open}, Stop{From: open, To: open.AddDate(0, 0, 5)}),
	} {
		if due, err := c.Due(term); err == nil {
			t.Errorf("%s: due %s", name, due)
		}
	}
}

func TestExtension(t *testing.T) {
	c := mustCalendar(t, Standard)
	term := Term{Limit: Limit{Amount: 5, Unit: WorkingDays}, Received: at(t, "2026-06-01 09:00"), Accepted: at(t, "2026-06-01 09:00")} // due 08/06 at 9:00
	until := at(t, "2026-06-13 10:00")                                                                                                 // a Saturday
	for name, v := range map[string]struct {
		at, until string
		want      error
	}{
		"on the due day":       {"2026-06-08 07:30", "2026-06-12 09:00", ErrTooLate},
		"the day before":       {"2026-06-07 22:00", "2026-06-12 09:00", nil},
		"to an earlier moment": {"2026-06-03 09:00", "2026-06-05 09:00", ErrNotLater},
	} {
		if _, err := c.Extend(term, at(t, v.at), at(t, v.until)); !errors.Is(err, v.want) {
			t.Errorf("%s: %v, want %v", name, err, v.want)
		}
	}
	extended, err := c.Extend(term, at(t, "2026-06-05 09:00"), until)
	if err != nil {
		t.Fatal(err)
	}
	if due, err := c.Due(extended); err != nil || !due.Equal(at(t, "2026-06-15 10:00")) {
		t.Errorf("due %s (%v), want Monday 15/06", due, err)
	}
	if _, err := c.Extend(extended, at(t, "2026-06-06 09:00"), until.AddDate(0, 0, 9)); !errors.Is(err, ErrExtended) {
		t.Errorf("a second extension: %v", err)
	}
	extended.Stops = []Stop{{From: at(t, "2026-06-09 09:00"), To: at(t, "2026-06-11 09:00")}}
	if due, err := c.Due(extended); err != nil || !due.Equal(at(t, "2026-06-17 10:00")) {
		t.Errorf("paused two days after its extension: due %s (%v), want 17/06", due, err)
	}
}

// Whatever the limit: the result is promised within opening hours, not before the start, and a dossier that comes later
// is never due on an earlier day.
func TestPromisesKeepTheirOrder(t *testing.T) {
	c := mustCalendar(t, Standard)
	units := []Unit{SameDay, WorkingHours, ClockHours, WorkingDays, Days, Months}
	rapid.Check(t, func(t *rapid.T) {
		limit := Limit{Unit: rapid.SampledFrom(units).Draw(t, "unit")}
		if limit.Unit != SameDay {
			limit.Amount = float64(rapid.IntRange(1, 60).Draw(t, "amount"))
		}
		if limit.Unit == WorkingDays {
			limit.Amount /= 2
		}
		minutes := rapid.IntRange(0, 4*365*24*60)
		start := Date{2025, 1, 1}.At(0).Add(time.Duration(minutes.Draw(t, "start")) * time.Minute)
		later := start.Add(time.Duration(rapid.IntRange(0, 14*24*60).Draw(t, "later")) * time.Minute)
		due, dueLater := c.After(start, limit), c.After(later, limit)
		if hours := c.HoursOn(DateOf(due)); !c.IsWorking(DateOf(due)) || hours.fit(ClockOf(due)) != ClockOf(due) {
			t.Errorf("%v from %s is due at %s, outside opening hours", limit, start, due)
		}
		if due.Before(start) {
			t.Errorf("%v from %s is due before it, at %s", limit, start, due)
		}
		if DateOf(dueLater).Before(DateOf(due)) {
			t.Errorf("%v from %s is due at %s, from %s already at %s", limit, start, due, later, dueLater)
		}
	})
}

// A pause is never worth more than the time it took, nor less than the whole working days in it.
func TestPauseGivesBackWhatItTook(t *testing.T) {
	c := mustCalendar(t, Standard)
	rapid.Check(t, func(t *rapid.T) {
		day := Date{2026, 1, 5}.AddDays(rapid.IntRange(0, 700).Draw(t, "day"))
		start := c.roll(day).At(9 * 60)
		from := start.AddDate(0, 0, rapid.IntRange(0, 10).Draw(t, "from"))
		to := from.AddDate(0, 0, rapid.IntRange(0, 40).Draw(t, "paused"))
		term := Term{Limit: Limit{Amount: 20, Unit: WorkingDays}, Received: start, Accepted: start}
		plain, err := c.Due(term)
		if err != nil {
			t.Fatal(err)
		}
		term.Stops = []Stop{{From: from, To: to}}
		paused, err := c.Due(term)
		if err != nil {
			t.Fatal(err)
		}
		got, want := c.WorkingDaysBetween(DateOf(plain), DateOf(paused)), c.WorkingDaysBetween(DateOf(from), DateOf(to))
		if got != want {
			t.Errorf("paused %s to %s: due %d working days later, want %d", from, to, got, want)
		}
	})
}

func TestOpenTimeMeasuresWhatWalkWalks(t *testing.T) {
	c := mustCalendar(t, Standard)
	rapid.Check(t, func(t *rapid.T) {
		start := Date{2026, 1, 1}.At(0).Add(time.Duration(rapid.IntRange(0, 500_000).Draw(t, "start")) * time.Minute)
		open := time.Duration(rapid.IntRange(1, 20_000).Draw(t, "open")) * time.Minute
		if got := c.OpenTime(start, c.walk(start, open)); got != open {
			t.Errorf("%s of opening time from %s measures %s", open, start, got)
		}
	})
}

func at(tb testing.TB, s string) time.Time {
	tb.Helper()
	t, err := time.ParseInLocation("2006-01-02 15:04", s, Vietnam)
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		mustCalendar(b, Standard)
	}
}

func BenchmarkDue(b *testing.B) {
	c := mustCalendar(b, Standard)
	start := at(b, "2026-01-05 09:00")
	for b.Loop() {
		c.After(start, Limit{Amount: 30, Unit: WorkingDays})
	}
}
