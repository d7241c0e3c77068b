// Package uplink is the wire between a device and central: the requests and answers, and the device's end of them.
// What central decides is in internal/hall; what a device keeps is in its journal.
package uplink

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/seal"
	"motcua/internal/trust"
)

// The paths of central's API.
const (
	PathTickets = "/v1/tickets"
	PathNext    = "/v1/counters/{counter}/next"
	PathSlip    = "/v1/counters/{counter}/slip"
	PathEvents  = "/v1/events"
	PathChanges = "/v1/changes"
	PathBell    = "/v1/bell"
	PathHall    = "/v1/hall"
	PathSeals   = "/v1/seals"

	PathErasures = "/v1/erasures"
	PathCodes    = "/v1/codes"
	PathLookup   = "/v1/dossiers/look"
	PathDossier  = "/v1/dossiers/{id}"
	PathStand    = "/v1/dossiers/{id}/stand"
	PathInquire  = "/v1/inquiries"
	PathServed   = "/v1/served"
	PathCheckIn  = "/v1/appointments/meet"
	PathBook     = "/v1/dossiers/book"

	PathPartners = "/v1/partners" // asked of a province
)

// ClockHeader is the header in which a device tells its machine's own clock, in Unix milliseconds.
const ClockHeader = "Motcua-Clock"

// Patience is how long a citizen waits for central before the kiosk goes on alone.
const Patience = 300 * time.Millisecond

// MostEvents is how many events go in one push or pull.
const MostEvents = 500

// Held answers a push: the newest event that central holds of the life, zero when it holds none. An empty push is answered with
// the device's other lives too; one without events, of another box with its name, is listed by its id only.
type Held struct {
	Seq   int64          `json:"seq"`
	Hash  []byte         `json:"hash,omitempty"`
	Lives []journal.Head `json:"lives,omitempty"`
	Aside int            `json:"aside,omitempty"` // of the events just sent, those that central does not believe
	Life  int64          `json:"life,omitempty"`  // of the province's own journal, for a centre: in another one its news is counted anew
}

// Refusal is central's no, as JSON.
type Refusal struct {
	Status  int    `json:"-"`
	Message string `json:"error"`
	Reason  Reason `json:"reason,omitempty"`
	Wait    int    `json:"wait,omitempty"` // seconds until it makes sense to ask again
}

// What central's refusals are to those who ask, whatever the question was: errors.Is finds them in a Refusal. Screens decide on these and
// know nothing of HTTP.
var (
	ErrUnknown = errors.New("uplink: central does not know what is asked about")
	ErrMayNot  = errors.New("uplink: who asks may neither see nor do this")
	ErrTooMany = errors.New("uplink: central was asked too often")
	ErrFull    = errors.New("uplink: central gives no more of it today")
	ErrWrong   = errors.New("uplink: central understands the question, and does not believe what it says")
)

// refusals are what HTTP says of them.
var refusals = map[int]error{
	http.StatusNotFound:            ErrUnknown,
	http.StatusForbidden:           ErrMayNot,
	http.StatusTooManyRequests:     ErrTooMany,
	http.StatusUnprocessableEntity: ErrFull,
	http.StatusBadRequest:          ErrWrong,
}

// Is reports whether a refusal is one of those above.
func (r *Refusal) Is(target error) bool { return target != nil && refusals[r.Status] == target }

// Answered reports whether an error is central's answer, and not a line that is down.
func Answered(err error) bool {
	var refusal *Refusal
	return errors.As(err, &refusal)
}

func (r *Refusal) Error() string { return fmt.Sprintf("central answers %d: %s", r.Status, r.Message) }

// Client asks central.
type Client struct {
	Base    string       // "https://10.0.0.2:8686"
	HTTP    *http.Client // shows who asks, and knows whom; nil: a stranger on this machine
	Session string       // of the officer who asks; empty: none
}

// stranger has no token, and trusts nobody beyond this machine.
var stranger = &http.Client{Transport: newLine(func(shown trust.Pin) bool { return shown == noPin }, time.Now)}

// Issue asks for a number. Asking twice for one request gives one ticket.
func (c Client) Issue(ctx context.Context, r queue.Request) (t queue.Ticket, err error) {
	_, err = c.ask(ctx, http.MethodPost, PathTickets, r, &t)
	return t, err
}

// Next asks for the next person; nil when nobody waits.
func (c Client) Next(ctx context.Context, counter string) (*queue.Ticket, error) {
	var t queue.Ticket
	status, err := c.ask(ctx, http.MethodPost, strings.Replace(PathNext, "{counter}", counter, 1), nil, &t)
	if err != nil || status == http.StatusNoContent {
		return nil, err
	}
	return &t, nil
}

// CallSlip asks for the person who shows a slip with a code; the answer is what became of the ticket: it may be called elsewhere.
func (c Client) CallSlip(ctx context.Context, counter, code string) (t queue.Ticket, err error) {
	_, err = c.ask(ctx, http.MethodPost, strings.Replace(PathSlip, "{counter}", counter, 1), code, &t)
	return t, err
}

// Hall asks how the hall is now.
func (c Client) Hall(ctx context.Context) (hall.View, error) { return c.HallWith(ctx, "") }

// HallWith asks how the hall is now, and how one dossier stands; empty: none.
func (c Client) HallWith(ctx context.Context, open string) (hall.View, error) {
	return c.HallSince(ctx, hall.View{}, open)
}

// HallSince is HallWith for a device that knows a view: central tells what has changed since, or everything where it does not remember that view, as
// a central of the version before does.
func (c Client) HallSince(ctx context.Context, known hall.View, open string) (hall.View, error) {
	asked := url.Values{}
	if known.Version != "" {
		asked.Set(KnownView, known.Version)
	}
	if open != "" {
		asked.Set(OpenDossier, open)
	}
	var told struct {
		hall.View
		Delta *hall.Delta `json:"changes"` // named Changes
	}
	if _, err := c.ask(ctx, http.MethodGet, PathHall+"?"+asked.Encode(), nil, &told); err != nil || told.Delta == nil {
		return told.View, err
	}
	if told.Delta.Since != known.Version {
		return hall.View{}, fmt.Errorf("central tells what has changed since %q, and was asked for %q", told.Delta.Since, known.Version)
	}
	v := known.After(*told.Delta)
	v.Clashes, v.Open = told.Clashes, told.Open
	return v, nil
}

// What a device says when it asks for the hall, and under which name it is told what has changed.
const (
	OpenDossier = "dossier" // id of the one that is open at the counter
	KnownView   = "since"   // version of the view that the device knows
	Changes     = "changes"
)

// Seals asks for the keys that sign the centre's paper.
func (c Client) Seals(ctx context.Context) (ring seal.Ring, err error) {
	_, err = c.ask(ctx, http.MethodGet, PathSeals, nil, &ring)
	return ring, err
}

// Erasures asks for the traces of texts that are to be taken out of every journal.
func (c Client) Erasures(ctx context.Context) (traces map[string]journal.Trace, err error) {
	_, err = c.ask(ctx, http.MethodGet, PathErasures, nil, &traces)
	return traces, err
}

// Code asks for a dossier's code. Asking twice for one dossier gives one code.
func (c Client) Code(ctx context.Context, r registry.Request) (code string, err error) {
	_, err = c.ask(ctx, http.MethodPost, PathCodes, r, &code)
	return code, err
}

// Look asks the register. The question goes in a body, not in an address that servers write down: it holds names.
func (c Client) Look(ctx context.Context, q registry.Question) (a registry.Answer, err error) {
	_, err = c.ask(ctx, http.MethodPost, PathLookup, q, &a)
	return a, err
}

// Book asks for a leaf of the register.
func (c Client) Book(ctx context.Context, s registry.Span) (l registry.Leaf, err error) {
	_, err = c.ask(ctx, http.MethodPost, PathBook, s, &l)
	return l, err
}

// Dossier asks for one dossier, whole.
func (c Client) Dossier(ctx context.Context, id string) (d dossier.Dossier, err error) {
	_, err = c.ask(ctx, http.MethodGet, strings.Replace(PathDossier, "{id}", url.PathEscape(id), 1), nil, &d)
	return d, err
}

// Stand asks how a dossier stands.
func (c Client) Stand(ctx context.Context, id string) (s dossier.Stand, err error) {
	_, err = c.ask(ctx, http.MethodGet, strings.Replace(PathStand, "{id}", url.PathEscape(id), 1), nil, &s)
	return s, err
}

// Inquire asks how far a citizen's dossiers are. What is asked goes in a body, not in an address that servers write down.
func (c Client) Inquire(ctx context.Context, q registry.Inquiry) (told []registry.Progress, err error) {
	_, err = c.ask(ctx, http.MethodPost, PathInquire, q, &told)
	return told, err
}

// Served asks for the visit that somebody wants to rate.
func (c Client) Served(ctx context.Context, s hall.Slip) (v hall.Served, err error) {
	_, err = c.ask(ctx, http.MethodPost, PathServed, s, &v)
	return v, err
}

// CheckIn asks for the appointment that somebody at a kiosk comes for. Code and card go in a body, not in an address that servers write down.
func (c Client) CheckIn(ctx context.Context, s hall.CheckInRequest) (coming hall.CheckInResult, err error) {
	_, err = c.ask(ctx, http.MethodPost, PathCheckIn, s, &coming)
	return coming, err
}

// Changes lists what other centres did to the dossiers that a centre shares with them, behind a serial number, which stands as each
// event's position. The numbers are good in one life of the province's journal.
func (c Client) Changes(ctx context.Context, life, after int64) (events []journal.Event, err error) {
	_, err = c.ask(ctx, http.MethodGet, fmt.Sprintf("%s?life=%d&after=%d", PathChanges, life, after), nil, &events)
	return events, err
}

// Partners lists the other centres of a province.
func (c Client) Partners(ctx context.Context) (partners []centre.Partner, err error) {
	_, err = c.ask(ctx, http.MethodGet, PathPartners, nil, &partners)
	return partners, err
}

// Push sends events of one life of a device, in order; the answer is the last one that central holds. With no events it only asks.
func (c Client) Push(ctx context.Context, origin string, incarnation int64, events []journal.Event) (Held, error) {
	return c.push(ctx, origin, incarnation, events)
}

func (c Client) push(ctx context.Context, origin string, incarnation int64, events any) (held Held, err error) {
	status, err := c.ask(ctx, http.MethodPost, eventsOf(origin, incarnation), events, &held)
	if status == http.StatusConflict {
		err = nil // the answer tells where to go on
	}
	return held, err
}

// Gather sends events of a centre's devices to the province; with none it asks what is held of all of them. A gap is an error: the province
// is to be asked again what it holds.
func (c Client) Gather(ctx context.Context, centre string, events []journal.Event) (held Held, err error) {
	_, err = c.ask(ctx, http.MethodPost, eventsOf(centre, 0), events, &held)
	return held, err
}

// Pull asks central for the events of one life of a device behind a sequence number, MostEvents at the most.
func (c Client) Pull(ctx context.Context, origin string, incarnation, seq int64) (events []journal.Event, err error) {
	_, err = c.ask(ctx, http.MethodGet, fmt.Sprintf("%s&after=%d", eventsOf(origin, incarnation), seq), nil, &events)
	return events, err
}

func eventsOf(origin string, incarnation int64) string {
	return fmt.Sprintf("%s?origin=%s&incarnation=%d", PathEvents, url.QueryEscape(origin), incarnation)
}

// Bell listens to central's doorbell and calls ring at once and after every change, until the line breaks or ctx ends.
// Central shows every few seconds that it is there even when nothing happens; silence of three times that is a broken line.
func (c Client) Bell(ctx context.Context, ring func()) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	silence := time.AfterFunc(mostSilence, func() { cancel(errors.New("central's doorbell is silent")) })
	defer silence.Stop()
	resp, err := c.send(ctx, http.MethodGet, PathBell, nil)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return refusal(resp)
	}
	lines := bufio.NewScanner(resp.Body)
	for lines.Scan() {
		silence.Reset(mostSilence)
		if strings.HasPrefix(lines.Text(), "data:") {
			ring()
		}
	}
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return errors.Join(errors.New("central hung up"), lines.Err())
}

// BellInterval is how often central's doorbell shows that the line is alive.
const BellInterval = 5 * time.Second

// mostSilence is how long a device believes in a central that says nothing.
const mostSilence = 3 * BellInterval

// ask sends a request and reads the answer into out.
func (c Client) ask(ctx context.Context, method, path string, in, out any) (status int, err error) {
	body, err := written(in)
	if err != nil {
		return 0, err
	}
	resp, err := c.send(ctx, method, path, body)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	switch resp.StatusCode {
	case http.StatusNoContent:
		return resp.StatusCode, nil
	case http.StatusOK:
		return resp.StatusCode, json.NewDecoder(resp.Body).Decode(out)
	case http.StatusConflict:
		err := &Refusal{Status: resp.StatusCode, Message: "events are missing"}
		return resp.StatusCode, errors.Join(err, json.NewDecoder(resp.Body).Decode(out))
	}
	return resp.StatusCode, refusal(resp)
}

// written returns a request's body; nil for none. What is JSON already goes as it is.
func written(in any) (io.Reader, error) {
	if in == nil {
		return nil, nil
	}
	if raw, ready := in.(json.RawMessage); ready {
		return bytes.NewReader(raw), nil
	}
	raw, err := json.Marshal(in)
	return bytes.NewReader(raw), err
}

func (c Client) send(ctx context.Context, method, path string, body io.Reader) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, method, c.Base+path, body)
	if err != nil {
		return nil, err
	}
	if body != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	req.Header.Set(ClockHeader, strconv.FormatInt(time.Now().UnixMilli(), 10))
	if c.Session != "" {
		req.Header.Set(SessionHeader, c.Session)
	}
	req.Header["Idempotency-Key"] = nil // never sent: tells net/http that every request of ours may go twice when a kept connection had died
	return cmp.Or(c.HTTP, stranger).Do(req)
}

func refusal(resp *http.Response) error {
	r := &Refusal{Status: resp.StatusCode, Message: resp.Status}
	_ = json.NewDecoder(io.LimitReader(resp.Body, 4096)).Decode(r) // without a sentence the status says enough
	if seconds, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && r.Wait == 0 {
		r.Wait = seconds
	}
	return r
}
