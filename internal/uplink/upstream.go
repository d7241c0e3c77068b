package uplink

import (
	"context"
	"log/slog"
	"time"

	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/registry"
	"motcua/internal/roster"
	"motcua/internal/trust"
)

// Upstream is a centre's end of the line to its province: it pushes what all the centre's devices did, and takes what other centres did to
// dossiers that they share. Days without the line change nothing but how much there is to push.
type Upstream struct {
	Client  Client
	Journal *journal.Journal
	Centre  string                   // short name, with which the centre's central is enrolled at the province
	Told    func(p []centre.Partner) // called when the province has named its other centres

	agreed bool
	sent   int64 // position of the newest event that the province holds, with all before it
}

// everyRound is how often a centre and its province tell each other what is new.
const everyRound = 3 * time.Second

// askProvince bounds one question: a page of a day's events may come over a slow line.
const askProvince = 20 * time.Second

// What a journal keeps of its province: the partners for a start without the line, and how much of the news has been read.
const (
	keyPartners = "partners"
	keyNews     = "news"
)

// news is how far a centre has read what the province tells it.
type news struct {
	Life   int64 `json:"life"` // of the province's journal
	Serial int64 `json:"serial"`
}

// Run keeps the line until ctx ends.
func (u *Upstream) Run(ctx context.Context) {
	var partners []centre.Partner
	if known, err := u.Journal.Kept(ctx, keyPartners, &partners); known && err == nil {
		u.Told(partners)
	}
	told := "" // what the log was told last
	for ctx.Err() == nil {
		err := u.Exchange(ctx)
		switch {
		case err == nil && told != "there":
			slog.Info("the province is there")
			told = "there"
		case err != nil && told != "gone" && ctx.Err() == nil:
			slog.Warn("the province is gone", "err", err)
			told = "gone"
		}
		select {
		case <-ctx.Done():
		case <-time.After(everyRound):
		}
	}
}

// Exchange pushes what the province lacks and takes what it has to tell.
func (u *Upstream) Exchange(ctx context.Context) (err error) {
	if !u.agreed {
		if err := u.agree(ctx); err != nil {
			return err
		}
	}
	if err = u.send(ctx); err == nil {
		err = u.take(ctx)
	}
	u.agreed = err == nil
	return err
}

// agree finds out what the province holds, and who else is there.
func (u *Upstream) agree(ctx context.Context) error {
	held, err := u.push(ctx, nil)
	if err != nil {
		return err
	}
	lacking, err := u.Journal.Lacking(ctx, held.Lives)
	if err != nil {
		return err
	}
	u.sent = lacking - 1
	partners, err := bounded(ctx, u.Client.Partners)
	if err != nil {
		return err
	}
	u.Told(partners)
	return u.Journal.Write(ctx, func(tx *journal.Tx) error {
		var read news
		if _, err := tx.Kept(keyNews, &read); err != nil {
			return err
		}
		if read.Life != held.Life { // another count; what is told again is known by its origin and number
			if err := tx.Keep(keyNews, news{Life: held.Life}); err != nil {
				return err
			}
		}
		return tx.Keep(keyPartners, partners)
	})
}

// send pushes in the order of the centre's own journal, for in that order the province can make the same of it. What could help who wants to
// pass for an officer stays here.
func (u *Upstream) send(ctx context.Context) error {
	for {
		events, err := u.Journal.After(ctx, u.sent, MostEvents)
		if err != nil || len(events) == 0 {
			return err
		}
		events = pageOf(events)
		aside, err := u.Journal.AsideBetween(ctx, u.sent, events[len(events)-1].Position)
		if err != nil {
			return err
		}
		for i, e := range events {
			events[i] = hall.Outside(roster.Outside(e))
			events[i].Aside = aside[e.Position]
		}
		if _, err := u.push(ctx, events); err != nil {
			return err
		}
		u.sent = events[len(events)-1].Position
	}
}

func (u *Upstream) push(ctx context.Context, events []journal.Event) (Held, error) {
	self := trust.Device{Kind: trust.Centre, ID: u.Centre}
	return bounded(ctx, func(ctx context.Context) (Held, error) { return u.Client.Gather(ctx, self.Name(), events) })
}

// take makes events of what the province tells. How far it was read is written together with them; and where another central of this
// centre, on the same database, has read it meanwhile, it is left to that one.
func (u *Upstream) take(ctx context.Context) error {
	for {
		var read news
		if _, err := u.Journal.Kept(ctx, keyNews, &read); err != nil {
			return err
		}
		told, err := bounded(ctx, func(ctx context.Context) ([]journal.Event, error) {
			return u.Client.Changes(ctx, read.Life, read.Serial)
		})
		if err != nil || len(told) == 0 {
			return err
		}
		if err := u.Journal.Write(ctx, func(tx *journal.Tx) error { return relay(tx, read, told) }); err != nil {
			return err
		}
	}
}

func relay(tx *journal.Tx, read news, told []journal.Event) error {
	var now news
	if _, err := tx.Kept(keyNews, &now); err != nil || now != read {
		return err
	}
	for _, step := range told {
		if err := registry.Relay(tx, step); err != nil {
			return err
		}
	}
	read.Serial = told[len(told)-1].Position
	return tx.Keep(keyNews, read)
}

// bounded asks the province and does not wait for ever.
func bounded[A any](ctx context.Context, ask func(context.Context) (A, error)) (A, error) {
	ctx, cancel := context.WithTimeout(ctx, askProvince)
	defer cancel()
	return ask(ctx)
}
