package main

import (
	"context"

	"motcua/counter/desk"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/queue"
	"motcua/internal/uplink"
)

// keyVisit is where the journal keeps who is called to the desk.
const keyVisit = "visit"

// register is the desk's memory and its wire: this counter's journal and its line to central.
type register struct {
	counter string
	journal *journal.Journal
	link    *uplink.Link
	officer func() officer.Officer
}

// visit gives who was called to the desk when the counter was last switched off, or nil.
func (r register) visit(ctx context.Context) (visit *desk.Visit, err error) {
	_, err = r.journal.Kept(ctx, keyVisit, &visit)
	return visit, err
}

// Write makes a step durable: its event and who is at the desk afterwards, together.
func (r register) Write(ctx context.Context, s desk.Step) error {
	return r.journal.Write(ctx, func(tx *journal.Tx) error {
		if s.Action != "" {
			move := hall.Move{Counter: r.counter, Service: s.Service, Officer: r.officer().ID}
			if _, err := tx.Append(hall.KindOf(s.Action), s.Ticket.ID, move); err != nil {
				return err
			}
		}
		return tx.Keep(keyVisit, s.Visit)
	})
}

// Next asks central for the next person; nil when nobody waits.
func (r register) Next(ctx context.Context) (*queue.Ticket, error) {
	return r.link.Next(ctx, r.counter)
}

// Hall asks central how the hall is, after it has heard all that was done here.
func (r register) Hall(ctx context.Context) (hall.View, error) { return r.link.Hall(ctx) }
