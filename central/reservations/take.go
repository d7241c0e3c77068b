package reservations

import (
	"crypto/rand"
	"net/http"
	"time"

	"motcua/central/ratelimit"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// functions are what the room's templates know besides.
var functions = map[string]any{
	"weekday":   func(day workday.Date) string { return i18n.In(i18n.Vietnamese).Weekday(day.At(0)) },
	"weekdayEn": func(day workday.Date) string { return i18n.In("en").Weekday(day.At(0)) },
	"date":      func(day workday.Date) string { return day.At(0).Format("02/01/2006") },
	"spell":     queue.SpellAppointmentCode,
}

// formLasts is how long somebody may take who fills the form in, and logs in or types a code then.
const formLasts = 30 * time.Minute

// slip is the code that a form's place will have: made before, so that a form sent twice takes one place.
type slip struct{ Code string }

// choice is what somebody has chosen, on the way through the door.
type choice struct {
	Code, Service, Day string
	Elderly            bool
}

// dayShown is a day on the form.
type dayShown struct {
	Day  workday.Date
	Free int
}

// deviceCookie tells one browser from another for a day, and nothing of its person.
const deviceCookie = "motcua-device"

// formPage shows the lines whose places may be taken, or the days of one.
func (h *Room) formPage(w http.ResponseWriter, r *http.Request) {
	h.showForm(w, r, http.StatusOK, choice{Service: r.FormValue("linh-vuc")}, "")
}

func (h *Room) showForm(w http.ResponseWriter, r *http.Request, status int, c choice, problem string) {
	services := h.services()
	if len(services) == 1 {
		c.Service = services[0].ID
	}
	s, known := h.settings().Centre.Service(c.Service)
	data := map[string]any{"Centre": h.settings().Centre, "Services": services, "Problem": problem, "Rules": h.settings().Centre.Reservations, "Chosen": c}
	if !known || !h.settings().Centre.Reservations.Allows(s.ID) {
		Pages.Show(w, status, "services.html", data)
		return
	}
	days, err := h.days(r, s)
	if err != nil {
		h.failed(w, r, err)
		return
	}
	h.nameDevice(w, r)
	var code [8]byte
	_, _ = rand.Read(code[:]) // never fails
	data["Service"], data["Days"], data["Door"] = s, days, h.door.Fields(r, purpose)
	data["Slip"] = h.door.Seal(purpose, slip{queue.NewAppointmentCode(code)}, formLasts)
	Pages.Show(w, status, "form.html", data)
}

// services lists the lines of which places are taken from home.
func (h *Room) services() (services []queue.Service) {
	for _, s := range h.settings().Centre.Services {
		if h.settings().Centre.Reservations.Allows(s.ID) {
			services = append(services, s)
		}
	}
	return services
}

// days lists the days of a line, each with how many places are left.
func (h *Room) days(r *http.Request, s queue.Service) (days []dayShown, err error) {
	book := h.book()
	for _, day := range book.Days(s) {
		free, err := book.Free(r.Context(), h.journal.Reader(), s, day.String())
		if err != nil {
			return nil, err
		}
		days = append(days, dayShown{day, free})
	}
	return days, nil
}

// nameDevice gives a browser a name for a day.
func (h *Room) nameDevice(w http.ResponseWriter, r *http.Request) {
	if h.deviceOf(r) != "" {
		return
	}
	http.SetCookie(w, &http.Cookie{
		Name: deviceCookie, Value: h.door.Seal(deviceCookie, rand.Text(), 24*time.Hour), Path: "/", MaxAge: int(24 * time.Hour / time.Second),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil,
	})
}

// deviceOf returns the name of a browser; one that keeps no cookies has none.
func (h *Room) deviceOf(r *http.Request) (name string) {
	cookie, err := r.Cookie(deviceCookie)
	if err != nil || h.door.Open(deviceCookie, cookie.Value, &name) != nil {
		return ""
	}
	return name
}

// ask takes the form, and has its person go through the door.
func (h *Room) ask(w http.ResponseWriter, r *http.Request) {
	c := choice{Service: r.PostFormValue("linh-vuc"), Day: r.PostFormValue("ngay"), Elderly: r.PostFormValue("cao-tuoi") != ""}
	var s slip
	if err := h.door.Open(purpose, r.PostFormValue("slip"), &s); err != nil {
		h.showForm(w, r, http.StatusUnprocessableEntity, c, "page.door.old")
		return
	}
	if c.Code = s.Code; h.has(r, c.Code) { // the form was sent twice
		http.Redirect(w, r, Path+"/"+c.Code, http.StatusSeeOther)
		return
	}
	if _, err := workday.ParseDate(c.Day); err != nil {
		h.showForm(w, r, http.StatusUnprocessableEntity, c, "page.home.choose_day")
		return
	}
	if h.spent(r) {
		h.showForm(w, r, http.StatusTooManyRequests, c, "page.door.many")
		return
	}
	if problem := h.door.Enter(w, r, purpose, h.door.Seal(purpose, c, formLasts)); problem != "" {
		h.showForm(w, r, http.StatusUnprocessableEntity, c, problem)
	}
}

// has reports whether a place has a code.
func (h *Room) has(r *http.Request, code string) bool {
	_, err := hall.FindReservation(r.Context(), h.journal.Reader(), code)
	return err == nil
}

// device returns what a browser is counted by; those without a name of an address are one.
func (h *Room) device(r *http.Request) string {
	if name := h.deviceOf(r); name != "" {
		return name
	}
	return "address " + ratelimit.Address(r)
}

// spent reports whether address or browser have had all their places of the day.
func (h *Room) spent(r *http.Request) bool {
	now := h.now()
	return h.addresses.RetryAfter(ratelimit.Address(r), now) > 0 || h.devices.RetryAfter(h.device(r), now) > 0
}

// take takes the place for somebody who has come through the door.
func (h *Room) take(w http.ResponseWriter, r *http.Request, payload string, p identity.Person) {
	var c choice
	if err := h.door.Open(purpose, payload, &c); err != nil {
		h.showForm(w, r, http.StatusUnprocessableEntity, c, "page.door.old")
		return
	}
	if !h.has(r, c.Code) && (h.addresses.Take(ratelimit.Address(r), h.now()) > 0 || h.devices.Take(h.device(r), h.now()) > 0) {
		h.showForm(w, r, http.StatusTooManyRequests, c, "page.door.many")
		return
	}
	day, err := workday.ParseDate(c.Day)
	if err == nil {
		err = h.journal.Write(r.Context(), func(tx *journal.Tx) error {
			_, err := h.book().Take(r.Context(), tx, hall.Wish{Code: c.Code, Service: c.Service, Day: day, Elderly: c.Elderly, Person: h.door.Mark(p)})
			return err
		})
	}
	switch problem := problemOf(err); {
	case err == nil:
		http.Redirect(w, r, Path+"/"+c.Code, http.StatusSeeOther)
	case problem != "":
		h.showForm(w, r, http.StatusConflict, c, problem)
	default:
		h.failed(w, r, err)
	}
}
