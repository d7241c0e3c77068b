package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
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

// pulse is how often a stream shows that it is alive, and how long after one look at the hall it looks again at the earliest.
type pulse struct{ beat, gather time.Duration }

// The wall board must not show an old call for long. A phone on a mobile network pays for each beat, and there are many phones.
var (
	boardPulse = pulse{beat: 5 * time.Second, gather: 50 * time.Millisecond}
	phonePulse = pulse{beat: 20 * time.Second, gather: 250 * time.Millisecond}
)

// eventStream is an answer of server-sent events.
type eventStream struct {
	w     http.ResponseWriter
	line  *http.ResponseController
	begun bool
}

func newEventStream(w http.ResponseWriter) *eventStream {
	return &eventStream{w: w, line: http.NewResponseController(w)}
}

// say sends a message in parts, the first message with the head of the answer.
func (s *eventStream) say(message ...[]byte) error {
	if !s.begun {
		beginStream(s.w, s.line)
		s.begun = true
	}
	_ = s.line.SetWriteDeadline(time.Now().Add(within))
	for _, part := range message {
		if _, err := s.w.Write(part); err != nil {
			return err
		}
	}
	return s.line.Flush()
}

// show sends a view, which is JSON that many may be sent, as news has it.
func (s *eventStream) show(m moment, view []byte) error {
	head, _ := json.Marshal(m) // of numbers and texts
	return s.say([]byte("event: view\ndata: "), head[:len(head)-1], []byte(`,"view":`), view, []byte("}\n\n"))
}

// beat shows that the line is good, and what time it is.
func (s *eventStream) beat(now time.Time) error {
	return s.say(fmt.Appendf(nil, "event: beat\ndata: %d\n\n", now.UnixMilli()))
}

func beginStream(w http.ResponseWriter, line *http.ResponseController) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Accel-Buffering", "no") // nginx would keep the events back
	_ = line.SetReadDeadline(time.Time{})     // a test's recorder has none
}

// answerLook writes a view, or why there is none: a ticket's code that nobody has is no fault of ours.
func answerLook(w http.ResponseWriter, n news, err error) {
	if errors.Is(err, seal.ErrCode) {
		err = hall.ErrNoTicket
	}
	answer(w, n, err)
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
