package slip_test

import (
	"flag"
	"testing"
	"time"

	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/slip"
)

var update = flag.Bool("update", false, "write the golden files anew")

var testCentre = centre.Centre{
	Name:      queue.Name{"vi": "Trung tâm Phục vụ hành chính công tỉnh Hà Nam", "en": "Ha Nam Public Administration Centre"},
	PublicURL: "https://hcc.hanam.example.vn/",
	Services:  []queue.Service{{ID: "ho-tich", Letter: "A", Name: queue.Name{"vi": "Hộ tịch – Chứng thực", "en": "Civil status"}}},
	Counters:  []queue.Counter{{ID: "05", Services: []string{"ho-tich"}}, {ID: "06", Services: []string{"ho-tich"}}},
}

func TestTicket(t *testing.T) {
	ticket := queue.Ticket{
		ID: "019a5c3e-7b00-7000-8000-0123456789ab", Number: "A123", Service: "ho-tich", Ahead: 14,
		IssuedAt: time.Date(2026, 11, 23, 8, 15, 0, 0, queue.Zone),
	}
	alone := ticket
	alone.Number, alone.Ahead = "A7001", queue.Unknown
	for _, tt := range []struct {
		name, lang string
		ticket     queue.Ticket
	}{
		{"ticket-vi", "vi", ticket},
		{"ticket-en", "en", ticket},
		{"ticket-without-central", "vi", alone},
	} {
		t.Run(tt.name, func(t *testing.T) {
			mustEqualGolden(t, tt.name, slip.Ticket(i18n.In(tt.lang), testCentre, tt.ticket, tt.ticket.Number+"-DGSFY7T3AAAHAAEAAERUKZ4JVPAZVRZ3ZWBCOJ2KMZKYH3KTVQB"))
		})
	}
}

func TestAppointment(t *testing.T) {
	with := testCentre
	with.Papers.Phone, with.Appointments = "0226 300 0000", queue.CheckIn{Taken: true, Before: 30, After: 15}
	nine := time.Date(2026, 11, 25, 9, 0, 0, 0, queue.Zone)
	e := hall.Appointment{Code: "4KQM7F9X", Service: "ho-tich", From: nine, To: nine.Add(30 * time.Minute), Whose: "035•••••1234"}
	for _, lang := range []string{"vi", "en"} {
		t.Run(lang, func(t *testing.T) { mustEqualGolden(t, "appointment-"+lang, slip.Appointment(i18n.In(lang), with, e)) })
	}
}
