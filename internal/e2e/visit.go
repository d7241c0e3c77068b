package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"motcua/internal/browser"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/seal"
)

// report is what one visit came to.
type report struct {
	number   string
	bytes    int           // printed
	touchCut time.Duration // from the touch on the service to the cut of the slip
	level    rating.Level
}

func (r report) String() string {
	return fmt.Sprintf("visit ok: ticket %s, %d bytes printed, touch to cut %.2f s, rated %d/4", r.number, r.bytes, r.touchCut.Seconds(), r.level)
}

// slipOut is what the simulated printer says of a slip.
type slipOut struct {
	Event      string    `json:"event"`
	Bytes      int       `json:"bytes"`
	Whole      bool      `json:"whole"`
	PNG        string    `json:"png"`
	QR         []string  `json:"qr"`
	Text       []string  `json:"text"`
	CutAt      time.Time `json:"cut_at"`
	Violations int       `json:"violations"`
}

// playedVisit is one person's way: touch, slip, call, service, rating.
type playedVisit struct{ *sampleHall }

// play plays the visit. Each step is checked on another process than the one touched.
func (h playedVisit) play(ctx context.Context) (r report, err error) {
	var ticket queue.Ticket
	steps := []struct {
		name string
		do   func() error
	}{
		{"the hall is open", func() error { return h.seeHallOpen(ctx) }},
		{"a touch gives a ticket", func() error { ticket, err = h.takeTicket(ctx, &r); return err }},
		{"the counter calls", func() error { return h.callNext(ctx, ticket) }},
		{"the counter finishes", func() error { return h.finish(ctx, ticket) }},
		{"the citizen rates", func() error { return h.rate(ctx, ticket, &r) }},
	}
	for _, step := range steps {
		if err := step.do(); err != nil {
			return r, fmt.Errorf("%s: %w", step.name, err)
		}
	}
	return r, nil
}

func (h playedVisit) seeHallOpen(ctx context.Context) error {
	return errors.Join(
		h.kiosk.awaitScreen(ctx, 0, "home", "number"), h.kiosk.photograph(h.out, "1-kiosk-home"),
		h.counter.awaitScreen(ctx, 0, "counter.login", "password"), h.counter.photograph(h.out, "1-counter-login"),
		h.counter.login(ctx, "lan"),
		h.counter.awaitScreen(ctx, 0, "counter", "next"), h.counter.photograph(h.out, "1-counter-idle"),
		h.rating.awaitScreen(ctx, 0, "resting"), h.rating.photograph(h.out, "1-rating-idle"),
		h.photographBoard(ctx, "1-board-empty", "document.getElementById('connecting').hidden"),
		h.photographDevices(ctx, "td.good", "1-devices"),
	)
}

// openServices goes on from the first screen to the services.
func (h *sampleHall) openServices(ctx context.Context) error {
	from := h.kiosk.cues.length()
	if _, err := h.kiosk.touch("number"); err != nil {
		return err
	}
	return h.kiosk.awaitScreen(ctx, from, "services", "service.A")
}

// takeTicket touches the first service, and looks for the ticket at central and on paper.
func (h playedVisit) takeTicket(ctx context.Context, r *report) (queue.Ticket, error) {
	if err := errors.Join(h.openServices(ctx), h.kiosk.photograph(h.out, "2-kiosk-services")); err != nil {
		return queue.Ticket{}, err
	}
	fromKiosk, fromPrinter := h.kiosk.cues.length(), h.printer.said.length()
	touched, err := h.kiosk.touch("service.A")
	if err != nil {
		return queue.Ticket{}, err
	}
	if err := h.kiosk.awaitScreen(ctx, fromKiosk, "ticket"); err != nil {
		return queue.Ticket{}, err
	}
	slip, err := h.awaitSlip(ctx, fromPrinter)
	if err != nil {
		return queue.Ticket{}, err
	}
	if err := h.kiosk.photograph(h.out, "2-kiosk-ticket"); err != nil {
		return queue.Ticket{}, err
	}
	r.bytes, r.touchCut = slip.Bytes, slip.CutAt.Sub(touched)
	view, err := h.awaitHall(ctx, func(v hall.View) bool { return len(v.Waiting) == 1 })
	if err != nil {
		return queue.Ticket{}, err
	}
	ticket := view.Waiting[0]
	r.number = ticket.Number
	return ticket, errors.Join(h.checkSlip(ctx, slip, ticket), h.photographPhone(ctx, ticket))
}

func (h *sampleHall) awaitSlip(ctx context.Context, from int) (s slipOut, err error) {
	err = h.printer.said.awaitWithin(ctx, from, func(line string) bool {
		return json.Unmarshal([]byte(line), &s) == nil && s.Event == "slip"
	})
	if err != nil {
		return s, fmt.Errorf("no slip came out: %w", err)
	}
	return s, nil
}

// checkSlip reads the slip as its holder would, and its code as a phone would.
func (h playedVisit) checkSlip(ctx context.Context, slip slipOut, ticket queue.Ticket) error {
	if !slip.Whole || slip.Violations > 0 {
		return fmt.Errorf("the slip is whole: %v, with %d violations of the printer's language", slip.Whole, slip.Violations)
	}
	if text := strings.Join(slip.Text, "\n"); !strings.Contains(text, ticket.Number) {
		return fmt.Errorf("the slip does not say %s:\n%s", ticket.Number, text)
	}
	read, err := exec.CommandContext(ctx, "zbarimg", "-q", "--raw", slip.PNG).Output()
	if err != nil {
		return fmt.Errorf("zbarimg reads nothing on %s: %w", slip.PNG, err)
	}
	if want := h.phonePage(ticket); !strings.HasPrefix(string(read), want) {
		return fmt.Errorf("the code on the slip says %s, want %s and its sign", read, want)
	}
	return exec.CommandContext(ctx, "cp", slip.PNG, filepath.Join(h.out, "2-slip.png")).Run()
}

// phonePage is where a phone follows a ticket.
func (h *sampleHall) phonePage(t queue.Ticket) string {
	return h.public + "/t/" + (seal.Ring{}).TicketCode(t)
}

func (h playedVisit) callNext(ctx context.Context, ticket queue.Ticket) error {
	if err := h.counter.key("F2"); err != nil {
		return err
	}
	_, err := h.awaitHall(ctx, func(v hall.View) bool {
		t := v.Desk(counterID).Ticket
		return t != nil && t.ID == ticket.ID
	})
	if err != nil {
		return err
	}
	return errors.Join(
		h.counter.awaitScreen(ctx, 0, "counter", "finish"), h.counter.photograph(h.out, "3-counter-called"),
		h.photographBoard(ctx, "3-board-called", fmt.Sprintf("document.querySelector('#calls .number')?.textContent === %q", ticket.Number)),
	)
}

func (h playedVisit) finish(ctx context.Context, ticket queue.Ticket) error {
	from := h.rating.cues.length()
	if err := h.counter.key("F9"); err != nil {
		return err
	}
	_, err := h.awaitHall(ctx, func(v hall.View) bool { return v.Desk(counterID).Unrated == ticket.ID })
	if err != nil {
		return err
	}
	return errors.Join(h.rating.awaitScreen(ctx, from, "asking", "rate.4"), h.rating.photograph(h.out, "4-rating-asks"))
}

func (h playedVisit) rate(ctx context.Context, ticket queue.Ticket, r *report) error {
	from := h.rating.cues.length()
	if _, err := h.rating.touch("rate.4"); err != nil {
		return err
	}
	if err := h.rating.awaitScreen(ctx, from, "thanks"); err != nil {
		return err
	}
	if err := h.rating.photograph(h.out, "5-rating-thanks"); err != nil {
		return err
	}
	if _, err := h.awaitHall(ctx, func(v hall.View) bool { return v.Desk(counterID).Unrated == "" }); err != nil {
		return err
	}
	given, err := h.ratingOf(ctx, ticket)
	r.level = given.Level
	return err
}

// ratingOf looks a ticket's rating up in central's events; there must be exactly one.
func (h *sampleHall) ratingOf(ctx context.Context, ticket queue.Ticket) (given rating.Rating, err error) {
	events, err := h.events(ctx)
	if err != nil {
		return given, err
	}
	found := 0
	for _, e := range events {
		if e.Kind == hall.KindRated && e.Subject == ticket.ID {
			found++
			err = errors.Join(err, e.Read(&given))
		}
	}
	if found != 1 {
		return given, fmt.Errorf("%d ratings of ticket %s at central, want 1", found, ticket.Number)
	}
	return given, err
}

// events are all that central has written down.
func (h *sampleHall) events(ctx context.Context) (events []journal.Event, err error) {
	return h.eventsIn(ctx, filepath.Join(h.data("central"), "central.db"))
}

// eventsIn are all that a journal holds, in its order.
func (h *sampleHall) eventsIn(ctx context.Context, file string) (events []journal.Event, err error) {
	db, err := sql.Open("sqlite3", "file:"+file+"?mode=ro")
	if err != nil {
		return nil, err
	}
	defer db.Close()
	rows, err := db.QueryContext(ctx, `SELECT origin, kind, subject, body, private FROM events ORDER BY position`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var e journal.Event
		if err := rows.Scan(&e.Origin, &e.Kind, &e.Subject, (*[]byte)(&e.Body), (*[]byte)(&e.Private)); err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	return events, rows.Err()
}

// awaitHall waits until central shows the hall as wanted.
func (h *sampleHall) awaitHall(ctx context.Context, want func(hall.View) bool) (v hall.View, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	as := false
	lost := h.client.Bell(ctx, func() {
		if as {
			return // it rang once more before it heard that it may stop
		}
		if v, err = h.client.Hall(ctx); err == nil && want(v) {
			as = true
			cancel()
		}
	})
	if !as {
		return v, fmt.Errorf("central never showed the hall as expected: %w", errors.Join(err, lost))
	}
	return v, nil
}

func (h playedVisit) photographBoard(ctx context.Context, name, ready string) error {
	return browser.PhotographPage(ctx, h.public+"/", ready, filepath.Join(h.out, name+".png"), 1920, 1080)
}

// photographDevices looks at the devices as the technician, once a thing stands there that a selector names.
func (h playedVisit) photographDevices(ctx context.Context, selector, name string) error {
	return browser.Open(ctx, 1280, 720, func(ctx context.Context) error {
		return errors.Join(
			browser.LogIn(ctx, h.url+"/login?to=/printers", "tung", samplePassword),
			browser.Photograph(ctx, fmt.Sprintf("document.querySelector(%q) !== null", selector), filepath.Join(h.out, name+".png")),
		)
	})
}

func (h playedVisit) photographPhone(ctx context.Context, ticket queue.Ticket) error {
	return browser.PhotographPage(ctx, h.phonePage(ticket), "true", filepath.Join(h.out, "2-phone.png"), 400, 800)
}
