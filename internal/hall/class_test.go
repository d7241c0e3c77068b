package hall_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

// TestPriorityGoesBeforeOthersButNotAllOfThem lets six ordinary people and four elderly ones come, and calls them all.
func TestPriorityGoesBeforeOthersButNotAllOfThem(t *testing.T) {
	for _, c := range []struct {
		after int
		want  []string
	}{
		{0, []string{"A007", "A008", "A009", "A010", "A001", "A002", "A003", "A004", "A005", "A006"}},
		{2, []string{"A007", "A001", "A002", "A008", "A003", "A004", "A009", "A005", "A006", "A010"}},
	} {
		t.Run(fmt.Sprintf("one after %d others", c.after), func(t *testing.T) { mustCallInOrder(t, c.after, c.want) })
	}
}

func mustCallInOrder(t *testing.T, after int, want []string) {
	t.Helper()
	m := newMorning(t)
	elders := testCentre
	elders.Classes, elders.PriorityAfter = []queue.Class{{ID: "cao-tuoi", HeadStart: 60}}, after
	take := func(class string) (ticket queue.Ticket) {
		m.write(func(tx *journal.Tx) (err error) {
			ticket, err = hall.Issue(tx, elders, queue.Request{ID: uuid.NewString(), Service: "ho-tich", Kiosk: 1, Class: class}, m.clock)
			return err
		})
		return ticket
	}
	for range 6 {
		take("")
	}
	if first := take("cao-tuoi"); first.Ahead != 0 || first.Class != "cao-tuoi" || !first.QueueTime.Equal(first.IssuedAt.Add(-time.Hour)) {
		t.Errorf("the first elderly person is told %d are ahead, class %q", first.Ahead, first.Class)
	}
	for range 3 {
		take("cao-tuoi")
	}
	if plain := take("no such class"); plain.Class != "" {
		t.Errorf("a class that is none became %q", plain.Class)
	} else {
		m.mustDo(plain.ID, queue.Cancel, hall.Move{})
	}
	var got []string
	for range want {
		var called *queue.Ticket
		m.write(func(tx *journal.Tx) (err error) {
			called, err = hall.Next(tx, elders, "01", m.clock)
			return err
		})
		got = append(got, called.Number)
		m.mustDo(called.ID, queue.Finish, hall.Move{Counter: "01", Turn: called.Turn})
	}
	if !slices.Equal(got, want) {
		t.Errorf("called %v; want %v", got, want)
	}
}

func TestQuotaOfTheDay(t *testing.T) {
	m := newMorning(t)
	few := testCentre
	few.Services = slices.Clone(testCentre.Services)
	few.Services[0].Quota = 2
	issue := func() (err error) {
		m.clock = m.clock.Add(time.Second)
		return m.journal.Write(t.Context(), func(tx *journal.Tx) error {
			_, err := hall.Issue(tx, few, queue.Request{ID: uuid.NewString(), Service: few.Services[0].ID, Kiosk: 1}, m.clock)
			return err
		})
	}
	for n := range 3 {
		if err := issue(); errors.Is(err, hall.ErrQuota) != (n == 2) {
			t.Errorf("number %d of 2: %v", n+1, err)
		}
	}
	if m.clock = m.clock.Add(24 * time.Hour); issue() != nil {
		t.Error("the next day has no number")
	}
}
