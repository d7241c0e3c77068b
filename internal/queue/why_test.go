package queue_test

import (
	"testing"
	"time"

	"motcua/internal/queue"
)

func TestWhyThisNumber(t *testing.T) {
	nine := time.Date(2026, 11, 23, 9, 0, 0, 0, queue.Zone)
	ordinary := queue.Ticket{Number: "A012", IssuedAt: nine, QueueTime: nine}
	elder := queue.Ticket{Number: "A013", IssuedAt: nine, QueueTime: nine.Add(-time.Hour), Class: "cao-tuoi"}
	onTime := queue.Ticket{Number: "A014", IssuedAt: nine, QueueTime: nine.Add(30 * time.Minute), Slot: nine.Add(30 * time.Minute)}
	late := queue.Ticket{Number: "A015", IssuedAt: nine, QueueTime: nine, Slot: nine.Add(-time.Hour)}
	at03 := func(t queue.Ticket) queue.Ticket { t.Counter, t.Turn = "03", 1; return t }
	for _, c := range []struct {
		name   string
		ticket queue.Ticket
		choice queue.Choice
		want   queue.Why
	}{
		{"the only line of the counter", ordinary, queue.Choice{Lines: 1}, queue.Why{Reason: queue.Earliest, Lines: 1}},
		{"two lines at one counter", ordinary, queue.Choice{Lines: 2, After: 3}, queue.Why{Reason: queue.Earliest, Lines: 2}},
		{"an elderly person", elder, queue.Choice{Lines: 2, After: 3}, queue.Why{Reason: queue.HeadStart}},
		{"whom an elderly person lets pass", ordinary, queue.Choice{Lines: 1, Yielded: true, After: 3}, queue.Why{Reason: queue.LetPass, After: 3}},
		{"in time for an appointment", onTime, queue.Choice{Lines: 1}, queue.Why{Reason: queue.BySlot}},
		{"too late for it", late, queue.Choice{Lines: 1}, queue.Why{Reason: queue.AfterSlot}},
		{"sent on from counter 03", at03(ordinary), queue.Choice{Lines: 1, Last: queue.Transfer}, queue.Why{Reason: queue.SentOn, From: "03"}},
		{"an elderly person sent on", at03(elder), queue.Choice{Lines: 1, Last: queue.Transfer}, queue.Why{Reason: queue.SentOn, From: "03"}},
		{"skipped at counter 03", at03(onTime), queue.Choice{Lines: 1, Last: queue.Skip}, queue.Why{Reason: queue.SteppedBack, From: "03"}},
		{"skipped, and let pass now", at03(ordinary), queue.Choice{Yielded: true, After: 1, Last: queue.Skip}, queue.Why{Reason: queue.LetPass, After: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.choice.Why(c.ticket); got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}
