package server

import (
	"net/http"

	"motcua/internal/hall"
	"motcua/internal/workday"
)

// usedDays is how many days one page counts.
const usedDays = 7

// usedColumns are what is counted, in the order of the page's columns.
var usedColumns = []string{"used.offered", "used.booked", "used.online", "used.came", "used.late", "used.missed", "used.open", "used.cancelled"}

// appointmentsPage counts, for a week and by day and service, how many places were offered and what became of the appointments. It names nobody.
func (h *staffPages) appointmentsPage(w http.ResponseWriter, r *http.Request) {
	last, err := workday.ParseDate(r.FormValue("day"))
	if err != nil {
		last = workday.DateOf(h.now())
	}
	book := hall.Online{Appointments: hall.Appointments{Centre: h.settings().Centre, Calendar: h.calendar, Now: h.now()}, Rules: h.settings().Booking}
	used, err := book.UsageOf(r.Context(), h.journal.Reader(), last.AddDays(1-usedDays), last)
	if err != nil {
		answer(w, nil, err)
		return
	}
	h.show(w, r, http.StatusOK, "appointments.html", map[string]any{
		"First": last.AddDays(1 - usedDays), "Last": last, "Before": last.AddDays(-usedDays), "After": last.AddDays(usedDays), "Used": used, "Columns": usedColumns, "Services": h.serviceNames(),
	})
}

// serviceNames returns what the services are called, by their ids.
func (h *staffPages) serviceNames() map[string]string {
	names := map[string]string{}
	for _, s := range h.settings().Centre.Services {
		names[s.ID] = s.Name.In("vi")
	}
	return names
}
