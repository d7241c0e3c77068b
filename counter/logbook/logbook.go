// Package logbook is a desk's memory and its wire: what is done there becomes durable events, and central is asked through it.
// What may be done is the desk's to know, what an event means is central's.
package logbook

import (
	"context"
	"fmt"

	"motcua/counter/desk"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/seal"
	"motcua/internal/uplink"
)

// keyVisit is where the journal keeps who is called to the desk.
const keyVisit = "visit"

// Logbook is the journal of one counter and its line to central.
type Logbook struct {
	Counter string
	Journal *journal.Journal
	Link    *uplink.Link
	Officer func() officer.Officer // who sits at the desk
}

// Desk sets up the desk as it was when the counter was last switched off.
func (l Logbook) Desk(ctx context.Context) (*desk.Desk, error) {
	var visit *desk.Visit
	if _, err := l.Journal.Kept(ctx, keyVisit, &visit); err != nil {
		return nil, fmt.Errorf("who is at the desk: %w", err)
	}
	d := desk.New(l.Counter, visit)
	if err := l.remember(ctx, d); err != nil {
		return nil, fmt.Errorf("what was done at the desk: %w", err)
	}
	return d, nil
}

// lately is how many of the newest events tell what was done at the desk today: a counter writes some hundreds a day.
const lately = 2000

func (l Logbook) remember(ctx context.Context, d *desk.Desk) error {
	var newest int64
	if err := l.Journal.Reader().QueryRowContext(ctx, `SELECT coalesce(max(position), 0) FROM events`).Scan(&newest); err != nil {
		return err
	}
	origin, _ := l.Journal.Name()
	events, err := l.Journal.After(ctx, newest-lately, lately)
	for _, e := range events {
		action, ok := hall.ActionOf(e.Kind)
		if !ok || e.Origin != origin {
			continue
		}
		var m hall.Move
		if err := e.Read(&m); err != nil {
			return err
		}
		d.Remember(e.Subject, m.Turn, action)
	}
	return err
}

// Write makes a step durable: its event and who is at the desk afterwards, together. One that no officer took is refused.
func (l Logbook) Write(ctx context.Context, s desk.Step) error {
	if s.Action != "" && s.Officer == "" {
		return officer.ErrNobody
	}
	return l.Journal.Write(ctx, func(tx *journal.Tx) error {
		if s.Issued != nil {
			if err := hall.Record(tx, *s.Issued); err != nil {
				return err
			}
		}
		if s.Action != "" {
			move := hall.Move{Counter: l.Counter, Service: s.Service, Turn: s.Ticket.Turn, Officer: s.Officer}
			if _, err := tx.Append(hall.KindOf(s.Action), s.Ticket.ID, move); err != nil {
				return err
			}
		}
		return tx.Keep(keyVisit, s.Visit)
	})
}

// Tell makes it durable that the officer has read of a conflict.
func (l Logbook) Tell(ctx context.Context, c hall.Conflict) error {
	reader := l.Officer()
	if reader.ID == "" {
		return officer.ErrNobody
	}
	return l.Journal.Write(ctx, func(tx *journal.Tx) error {
		_, err := tx.Append(hall.KindConflictTold, c.Ticket, hall.Told{Counter: l.Counter, Turn: c.Turn, Officer: reader.ID})
		return err
	})
}

// TellClash makes it durable that the officer has read of a clash.
func (l Logbook) TellClash(ctx context.Context, c dossier.Clash) error {
	device, _ := l.Journal.Name()
	return l.Journal.Write(ctx, func(tx *journal.Tx) error {
		return registry.ReadClash(tx, c, registry.ClashRead{Device: device, Officer: l.Officer().ID})
	})
}

// Next asks central for the next person; nil when nobody waits.
func (l Logbook) Next(ctx context.Context) (*queue.Ticket, error) { return l.Link.Next(ctx, l.Counter) }

// CallSlip asks central for the person who shows a slip.
func (l Logbook) CallSlip(ctx context.Context, code string) (queue.Ticket, error) {
	return l.Link.CallSlip(ctx, l.Counter, code)
}

// Hall asks central how the hall is, after it has heard all that was done here.
func (l Logbook) Hall(ctx context.Context) (hall.View, error) { return l.Link.Hall(ctx) }

// Seals returns the keys that slips are checked with.
func (l Logbook) Seals() seal.Ring { return l.Link.Seals() }
