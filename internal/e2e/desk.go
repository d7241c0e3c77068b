package main

import (
	"context"
	"errors"
	"time"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/uplink"
)

// desk is the watcher's counter without an officer or a window, for measurements in which somebody has to be served.
type desk struct {
	client  uplink.Client
	counter string
	journal *journal.Journal
	link    *uplink.Link
}

func (h *sampleHall) openDesk(ctx context.Context) (*desk, error) {
	j, err := journal.OpenDevice(h.data(watcher)+"/counter.db", watcher, time.Now, journal.Join())
	if err != nil {
		return nil, err
	}
	link, err := uplink.NewLink(ctx, h.client, j, func() {})
	if err != nil {
		return nil, errors.Join(err, j.Close())
	}
	return &desk{client: h.client, counter: watcherCounter, journal: j, link: link}, nil
}

// serve calls everybody who waits, one after the other, and is done with each at once.
func (d *desk) serve(ctx context.Context) error {
	for {
		t, err := d.client.Next(ctx, d.counter)
		if err != nil || t == nil {
			return err
		}
		err = d.journal.Write(ctx, func(tx *journal.Tx) error {
			_, err := tx.Append(hall.KindOf(queue.Finish), t.ID, hall.Move{Counter: d.counter, Turn: t.Turn, Officer: "hoa"}) // who has logged in there
			return err
		})
		if err == nil {
			err = d.link.Flush(ctx)
		}
		if err != nil {
			return err
		}
	}
}

func (d *desk) close() error { return d.journal.Close() }
