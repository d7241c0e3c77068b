package device

import (
	"context"
	"errors"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/uplink"
)

// Served finds the visit of a slip. Without central a slip in somebody's hand is believed, a number that anybody can read off the board is not: the
// log counts a visit's rating once, whatever is sent.
func (d *Device) Served(ctx context.Context, s hall.Slip) (hall.Served, error) {
	v, err := d.Link.Served(ctx, s)
	if refusal := (*uplink.Refusal)(nil); err == nil || errors.As(err, &refusal) {
		return v, err
	}
	if s.Ticket == "" {
		return v, err
	}
	rated, err := hall.IsRated(ctx, d.journal.Reader(), s.Ticket)
	return hall.Served{Ticket: s.Ticket, State: queue.Done, Rated: rated}, err
}

// Rate records what a citizen said.
func (d *Device) Rate(ctx context.Context, r rating.Rating) error {
	return d.journal.Write(ctx, func(tx *journal.Tx) error {
		_, err := tx.Append(hall.KindRated, r.Ticket, r)
		return err
	})
}
