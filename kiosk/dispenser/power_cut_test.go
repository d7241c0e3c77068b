package dispenser

import (
	"context"
	"testing"
	"time"

	"motcua/drivers/spool"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/paper"
	"motcua/internal/queue"
)

// dies is a central during whose answer the kiosk's power fails.
func dies(b *box, d **Dispenser) Central {
	return func(_ context.Context, r queue.Request) (queue.Ticket, error) {
		(*d).Journal.Close()
		return given(r, "B001"), nil
	}
}

// mustDie takes a number up to the power cut.
func mustDie(t testing.TB, b *box, id string) {
	t.Helper()
	var d *Dispenser
	d = b.mustStart(t, dies(b, &d))
	if _, err := d.Take(t.Context(), request(id)); err == nil {
		t.Fatal("the power cut did not come")
	}
}

func mustResume(t testing.TB, d *Dispenser) []Unfinished {
	t.Helper()
	fresh, err := d.Resume(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return fresh
}

func TestPowerCutWhileCentralAnswers(t *testing.T) {
	b := newBox(t)
	mustDie(t, b, "first")
	b.now = nine.Add(RequestTTL - time.Second)
	asked := 0
	d := b.mustStart(t, func(_ context.Context, r queue.Request) (queue.Ticket, error) {
		asked++
		return given(r, "B001"), nil // the same again: central knows the request
	})
	fresh := mustResume(t, d)
	if len(fresh) != 1 || fresh[0].Ticket.Number != "B001" || fresh[0].Request.Lang != "en" {
		t.Fatalf("to be shown: %+v", fresh)
	}
	mustBe(t, asked, 1)
	mustBe(t, slips(t, d), []string{"B001 en"})
	mustBe(t, kinds(t, d), []string{"ticket.requested", "ticket.issued", "slip.queued"})
}

func TestPowerCutWhileCentralAnswersAndCentralIsGone(t *testing.T) {
	b := newBox(t)
	mustDie(t, b, "first")
	d := b.mustStart(t, away)
	mustResume(t, d)
	mustBe(t, slips(t, d), []string{"B7001 en"})
}

func TestLongPowerCutFreesTheNumber(t *testing.T) {
	for _, c := range []struct {
		name string
		back time.Time
		want []string
	}{
		{"two minutes", nine.Add(RequestTTL), []string{"ticket.requested", "ticket.cancelled"}},
		{"a night", nine.Add(22 * time.Hour), []string{"ticket.requested", "ticket.cancelled"}},
		{"the clock's battery is dead", nine.Add(-10 * time.Hour), []string{"ticket.requested", journal.KindBackwards, "ticket.cancelled"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBox(t)
			mustDie(t, b, "first")
			b.now = c.back
			d := b.mustStart(t, gives("B001"))
			if fresh := mustResume(t, d); len(fresh) != 0 {
				t.Errorf("to be shown: %+v", fresh)
			}
			mustBe(t, kinds(t, d), c.want)
			mustBe(t, slips(t, d), nil)
			mustBe(t, len(mustResume(t, d)), 0)
			mustBe(t, kinds(t, d), c.want)
		})
	}
}

func TestPowerCutBeforeThePaper(t *testing.T) {
	b := newBox(t)
	d := b.mustStart(t, gives("B001"))
	mustTake(t, d, "first")
	d.Journal.Close()
	d = b.mustStart(t, away)
	fresh := mustResume(t, d)
	if len(fresh) != 1 || fresh[0].Ticket.Number != "B001" {
		t.Fatalf("to be shown: %+v", fresh)
	}
	mustBe(t, slips(t, d), []string{"B001 en"})
}

func TestPowerCutAfterThePaper(t *testing.T) {
	b := newBox(t)
	d := b.mustStart(t, gives("B001"))
	mustTake(t, d, "first")
	printed := func(tx *journal.Tx, id string, _ spool.Outcome) error {
		_, err := tx.Append(hall.KindPrinted, id, struct{}{})
		return err
	}
	if err := paper.NewStore(d.Journal, printed).Close(t.Context(), "first", spool.Printed); err != nil {
		t.Fatal(err)
	}
	d.Journal.Close()
	d = b.mustStart(t, away)
	mustBe(t, len(mustResume(t, d)), 0)
	mustBe(t, slips(t, d), nil)
}

func TestOnlyTheLastCitizenStillStandsThere(t *testing.T) {
	b := newBox(t)
	d := b.mustStart(t, away)
	mustTake(t, d, "first")
	mustTake(t, d, "second")
	d.Journal.Close()
	fresh := mustResume(t, b.mustStart(t, away))
	if len(fresh) != 1 || fresh[0].Request.ID != "second" {
		t.Errorf("to be shown: %+v", fresh)
	}
}
