package hall_test

import (
	"errors"
	"testing"
	"time"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

// admit checks somebody in before lan.
func (m *morning) admit(s hall.CheckInRequest) (a hall.Admission, err error) {
	m.Helper()
	m.write(func(tx *journal.Tx) error {
		a, err = hall.Admit(m.Context(), tx, m.diary().Centre, s, m.clock, hall.Author{Officer: "lan", Device: "counter-01"})
		return nil
	})
	return a, err
}

// TestAdmittedByTheStaff: by the rules of a kiosk, once, and with a place in line by the slot.
func TestAdmittedByTheStaff(t *testing.T) {
	m := newMorning(t)
	mine := somebody(1, wednesday)
	m.mustBookOnline(mine)
	code := hall.CheckInRequest{Code: mine.Secret.Code()}
	for _, tt := range []struct {
		name string
		at   time.Time
		s    hall.CheckInRequest
		want queue.Arrival
	}{
		{"on another day", wednesday.AddDate(0, 0, -2), code, queue.OtherDay},
		{"two hours before", wednesday.Add(-2 * time.Hour), code, queue.Early},
		{"in time, by the mark of the card", wednesday.Add(-5 * time.Minute), hall.CheckInRequest{Card: "035090001234", Mark: mine.Person}, queue.OnTime},
		{"again", wednesday, code, queue.Used},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m.clock = tt.at
			a, err := m.admit(tt.s)
			if err != nil || a.Arrival != tt.want || a.Given() != (tt.want == queue.OnTime) {
				t.Fatalf("%+v, %v", a, err)
			}
			if a.Given() && (!a.Ticket.Slot.Equal(wednesday) || !a.Ticket.InHand || a.Number != a.Ticket.Number) {
				t.Errorf("%+v", a.Ticket)
			}
		})
	}
	if a, err := m.admit(hall.CheckInRequest{Code: "ZZZZ2222"}); !errors.Is(err, hall.ErrNoAppointment) || a.Given() {
		t.Errorf("nobody's code: %+v, %v", a, err)
	}
	m.mustRebuild()
}
