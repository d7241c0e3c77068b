package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/google/uuid"

	"motcua/central/store"
	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/uplink"
)

// atOnce is how many visits are written in one transaction.
const atOnce = 500

// catchUp tells in how many seconds central hears a day of a kiosk that was offline.
func (b bench) catchUp(ctx context.Context) (seconds float64, err error) {
	c, err := b.start(ctx, "catch-up", "")
	if err != nil {
		return 0, err
	}
	defer c.stop()
	j, err := journal.Open(b.folder("kiosk.db"), c.kiosks[6].Device, time.Now, journal.Join())
	if err != nil {
		return 0, err
	}
	defer j.Close()
	for written := 0; written < catchUp; {
		err := j.Write(ctx, func(tx *journal.Tx) error {
			for range atOnce {
				n, err := visitAlone(tx, written/eventsAVisit+1)
				if err != nil {
					return err
				}
				written += n
			}
			return nil
		})
		if err != nil {
			return 0, err
		}
	}
	link, err := uplink.NewLink(ctx, c.kiosks[6].Client(c.address), j, func() {})
	if err != nil {
		return 0, err
	}
	began := time.Now()
	err = link.Flush(ctx)
	fmt.Printf("%-10s %d events after a day offline caught up in %v\n", "SQLite", catchUp, time.Since(began).Round(10*time.Millisecond))
	return time.Since(began).Seconds(), err
}

const eventsAVisit = 5

// visitAlone returns what a kiosk without central writes down for one visitor; its slip is about as long as a real one.
func visitAlone(tx *journal.Tx, serial int) (events int, err error) {
	now := time.Now().UTC().Truncate(time.Millisecond)
	t := queue.Ticket{
		ID: uuid.Must(uuid.NewV7()).String(), Number: queue.Number("A", 7, serial), Series: 7, Serial: serial, Service: "service-0",
		Kiosk: 7, IssuedAt: now, QueueTime: now, State: queue.Waiting, Ahead: queue.Unknown,
	}
	for _, e := range []struct {
		kind string
		body any
	}{
		{"ticket.requested", queue.Request{ID: t.ID, Service: t.Service, Kiosk: 7}},
		{hall.KindIssued, t},
		{"slip.queued", map[string]string{"document": strings.Repeat("Số thứ tự của ông/bà. ", 50)}},
		{"slip.closed", map[string]string{"outcome": "printed"}},
		{hall.KindPrinted, struct{}{}},
	} {
		if _, err := tx.Append(e.kind, t.ID, e.body); err != nil {
			return 0, err
		}
	}
	return eventsAVisit, nil
}

// history returns what a call costs after long, as a multiple of what it costs after a day.
func (b bench) history(ctx context.Context, days int) (ratio float64, err error) {
	var centrals []*central
	pasts := []int{shortPast, days}
	for _, past := range pasts {
		name := fmt.Sprintf("after-%d", past)
		if err := b.live(ctx, name, past); err != nil {
			return 0, err
		}
		c, err := b.start(ctx, name, "")
		if err != nil {
			return 0, err
		}
		defer c.stop()
		centrals = append(centrals, c)
	}
	var halls []*officers
	for i, c := range centrals {
		o, err := b.hire(ctx, c, fmt.Sprintf("after-%d", pasts[i]))
		if err != nil {
			return 0, err
		}
		defer o.leave()
		if _, err := o.issue(1); err != nil { // central hangs up on a line that asks nothing at first
			return 0, err
		}
		halls = append(halls, o)
	}
	var cost [2]spell
	for range turns {
		for i, o := range halls { // in turns, so that both have the same share of the machine
			if _, err := o.issue(rounds + 1); err != nil {
				return 0, err
			}
			s, err := o.calls(ctx)
			if err != nil {
				return 0, err
			}
			cost[i].add(s)
		}
	}
	for i, past := range pasts {
		fmt.Printf("%-10s people called after %3d days  %7.0f/s  p50 %v\n", "SQLite", past, cost[i].rate(), cost[i].quantile(.5).Round(10*time.Microsecond))
	}
	return cost[0].rate() / cost[1].rate(), nil
}

// live writes a central's past: visits that came, were called and were served.
func (b bench) live(ctx context.Context, name string, days int) error {
	if err := os.MkdirAll(b.folder(name), 0o750); err != nil {
		return err
	}
	clock := time.Now().AddDate(0, 0, -days-1)
	j, err := journal.Open(b.folder(name+"/central.db"), hall.Central, func() time.Time { return clock }, store.Tables)
	if err != nil {
		return err
	}
	defer j.Close()
	c := benchCentre()
	for range days {
		clock = clock.AddDate(0, 0, 1)
		err := j.Write(ctx, func(tx *journal.Tx) error {
			for i := range visitsADay {
				clock = clock.Add(time.Second)
				if err := visit(tx, c, i, clock); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func visit(tx *journal.Tx, c centre.Centre, i int, now time.Time) error {
	request := queue.Request{ID: uuid.Must(uuid.NewV7()).String(), Service: c.Services[i%6].ID, Kiosk: 1}
	if _, err := hall.Issue(tx, c, request, now); err != nil {
		return err
	}
	counter := c.Counters[i%6].ID
	t, err := hall.Next(tx, c, counter, now)
	if err != nil {
		return err
	}
	_, err = tx.Append(hall.KindOf(queue.Finish), t.ID, hall.Move{Counter: counter})
	return err
}
