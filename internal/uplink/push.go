package uplink

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"sync"

	"motcua/internal/journal"
)

// pusher sends the events of a device's journal to central, and agrees with it about what each of them holds.
type pusher struct {
	client  Client
	journal *journal.Journal

	pushing sync.Mutex // one push at a time; guards held and agreed
	held    int64      // what central holds of this device's present life
	agreed  bool       // whether central and the journal were found to tell the same of it
}

// Flush pushes what central does not hold yet. Whenever the line is new it first sees to it that journal and central tell the same.
func (p *pusher) Flush(ctx context.Context) (err error) {
	p.pushing.Lock()
	defer p.pushing.Unlock()
	if !p.agreed {
		if p.held, err = p.agree(ctx); err != nil {
			return err
		}
	}
	_, present := p.journal.Name()
	p.held, err = p.send(ctx, present, p.held)
	p.agreed = err == nil
	return err
}

// Deliver waits until central holds all that this device has written, or ctx ends: a push that hangs keeps nobody waiting longer.
func (p *pusher) Deliver(ctx context.Context) error {
	heard := make(chan error, 1)
	go func() { heard <- p.Flush(ctx) }()
	select {
	case err := <-heard:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// send pushes the events of a life behind those that central holds, and tells which it holds then.
func (p *pusher) send(ctx context.Context, incarnation, held int64) (int64, error) {
	ahead := p.readAhead(ctx, incarnation, held)
	defer func() { <-ahead }() // so that nobody reads the journal any more who was not asked
	for {
		next := <-ahead
		if next.err != nil || next.body == nil {
			return held, next.err
		}
		ahead = p.readAhead(ctx, incarnation, next.last)
		answer, err := p.push(ctx, incarnation, next.body)
		if err != nil {
			return held, err
		}
		if answer.Aside > 0 {
			slog.Error("central has set events of this device aside; its devices page says why", "events", answer.Aside)
		}
		if held = answer.Seq; held != next.last {
			<-ahead
			ahead = p.readAhead(ctx, incarnation, held)
		}
	}
}

// page is a push that is ready to go.
type page struct {
	body json.RawMessage // events; nil: there are none
	last int64           // the number of the last one
	err  error
}

// readAhead makes the next page ready while the one before it is on its way: a day offline takes a third less time.
func (p *pusher) readAhead(ctx context.Context, incarnation, after int64) <-chan page {
	ready := make(chan page, 1)
	go func() {
		defer close(ready)
		origin, _ := p.journal.Name()
		events, err := p.journal.Of(ctx, origin, incarnation, after, MostEvents)
		events = pageOf(events)
		next := page{last: after, err: err}
		if len(events) > 0 && err == nil {
			next.last = events[len(events)-1].Seq
			next.body, next.err = json.Marshal(events)
		}
		ready <- next
	}()
	return ready
}

// mostPage is about how many bytes go in one push.
const mostPage = 3 << 20

// pageOf returns as many of some events as go in one push, and one at least.
func pageOf(events []journal.Event) []journal.Event {
	size := 0
	for i, e := range events {
		if size += len(e.Body) + 2*len(e.Private) + len(e.Subject); size > mostPage && i > 0 {
			return events[:i]
		}
	}
	return events
}

// agree makes journal and central hold the same of this device's earlier lives, and tells what central holds of the present one.
// Central may have lost a part, and gets it again. So may this disk: then it takes back what central holds, and begins a new life,
// so that no number ever stands for two events.
func (p *pusher) agree(ctx context.Context) (held int64, err error) {
	_, present := p.journal.Name()
	theirs, err := p.push(ctx, present, nothing)
	if err != nil {
		return 0, err
	}
	same, err := p.holds(ctx, theirs.Seq, theirs.Hash)
	if err != nil {
		return 0, err
	}
	if same {
		return theirs.Seq, p.exchange(ctx, theirs.Lives)
	}
	common, err := p.common(ctx, theirs.Seq)
	if err != nil {
		return 0, err
	}
	if err := p.journal.Renew(ctx, common); err != nil {
		return 0, err
	}
	return 0, p.exchange(ctx, theirs.Lives)
}

// holds reports whether an event of the present life is in the journal with that hash, or any when central does not tell it.
func (p *pusher) holds(ctx context.Context, seq int64, hash []byte) (bool, error) {
	if seq == 0 {
		return true, nil
	}
	ours, err := p.journal.Own(ctx, seq-1, 1)
	if err != nil || len(ours) == 0 || ours[0].Seq != seq {
		return false, err
	}
	return len(hash) == 0 || bytes.Equal(ours[0].Hash, hash), nil
}

// common returns the number of the last event of the present life on which journal and central agree, below one on which they do not.
func (p *pusher) common(ctx context.Context, below int64) (int64, error) {
	origin, present := p.journal.Name()
	for below > 0 {
		from := max(0, below-MostEvents)
		theirs, err := p.pull(ctx, present, from)
		if err != nil {
			return 0, err
		}
		ours, err := p.journal.Of(ctx, origin, present, from, MostEvents)
		if err != nil {
			return 0, err
		}
		if n := agreeing(ours, theirs); n > 0 {
			return from + int64(n), nil
		}
		below = from
	}
	return 0, nil
}

func agreeing(ours, theirs []journal.Event) (n int) {
	for n < len(ours) && n < len(theirs) && bytes.Equal(ours[n].Hash, theirs[n].Hash) {
		n++
	}
	return n
}

// exchange brings the earlier lives to the same length on both sides.
func (p *pusher) exchange(ctx context.Context, theirs []journal.Head) error {
	origin, present := p.journal.Name()
	ours, err := p.journal.Heads(ctx, origin)
	if err != nil {
		return err
	}
	recovered := int64(0)
	for _, head := range theirs {
		if head.Incarnation == present {
			continue
		}
		held := length(ours, head.Incarnation)
		if held == 0 || held < head.Seq {
			if err := p.recordLoss(ctx); err != nil {
				return err
			}
		}
		n, err := p.recover(ctx, head, held)
		if err != nil {
			return err
		}
		recovered += n
	}
	for _, head := range ours {
		if held := length(theirs, head.Incarnation); head.Incarnation != present && held < head.Seq {
			if _, err := p.send(ctx, head.Incarnation, held); err != nil {
				return err
			}
		}
	}
	return p.say(ctx, recovered)
}

func length(heads []journal.Head, incarnation int64) int64 {
	for _, t := range heads {
		if t.Incarnation == incarnation {
			return t.Seq
		}
	}
	return 0
}

// recover takes back what central holds of an earlier life behind those that are here, and counts it.
func (p *pusher) recover(ctx context.Context, theirs journal.Head, held int64) (recovered int64, err error) {
	for before := held; held < theirs.Seq; recovered = held - before {
		events, err := p.pull(ctx, theirs.Incarnation, held)
		if err != nil {
			return recovered, err
		}
		if len(events) == 0 {
			return recovered, fmt.Errorf("central holds %d events of life %d and gives none behind %d", theirs.Seq, theirs.Incarnation, held)
		}
		err = p.journal.Write(ctx, func(tx *journal.Tx) (err error) {
			held, err = tx.Recover(theirs.Incarnation, events)
			return err
		})
		if err != nil {
			return recovered, err
		}
	}
	return recovered, nil
}

// recordLoss writes journal.lost: central has more events of this device than this disk, so the disk was swapped or is an older copy. What is
// lost may be more than central has ever had: numbers that are on paper.
func (p *pusher) recordLoss(ctx context.Context) error {
	first, err := p.journal.Own(ctx, 0, MostEvents)
	said := slices.ContainsFunc(first, func(e journal.Event) bool { return e.Kind == journal.KindLost }) // or a damaged disk has
	if err != nil || said {
		return err
	}
	return p.journal.Write(ctx, func(tx *journal.Tx) error {
		_, err := tx.Append(journal.KindLost, "", journal.Count{})
		return err
	})
}

// say makes an event of a recovery, for the staff to see.
func (p *pusher) say(ctx context.Context, recovered int64) error {
	if recovered == 0 {
		return nil
	}
	return p.journal.Write(ctx, func(tx *journal.Tx) error {
		_, err := tx.Append(journal.KindRecovered, "", journal.Count{Events: recovered})
		return err
	})
}

// nothing is a push that only asks what is held.
var nothing = json.RawMessage("[]")

func (p *pusher) push(ctx context.Context, incarnation int64, events json.RawMessage) (Held, error) {
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	origin, _ := p.journal.Name()
	return p.client.push(ctx, origin, incarnation, events)
}

func (p *pusher) pull(ctx context.Context, incarnation, seq int64) ([]journal.Event, error) {
	ctx, cancel := context.WithTimeout(ctx, askWithin)
	defer cancel()
	origin, _ := p.journal.Name()
	return p.client.Pull(ctx, origin, incarnation, seq)
}
