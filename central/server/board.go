package server

import (
	"context"
	"net/http"
	"time"

	"motcua/internal/hall"
)

// boardView is what the wall board shows: numbers and counters, nothing that names a person or opens a ticket's page.
type boardView struct {
	Calls   []boardCall `json:"calls"`
	Desks   []boardDesk `json:"desks"`
	Waiting int         `json:"waiting"`
	Voice   *boardVoice `json:"voice"` // nil: the board is mute
}

// boardCall is a call with the clips that say it; none: the board stays mute.
type boardCall struct {
	hall.CallShown
	Says []string `json:"says,omitempty"`
}

type boardDesk struct {
	Counter string `json:"counter"`
	Number  string `json:"number"` // empty: nobody is called there
}

// lookBoard reads what the wall board shows. However many boards there are, each change is read once.
func (h *publicPages) lookBoard(*http.Request) (news, error) {
	v, err := h.seen.get(h.journal.Changed(), h.now(), func() (hall.View, error) {
		return hall.Look(context.Background(), h.journal.Reader(), h.settings.Centre, h.now()) // for all who wait, though the first may leave
	})
	return news{h.moment(v.Position), h.boardOf(v)}, err
}

// moment is now, with the events up to a position.
func (h *publicPages) moment(position int64) moment {
	return moment{Life: h.life, Position: position, At: h.now().UTC().Truncate(time.Millisecond), Pages: h.version}
}

func (h *publicPages) boardOf(v hall.View) boardView {
	b := boardView{Calls: []boardCall{}, Desks: []boardDesk{}, Waiting: len(v.Waiting), Voice: h.loudspeakers.ofBoard()}
	for _, c := range v.Calls {
		b.Calls = append(b.Calls, boardCall{CallShown: c, Says: h.loudspeakers.call(c)})
	}
	for _, d := range v.Desks {
		desk := boardDesk{Counter: d.Counter}
		if d.Ticket != nil {
			desk.Number = d.Ticket.Number
		}
		b.Desks = append(b.Desks, desk)
	}
	return b
}
