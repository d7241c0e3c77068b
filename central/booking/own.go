package booking

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"motcua/internal/booking"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/procedure"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

func spell(code string) string { return queue.SpellAppointmentCode(code) }

// found finds the appointment whose page is asked for. It has answered when there is none.
func (h *ownPages) found(w http.ResponseWriter, r *http.Request) (a hall.OnlineAppointment, s booking.Secret, say i18n.Localizer, ok bool) {
	s, err := booking.ParseSecret(r.PathValue("link"))
	if err == nil {
		a, err = h.book().Find(r.Context(), h.Journal.Reader(), s)
	}
	say = speaks(r, a.Lang)
	switch {
	case errors.Is(err, booking.ErrSecret), errors.Is(err, hall.ErrNoAppointment):
		h.showIn(w, r, say, http.StatusNotFound, "sorry.html", "booking.sorry.link")
		return a, s, say, false
	case err != nil:
		h.broken(w, r, err)
		return a, s, say, false
	}
	return a, s, say, true
}

// ownPage is the page of one appointment.
type ownPage struct {
	Seen      seenAppointment
	Code      string
	QR        string // what its QR code says
	Whose     string
	Number    string // that was taken for it
	State     string // id of the sentence that says how it stands
	Stands    bool   // it can be come for
	Was       string // when it was before the centre moved it
	Soon      string // id of a sentence when it is today or tomorrow
	Movable   bool
	Givable   bool
	Path      string
	Phone     string // of the centre
	Procedure *procedure.Procedure
}

func (h *ownPages) own(w http.ResponseWriter, r *http.Request) {
	a, s, say, ok := h.found(w, r)
	if !ok {
		return
	}
	h.showIn(w, r, say, http.StatusOK, "own.html", h.pageOf(r, say, a, s))
}

func (h *ownPages) pageOf(r *http.Request, say i18n.Localizer, a hall.OnlineAppointment, s booking.Secret) ownPage {
	p := ownPage{
		Seen: h.seen(say, a.Service, a.From, a.To), Code: spell(a.Code), QR: a.Code, Whose: a.Whose, Number: a.Number, State: stateOf(a, h.Now()), Path: PathOwn + s.String(),
		Phone: h.Centre().Papers.Phone, Procedure: h.procedureOf(r.Context(), a.Procedure),
	}
	p.Stands = p.State == "booking.state.stands" || p.State == "booking.state.moved"
	p.Movable, p.Givable = p.Stands && h.Rules().InTime(a.From, h.Now()), p.Stands && h.Now().Before(a.From)
	if p.State == "booking.state.moved" {
		p.Was = clockOf(a.Was) + " · " + dayIn(say, a.Was)
	}
	if p.Stands {
		p.Soon = soon(a.From, h.Now())
	}
	return p
}

// stateOf returns the id of the sentence that says how an appointment stands.
func stateOf(a hall.OnlineAppointment, now time.Time) string {
	switch {
	case a.Arrival == queue.GivenUp && a.MovedByStaff:
		return "booking.state.cancelled_by_centre"
	case a.Arrival == queue.GivenUp:
		return "booking.state.cancelled"
	case a.Arrival == queue.Used:
		return "booking.state.used"
	case a.Arrival == queue.Over, a.Arrival == queue.OtherDay && a.To.Before(now):
		return "booking.state.over"
	case a.MovedByStaff:
		return "booking.state.moved"
	}
	return "booking.state.stands"
}

// soon returns the id of the sentence that reminds somebody on the page; empty when there is time.
func soon(from, now time.Time) string {
	switch workday.DateOf(now).DaysUntil(workday.DateOf(from)) {
	case 0:
		return "booking.soon.today"
	case 1:
		return "booking.soon.tomorrow"
	}
	return ""
}

// calendarFile hands the appointment to a calendar program.
func (h *ownPages) calendarFile(w http.ResponseWriter, r *http.Request) {
	a, s, say, ok := h.found(w, r)
	if !ok {
		return
	}
	seen := h.seen(say, a.Service, a.From, a.To)
	args := i18n.Args{"Service": seen.Service, "Code": spell(a.Code), "Opens": seen.Opens, "Closes": seen.Closes, "Time": seen.Time}
	e := booking.Entry{
		UID: a.Code + "@" + h.host(), Sequence: a.Changes, Cancelled: a.Arrival == queue.GivenUp, Stamp: a.Changed, From: a.From, To: a.To,
		Summary: say.Text("booking.ics.summary", args), Place: h.Centre().Name.In(say.Lang), Text: say.Text("booking.ics.text", args), URL: h.address(s),
		Alarm: say.Text("booking.ics.alarm", args),
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8; method="+e.Method())
	w.Header().Set("Content-Disposition", `attachment; filename="lich-hen.ics"`)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(e.ICS()) // a browser that hangs up has the error
}

func (h *ownPages) host() string {
	if u, err := url.Parse(h.Centre().PublicURL); err == nil && u.Hostname() != "" {
		return u.Hostname()
	}
	return "motcua"
}

// moving is the page that asks once more before an appointment gets another time.
type moving struct {
	Seen  seenAppointment // as it is
	To    seenAppointment
	Day   string
	At    string
	Back  string
	Path  string
	Phone string
}

// moveTo asks for the new day, the new time, and once more whether it is meant.
func (h *ownPages) moveTo(w http.ResponseWriter, r *http.Request) {
	a, s, say, ok := h.found(w, r)
	if !ok {
		return
	}
	if !h.pageOf(r, say, a, s).Movable {
		h.showIn(w, r, say, http.StatusConflict, "sorry.html", "booking.sorry.late")
		return
	}
	c := chosen{Service: a.Service, Day: dayOf(r.FormValue("day")), At: momentOf(r.FormValue("day"), r.FormValue("at"))}
	switch {
	case c.Day.IsZero():
		h.moveDays(w, r, say, a, s)
	case c.At.IsZero():
		h.moveTimes(w, r, say, a, c.Day, "")
	default:
		h.showIn(w, r, say, http.StatusOK, "move.html", moving{
			Seen: h.seen(say, a.Service, a.From, a.To), To: h.seen(say, a.Service, c.At, h.Centre().Appointments.Ends(c.At)), Day: c.Day.String(), At: clockOf(c.At),
			Back: PathOwn + s.String(), Path: PathOwn + s.String() + "/doi",
		})
	}
}

func (h *ownPages) moveDays(w http.ResponseWriter, r *http.Request, say i18n.Localizer, a hall.OnlineAppointment, s booking.Secret) {
	days, err := h.book().Days(r.Context(), h.Journal.Reader(), a.Service)
	if err != nil {
		h.broken(w, r, err)
		return
	}
	h.showIn(w, r, say, http.StatusOK, "days.html", step{
		Move: true, Service: h.seen(say, a.Service, a.From, a.To).Service, Back: PathOwn + s.String(),
		Days: dayLinks(say, days, func(day workday.Date) string { return chosen{Day: day}.query(say.Lang) }),
	})
}

func (h *ownPages) moveTimes(w http.ResponseWriter, r *http.Request, say i18n.Localizer, a hall.OnlineAppointment, day workday.Date, told string) {
	slots, err := h.book().SlotsOn(r.Context(), h.Journal.Reader(), a.Service, day)
	if err != nil {
		h.broken(w, r, err)
		return
	}
	status := http.StatusOK
	if told != "" {
		status = http.StatusConflict
	}
	h.showIn(w, r, say, status, "times.html", step{
		Move: true, Service: h.seen(say, a.Service, a.From, a.To).Service, Back: chosen{}.query(say.Lang), Day: dayIn(say, day.At(0)), Told: told,
		Times: timeLinks(say, slots, func(at time.Time) string { return chosen{Day: day, At: at}.query(say.Lang) }),
	})
}

// move gives the appointment another time.
func (h *ownPages) move(w http.ResponseWriter, r *http.Request) {
	a, s, say, ok := h.found(w, r)
	if !ok {
		return
	}
	to := momentOf(r.PostFormValue("day"), r.PostFormValue("at"))
	err := h.Journal.Write(r.Context(), func(tx *journal.Tx) error {
		_, err := h.book().Move(r.Context(), tx, s, to)
		return err
	})
	switch {
	case err == nil:
		http.Redirect(w, r, PathOwn+s.String()+"?lang="+say.Lang, http.StatusSeeOther)
	case errors.Is(err, hall.ErrSlotFull), errors.Is(err, hall.ErrSlotClosed), errors.Is(err, hall.ErrSlotOver):
		day := workday.DateOf(to)
		if to.IsZero() {
			day = workday.DateOf(a.From)
		}
		h.moveTimes(w, r, say, a, day, "booking.told.full")
	default:
		h.unchanged(w, r, say, err)
	}
}

// mayCancel asks once more before an appointment is cancelled: a browser that fetches links ahead cancels nothing.
func (h *ownPages) mayCancel(w http.ResponseWriter, r *http.Request) {
	a, s, say, ok := h.found(w, r)
	if !ok {
		return
	}
	if !h.pageOf(r, say, a, s).Givable {
		h.showIn(w, r, say, http.StatusConflict, "sorry.html", "booking.sorry.late")
		return
	}
	h.showIn(w, r, say, http.StatusOK, "cancel.html", moving{Seen: h.seen(say, a.Service, a.From, a.To), Back: PathOwn + s.String(), Path: PathOwn + s.String() + "/huy"})
}

func (h *ownPages) cancel(w http.ResponseWriter, r *http.Request) {
	_, s, say, ok := h.found(w, r)
	if !ok {
		return
	}
	err := h.Journal.Write(r.Context(), func(tx *journal.Tx) error {
		_, err := h.book().GiveUp(r.Context(), tx, s)
		return err
	})
	if err != nil {
		h.unchanged(w, r, say, err)
		return
	}
	http.Redirect(w, r, PathOwn+s.String()+"?lang="+say.Lang, http.StatusSeeOther)
}

// unchanged says why an appointment stays as it is.
func (h *ownPages) unchanged(w http.ResponseWriter, r *http.Request, say i18n.Localizer, err error) {
	for known, id := range map[error]string{
		hall.ErrTooLate: "booking.sorry.late", hall.ErrSlotUsed: "booking.sorry.used", hall.ErrNoAppointment: "booking.sorry.gone", hall.ErrTakesNoAppointments: "booking.sorry.service",
	} {
		if errors.Is(err, known) {
			h.showIn(w, r, say, http.StatusConflict, "sorry.html", id)
			return
		}
	}
	h.broken(w, r, fmt.Errorf("change an appointment: %w", err))
}
