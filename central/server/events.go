package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"motcua/central/store"
	"motcua/internal/gate"
	"motcua/internal/journal"
	"motcua/internal/trust"
	"motcua/internal/uplink"
)

// events takes the events that devices and centres push, and gives a device its own back.
type events struct {
	*core
	centres *centres
	pushes  sync.Map // devices of which a page of events is being read
}

// push takes a device's events, or tells who brings none what is held. Whose they are is asked before the first is read.
func (h *events) push(w http.ResponseWriter, r *http.Request) {
	origin, incarnation, err := lifeOf(r)
	if err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("push: %w", err))
		return
	}
	if !isItself(w, r, origin) {
		return
	}
	if _, under := h.pushes.LoadOrStore(origin, true); under {
		tooMany(w, time.Second) // a device sends one page after the other
		return
	}
	defer h.pushes.Delete(origin)
	events, err := readEvents(r.Body)
	if err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("push: %w", err))
		return
	}
	switch d := deviceOf(r.Context()); {
	case d.Kind == trust.Centre:
		h.centres.gather(w, r, d.ID, events)
	case len(events) == 0:
		held, err := h.held(r.Context(), origin, incarnation)
		answer(w, held, err)
	default:
		h.accept(w, r, origin, incarnation, events)
	}
}

// accept takes a device's events. Those that are not believed are put aside, and those behind them go on.
func (h *events) accept(w http.ResponseWriter, r *http.Request, origin string, incarnation int64, events []journal.Event) {
	var held uplink.Held
	err := careful(r, h.journal, func(tx *journal.Tx) (err error) {
		before := tx.PutAside()
		held.Seq, err = tx.Accept(origin, incarnation, events)
		held.Aside = tx.PutAside() - before
		return err
	})
	if gap := (*journal.GapError)(nil); errors.As(err, &gap) {
		writeJSON(w, http.StatusConflict, uplink.Held{Seq: gap.Held})
		return
	}
	if err == nil && held.Aside > 0 {
		slog.Warn("events set aside; listed by central quarantined", "device", origin, "events", held.Aside)
	}
	answer(w, held, err)
}

// careful writes what others have sent. Where one of their events cannot be folded, it is written once more with each event by itself.
func careful(r *http.Request, j *journal.Journal, do func(*journal.Tx) error) error {
	err := j.Write(r.Context(), do)
	if !errors.Is(err, journal.ErrFold) {
		return err
	}
	return j.Write(r.Context(), func(tx *journal.Tx) error {
		tx.Carefully()
		return do(tx)
	})
}

// errTooMuch says that one push brings more than a device ever sends.
var errTooMuch = fmt.Errorf("up to %d events of up to %d bytes were expected", uplink.MostEvents, gate.MostBytes)

// readEvents reads a list of events as it comes, and stops where it is longer than what a device sends: what is read is held, and what is not
// is never in memory.
func readEvents(body io.Reader) (events []journal.Event, err error) {
	short := &shortValues{r: body}
	in := json.NewDecoder(short)
	switch opening, err := in.Token(); {
	case err == nil && opening == nil: // null is no event too
		return nil, nil
	case err != nil || opening != json.Delim('['):
		return nil, errors.Join(errors.New("a list of events was expected"), err)
	}
	for in.More() {
		if len(events) == uplink.MostEvents {
			return nil, errTooMuch
		}
		short.read = 0
		e, err := readEvent(in)
		if err != nil {
			return nil, fmt.Errorf("event %d of the list: %w", len(events)+1, err)
		}
		events = append(events, e)
	}
	_, err = in.Token()
	return events, err
}

func readEvent(in *json.Decoder) (e journal.Event, err error) {
	var raw json.RawMessage
	if err := in.Decode(&raw); err != nil {
		return e, err
	}
	if len(raw) > gate.MostBytes {
		return e, errTooMuch
	}
	if err := json.Unmarshal(raw, &e); err != nil {
		return e, err
	}
	return e, storable(e)
}

// storable says which event no log can hold. What it says is asked later.
func storable(e journal.Event) error {
	for _, text := range []string{e.Origin, e.Kind, e.Subject} {
		if len(text) > gate.MostName || strings.ContainsRune(text, 0) {
			return fmt.Errorf("origin, kind and subject of up to %d letters were expected", gate.MostName)
		}
	}
	return nil
}

// shortValues is a body of which no value is much longer than an event may be: who reads JSON holds the whole of a value.
type shortValues struct {
	r    io.Reader
	read int // since the last value began; some of it belongs to the next ones
}

func (s *shortValues) Read(p []byte) (int, error) {
	if s.read > 2*gate.MostBytes {
		return 0, errTooMuch
	}
	n, err := s.r.Read(p)
	s.read += n
	return n, err
}

func (h *events) held(ctx context.Context, device string, incarnation int64) (held uplink.Held, err error) {
	held.Lives, err = h.journal.Heads(ctx, device)
	for _, head := range held.Lives {
		if head.Incarnation == incarnation {
			held.Seq, held.Hash = head.Seq, head.Hash
		}
	}
	if err != nil || len(held.Lives) > 0 {
		return held, err
	}
	boxes, err := trust.Boxes(ctx, h.journal.Reader(), store.Origin, device)
	if boxes > 1 {
		held.Lives = []journal.Head{{}} // it was lost before it told anything
	}
	return held, err
}

// pull gives a device back what it pushed, behind a sequence number: its disk has lost it.
func (h *events) pull(w http.ResponseWriter, r *http.Request) {
	origin, incarnation, err := lifeOf(r)
	if err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("pull: %w", err))
		return
	}
	if !isItself(w, r, origin) {
		return
	}
	after, err := strconv.ParseInt(r.FormValue("after"), 10, 64)
	if err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("pull: after: a sequence number was expected: %w", err))
		return
	}
	events, err := h.journal.Of(r.Context(), origin, incarnation, after, uplink.MostEvents)
	answer(w, listed(events), err)
}

// lifeOf reads from the query whose events a request is about.
func lifeOf(r *http.Request) (origin string, incarnation int64, err error) {
	origin = r.URL.Query().Get("origin")
	incarnation, err = strconv.ParseInt(r.URL.Query().Get("incarnation"), 10, 64)
	if err != nil || origin == "" {
		return "", 0, errors.New("origin and incarnation were expected in the query")
	}
	return origin, incarnation, nil
}

// isItself denies a device the events of another.
func isItself(w http.ResponseWriter, r *http.Request, origin string) bool {
	d := deviceOf(r.Context())
	if d.Name() == origin {
		return true
	}
	forbid(w, d, "a device brings and takes back its own events, not those of "+origin)
	return false
}

// listed makes no events an empty list in JSON.
func listed(events []journal.Event) []journal.Event {
	if events == nil {
		return []journal.Event{}
	}
	return events
}
