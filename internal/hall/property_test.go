package hall_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"pgregory.net/rapid"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/journal/journaltest"
	"motcua/internal/queue"
	"motcua/internal/rating"
)

// TestLogMakesTheRows plays any day at the hall, sensible or not, and folds its log anew: the rows must be those that grew with it.
func TestLogMakesTheRows(t *testing.T) {
	j, err := journal.Open(journaltest.Place(t, "central"), "central", time.Now, hall.Fold)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { j.Close() })
	clock := time.Date(2026, 11, 23, 7, 30, 0, 0, queue.Zone)
	tickets := []string{uuid.NewString()} // the first was never issued
	rapid.Check(t, func(t *rapid.T) {
		for range rapid.IntRange(1, 15).Draw(t, "steps") {
			clock = clock.Add(time.Duration(rapid.IntRange(1, 600_000).Draw(t, "ms")) * time.Millisecond)
			ticket := rapid.SampledFrom(tickets).Draw(t, "ticket")
			step := drawStep(t, ticket, clock)
			if err := j.Write(t.Context(), step); err != nil {
				t.Fatal(err)
			}
		}
		tickets = append(tickets[:1], mustList(t, j, `SELECT id FROM tickets ORDER BY issued_at DESC, id LIMIT 20`)...)
		before := rows(t, j)
		made, err := j.Rebuild(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(before, rows(t, j)); diff != "" || len(made.Differ) > 0 {
			t.Fatalf("%v are not what they were:\n%s", made.Differ, diff)
		}
	})
}

// drawStep is one thing that happens: a number is given, somebody is called, or any event at all comes from a device.
func drawStep(t *rapid.T, ticket string, now time.Time) func(*journal.Tx) error {
	service := rapid.SampledFrom([]string{"ho-tich", "dat-dai"}).Draw(t, "service")
	counter := rapid.SampledFrom([]string{"01", "02"}).Draw(t, "counter")
	action := rapid.SampledFrom([]queue.Action{queue.Call, queue.Recall, queue.Skip, queue.Miss, queue.Finish, queue.Transfer, queue.Cancel, queue.Defer, queue.Leave, queue.Return}).Draw(t, "action")
	event := func(kind string, body any) func(*journal.Tx) error {
		return func(tx *journal.Tx) error { _, err := tx.Append(kind, ticket, body); return err }
	}
	request := queue.Request{ID: uuid.NewString(), Service: service, Kiosk: 7}
	switch rapid.IntRange(0, 5).Draw(t, "step") {
	case 0:
		return func(tx *journal.Tx) error { _, err := hall.Issue(tx, testCentre, request, now); return err }
	case 1:
		return func(tx *journal.Tx) error { _, err := hall.IssueAlone(tx, testCentre, request, now); return err }
	case 2:
		return func(tx *journal.Tx) error { _, err := hall.Next(tx, testCentre, counter, now); return err }
	case 3:
		return event(hall.KindRated, rating.Rating{Ticket: ticket, Counter: counter, Level: rating.Satisfied})
	case 4:
		return event(hall.KindPrinted, struct{}{})
	}
	return event(hall.KindOf(action), hall.Move{Counter: counter, Service: service, Turn: rapid.IntRange(0, 2).Draw(t, "turn"), Ahead: rapid.IntRange(0, queue.MostAhead).Draw(t, "ahead")})
}

// rows are all rows of the folded tables, in words.
func rows(t rapid.TB, j *journal.Journal) (all []string) {
	t.Helper()
	for _, query := range []string{
		`SELECT id || number || day || service || state || counter || series || ' ' || serial || ' ' || place || ' ' || moved_at || ' ' || printed || ' ' || last || deferred || returned FROM tickets ORDER BY id`,
		`SELECT day || service || series || ' ' || last FROM series ORDER BY day, service, series`,
		`SELECT day || service || waiting FROM lines ORDER BY day, service`,
		`SELECT position || ticket || counter || at FROM calls ORDER BY position`,
		`SELECT ticket || counter || level || reasons || at FROM ratings ORDER BY ticket`,
	} {
		all = append(all, mustList(t, j, query)...)
	}
	return all
}

func mustList(t rapid.TB, j *journal.Journal, query string) (list []string) {
	t.Helper()
	found, err := j.Reader().Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	for found.Next() {
		var s string
		if err := found.Scan(&s); err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	return list
}

// TestLinesCountWhoWaits holds the count that a line keeps to the people in it.
func TestLinesCountWhoWaits(t *testing.T) {
	m := newMorning(t)
	for i := range 6 {
		m.mustTake([]string{"ho-tich", "dat-dai"}[i%2])
	}
	m.mustDo(m.mustCall("01").ID, queue.Skip, hall.Move{Counter: "01"})
	m.mustDo(m.mustCall("02").ID, queue.Transfer, hall.Move{Counter: "02", Service: "ho-tich"})
	m.mustDo(m.mustCall("01").ID, queue.Finish, hall.Move{Counter: "01"})
	m.mustDo(m.look().Waiting[0].ID, queue.Cancel, hall.Move{})
	kept := mustList(t, m.journal, `SELECT service || ' ' || waiting FROM lines WHERE waiting > 0 ORDER BY service`)
	counted := mustList(t, m.journal, `SELECT service || ' ' || count(*) FROM tickets WHERE state = 'waiting' GROUP BY service ORDER BY service`)
	if fmt.Sprint(kept) != fmt.Sprint(counted) {
		t.Errorf("lines say %v, tickets %v", kept, counted)
	}
}
