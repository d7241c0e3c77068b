package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/uplink"
)

// device is a kiosk or a counter as a process of its own. It prints each promise once it is on its disk.
type device struct {
	kind    string
	number  int
	address string
	data    string
	journal *journal.Journal
	link    *uplink.Link
}

// rest is how long a device waits between two visitors.
const rest = 2 * time.Millisecond

func runDevice(d device) (err error) {
	slog.SetDefault(slog.New(slog.DiscardHandler)) // that central is away is the rule here
	name := fmt.Sprintf("%s-%d", d.kind, d.number)
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	folder := filepath.Join(d.data, name)
	if d.journal, err = journal.OpenDevice(filepath.Join(folder, "device.db"), name, time.Now, hall.Fold); err != nil {
		return err
	}
	defer d.journal.Close()
	if d.link, err = uplink.NewLink(ctx, uplink.Enrolled(d.address, folder, name, time.Now), d.journal, func() {}); err != nil {
		return err
	}
	go d.link.Run(ctx)
	work := map[string]func(context.Context) error{"kiosk": d.take, "counter": d.serve}[d.kind]
	for ended := stdinEnded(); ; {
		select {
		case <-ended:
			return d.goHome(ctx)
		case <-time.After(rest):
		}
		if err := work(ctx); err != nil {
			return err
		}
	}
}

// stdinEnded returns a channel that is closed when nobody holds the other end any more: the hall closes.
func stdinEnded() <-chan struct{} {
	ended := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(ended)
	}()
	return ended
}

// goHome sends what was not sent yet.
func (d *device) goHome(ctx context.Context) error {
	for {
		err := d.link.Flush(ctx)
		if err == nil {
			return nil
		}
		fmt.Fprintln(os.Stderr, "crash:", d.kind, d.number, "waits for central:", err)
		time.Sleep(time.Second)
	}
}

// take gives a number, central's or its own, as a kiosk does.
func (d *device) take(ctx context.Context) error {
	request := queue.Request{ID: uuid.Must(uuid.NewV7()).String(), Service: "ho-tich", Kiosk: d.number}
	t, asked := d.link.Issue(ctx, request)
	err := d.journal.Write(ctx, func(tx *journal.Tx) (err error) {
		if asked == nil {
			return hall.Record(tx, t)
		}
		t, err = hall.IssueAlone(tx, tinyCentre(), request, time.Now())
		return err
	})
	if err == nil {
		fmt.Println("issued", t.ID, t.Number)
	}
	return err
}

// serve calls a person and finishes with them, as a counter does.
func (d *device) serve(ctx context.Context) error {
	counter := fmt.Sprint(d.number)
	t, err := d.link.Next(ctx, counter)
	if err != nil || t == nil {
		return nil // central is away, or nobody waits
	}
	fmt.Println("called", t.ID, counter)
	err = d.journal.Write(ctx, func(tx *journal.Tx) error {
		_, err := tx.Append(hall.KindOf(queue.Finish), t.ID, hall.Move{Counter: counter, Turn: t.Turn})
		return err
	})
	if err == nil {
		fmt.Println("finished", t.ID, counter)
	}
	return err
}
