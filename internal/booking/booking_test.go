package booking

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"motcua/internal/centre"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

var weekdays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

func mustCalendar(t interface{ Fatal(...any) }) *workday.Calendar {
	c, err := workday.New(workday.Standard)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// hall is a centre with two lines; three counters take the first, none the second.
func hall() centre.Centre {
	return centre.Centre{
		Services:     []queue.Service{{ID: "ho-tich"}, {ID: "dat-dai"}},
		Counters:     []queue.Counter{{ID: "01", Services: []string{"ho-tich"}}, {ID: "02", Services: []string{"ho-tich"}}, {ID: "03", Services: []string{"ho-tich"}}},
		Hours:        []queue.Opening{{Days: weekdays[:5], From: 7*60 + 30, To: 11*60 + 30}, {Days: weekdays[:5], From: 13*60 + 30, To: 17 * 60}},
		Appointments: queue.CheckIn{Taken: true, Length: 30},
	}
}

func usual() Rules {
	return Rules{On: true, PerCounter: 2, Share: 50, Days: 14, Before: 60, Most: 2, PerAddress: 20}
}

func TestWhichServicesMayBeBooked(t *testing.T) {
	for _, tt := range []struct {
		name   string
		change func(*Rules, *centre.Centre)
		want   bool
		all    int
		web    int
	}{
		{"as usual", func(*Rules, *centre.Centre) {}, true, 6, 3},
		{"off", func(r *Rules, _ *centre.Centre) { r.On = false }, false, 0, 0},
		{"a centre without appointments", func(_ *Rules, c *centre.Centre) { c.Appointments.Taken = false }, false, 0, 0},
		{"another service alone", func(r *Rules, _ *centre.Centre) { r.Services = []string{"dat-dai"} }, false, 0, 0},
		{"no counter takes it", func(_ *Rules, c *centre.Centre) { c.Counters = nil }, false, 0, 0},
		{"officers' own limit is lower", func(_ *Rules, c *centre.Centre) { c.Appointments.Most = 4 }, true, 4, 2},
		{"a small share is one", func(r *Rules, _ *centre.Centre) { r.Share = 1 }, true, 6, 1},
		{"all of it", func(r *Rules, _ *centre.Centre) { r.Share = 100 }, true, 6, 6},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, c := usual(), hall()
			tt.change(&r, &c)
			s, may := r.Service(c, nil, "ho-tich")
			if may != tt.want || s.All != tt.all || s.Web != tt.web {
				t.Errorf("%v, %d and %d; want %v, %d and %d", may, s.All, s.Web, tt.want, tt.all, tt.web)
			}
		})
	}
}

// TestADayOfSlots looks at one Monday by hand: 16 slots of half an hour minus noon, those within the hour not any more, and no holiday.
func TestADayOfSlots(t *testing.T) {
	r, now := usual(), time.Date(2026, 11, 23, 8, 10, 0, 0, queue.Zone) // Monday
	s, _ := r.Service(hall(), mustCalendar(t), "ho-tich")
	today, at := workday.DateOf(now), func(hour, minute int) time.Time { return time.Date(2026, 11, 23, hour, minute, 0, 0, queue.Zone) }
	book := []Taken{
		{at(9, 30), at(10, 0), true}, {at(9, 30), at(10, 0), true}, {at(9, 30), at(10, 0), true}, // the web's share
		{at(10, 15), at(10, 45), false}, // an officer's, across two slots
		{at(14, 0), at(14, 30), false}, {at(14, 0), at(14, 30), false}, {at(14, 0), at(14, 30), false}, {at(14, 0), at(14, 30), false}, {at(14, 0), at(14, 30), false},
	}
	slots := r.Slots(s, today, book, now)
	if first, last := slots[0].From, slots[len(slots)-1].To; !first.Equal(at(9, 30)) || !last.Equal(at(17, 0)) || len(slots) != 11 {
		t.Fatalf("%d slots from %s to %s", len(slots), first, last)
	}
	want := map[string]int{"09:30": 0, "10:00": 3, "10:30": 3, "14:00": 1, "16:30": 3}
	for _, slot := range slots {
		if n, named := want[slot.From.Format("15:04")]; named && slot.Free != n {
			t.Errorf("%s is free for %d, want %d", slot.From.Format("15:04"), slot.Free, n)
		}
	}
	for day, n := range map[int]int{-1: 0, 1: 0 /* Vietnamese Culture Day */, 2: 15, 5: 0 /* Saturday */, 14: 15, 15: 0} {
		if got := len(r.Slots(s, today.AddDays(day), nil, now)); got != n {
			t.Errorf("in %d days there are %d slots, want %d", day, got, n)
		}
	}
	var near []string
	for _, slot := range Nearest(slots, at(9, 30)) {
		near = append(near, slot.From.Format("15:04"))
	}
	if got := strings.Join(near, " "); got != "10:00 10:30 11:00 13:30" {
		t.Errorf("nearest to 09:30 are %s", got)
	}
}

// world is any centre, day and book.
type world struct {
	r    Rules
	s    Service
	day  workday.Date
	now  time.Time
	book []Taken
}

func drawWorld(t *rapid.T, calendar *workday.Calendar) world {
	w := world{r: Rules{
		On: true, PerCounter: rapid.IntRange(1, 4).Draw(t, "per counter"), Share: rapid.IntRange(1, 100).Draw(t, "share"),
		Days: rapid.IntRange(1, MostDays).Draw(t, "days"), Before: rapid.IntRange(0, 600).Draw(t, "before"),
	}}
	c := hall()
	c.Hours = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) queue.Opening {
		from := rapid.IntRange(0, 23*12).Draw(t, "from")
		return queue.Opening{
			Days: weekdays[:rapid.IntRange(1, 7).Draw(t, "weekdays")],
			From: workday.Clock(5 * from), To: workday.Clock(5 * rapid.IntRange(from+1, 24*12).Draw(t, "to")),
		}
	}), 0, 3).Draw(t, "hours")
	c.Appointments.Length = rapid.IntRange(5, queue.MostMargin).Draw(t, "length")
	c.Appointments.Most = rapid.IntRange(0, 8).Draw(t, "most")
	w.s, _ = w.r.Service(c, calendar, "ho-tich")
	w.now = time.Date(2026, 11, 23, 0, 0, 0, 0, queue.Zone).Add(time.Duration(rapid.IntRange(0, 3*24*60).Draw(t, "now")) * time.Minute)
	w.day = workday.DateOf(w.now).AddDays(rapid.IntRange(-1, MostDays+1).Draw(t, "day"))
	for range rapid.IntRange(0, 12).Draw(t, "booked") {
		from := w.day.At(0).Add(time.Duration(rapid.IntRange(0, 24*60).Draw(t, "at")) * time.Minute)
		w.book = append(w.book, Taken{from, from.Add(w.s.Length), false})
	}
	return w
}

func (w world) slots() []Slot { return w.r.Slots(w.s, w.day, w.book, w.now) }

// TestSlotsOfAnyDay: slots lie within an opening, one after the other, none too soon, none too late, and never more of one free than there are.
func TestSlotsOfAnyDay(t *testing.T) {
	calendar := mustCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t, calendar)
		slots := w.slots()
		for i, s := range slots {
			a := queue.Appointment{Service: w.s.ID, From: s.From, To: s.To}
			switch {
			case !queue.Holds(w.s.Openings, calendar, a):
				t.Fatalf("%v is not within one opening", s)
			case s.To.Sub(s.From) != w.s.Length || i > 0 && s.From.Before(slots[i-1].To):
				t.Fatalf("%v follows %v", s, slots[max(0, i-1)])
			case s.From.Before(w.now.Add(time.Duration(w.r.Before)*time.Minute)) || w.day.Before(workday.DateOf(w.now)) || w.r.LastDay(w.now).Before(w.day):
				t.Fatalf("%v is too soon or too late: it is %s", s, w.now)
			case s.Free < 0 || s.Free > s.Total || s.Total > w.s.All || s.Total < 1:
				t.Fatalf("%v of %d", s, w.s.All)
			}
		}
		if !calendar.IsWorking(w.day) && len(w.s.Openings) == 0 && len(slots) > 0 {
			t.Fatalf("%s is a day off", w.day)
		}
	})
}

// TestBookingNeverFillsMoreThanThereIs books until nothing is free, whatever officers do meanwhile: at no minute has the web more than its share, and
// where it books nobody is added to a full hour. What is free becomes less with each booking, by one where it was.
func TestBookingNeverFillsMoreThanThereIs(t *testing.T) {
	calendar := mustCalendar(t)
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t, calendar)
		for {
			before := w.slots()
			free := slices.DeleteFunc(slices.Clone(before), func(s Slot) bool { return s.Free == 0 })
			if len(free) == 0 {
				break
			}
			chosen := rapid.SampledFrom(free).Draw(t, "slot")
			w.book = append(w.book, Taken{chosen.From, chosen.To, true})
			for i, after := range w.slots() {
				if want := before[i].Free - 1; after.From.Equal(chosen.From) && after.Free != want || after.Free > before[i].Free {
					t.Fatalf("%v became %v by a booking of %v", before[i], after, chosen)
				}
			}
			if n, web := w.at(chosen.From); web > w.s.Web || n > w.s.All {
				t.Fatalf("at %s there are %d, %d of the web; room is for %d and %d", chosen.From, n, web, w.s.All, w.s.Web)
			}
		}
	})
}

// at counts the appointments of a moment.
func (w world) at(moment time.Time) (all, web int) {
	for _, b := range w.book {
		if !b.From.After(moment) && b.To.After(moment) {
			all++
			if b.Web {
				web++
			}
		}
	}
	return all, web
}

func TestWhenReminded(t *testing.T) {
	slot := time.Date(2026, 11, 25, 9, 0, 0, 0, queue.Zone)
	at := func(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 0, 0, 0, queue.Zone) }
	for _, tt := range []struct {
		name      string
		made, now time.Time
		want      bool
	}{
		{"the day before", at(20, 9), at(24, 8), true},
		{"in the evening before", at(20, 9), at(24, 19), true},
		{"at night", at(20, 9), at(24, 20), false},
		{"early in the morning", at(20, 9), at(24, 7), false},
		{"two days before", at(20, 9), at(23, 9), false},
		{"on the day itself", at(20, 9), at(25, 8), false},
		{"made the same day", at(24, 8), at(24, 12), false},
		{"made yesterday", at(23, 23), at(24, 8), true},
	} {
		if got := Due(slot, tt.made, tt.now); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}
