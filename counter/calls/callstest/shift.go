// Package callstest is a shift at a counter on paper, for tests: its rules are the queue's, its faults are set by hand.
package callstest

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/counter/calls"
	"motcua/counter/desk"
	"motcua/internal/async"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/seal"
)

// Shift is a session under test, whose clock is set by hand.
type Shift struct {
	testing.TB
	*calls.Session
	Backend *Backend
	Clock   time.Time
}

// NewShift returns a shift at counter 05, at half past eight, with people waiting for it.
func NewShift(t testing.TB, waiting ...string) *Shift {
	t.Helper()
	s := &Shift{TB: t, Backend: &Backend{}, Clock: Morning}
	for _, number := range waiting {
		s.Backend.Line = append(s.Backend.Line, queue.Ticket{ID: "id-" + number, Number: number, Service: "ho-tich", IssuedAt: Morning, InHand: true, State: queue.Waiting})
	}
	s.Session = calls.New(t.Context(), desk.New("05", nil), s.Backend, async.Inline, func() time.Time { return s.Clock }, i18n.In("vi"), func() string { return Lan.ID })
	s.Look()
	return s
}

// Look lets the newest view reach the desk.
func (s *Shift) Look() {
	s.Helper()
	v, err := s.Backend.Hall(s.Context())
	s.See(v, err == nil)
}

// Keys presses keys at a human pace.
func (s *Shift) Keys(actions ...desk.Action) {
	for _, a := range actions {
		s.Clock = s.Clock.Add(5 * time.Second)
		s.Press(a)
	}
}

// WantAt fails the test unless just this number is at the desk.
func (s *Shift) WantAt(number string) {
	s.Helper()
	if got := s.Number(); got != number {
		s.Errorf("at the desk: %q, want %q", got, number)
	}
}

// WantWritten fails the test unless the journal has just these steps.
func (s *Shift) WantWritten(steps ...string) {
	s.Helper()
	if !slices.Equal(s.Backend.Written, steps) {
		s.Errorf("written down: %q, want %q", s.Backend.Written, steps)
	}
}

// WantTold fails the test unless the officer is told a part.
func (s *Shift) WantTold(part string) {
	s.Helper()
	if !strings.Contains(s.Notice.Text, part) {
		s.Errorf("the officer is told %q, want %q in it", s.Notice.Text, part)
	}
}

// Slip is what the QR of a slip of this morning says.
func (s *Shift) Slip(number string) (text string, t queue.Ticket) {
	t = queue.Ticket{ID: uuid.NewString(), Number: number, IssuedAt: Morning}
	if s.Backend.Ring == nil {
		s.Backend.Ring = seal.Ring{}.Renewed()
	}
	return "http://127.0.0.1:8686/t/" + s.Backend.Ring.TicketCode(t), t
}
