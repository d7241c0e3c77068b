package server

import (
	"net/http"
	"time"
)

// boardCalm is how long a board is spared how many wait. Calls and counters it is told at once.
const boardCalm = time.Second

// stream sends a board what changes of its zone, as server-sent events. When the hall cannot be read the stream ends, and the browser asks again.
func (h *boards) stream(w http.ResponseWriter, r *http.Request) {
	z, err := h.zone(r)
	if err != nil {
		answerLook(w, news{}, err)
		return
	}
	defer h.hall.join()()
	s := &boardStream{boards: h, zone: z, out: newEventStream(w)}
	if err := s.run(r); err != nil && !s.out.begun {
		answerLook(w, news{}, err)
	}
}

// boardStream is one board that follows its zone.
type boardStream struct {
	*boards
	zone zone
	out  *eventStream

	shown boardNews
	at    time.Time // when it was shown
}

func (s *boardStream) run(r *http.Request) error {
	alive := time.NewTicker(s.pulse.beat)
	defer alive.Stop()
	for beating := false; ; {
		v, err := s.hall.latest(r.Context())
		if err != nil {
			return err
		}
		n, err := s.news(v.value, s.zone)
		if err != nil {
			return err
		}
		later, err := s.tell(n, v.value.Position, beating)
		if err != nil {
			return err
		}
		beating = false
		select {
		case <-r.Context().Done():
			return nil
		case <-v.over:
		case <-later:
		case <-alive.C:
			beating = true
		}
	}
}

// tell says what has changed, or that the line is good. What can wait is said later.
func (s *boardStream) tell(n *boardNews, position int64, beating bool) (later <-chan time.Time, err error) {
	if n.whole != s.shown.whole {
		wait := boardCalm - time.Since(s.at)
		if n.urgent != s.shown.urgent || wait <= 0 {
			s.shown, s.at = *n, time.Now()
			return nil, s.out.show(s.pages.moment(position), n.text)
		}
		later = time.After(wait)
	}
	if beating {
		return later, s.out.beat(s.now())
	}
	return later, nil
}
