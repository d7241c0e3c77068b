package server

import (
	"errors"
	"fmt"
	"net/http"

	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/seal"
)

// phoneView is what changes on the page of somebody who waits.
type phoneView struct {
	State   queue.State `json:"state"`
	Ahead   int         `json:"ahead"`
	Counter string      `json:"counter"`
	Called  string      `json:"called"` // 14:32; empty: not yet
}

// place finds where the ticket stands whose code a slip shows.
func (h *publicPages) place(r *http.Request) (hall.QueuePosition, error) {
	t, err := seal.ReadTicket(r.PathValue("code"))
	if err != nil {
		return hall.QueuePosition{}, err
	}
	return hall.Follow(r.Context(), h.journal.Reader(), t.ID)
}

// lookPhone reads what changes on a ticket's page.
func (h *publicPages) lookPhone(r *http.Request) (news, error) {
	p, err := h.place(r)
	return news{h.moment(p.Position), phoneOf(p)}, err
}

func phoneOf(p hall.QueuePosition) phoneView {
	v := phoneView{State: p.Ticket.State, Ahead: p.Ahead, Counter: p.Ticket.Counter}
	if !p.Called.IsZero() {
		v.Called = p.Called.In(queue.Zone).Format("15:04")
	}
	return v
}

// ticketPage shows the holder of a slip, on a phone, where they stand in line. Its script follows what changes; without scripts the
// page asks for itself anew.
func (h *publicPages) ticketPage(w http.ResponseWriter, r *http.Request) {
	p, err := h.place(r)
	if errors.Is(err, hall.ErrNoTicket) || errors.Is(err, seal.ErrCode) {
		pages.Show(w, http.StatusNotFound, "no-ticket.html", h.settings.Centre)
		return
	}
	if err != nil {
		answer(w, nil, fmt.Errorf("ticket page: %w", err))
		return
	}
	service, _ := h.settings.Centre.Service(p.Ticket.Service)
	pages.Show(w, http.StatusOK, "ticket.html", map[string]any{
		"Centre": h.settings.Centre, "Service": service, "Number": p.Ticket.Number, "Path": r.URL.Path, "View": phoneOf(p),
		"Ends": []queue.State{queue.Done, queue.NoShow, queue.Cancelled},
	})
}
