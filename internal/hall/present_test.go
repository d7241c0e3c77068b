package hall_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"pgregory.net/rapid"

	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
	"motcua/internal/queue"
)

// TestTheHallInMemoryIsThatOfTheTables plays any days at the hall. What is kept in memory must be what is read anew, what a device makes of changes
// must be what it would be told whole, and a snapshot must stay what it was.
func TestTheHallInMemoryIsThatOfTheTables(t *testing.T) {
	j, err := journal.Open(journaltest.Place(t, "central"), "central", time.Now, hall.Fold)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	here := func() centre.Centre { return testCentre }
	kept, clock := hall.NewPresent(j.Reader(), here), time.Date(2026, 11, 23, 7, 30, 0, 0, queue.Zone)
	tickets := []string{uuid.NewString()}
	rapid.Check(t, func(t *rapid.T) {
		first := mustSee(t, kept, clock)
		device, was := told(t, first.Whole()), first
		for range rapid.IntRange(1, 8).Draw(t, "steps") {
			clock = clock.Add(time.Duration(rapid.IntRange(1, 300_000).Draw(t, "ms")) * time.Millisecond)
			if err := j.Write(t.Context(), drawStep(t, rapid.SampledFrom(tickets).Draw(t, "ticket"), clock)); err != nil {
				t.Fatal(err)
			}
			if rapid.IntRange(0, 2).Draw(t, "nobody looks") > 0 {
				continue
			}
			now, anew := mustSee(t, kept, clock), mustSee(t, hall.NewPresent(j.Reader(), here), clock)
			same(t, "in memory", now.Whole(), anew.Whole())
			for _, ticket := range tickets {
				alone, here := now.Find(ticket)
				among, there := anew.Find(ticket)
				same(t, "a ticket", fmt.Sprint(alone, here), fmt.Sprint(among, there))
			}
			device = follow(t, device, was, now)
			same(t, "by changes", device, told(t, now.Whole()))
			was = now
		}
		tickets = append(tickets[:1], mustList(t, j, `SELECT id FROM tickets ORDER BY issued_at DESC, id LIMIT 20`)...)
		device = follow(t, told(t, first.Whole()), first, mustSee(t, kept, clock))
		same(t, "by the changes of a while", device, told(t, mustSee(t, kept, clock).Whole()))
	})
}

func mustSee(t rapid.TB, p *hall.Present, now time.Time) *hall.Snapshot {
	t.Helper()
	s, err := p.Look(context.Background(), now)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// told is a view as it comes to a device.
func told[T any](t rapid.TB, sent T) (got T) {
	t.Helper()
	raw, err := json.Marshal(sent)
	if err == nil {
		err = json.Unmarshal(raw, &got)
	}
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// follow is what a device makes of a view and of what it is told has changed since, or of everything where a day has begun.
func follow(t rapid.TB, device hall.View, was, now *hall.Snapshot) hall.View {
	t.Helper()
	d, few := now.Since(was)
	if !few {
		return told(t, now.Whole())
	}
	return device.After(told(t, d))
}

func same[T any](t rapid.TB, what string, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("%s:\n%s", what, diff)
	}
}

// TestASnapshotStaysWhatItWas: whoever looks at one sees one moment, whatever happens meanwhile.
func TestASnapshotStaysWhatItWas(t *testing.T) {
	m := newMorning(t)
	kept := hall.NewPresent(m.journal.Reader(), func() centre.Centre { return testCentre })
	for range 3 {
		m.mustTake("ho-tich")
	}
	first := mustSee(t, kept, m.clock)
	was := fmt.Sprint(first.Whole(), first.Lines())
	called := m.mustCall("01")
	m.mustTake("ho-tich")
	if now := mustSee(t, kept, m.clock); now.Desk("01").Ticket == nil || len(now.Whole().Waiting) != 3 {
		t.Errorf("%s was called; the hall is %+v", called.Number, now.Whole())
	}
	if is := fmt.Sprint(first.Whole(), first.Lines()); is != was {
		t.Errorf("was\n%s\nand is\n%s", was, is)
	}
	before := kept.Readings()
	for range 10 {
		mustSee(t, kept, m.clock)
	}
	if n := kept.Readings() - before; n != 0 {
		t.Errorf("read %d times while nothing has changed", n)
	}
}
