// Package reservations is the room of pages on which people take a place in line from home, look at it and give it back. Who they are is known at the
// door (central/citizen); what a place is, and who gets one, is internal/hall's.
package reservations

import (
	"context"
	"embed"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"motcua/central/citizen"
	"motcua/central/ratelimit"
	"motcua/central/settings"
	"motcua/central/store"
	"motcua/central/web"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/workday"
)

//go:embed web
var folder embed.FS

// Pages are the room's.
var Pages = web.NewPages(folder, functions)

// Path is where the room is; behind it stands the code of a place.
const Path = "/lay-so"

// purpose is the room's at the door.
const purpose = "reservation"

// Room answers people at home.
type Room struct {
	settings func() settings.Settings // as they are now
	journal  *journal.Journal
	calendar *workday.Calendar
	now      func() time.Time
	door     *citizen.Door

	addresses, devices *ratelimit.Limits // places taken in a day
	misses             *ratelimit.Limits // codes of an address that are nobody's
}

// New returns the room.
func New(s func() settings.Settings, j *journal.Journal, c *workday.Calendar, now func() time.Time, door *citizen.Door) *Room {
	rules := s().Centre.Reservations
	r := &Room{
		settings: s, journal: j, calendar: c, now: now, door: door,
		addresses: ratelimit.PerDay(rules.PerAddress), devices: ratelimit.PerDay(rules.PerDevice), misses: ratelimit.New(rate.Every(missEvery), missBurst),
	}
	door.Then(purpose, r.take)
	return r
}

// Somebody may mistype so many codes, and then one in so long.
const (
	missEvery = 10 * time.Second
	missBurst = 10
)

// Routes returns the room's pages; they are not there while the centre has no places taken from home.
func (h *Room) Routes() map[string]http.Handler {
	while := func(do http.HandlerFunc) http.Handler {
		return web.While(func() bool { return h.settings().Centre.Reservations.Taken }, do)
	}
	return map[string]http.Handler{
		"GET " + Path:                  while(h.formPage),
		"POST " + Path:                 while(h.ask),
		"GET " + Path + "/{code}":      while(h.placePage),
		"POST " + Path + "/{code}/tra": while(h.giveUp),
	}
}

// book returns the places at this moment.
func (h *Room) book() hall.Reservations {
	return hall.Reservations{Centre: h.settings().Centre, Calendar: h.calendar, Now: h.now()}
}

// goesLiveEvery is how often is looked for places whose day has begun.
const goesLiveEvery = 20 * time.Second

// Run gives the numbers of places whose day has begun, where the centre has it so, until ctx ends.
func (h *Room) Run(ctx context.Context) {
	if rules := h.settings().Centre.Reservations; !rules.Taken || !rules.Live {
		return
	}
	for tick := time.Tick(goesLiveEvery); ; {
		if err := h.goLive(ctx); err != nil && ctx.Err() == nil {
			slog.Error("numbers from home not given", "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick:
		}
	}
}

// goLive looks first, so that a hall in which nothing is due writes nothing.
func (h *Room) goLive(ctx context.Context) error {
	due, err := h.book().Due(ctx, h.journal.Reader())
	if err != nil || len(due) == 0 {
		return err
	}
	return h.journal.Write(ctx, func(tx *journal.Tx) error {
		_, err := h.book().GoLive(ctx, tx)
		return err
	})
}

// problems are the sentences for why nobody gets a place.
var problems = map[error]string{
	hall.ErrReservesNothing: "page.home.nothing", hall.ErrReservationDay: "page.home.day_over", hall.ErrReservationFull: "page.home.full",
	hall.ErrReservedTwice: "page.home.twice", hall.ErrReservedMost: "page.home.most",
}

// problemOf returns the sentence for an error; "" where there is none.
func problemOf(err error) string {
	for known, id := range problems {
		if errors.Is(err, known) {
			return id
		}
	}
	return ""
}

// failed answers when something is wrong with us.
func (h *Room) failed(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() == nil {
		slog.Error("number from home failed", "err", err)
	}
	Pages.Show(w, http.StatusInternalServerError, "none.html", map[string]any{"Centre": h.settings().Centre, "Problem": "page.home.failed"})
}

// ticketLink returns where a phone follows a ticket.
func (h *Room) ticketLink(ctx context.Context, id string) (string, error) {
	at, err := hall.Follow(ctx, h.journal.Reader(), id)
	if err != nil {
		return "", err
	}
	ring, err := store.Ring(ctx, h.journal)
	return "/t/" + ring.TicketCode(at.Ticket), err
}

// placeURL returns what a place's QR code says.
func (h *Room) placeURL(code string) string {
	return strings.TrimSuffix(h.settings().Centre.PublicURL, "/") + Path + "/" + code
}
