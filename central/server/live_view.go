package server

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"motcua/internal/hall"
	"motcua/internal/seal"
)

// moment is when something was looked at, so that a browser can tell the older of two answers.
type moment struct {
	Life     int64     `json:"life"`     // of this central's run: after a restart positions may begin lower
	Position int64     `json:"position"` // of the newest event that is in it
	At       time.Time `json:"at"`
	Pages    string    `json:"pages"` // version of the pages; a browser with another loads them anew
}

// news is what a browser is sent: the view, and when it was so.
type news struct {
	moment
	View any `json:"view"`
}

// pulse is how often a stream shows that it is alive, and how long it gathers changes before it looks again.
type pulse struct{ beat, gather time.Duration }

// The wall board must not show an old call for long. A phone on a mobile network pays for each beat, and there are many phones.
var (
	boardPulse = pulse{beat: 5 * time.Second, gather: 100 * time.Millisecond}
	phonePulse = pulse{beat: 20 * time.Second, gather: 250 * time.Millisecond}
)

// looker reads what a browser shows.
type looker func(r *http.Request) (news, error)

// stream sends a browser its view at once and after each change of it, as server-sent events. When the view cannot be read the stream
// ends, and the browser asks again.
func (h *publicPages) stream(p pulse, look looker) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		out := newEventStream(w)
		err := follow(r.Context(), p, h.journal.Changed, func() (news, error) { return look(r) }, out.say)
		if err != nil && !out.begun {
			answerLook(w, news{}, err)
		}
	}
}

// eventStream is an answer of server-sent events.
type eventStream struct {
	w     http.ResponseWriter
	line  *http.ResponseController
	begun bool
}

func newEventStream(w http.ResponseWriter) *eventStream {
	return &eventStream{w: w, line: http.NewResponseController(w)}
}

// say sends a message, the first with the head of the answer.
func (s *eventStream) say(message string) error {
	if !s.begun {
		beginStream(s.w, s.line)
		s.begun = true
	}
	_ = s.line.SetWriteDeadline(time.Now().Add(within))
	if _, err := io.WriteString(s.w, message); err != nil {
		return err
	}
	return s.line.Flush()
}

func beginStream(w http.ResponseWriter, line *http.ResponseController) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no") // nginx would keep the events back
	_ = line.SetReadDeadline(time.Time{})     // a test's recorder has none
}

// once answers the same question without a stream, for browsers whose streams do not get through.
func (h *publicPages) once(look looker) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		n, err := look(r)
		answerLook(w, n, err)
	}
}

// answerLook writes a view, or why there is none: a ticket's code that nobody has is no fault of ours.
func answerLook(w http.ResponseWriter, n news, err error) {
	if errors.Is(err, seal.ErrCode) {
		err = hall.ErrNoTicket
	}
	answer(w, n, err)
}

// follow says a view and whatever becomes of it. It looks again after each change and with each beat, for a view also changes with the
// hour. It ends with ctx, or with the first error of look or say.
func follow(ctx context.Context, p pulse, changed func() <-chan struct{}, look func() (news, error), say func(message string) error) error {
	alive := time.NewTicker(p.beat)
	defer alive.Stop()
	var shown []byte
	for beating := false; ; {
		next := changed() // before the look, so that no change falls between
		n, err := look()
		if err != nil {
			return err
		}
		message, view, err := n.message(shown, beating)
		if err == nil && message != "" {
			err = say(message)
		}
		if err != nil {
			return err
		}
		shown = view
		select {
		case <-ctx.Done():
			return nil
		case <-next:
			beating = false
			pause(ctx, p.gather)
		case <-alive.C:
			beating = true
		}
	}
}

// message returns what a browser is told that has been shown a view: the new one, or a beat with central's time, or nothing.
func (n news) message(shown []byte, beating bool) (message string, view []byte, err error) {
	if view, err = json.Marshal(n.View); err != nil {
		return "", nil, err
	}
	switch {
	case !bytes.Equal(view, shown):
		whole, err := json.Marshal(n)
		return fmt.Sprintf("event: view\ndata: %s\n\n", whole), view, err
	case beating:
		return fmt.Sprintf("event: beat\ndata: %d\n\n", n.At.UnixMilli()), view, nil
	}
	return "", view, nil
}

func pause(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
	case <-t.C:
	}
}

// moment is now, with the events up to a position.
func (h *publicPages) moment(position int64) moment {
	return moment{Life: h.life, Position: position, At: h.now().UTC().Truncate(time.Millisecond), Pages: h.version}
}

// latest keeps what was read last, so that many who look after the same change cost one reading.
type latest[T any] struct {
	batch[T]

	kept struct {
		sync.Mutex
		of    <-chan struct{} // closed by the next change
		at    time.Time
		value T
	}
}

// fresh is how long a reading is good while nothing changes: some of it goes with the time.
const fresh = time.Second

// get returns what was read since the last change, or reads it. Those who ask meanwhile wait for the one reading.
func (l *latest[T]) get(changed <-chan struct{}, now time.Time, read func() (T, error)) (T, error) {
	l.kept.Lock()
	value, of, age := l.kept.value, l.kept.of, now.Sub(l.kept.at)
	l.kept.Unlock()
	if of == changed && age >= 0 && age < fresh {
		return value, nil
	}
	v, err := l.batch.get(read)
	if err == nil {
		l.kept.Lock()
		defer l.kept.Unlock()
		l.kept.of, l.kept.at, l.kept.value = changed, now, v
	}
	return v, err
}
