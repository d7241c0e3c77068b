package server

import (
	"net/http"

	"motcua/central/media"
	"motcua/internal/hall"
)

// devicesPage shows a technician which device wants something.
func (h *staffPages) devicesPage(w http.ResponseWriter, r *http.Request) {
	devices, err := hall.Devices(r.Context(), h.journal.Reader(), h.now())
	if err != nil {
		answer(w, nil, err)
		return
	}
	refreshes(w, r)
	h.show(w, r, http.StatusOK, "devices.html", wallOf(h.boards, devices))
}

// refreshes lets a page ask for itself again and again, which is not somebody at it.
func refreshes(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Refresh", "15; url="+r.URL.Path+"?"+byItself)
}

// devicesView is what the page of the devices tells.
type devicesView struct {
	Devices []hall.Device
	Boards  []openBoard
	Speaks  bool // boards call aloud
	Voice   voiceProblem
	Refused []media.Refusal
}

// voiceProblem is what keeps boards mute.
type voiceProblem struct{ What, Detail string }

func wallOf(b *boards, devices []hall.Device) devicesView {
	v := devicesView{Speaks: b.loudspeakers.ofBoard() != nil, Devices: devices, Boards: b.open.list(), Refused: b.media.Refused()}
	v.Voice.What, v.Voice.Detail = b.loudspeakers.problem()
	return v
}
