package main

import (
	"fmt"
	"sync"
	"time"

	"motcua/assets"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/internal/workday"
)

// closure is why a service gives no number now, and when it does again.
type closure struct {
	why    string    // hours or quota; empty: it gives numbers
	until  time.Time // zero: nobody knows
	allDay bool      // until is a day, of which the hour is not known
}

// closureOf tells whether a service gives numbers at a moment.
func closureOf(v hall.View, s queue.Service, now time.Time) closure {
	hours := v.Centre.HoursOf(s)
	switch {
	case !queue.IsOpen(hours, calendar(), now):
		return closure{why: "hours", until: queue.NextOpening(hours, calendar(), now)}
	case s.Quota > 0 && v.Given[s.ID] >= s.Quota:
		return usedUp(hours, now)
	}
	return closure{}
}

// usedUp is the closure of a service whose numbers of today are given out: it lasts until the next day on which there are some.
func usedUp(hours []queue.Opening, now time.Time) closure {
	if len(hours) == 0 {
		return closure{why: "quota", until: calendar().AddWorkingDays(workday.DateOf(now), 1).At(0), allDay: true}
	}
	tonight := workday.DateOf(now).AddDays(1).At(0).Add(-time.Second)
	return closure{why: "quota", until: queue.NextOpening(hours, calendar(), tonight)}
}

// calendar is the days off that are built in; they are part of the program, so broken ones are a program built wrong.
var calendar = sync.OnceValue(func() *workday.Calendar {
	c, err := workday.Load(assets.Holidays, "")
	if err != nil {
		panic(fmt.Sprintf("calendar: %v", err))
	}
	return c
})

// short is what a tile says of a closure.
func (c closure) short(say words.Speaker) string { return say.Say("kiosk.closed." + c.why) }

// why is what a tile says of a service that gives no number now; empty: it does.
func (r *reception) why(v hall.View, s queue.Service) string {
	if c := closureOf(v, s, r.wall()); c.why != "" {
		return c.short(r.speaker())
	}
	return ""
}

// back says when to come back.
func (c closure) back(say words.Speaker) string {
	if c.until.IsZero() {
		return say.Say("kiosk.closed.ask")
	}
	at, id := c.until.In(queue.Zone), "kiosk.closed.back"
	if c.allDay {
		id = "kiosk.closed.back.day"
	}
	return say.Say(id, words.Args{"Time": at.Format("15:04"), "Weekday": say.Weekday(at), "Date": at.Format("02/01/2006")})
}

// closed explains why a service gives no number, and when to come back.
func (r *reception) closed() scene {
	say := r.speaker()
	v, _ := r.hall()
	s, _ := r.centre.Service(r.visit.Closed)
	c := closureOf(v, s, r.wall())
	if c.why == "" { // central refused the last number before the kiosk heard of it
		c = usedUp(v.Centre.HoursOf(s), r.wall())
	}
	foot, targets := newFoot(say, r.onBack, r.onFirst)
	notice := newNotice("closed", ui.Icon("clock", ui.Crest), s.Name.In(say.Lang)+"\n"+c.short(say), c.back(say))
	notice.content, notice.targets = footed(notice.content, foot), targets
	return scene{screen: notice}
}
