package booking

import (
	"net/http"
	"net/url"
	"time"

	"motcua/central/citizen"
	"motcua/internal/booking"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// chosen is what somebody has chosen so far, as it stands in the address.
type chosen struct {
	Service   string
	Procedure string
	Day       workday.Date
	At        time.Time
}

func dayOf(text string) workday.Date {
	day, err := workday.ParseDate(text)
	if err != nil {
		return workday.Date{}
	}
	return day
}

// momentOf reads a day and a time of day; zero when they are none.
func momentOf(day, at string) time.Time {
	clock, err := workday.ParseClock(at)
	if d := dayOf(day); err == nil && !d.IsZero() {
		return d.At(clock)
	}
	return time.Time{}
}

// query writes what was chosen into an address.
func (c chosen) query(lang string) string {
	q := url.Values{}
	for key, value := range map[string]string{"service": c.Service, "procedure": c.Procedure, "lang": lang} {
		if value != "" {
			q.Set(key, value)
		}
	}
	if !c.Day.IsZero() {
		q.Set("day", c.Day.String())
	}
	if !c.At.IsZero() {
		q.Set("at", clockOf(c.At))
	}
	return "?" + q.Encode()
}

func clockOf(t time.Time) string { return t.In(queue.Zone).Format("15:04") }

// seenAppointment is an appointment in words.
type seenAppointment struct {
	Service string
	Day     string // thứ Tư, 25/11/2026
	Time    string // 09:00
	Ends    string
	Opens   string // from when on the number is given
	Closes  string // until when
}

func (h *common) seen(say i18n.Localizer, service string, from, to time.Time) seenAppointment {
	s, _ := h.Centre().Service(service)
	c := h.Centre().Appointments
	return seenAppointment{
		Service: s.Name.In(say.Lang), Day: dayIn(say, from), Time: clockOf(from), Ends: clockOf(to),
		Opens: clockOf(c.Opens(queue.Appointment{From: from})), Closes: clockOf(to.Add(time.Duration(c.After) * time.Minute)),
	}
}

func dayIn(say i18n.Localizer, t time.Time) string {
	return say.Weekday(t.In(queue.Zone)) + ", " + t.In(queue.Zone).Format("02/01/2006")
}

// choose asks for what is not chosen yet: the service, the day, the time, and then who it is.
func (h *bookPages) choose(w http.ResponseWriter, r *http.Request) {
	c, say := h.chosenIn(r), speaks(r, "")
	_, may := h.Rules().Service(h.Centre(), h.Calendar, c.Service)
	switch {
	case !may:
		h.showServices(w, r, say, c)
	case c.Day.IsZero():
		h.showDays(w, r, say, c)
	case c.At.IsZero():
		h.showTimes(w, r, say, c, "")
	default:
		h.showForm(w, r, say, c)
	}
}

// chosenIn reads an address. Who has chosen a procedure has chosen the service that does it.
func (h *bookPages) chosenIn(r *http.Request) chosen {
	q := r.URL.Query()
	c := chosen{Service: q.Get("service"), Procedure: q.Get("procedure"), Day: dayOf(q.Get("day")), At: momentOf(q.Get("day"), q.Get("at"))}
	p := h.procedureOf(r.Context(), c.Procedure)
	if p == nil {
		c.Procedure = ""
		return c
	}
	if s, known := h.Centre().ServiceForField(p.Field); known && c.Service == "" {
		c.Service = s.ID
	}
	return c
}

// link is something that can be chosen.
type link struct {
	Text  string
	Note  string
	Query string // empty: it cannot
}

func (h *bookPages) showServices(w http.ResponseWriter, r *http.Request, say i18n.Localizer, c chosen) {
	var services []link
	for _, s := range h.Rules().Bookable(h.Centre()) {
		services = append(services, link{Text: s.Name.In(say.Lang), Query: chosen{Service: s.ID, Procedure: c.Procedure}.query(say.Lang)})
	}
	h.showIn(w, r, say, http.StatusOK, "services.html", map[string]any{"Services": services})
}

// step is a page on which somebody chooses when.
type step struct {
	Service   string
	Back      string // to the page before
	Days      []link
	Day       string
	Times     []link
	Told      string // id of a sentence that says what went wrong
	Move      bool   // an appointment gets another time
	Procedure *procedure.Procedure
}

func (h *bookPages) showDays(w http.ResponseWriter, r *http.Request, say i18n.Localizer, c chosen) {
	days, err := h.book().Days(r.Context(), h.Journal.Reader(), c.Service)
	if err != nil {
		h.broken(w, r, err)
		return
	}
	s, _ := h.Centre().Service(c.Service)
	h.showIn(w, r, say, http.StatusOK, "days.html", step{
		Service: s.Name.In(say.Lang), Back: chosen{Procedure: c.Procedure}.query(say.Lang), Procedure: h.procedureOf(r.Context(), c.Procedure),
		Days: dayLinks(say, days, func(day workday.Date) string {
			return chosen{Service: c.Service, Procedure: c.Procedure, Day: day}.query(say.Lang)
		}),
	})
}

// dayLinks lists days with how much is free on each. What a day is not good for, it says in words.
func dayLinks(say i18n.Localizer, days []hall.BookableDay, query func(workday.Date) string) (links []link) {
	for _, d := range days {
		l := link{Text: say.Weekday(d.Day.At(0)), Note: d.Day.At(0).Format("02/01")}
		switch free := d.Free(); {
		case free > 0:
			l.Query, l.Note = query(d.Day), l.Note+" · "+say.Text("booking.day.free", i18n.Args{"Free": free})
		case len(d.Slots) > 0:
			l.Note += " · " + say.Text("booking.day.full")
		default:
			l.Note += " · " + say.Text("booking.day.closed")
		}
		links = append(links, l)
	}
	return links
}

func (h *bookPages) showTimes(w http.ResponseWriter, r *http.Request, say i18n.Localizer, c chosen, told string) {
	slots, err := h.book().SlotsOn(r.Context(), h.Journal.Reader(), c.Service, c.Day)
	if err != nil {
		h.broken(w, r, err)
		return
	}
	s, _ := h.Centre().Service(c.Service)
	status := http.StatusOK
	if told != "" {
		status = http.StatusConflict
	}
	h.showIn(w, r, say, status, "times.html", step{
		Service: s.Name.In(say.Lang), Back: chosen{Service: c.Service, Procedure: c.Procedure}.query(say.Lang), Day: dayIn(say, c.Day.At(0)), Told: told,
		Times: timeLinks(say, slots, func(at time.Time) string {
			return chosen{Service: c.Service, Procedure: c.Procedure, Day: c.Day, At: at}.query(say.Lang)
		}),
	})
}

func timeLinks(say i18n.Localizer, slots []booking.Slot, query func(time.Time) string) (links []link) {
	for _, s := range slots {
		l := link{Text: clockOf(s.From), Note: say.Text("booking.day.full")}
		if s.Free > 0 {
			l.Query, l.Note = query(s.From), say.Text("booking.day.free", i18n.Args{"Free": s.Free})
		}
		links = append(links, l)
	}
	return links
}

// form is the page that asks who it is.
type form struct {
	Seen   seenAppointment
	Back   string
	Chosen chosen
	At     string // as it stands in the form: 2026-11-25 and 09:00
	Name   string
	Phone  string
	Faults map[string]string // ids of sentences by field
	Door   citizen.Fields
}

func (h *bookPages) showForm(w http.ResponseWriter, r *http.Request, say i18n.Localizer, c chosen) {
	slots, err := h.book().SlotsOn(r.Context(), h.Journal.Reader(), c.Service, c.Day)
	if err != nil {
		h.broken(w, r, err)
		return
	}
	for _, s := range slots {
		if s.From.Equal(c.At) && s.Free > 0 {
			h.showIn(w, r, say, http.StatusOK, "form.html", h.form(r, say, c))
			return
		}
	}
	h.showTimes(w, r, say, c, "booking.told.full")
}

func (h *bookPages) form(r *http.Request, say i18n.Localizer, c chosen) form {
	back := c
	back.At = time.Time{}
	return form{
		Seen: h.seen(say, c.Service, c.At, h.Centre().Appointments.Ends(c.At)), Back: back.query(say.Lang), Chosen: c, At: clockOf(c.At),
		Door: h.doorIn(r, say),
	}
}

// doorIn returns what the form needs of the door, in the language that its reader has chosen.
func (h *bookPages) doorIn(r *http.Request, say i18n.Localizer) citizen.Fields {
	f := h.Door.Fields(r, purpose)
	f.Lang = say.Lang
	return f
}
