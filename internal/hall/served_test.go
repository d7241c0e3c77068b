package hall_test

import (
	"errors"
	"testing"
	"time"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/rating"
)

func TestWhichVisitsMayBeRated(t *testing.T) {
	for _, c := range []struct {
		name string
		v    hall.Served
		want bool
	}{
		{"waiting", hall.Served{State: queue.Waiting}, false},
		{"before the officer", hall.Served{State: queue.Called}, false},
		{"served", hall.Served{State: queue.Done}, true},
		{"served long ago", hall.Served{State: queue.Done, Over: true}, false},
		{"served and rated", hall.Served{State: queue.Done, Rated: true}, false},
		{"never came", hall.Served{State: queue.NoShow}, false},
	} {
		if got := c.v.Ratable(); got != c.want {
			t.Errorf("%s: %v; want %v", c.name, got, c.want)
		}
	}
}

func TestVisitToBeRatedIsFoundByNumberOrSlip(t *testing.T) {
	m := newMorning(t)
	taken := m.mustTake("ho-tich")
	find := func(s hall.Slip, now time.Time) hall.Served {
		t.Helper()
		v, err := hall.FindServed(t.Context(), m.journal.Reader(), s, now)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	today := m.clock
	if v := find(hall.Slip{Number: taken.Number}, today); v.Ticket != taken.ID || v.State != queue.Waiting {
		t.Errorf("found %+v", v)
	}
	called := m.mustCall("01")
	m.mustDo(called.ID, queue.Finish, hall.Move{Counter: "01", Turn: called.Turn})
	if v := find(hall.Slip{Ticket: taken.ID}, today); v.Counter != "01" || v.State != queue.Done || v.Rated {
		t.Errorf("found %+v", v)
	}
	if later := m.clock.Add(61 * time.Minute); !find(hall.Slip{Number: taken.Number}, later).Over || find(hall.Slip{Ticket: taken.ID}, later).Over {
		t.Error("an hour later a number read off the board still rates, or the slip in somebody's hand does not")
	}
	for range 2 { // the kiosk's and, late, the counter's screen
		m.write(func(tx *journal.Tx) error {
			_, err := tx.Append(hall.KindRated, taken.ID, rating.Rating{Ticket: taken.ID, Level: rating.Fair})
			return err
		})
	}
	if v := find(hall.Slip{Number: taken.Number}, today); !v.Rated {
		t.Error("a rated visit may be rated again")
	}
	var counter string
	if err := m.journal.Reader().QueryRow(`SELECT counter FROM ratings`).Scan(&counter); err != nil || counter != "01" {
		t.Errorf("rated at counter %q, %v; want 01, which the kiosk did not know", counter, err)
	}
	if _, err := hall.FindServed(t.Context(), m.journal.Reader(), hall.Slip{Number: taken.Number}, m.clock.AddDate(0, 0, 1)); !errors.Is(err, hall.ErrNoTicket) {
		t.Errorf("tomorrow's %s: %v; want ErrNoTicket", taken.Number, err)
	}
}
