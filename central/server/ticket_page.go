package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"motcua/central/ratelimit"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/seal"
	"motcua/internal/workday"
)

// phones show whoever holds a ticket, on a phone, where they stand in line, and do there what its holder may. The code on the slip is all that
// proves who holds it.
type phones struct {
	*core
	pages    *publicPages
	calendar *workday.Calendar
	line     *feed[*hall.Snapshot]
	wakers   *wakers
	pulse    pulse
	calm     time.Duration

	ofTicket, ofAddress *ratelimit.Limits // what holders ask for
}

// A holder may ask three times, and then once in ten seconds; behind one address there may be a hall full of them.
const (
	askEvery        = 10 * time.Second
	askBurst        = 3
	askEveryAddress = 500 * time.Millisecond
	askBurstAddress = 60
)

func newPhones(c *core, pages *publicPages, calendar *workday.Calendar, inMemory *hall.Present) *phones {
	h := &phones{
		core: c, pages: pages, calendar: calendar, pulse: phonePulse, calm: calm,
		ofTicket: ratelimit.New(rate.Every(askEvery), askBurst), ofAddress: ratelimit.New(rate.Every(askEveryAddress), askBurstAddress),
	}
	h.wakers = &wakers{all: map[*waker]bool{}}
	h.line = &feed[*hall.Snapshot]{pulse: &h.pulse, changed: c.journal.Changed, told: h.wakers.tell, read: func() (*hall.Snapshot, error) {
		return inMemory.Look(context.Background(), c.now()) // for all who wait, though the first may leave
	}}
	return h
}

// pathTickets is where the pages of tickets are; behind it stands a ticket's code.
const pathTickets = "/t/"

// routes lists what a phone asks.
func (h *phones) routes() map[string]http.HandlerFunc {
	return map[string]http.HandlerFunc{
		"GET /t/{code}":            h.page,
		"GET /t/{code}/place.json": h.once,
		"GET /t/{code}/bell":       h.stream,
		"GET /t/{code}/leave":      h.leave,
		"POST /t/{code}/let":       h.ask(queue.Defer),
		"POST /t/{code}/leave":     h.ask(queue.Leave),
		"POST /t/{code}/return":    h.ask(queue.Return),
	}
}

// phoneState is what a phone shows first of all.
type phoneState string

// The states of a ticket as its holder sees them.
const (
	phoneWaiting  phoneState = "waiting"
	phoneResting  phoneState = "resting" // waits, and nobody serves before a later hour of the day
	phoneClosed   phoneState = "closed"  // waits, and nobody serves on this day any more
	phoneCalled   phoneState = "called"
	phoneRecalled phoneState = "recalled"
	phoneServed   phoneState = "serving"
	phoneDone     phoneState = "done"
	phoneMissed   phoneState = "no_show"
	phoneLeft     phoneState = "left"
	phoneVoid     phoneState = "cancelled"
	phoneOld      phoneState = "other_day"
)

// phoneStates are all of them.
var phoneStates = []phoneState{
	phoneWaiting, phoneResting, phoneClosed, phoneCalled, phoneRecalled, phoneServed, phoneDone, phoneMissed, phoneLeft, phoneVoid, phoneOld,
}

// phoneView is what changes on the page of somebody who waits. What is none is not sent: a minute of waiting costs its holder money.
type phoneView struct {
	State    phoneState `json:"state"`
	Ahead    int        `json:"ahead,omitempty"`
	Wait     string     `json:"wait,omitempty"`     // 10–25 phút; empty: nothing can be said
	Counter  string     `json:"counter,omitempty"`  // that called last
	At       string     `json:"at,omitempty"`       // 14:32, when it was called or not met
	Opens    string     `json:"opens,omitempty"`    // resting, closed: when somebody serves again; empty: nobody knows
	Until    string     `json:"until,omitempty"`    // 15:02, by when its holder can come back; empty: not any more
	Let      bool       `json:"let,omitempty"`      // its holder may let others go first
	Deferred int        `json:"deferred,omitempty"` // how often that was done
}

// servedAfter is how long after a call its person is thought to be at the counter.
const servedAfter = 2 * time.Minute

// viewOf tells what a phone shows of a ticket now.
func (h *phones) viewOf(f hall.Followed, say i18n.Localizer) phoneView {
	now := h.now()
	v := phoneView{State: h.stateOf(f, now), Ahead: f.Ahead, Counter: f.Ticket.Counter, At: clockOf(f.Held.Moved), Deferred: f.Held.Deferred}
	switch v.State {
	case phoneWaiting:
		v.Let = f.Held.MayDefer(now) == nil
		if f.Wait != (queue.Wait{}) {
			v.Wait = say.Minutes(f.Wait.Least, f.Wait.Most)
		}
	case phoneResting, phoneClosed:
		v.Opens = h.opensAgain(f.Ticket.Service, now)
	case phoneMissed:
		if f.Held.MayReturn(now) == nil {
			v.Until = clockOf(f.Held.Moved.Add(queue.ReturnWithin))
		}
	}
	return v
}

func clockOf(t time.Time) string { return t.In(queue.Zone).Format("15:04") }

func (h *phones) stateOf(f hall.Followed, now time.Time) phoneState {
	switch state := f.Ticket.State; {
	case state == queue.Done:
		return phoneDone
	case f.Held.Last == queue.Leave:
		return phoneLeft
	case f.Held.Day != queue.Day(now):
		return phoneOld
	case state == queue.Called:
		return calledState(f, now)
	case state == queue.NoShow:
		return phoneMissed
	case state == queue.Cancelled:
		return phoneVoid
	}
	return h.waitingState(f, now)
}

func calledState(f hall.Followed, now time.Time) phoneState {
	switch {
	case now.Sub(f.Held.Moved) > servedAfter:
		return phoneServed
	case f.Held.Last == queue.Recall:
		return phoneRecalled
	}
	return phoneCalled
}

// waitingState tells a rest from an end of the day. While anybody is served it is neither, whatever the hours in which numbers are given.
func (h *phones) waitingState(f hall.Followed, now time.Time) phoneState {
	hours := h.hoursOf(f.Ticket.Service)
	switch {
	case f.Serves || queue.IsOpen(hours, h.calendar, now):
		return phoneWaiting
	case queue.Day(queue.NextOpening(hours, h.calendar, now)) == queue.Day(now):
		return phoneResting
	}
	return phoneClosed
}

func (h *phones) hoursOf(service string) []queue.Opening {
	s, _ := h.settings().Centre.Service(service)
	return h.settings().Centre.HoursOf(s)
}

func (h *phones) opensAgain(service string, now time.Time) string {
	next := queue.NextOpening(h.hoursOf(service), h.calendar, now).In(queue.Zone)
	switch {
	case next.IsZero():
		return ""
	case queue.Day(next) == queue.Day(now):
		return next.Format("15:04")
	}
	return next.Format("15:04 02/01/2006")
}

// follow finds the ticket whose code a slip shows, as it is now, with what the line tells of its wait.
func (h *phones) follow(r *http.Request) (f hall.Followed, err error) {
	t, err := seal.ReadTicket(r.PathValue("code"))
	if err != nil {
		return f, err
	}
	if f, err = hall.Follow(r.Context(), h.journal.Reader(), t.ID); err != nil || f.Held.Day != queue.Day(h.now()) {
		return f, err
	}
	defer h.line.join()()
	if line, err := h.line.latest(r.Context()); err == nil {
		of, _ := line.value.Find(t.ID)
		f.Wait, f.Serves = of.Wait, of.Serves
	}
	return f, nil
}

// language is the one that a phone has asked for, or the one that its browser speaks: English where that knows no Vietnamese.
func language(r *http.Request) i18n.Localizer {
	lang, accepts := r.FormValue("lang"), strings.ToLower(r.Header.Get("Accept-Language"))
	if lang == "en" || lang != i18n.Vietnamese && accepts != "" && accepts != "*" && !strings.Contains(accepts, i18n.Vietnamese) {
		return i18n.In("en")
	}
	return i18n.In(i18n.Vietnamese)
}

// phonePage is what the templates of a ticket's page show.
type phonePage struct {
	i18n.Localizer
	Other    string // language
	Centre   queue.Name
	Service  queue.Name
	Counters string
	Number   string
	Day      string
	Path     string // of the page
	Now      moment
	View     phoneView
	Holder   bool   // the code proves who holds the ticket
	Said     string // id of the sentence that answers what was asked for; empty: nothing was
	Choices  []int
}

// States are those of which the page has a sentence.
func (p phonePage) States() []phoneState { return phoneStates }

// Live reports whether anything can change on the page.
func (p phonePage) Live() bool {
	return p.View.State != phoneOld && p.View.State != phoneDone && p.View.State != phoneVoid
}

// Waits reports whether there is a place in line that can be given up.
func (p phonePage) Waits() bool {
	return p.View.State == phoneWaiting || p.View.State == phoneResting || p.View.State == phoneClosed
}

// LetText says what it is to let others go first.
func (p phonePage) LetText() string {
	return p.Text("page.let.why", i18n.Args{"Most": queue.MostDefers})
}

// BehindText says where somebody stands who comes back.
func (p phonePage) BehindText() string {
	return p.Text("page.return.behind", i18n.Args{"Behind": queue.SkipBehind})
}

func (h *phones) pageOf(r *http.Request, f hall.Followed) phonePage {
	say := language(r)
	service, _ := h.settings().Centre.Service(f.Ticket.Service)
	p := phonePage{
		Localizer: say, Other: map[string]string{"vi": "en", "en": "vi"}[say.Lang], Centre: h.settings().Centre.Name, Service: service.Name,
		Counters: strings.Join(h.settings().Centre.CountersFor(f.Ticket.Service), ", "), Number: f.Ticket.Number, Day: f.Ticket.IssuedAt.In(queue.Zone).Format("02/01/2006"),
		Path: pathTickets + r.PathValue("code"), Now: h.pages.moment(f.Position), View: h.viewOf(f, say), Choices: queue.AheadChoices,
	}
	return p
}

// page shows a ticket. Its script follows what changes; without scripts the page asks for itself anew.
func (h *phones) page(w http.ResponseWriter, r *http.Request) {
	h.show(w, r, http.StatusOK, "ticket.html", answers[r.FormValue("said")])
}

// leave asks once more whether somebody wants to leave the line.
func (h *phones) leave(w http.ResponseWriter, r *http.Request) {
	h.show(w, r, http.StatusOK, "leave.html", "")
}

func (h *phones) show(w http.ResponseWriter, r *http.Request, status int, page, said string) {
	w.Header().Set("Referrer-Policy", "same-origin") // the address is the proof
	w.Header().Add("Vary", "Accept-Language")
	f, err := h.follow(r)
	if errors.Is(err, hall.ErrNoTicket) || errors.Is(err, seal.ErrCode) {
		pages.Show(w, http.StatusNotFound, "no-ticket.html", h.settings().Centre)
		return
	}
	if err != nil {
		answer(w, nil, fmt.Errorf("ticket page: %w", err))
		return
	}
	p := h.pageOf(r, f)
	_, unproven := h.holder(r)
	p.Holder, p.Said = unproven == nil, said
	pages.Show(w, status, page, p)
}

// holder returns the ticket of a code whose seal is right: a device that knows everybody's ids, or a number read off a board, is no slip. A
// seal whose key was taken back may be a thief's.
func (h *phones) holder(r *http.Request) (ticket string, err error) {
	ring, err := h.ring(r.Context())
	if err != nil {
		return "", err
	}
	t, err := ring.OpenTicket(r.PathValue("code"))
	return t.ID, err
}

// answers are the sentences that answer what a holder has asked for, by what the address of the page says.
var answers = map[string]string{
	"let": "page.said.let", "back": "page.said.back", "called": "page.said.called", "ended": "page.said.ended", "often": "page.said.often",
	"nobody": "page.said.nobody", "late": "page.said.late", "unproven": "page.said.unproven",
}

// ask does what the holder of a ticket asks for, and shows the page again with the answer.
func (h *phones) ask(a queue.Action) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if max(h.ofAddress.Take(ratelimit.Address(r), time.Now()), h.ofTicket.Take(r.PathValue("code"), time.Now())) > 0 {
			h.show(w, r, http.StatusTooManyRequests, "ticket.html", "page.said.slow")
			return
		}
		said, err := h.answerTo(r, a)
		if err != nil {
			slog.Error("a holder's wish failed", "action", a, "err", err)
			h.show(w, r, http.StatusServiceUnavailable, "ticket.html", "page.said.failed")
			return
		}
		back := url.Values{"lang": {language(r).Lang}}
		if said != "" {
			back.Set("said", said)
		}
		http.Redirect(w, r, pathTickets+url.PathEscape(r.PathValue("code"))+"?"+back.Encode(), http.StatusSeeOther)
	}
}

// answerTo does what a holder asks for, and returns what to say of it.
func (h *phones) answerTo(r *http.Request, a queue.Action) (said string, err error) {
	ticket, err := h.holder(r)
	switch {
	case errors.Is(err, seal.ErrCode), errors.Is(err, seal.ErrKey), errors.Is(err, seal.ErrSign), errors.Is(err, seal.ErrOver):
		return "unproven", nil
	case err != nil:
		return "", err
	}
	wish := queue.HolderRequest{Action: a}
	wish.Ahead, _ = strconv.Atoi(r.PostFormValue("ahead"))
	wish.Deferred, _ = strconv.Atoi(r.PostFormValue("deferred"))
	err = h.journal.Write(r.Context(), func(tx *journal.Tx) error { return hall.Ask(tx, ticket, wish, h.now()) })
	for _, why := range []struct {
		err  error
		said string
	}{
		{queue.ErrCalled, "called"}, {queue.ErrEnded, "ended"}, {queue.ErrTooOften, "often"}, {queue.ErrNobodyBehind, "nobody"},
		{queue.ErrTooLate, "late"}, {queue.ErrAhead, "nobody"}, {hall.ErrNoTicket, "ended"},
	} {
		if errors.Is(err, why.err) {
			return why.said, nil
		}
	}
	return map[queue.Action]string{queue.Defer: "let", queue.Return: "back"}[a], err
}
