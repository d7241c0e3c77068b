package booking

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"motcua/central/ratelimit"
	"motcua/internal/booking"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/identity"
	"motcua/internal/journal"
	"motcua/internal/workday"
)

// draft is a booking between two pages. It travels with the browser, sealed.
type draft struct {
	Secret    booking.Secret
	Service   string
	From      time.Time
	Name      string
	Phone     string
	Procedure string
	Lang      string
	Person    identity.Mark // empty until they were proven
}

// A draft is good for so long. Before its person was proven it has the room's purpose at the door, and then another: neither passes for the other.
const (
	purpose    = "booking"
	provenForm = "proven booking"
	draftLasts = 30 * time.Minute
)

// ask takes what somebody wants, and has them go through the door.
func (h *bookPages) ask(w http.ResponseWriter, r *http.Request) {
	say := speaks(r, "")
	d, faults := h.drafted(r, say)
	switch {
	case len(faults) > 0:
		h.askAgain(w, r, say, faults)
		return
	case h.addresses.RetryAfter(ratelimit.Address(r), h.Now()) > 0:
		h.showIn(w, r, say, http.StatusTooManyRequests, "sorry.html", "booking.sorry.address")
		return
	}
	if problem := h.Door.Enter(w, r, purpose, h.Door.Seal(purpose, d, draftLasts)); problem != "" {
		h.askAgain(w, r, say, map[string]string{"form": problem})
	}
}

// drafted reads the form; faults are the ids of sentences, by field.
func (h *bookPages) drafted(r *http.Request, say i18n.Localizer) (d draft, faults map[string]string) {
	faults = map[string]string{}
	d = draft{Service: r.PostFormValue("service"), From: momentOf(r.PostFormValue("day"), r.PostFormValue("at")), Lang: say.Lang}
	if p := h.procedureOf(r.Context(), r.PostFormValue("procedure")); p != nil {
		d.Procedure = p.Code
	}
	var err error
	if d.Name, err = booking.ParseName(r.PostFormValue("name")); err != nil {
		faults["name"] = "booking.fault.name"
	}
	if h.Door.Proof() != identity.Phone {
		if d.Phone, err = identity.ReadPhone(strings.TrimSpace(r.PostFormValue("phone"))); err != nil {
			faults["phone"] = "booking.fault.phone"
		}
	}
	if fault := h.Door.Fault(r); fault != "" {
		faults["who"] = fault
	}
	_, _ = rand.Read(d.Secret[:]) // never fails
	return d, faults
}

// askAgain shows the form with what was typed, and beside each field what is wrong with it.
func (h *bookPages) askAgain(w http.ResponseWriter, r *http.Request, say i18n.Localizer, faults map[string]string) {
	c := chosen{
		Service: r.PostFormValue("service"), Procedure: r.PostFormValue("procedure"), Day: dayOf(r.PostFormValue("day")),
		At: momentOf(r.PostFormValue("day"), r.PostFormValue("at")),
	}
	f := h.form(r, say, c)
	f.Name, f.Phone, f.Faults, f.Door.Fault = cut(r.PostFormValue("name")), cut(r.PostFormValue("phone")), faults, faults["who"]
	h.showIn(w, r, say, http.StatusUnprocessableEntity, "form.html", f)
}

// cut returns no more of what was typed than a field takes.
func cut(typed string) string {
	runes := []rune(typed)
	return string(runes[:min(len(runes), 2*booking.LongestName)])
}

// entered goes on for somebody who has come through the door.
func (h *bookPages) entered(w http.ResponseWriter, r *http.Request, payload string, p identity.Person) {
	var d draft
	if err := h.Door.Open(purpose, payload, &d); err != nil {
		h.show(w, r, http.StatusForbidden, "sorry.html", "booking.sorry.over")
		return
	}
	say := i18n.In(d.Lang)
	d.Person = h.Door.Mark(p)
	if p.Kind == identity.Phone {
		d.Phone = p.ID
	}
	if !h.has(r.Context(), d.Secret) && h.addresses.Take(ratelimit.Address(r), h.Now()) > 0 {
		h.showIn(w, r, say, http.StatusTooManyRequests, "sorry.html", "booking.sorry.address")
		return
	}
	h.make(w, r, say, d)
}

// has reports whether a secret's appointment was made: the same form was sent twice.
func (h *bookPages) has(ctx context.Context, s booking.Secret) bool {
	_, err := h.book().Find(ctx, h.Journal.Reader(), s)
	return err == nil
}

// again makes the appointment at another time, after the one that was wanted was taken meanwhile.
func (h *bookPages) again(w http.ResponseWriter, r *http.Request) {
	var d draft
	at, err := time.Parse(time.RFC3339, r.PostFormValue("at"))
	if err == nil {
		err = h.Door.Open(provenForm, r.PostFormValue("draft"), &d)
	}
	if err != nil {
		h.show(w, r, http.StatusForbidden, "sorry.html", "booking.sorry.over")
		return
	}
	d.From = at
	h.make(w, r, i18n.In(d.Lang), d)
}

// make makes the appointment and leads to its page.
func (h *bookPages) make(w http.ResponseWriter, r *http.Request, say i18n.Localizer, d draft) {
	var a hall.OnlineAppointment
	err := h.Journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		a, err = h.book().Book(r.Context(), tx, hall.OnlineBooking{
			Secret: d.Secret, Service: d.Service, From: d.From, Name: d.Name, Phone: d.Phone, Person: d.Person, Procedure: d.Procedure, Lang: say.Lang,
		})
		return err
	})
	switch {
	case err == nil:
		h.confirm(r.Context(), say, a, d)
		http.Redirect(w, r, PathOwn+d.Secret.String(), http.StatusSeeOther)
	case errors.Is(err, hall.ErrSlotFull), errors.Is(err, hall.ErrSlotClosed), errors.Is(err, hall.ErrSlotOver):
		h.offerOthers(w, r, say, d)
	case errors.Is(err, hall.ErrTwice):
		h.showIn(w, r, say, http.StatusConflict, "sorry.html", "booking.sorry.twice")
	case errors.Is(err, hall.ErrEnough):
		h.showIn(w, r, say, http.StatusConflict, "sorry.html", "booking.sorry.enough")
	case errors.Is(err, hall.ErrTakesNoAppointments):
		h.showIn(w, r, say, http.StatusConflict, "sorry.html", "booking.sorry.service")
	default:
		h.broken(w, r, err)
	}
}

// confirm sends the address of the appointment's page, which its person will look for. Without it the appointment stands all the same.
func (h *bookPages) confirm(ctx context.Context, say i18n.Localizer, a hall.OnlineAppointment, d draft) {
	if h.messages == nil {
		return
	}
	if err := h.messages.Send(ctx, d.Phone, h.told(say, "booking.message.made", a.Appointment, h.address(d.Secret))); err != nil {
		slog.Error("confirmation not sent", "err", err)
	}
}

// address returns where the page of an appointment is.
func (h *common) address(s booking.Secret) string {
	return strings.TrimSuffix(h.Centre().PublicURL, "/") + PathOwn + s.String()
}

// taken is the page of somebody whose time another was faster at.
type taken struct {
	Seen    seenAppointment
	Draft   string
	Others  []otherTime
	Service string // query to choose anew
}

type otherTime struct{ At, Text string }

func (h *bookPages) offerOthers(w http.ResponseWriter, r *http.Request, say i18n.Localizer, d draft) {
	near, err := h.nearest(r.Context(), d.Service, d.From)
	if err != nil {
		h.broken(w, r, err)
		return
	}
	page := taken{
		Seen: h.seen(say, d.Service, d.From, h.Centre().Appointments.Ends(d.From)), Draft: h.Door.Seal(provenForm, d, draftLasts),
		Service: chosen{Service: d.Service, Procedure: d.Procedure}.query(say.Lang),
	}
	for _, s := range near {
		page.Others = append(page.Others, otherTime{s.From.Format(time.RFC3339), clockOf(s.From) + " · " + dayIn(say, s.From)})
	}
	h.showIn(w, r, say, http.StatusConflict, "taken.html", page)
}

// nearest lists the free times nearest to one: of its day, or of the days around it.
func (h *bookPages) nearest(ctx context.Context, service string, to time.Time) ([]booking.Slot, error) {
	days, err := h.book().Days(ctx, h.Journal.Reader(), service)
	var slots []booking.Slot
	for _, d := range days {
		if away := workday.DateOf(to).DaysUntil(d.Day); away >= -7 && away <= 7 {
			slots = append(slots, d.Slots...)
		}
	}
	return booking.Nearest(slots, to), err
}
