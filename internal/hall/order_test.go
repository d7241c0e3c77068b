package hall_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"pgregory.net/rapid"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
	"motcua/internal/queue"
)

// TestPushesInAnyOrderMakeTheSameTickets lets a kiosk and two counters write without a network, and two centrals hear of it in two
// orders: a counter's call may come before the kiosk's word that the ticket was issued.
func TestPushesInAnyOrderMakeTheSameTickets(t *testing.T) {
	clock := time.Date(2026, 11, 23, 7, 30, 0, 0, queue.Zone)
	open := func(path, origin string, fold journal.Fold) *journal.Journal {
		j, err := journal.Open(path, origin, func() time.Time { return clock }, fold)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { j.Close() })
		return j
	}
	names := []string{"kiosk-7", "counter-01", "counter-02"}
	devices := map[string]*journal.Journal{}
	for i, name := range names {
		devices[name] = open(filepath.Join(t.TempDir(), name+".db"), name, []journal.Fold{hall.Fold, journal.Join(), journal.Join()}[i])
	}
	one, other := open(journaltest.Place(t, "one"), "central", hall.Fold), open(journaltest.Place(t, "other"), "central", hall.Fold)
	rapid.Check(t, func(t *rapid.T) {
		for range rapid.IntRange(1, 3).Draw(t, "tickets") {
			clock = clock.Add(time.Minute)
			drawMorning(t, devices, clock)
		}
		for _, central := range []*journal.Journal{one, other} {
			for range rapid.IntRange(0, 8).Draw(t, "pushes") {
				name := rapid.SampledFrom(names).Draw(t, "device")
				mustPush(t, central, devices[name], rapid.IntRange(1, 4).Draw(t, "events"))
			}
			for _, name := range rapid.Permutation(names).Draw(t, "last pushes") {
				mustPush(t, central, devices[name], 1000)
			}
		}
		const outcome = `SELECT id || number || service || ' ' || state || counter || turn || printed || class || kiosk FROM tickets ORDER BY id`
		const news = `SELECT ticket || turn || counter || did || stands || there FROM conflicts ORDER BY ticket, turn, counter`
		const lines = `SELECT day || service || waiting FROM lines WHERE waiting > 0 ORDER BY day, service`
		for _, query := range []string{outcome, news, lines} {
			if diff := cmp.Diff(mustList(t, one, query), mustList(t, other, query)); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

// drawMorning issues a ticket at the kiosk and lets both counters do anything with it.
func drawMorning(t *rapid.T, devices map[string]*journal.Journal, now time.Time) {
	id := uuid.NewString()
	class := rapid.SampledFrom([]string{"", "cao-tuoi"}).Draw(t, "class")
	classed := testCentre
	classed.Classes = []queue.Class{{ID: "cao-tuoi", HeadStart: 60}}
	slip := queue.Ticket{}
	mustWrite(t, devices["kiosk-7"], func(tx *journal.Tx) (err error) {
		slip, err = hall.IssueAlone(tx, classed, queue.Request{ID: id, Service: "ho-tich", Kiosk: 7, Class: class}, now)
		return err
	})
	slip.Class, slip.Kiosk, slip.QueueTime = "", 0, slip.IssuedAt // as paper tells it
	for range rapid.IntRange(0, 6).Draw(t, "deeds") {
		counter := rapid.SampledFrom([]string{"01", "02"}).Draw(t, "counter")
		action := rapid.SampledFrom([]queue.Action{queue.Call, queue.Call, queue.Recall, queue.Skip, queue.Miss, queue.Finish, queue.Transfer}).Draw(t, "action")
		move := hall.Move{Counter: counter, Turn: rapid.IntRange(1, 2).Draw(t, "turn")}
		if action == queue.Transfer {
			move.Service = "dat-dai"
		}
		shown := action == queue.Call && rapid.Bool().Draw(t, "shown")
		mustWrite(t, devices["counter-"+counter], func(tx *journal.Tx) error {
			if shown {
				if err := hall.Record(tx, slip); err != nil {
					return err
				}
			}
			_, err := tx.Append(hall.KindOf(action), id, move)
			return err
		})
	}
}

func mustWrite(t rapid.TB, j *journal.Journal, do func(*journal.Tx) error) {
	t.Helper()
	if err := j.Write(context.Background(), do); err != nil {
		t.Fatal(err)
	}
}

// mustPush brings central so many events of a device that it lacks.
func mustPush(t rapid.TB, central, device *journal.Journal, most int) {
	t.Helper()
	origin, life := device.Name()
	held := int64(0)
	tips, err := central.Heads(context.Background(), origin)
	if err != nil {
		t.Fatal(err)
	}
	for _, tip := range tips {
		held = tip.Seq
	}
	events, err := device.Own(context.Background(), held, most)
	if err != nil {
		t.Fatal(err)
	}
	mustWrite(t, central, func(tx *journal.Tx) error {
		_, err := tx.Accept(origin, life, events)
		return err
	})
}
