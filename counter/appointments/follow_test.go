package appointments

import (
	"context"
	"errors"
	"testing"
	"time"

	"motcua/counter/navigation"
	"motcua/internal/async"
	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// book is central's part: a list that grows.
type book struct {
	Central
	entries []hall.Appointment
	asked   int
	no      error
}

func (b *book) Appointments(context.Context, workday.Date) ([]hall.Appointment, error) {
	b.asked++
	return b.entries, b.no
}

// TestWhatIsBookedElsewhereComesIntoTheDay that an officer looks at: the cursor stays on its appointment, what was told stays too, nothing is asked when
// nothing has happened or the day is not on the screen, and a lost line says nothing.
func TestWhatIsBookedElsewhereComesIntoTheDay(t *testing.T) {
	nine := time.Date(2026, 11, 25, 9, 0, 0, 0, queue.Zone)
	central := &book{entries: []hall.Appointment{{Code: "BBBB2222", From: nine}}}
	c := New(Config{
		Navigator: &navigation.Navigator{Context: t.Context(), Run: async.Inline, Now: func() time.Time { return nine }, Speak: i18n.In("vi"), Changed: func() {}},
		Central:   central, Centre: func() centre.Centre { return centre.Centre{Appointments: queue.CheckIn{Taken: true}} },
	})
	c.Follow(1)
	if central.asked != 0 {
		t.Error("a day is read that nobody looks at")
	}
	c.Open()
	c.Tell("counter.appointments.cancelled")
	central.entries = append([]hall.Appointment{{Code: "AAAA2222", From: nine.Add(-time.Hour), Online: true}}, central.entries...)
	c.Follow(2)
	if len(c.Entries) != 2 || c.Cursor != 1 || c.Notice.Text == "" {
		t.Errorf("%d entries, cursor %d, told %q", len(c.Entries), c.Cursor, c.Notice.Text)
	}
	asked := central.asked
	c.Follow(2)
	central.no = errors.New("the cable was pulled")
	c.Follow(3)
	if central.asked != asked+1 || len(c.Entries) != 2 || c.Notice.Text == "" {
		t.Errorf("asked %d times, %d entries, told %q", central.asked-asked, len(c.Entries), c.Notice.Text)
	}
}
