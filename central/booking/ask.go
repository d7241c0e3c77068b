package booking

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

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
	Proven    bool // whose phone it is, where the centre asks for that
}

// The seal of a draft, and how long one is good.
const (
	draftForm  = "booking"
	draftLasts = 30 * time.Minute
)

// ask takes who it is. A code goes to their phone, or the appointment is made at once where the centre sends none.
func (h *bookPages) ask(w http.ResponseWriter, r *http.Request) {
	say := speaks(r, "")
	d, faults := h.drafted(r)
	if len(faults) > 0 {
		h.askAgain(w, r, say, http.StatusUnprocessableEntity, faults)
		return
	}
	if err := h.work.done(r, h.Now()); err != nil {
		h.askAgain(w, r, say, http.StatusForbidden, map[string]string{"form": "booking.fault.work"})
		return
	}
	if h.addresses.Take(address(r), h.Now()) > 0 {
		h.showIn(w, r, say, http.StatusTooManyRequests, "sorry.html", "booking.sorry.address")
		return
	}
	if h.Messages == nil {
		d.Proven = true
		h.make(w, r, say, d)
		return
	}
	h.send(w, r, say, d)
}

// drafted reads the form; faults are the ids of sentences, by field.
func (h *bookPages) drafted(r *http.Request) (d draft, faults map[string]string) {
	faults = map[string]string{}
	d = draft{Service: r.PostFormValue("service"), From: momentOf(r.PostFormValue("day"), r.PostFormValue("at"))}
	if p := h.procedureOf(r.Context(), r.PostFormValue("procedure")); p != nil {
		d.Procedure = p.Code
	}
	var err error
	if d.Name, err = booking.ParseName(r.PostFormValue("name")); err != nil {
		faults["name"] = "booking.fault.name"
	}
	if d.Phone, err = identity.ReadPhone(strings.TrimSpace(r.PostFormValue("phone"))); err != nil {
		faults["phone"] = "booking.fault.phone"
	}
	_, _ = rand.Read(d.Secret[:]) // never fails
	return d, faults
}

// askAgain shows the form with what was typed, and beside each field what is wrong with it.
func (h *bookPages) askAgain(w http.ResponseWriter, r *http.Request, say i18n.Localizer, status int, faults map[string]string) {
	c := chosen{
		Service: r.PostFormValue("service"), Procedure: r.PostFormValue("procedure"), Day: dayOf(r.PostFormValue("day")),
		At: momentOf(r.PostFormValue("day"), r.PostFormValue("at")),
	}
	f := h.form(r, say, c)
	f.Name, f.Phone, f.Faults = cut(r.PostFormValue("name")), cut(r.PostFormValue("phone")), faults
	h.showIn(w, r, say, status, "form.html", f)
}

// cut returns no more of what was typed than a field takes.
func cut(typed string) string {
	runes := []rune(typed)
	return string(runes[:min(len(runes), 2*booking.LongestName)])
}

// codePage asks for the code that was sent.
type codePage struct {
	Seen  seenAppointment
	Phone string // masked
	Draft string // sealed
	Code  string // the sealed form of the code
	Fault string
	Wait  string
}

func (h *bookPages) send(w http.ResponseWriter, r *http.Request, say i18n.Localizer, d draft) {
	if h.phones.Take(d.Phone, h.Now()) > 0 {
		h.askAgain(w, r, say, http.StatusTooManyRequests, map[string]string{"phone": "booking.fault.codes"})
		return
	}
	form, code := h.codes.Begin(d.Phone, h.Now())
	if err := h.Messages.Send(r.Context(), d.Phone, say.Text("booking.message.code", i18n.Args{"Code": code, "Centre": h.Centre.Name.In(say.Lang)})); err != nil {
		slog.Error("code not sent", "err", err)
		h.askAgain(w, r, say, http.StatusBadGateway, map[string]string{"phone": "booking.fault.unsent"})
		return
	}
	h.showIn(w, r, say, http.StatusOK, "code.html", h.codeFor(say, d, form))
}

func (h *bookPages) codeFor(say i18n.Localizer, d draft, form string) codePage {
	return codePage{
		Seen: h.seen(say, d.Service, d.From, h.Centre.Appointments.Ends(d.From)), Phone: identity.MaskPhone(d.Phone), Code: form,
		Draft: h.Key.Seal(draftForm, d, h.Now().Add(draftLasts)),
	}
}

// prove takes the code that was typed.
func (h *bookPages) prove(w http.ResponseWriter, r *http.Request) {
	say := speaks(r, "")
	var d draft
	if err := h.Key.Open(draftForm, r.PostFormValue("draft"), h.Now(), &d); err != nil {
		h.showIn(w, r, say, http.StatusForbidden, "sorry.html", "booking.sorry.over")
		return
	}
	person, err := h.codes.Prove(r.PostFormValue("sent"), strings.TrimSpace(r.PostFormValue("code")), h.Now())
	waits := identity.WaitError{}
	page := h.codeFor(say, d, r.PostFormValue("sent"))
	switch {
	case err == nil && person == identity.Person{Kind: identity.Phone, ID: d.Phone}:
		d.Proven = true
		h.make(w, r, say, d)
		return
	case errors.Is(err, identity.ErrWrongCode):
		page.Fault = "booking.fault.code"
	case errors.As(err, &waits):
		page.Fault, page.Wait = "booking.fault.code_wait", clockOf(h.Now().Add(waits.After).Add(time.Minute))
	default:
		h.showIn(w, r, say, http.StatusForbidden, "sorry.html", "booking.sorry.over")
		return
	}
	h.showIn(w, r, say, http.StatusUnprocessableEntity, "code.html", page)
}

// again makes the appointment at another time, after the one that was wanted was taken meanwhile.
func (h *bookPages) again(w http.ResponseWriter, r *http.Request) {
	say := speaks(r, "")
	var d draft
	at, err := time.Parse(time.RFC3339, r.PostFormValue("at"))
	if err == nil {
		err = h.Key.Open(draftForm, r.PostFormValue("draft"), h.Now(), &d)
	}
	if err != nil || !d.Proven {
		h.showIn(w, r, say, http.StatusForbidden, "sorry.html", "booking.sorry.over")
		return
	}
	d.From = at
	h.make(w, r, say, d)
}

// make makes the appointment and leads to its page.
func (h *bookPages) make(w http.ResponseWriter, r *http.Request, say i18n.Localizer, d draft) {
	var a hall.OnlineAppointment
	err := h.Journal.Write(r.Context(), func(tx *journal.Tx) (err error) {
		a, err = h.book().Book(r.Context(), tx, hall.OnlineBooking{
			Secret: d.Secret, Service: d.Service, From: d.From, Name: d.Name, Phone: d.Phone, Procedure: d.Procedure, Lang: say.Lang,
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
	if h.Messages == nil {
		return
	}
	if err := h.Messages.Send(ctx, d.Phone, h.told(say, "booking.message.made", a.Appointment, h.address(d.Secret))); err != nil {
		slog.Error("confirmation not sent", "err", err)
	}
}

// address returns where the page of an appointment is.
func (h *common) address(s booking.Secret) string {
	return strings.TrimSuffix(h.Centre.PublicURL, "/") + PathOwn + s.String()
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
		Seen: h.seen(say, d.Service, d.From, h.Centre.Appointments.Ends(d.From)), Draft: h.Key.Seal(draftForm, d, h.Now().Add(draftLasts)),
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
