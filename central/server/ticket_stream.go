package server

import (
	"encoding/json"
	"net/http"
	"time"

	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/seal"
)

// calm is how long a phone is spared news that can wait: a mobile network costs its holder money.
const calm = 12 * time.Second

// near is how many people before somebody make each step of the line urgent.
const near = 2

// once answers where a ticket stands, for browsers whose streams do not get through.
func (h *phones) once(w http.ResponseWriter, r *http.Request) {
	f, err := h.follow(r)
	answerLook(w, news{h.pages.moment(f.Position), h.viewOf(f, language(r))}, err)
}

// stream sends a phone what changes of its ticket, as server-sent events.
func (h *phones) stream(w http.ResponseWriter, r *http.Request) {
	t, err := seal.ReadTicket(r.PathValue("code"))
	if err != nil {
		answerLook(w, news{}, err)
		return
	}
	defer h.line.join()()
	s := &phoneStream{phones: h, waker: h.wakers.enter(t.ID), say: language(r), out: newEventStream(w)}
	defer h.wakers.leave(s.waker)
	if err := s.run(r); err != nil && !s.out.begun {
		answerLook(w, news{}, err)
	}
}

// phoneStream is one phone that follows its ticket.
type phoneStream struct {
	*phones
	waker *waker
	say   i18n.Localizer
	out   *eventStream

	shown phoneView
	at    time.Time // when it was shown
}

func (s *phoneStream) run(r *http.Request) error {
	alive := time.NewTicker(s.pulse.beat)
	defer alive.Stop()
	for beating := false; ; {
		line, err := s.line.latest(r.Context())
		if err != nil {
			return err
		}
		f, today := line.value.Find(s.waker.ticket)
		if !today { // given this moment, or on another day
			if f, err = hall.Follow(r.Context(), s.journal.Reader(), s.waker.ticket); err != nil {
				return err
			}
		}
		later, err := s.tell(f, beating)
		if err != nil {
			return err
		}
		s.wakers.rest(s.waker, line, f, later != nil)
		beating = false
		select {
		case <-r.Context().Done():
			return nil
		case <-s.waker.woken:
		case <-later:
		case <-alive.C:
			beating = true
		}
	}
}

// tell says what has changed, or that the line is good. What can wait is said later.
func (s *phoneStream) tell(f hall.Followed, beating bool) (later <-chan time.Time, err error) {
	view, now := s.viewOf(f, s.say), time.Now()
	wait := s.calm - now.Sub(s.at)
	switch {
	case view != s.shown && (wait <= 0 || s.isUrgent(view)):
		s.shown, s.at = view, now
		text, _ := json.Marshal(view) // of texts and numbers
		return nil, s.out.show(s.pages.moment(f.Position), text)
	case view != s.shown:
		later = time.After(wait)
	}
	if beating {
		return later, s.out.beat(s.now())
	}
	return later, nil
}

// isUrgent reports whether somebody should know of a view at once: they are called, or will be soon, or it answers what they have done.
func (s *phoneStream) isUrgent(v phoneView) bool {
	return v.State != s.shown.State || v.At != s.shown.At || v.Counter != s.shown.Counter || v.Deferred != s.shown.Deferred || v.Ahead <= near && v.Ahead != s.shown.Ahead
}
