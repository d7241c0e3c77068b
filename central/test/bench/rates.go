package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/google/uuid"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/uplink"
)

// officers finish what was called: one desk of the hall's, whose events come between the stretches that are timed.
type officers struct {
	central *central
	lines   []*line
	journal *journal.Journal
	link    *uplink.Link
}

func (b bench) hire(ctx context.Context, c *central, name string) (o *officers, err error) {
	o = &officers{central: c}
	if o.lines, err = dialAll(c.address); err != nil {
		return nil, err
	}
	if o.journal, err = journal.Open(b.folder(name+"-officers.db"), c.desks[0].Device, time.Now, journal.Join()); err != nil {
		return nil, err
	}
	o.link, err = uplink.NewLink(ctx, c.desks[0].Client(c.address), o.journal, func() {})
	return o, err
}

func (o *officers) leave() { hangUp(o.lines); o.journal.Close() }

// rush lets all lines ask at once, and tells what it cost central.
func (o *officers) rush(ask func(client, n int, l *line) (done bool, err error)) (s spell, err error) {
	before, err := o.central.worked()
	if err != nil {
		return s, err
	}
	if s, err = rush(o.lines, ask); err != nil {
		return s, err
	}
	after, err := o.central.worked()
	s.worked = after - before
	return s, err
}

// issue gives one number for each counter, n times over.
func (o *officers) issue(n int) (spell, error) {
	each := n * counters / clients
	return o.rush(func(client, i int, l *line) (bool, error) {
		if i >= each {
			return true, nil
		}
		return false, l.post(o.central.kiosks[client], uplink.PathTickets,
			fmt.Sprintf(`{"id":"%s","service":"service-%d","kiosk":%d}`, uuid.Must(uuid.NewV7()), (client+i)%6, client+1))
	})
}

// call lets each counter call one person, and then finish.
func (o *officers) call(ctx context.Context) (spell, error) {
	s, err := o.rush(func(client, n int, l *line) (bool, error) {
		counter := n*clients + client
		if counter >= counters {
			return true, nil
		}
		return false, l.post(o.central.desks[counter], fmt.Sprintf("/v1/counters/%d/next", counter), "")
	})
	if err != nil {
		return s, err
	}
	return s, o.finish(ctx)
}

func (o *officers) finish(ctx context.Context) error {
	v, err := o.central.desks[0].Client(o.central.address).Hall(ctx)
	if err != nil {
		return err
	}
	err = o.journal.Write(ctx, func(tx *journal.Tx) error {
		for _, d := range v.Desks {
			if d.Ticket == nil {
				continue
			}
			if _, err := tx.Append(hall.KindOf(queue.Finish), d.Ticket.ID, hall.Move{Counter: d.Counter, Turn: d.Ticket.Turn}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return o.link.Flush(ctx)
}

// rates returns how many numbers and calls central manages, as multiples of the disk's appends.
func (b bench) rates(ctx context.Context, name, database string) (issue, next float64, err error) {
	c, err := b.start(ctx, name, database)
	if err != nil {
		return 0, 0, err
	}
	defer c.stop()
	o, err := b.hire(ctx, c, name)
	if err != nil {
		return 0, 0, err
	}
	defer o.leave()
	var appends, issued, called spell
	for range turns {
		for _, part := range []struct {
			of *spell
			do func() (spell, error)
		}{
			{&appends, func() (spell, error) { return b.appends(time.Second / 2) }},
			{&issued, func() (spell, error) { return o.issue(rounds + 1) }},
			{&called, func() (spell, error) { return o.calls(ctx) }},
		} {
			s, err := part.do()
			if err != nil {
				return 0, 0, err
			}
			part.of.add(s)
		}
	}
	for _, row := range []struct {
		what string
		spell
	}{{"4 KB appended and synced", appends}, {"numbers given", issued}, {"people called", called}} {
		fmt.Printf("%-10s %-25s %7.0f/s  %5.2f × disk  p50 %8s  p99 %8s  processor %6s each\n", name, row.what, row.rate(), row.rate()/appends.rate(),
			row.quantile(.50).Round(10*time.Microsecond), row.quantile(.99).Round(10*time.Microsecond), row.cost().Round(time.Microsecond))
	}
	return issued.rate() / appends.rate(), called.rate() / appends.rate(), nil
}

// calls lets each counter call in rounds; who is left over keeps the lines from running dry.
func (o *officers) calls(ctx context.Context) (all spell, err error) {
	for range rounds {
		s, err := o.call(ctx)
		if err != nil {
			return all, err
		}
		all.add(s)
	}
	return all, nil
}

// appends returns what the disk does: 4 KB at the end of a file, then fsync.
func (b bench) appends(within time.Duration) (s spell, err error) {
	f, err := os.CreateTemp(b.dir, "appends")
	if err != nil {
		return s, err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	page, began := make([]byte, 4096), time.Now()
	for s.took < within {
		before := time.Now()
		if _, err := f.Write(page); err != nil {
			return s, err
		}
		if err := f.Sync(); err != nil {
			return s, err
		}
		s.answers = append(s.answers, time.Since(before))
		s.took = time.Since(began)
	}
	return s, nil
}
