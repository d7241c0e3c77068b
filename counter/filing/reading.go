package filing

import (
	"context"
	"log/slog"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/registry"
	"motcua/internal/roster"
)

// oneSearch is how long an officer's questions to this desk's own register are one search: each letter typed asks.
const oneSearch = time.Minute

// search is the one that was written down last.
type search struct {
	officer string
	at      time.Time
}

// Look asks the centre's register, or without central this desk's own; whole tells which.
func (c *Cabinet) Look(ctx context.Context, q registry.Question) (a registry.Answer, whole bool, err error) {
	if a, err = c.Central.Look(ctx, q); err == nil {
		return a, true, nil
	}
	slog.Info("the desk looks into its own register", "err", err)
	if a, err = registry.Look(ctx, c.Journal.Reader(), q); err == nil {
		err = c.noteSearch(ctx)
	}
	return a, false, err
}

// Find gives one dossier, by central's word where it can be had.
func (c *Cabinet) Find(ctx context.Context, id string) (dossier.Dossier, error) {
	if d, err := c.Central.Dossier(ctx, id); err == nil {
		return d, nil
	}
	d, err := registry.Find(ctx, c.Journal.Reader(), id)
	if err == nil {
		err = c.note(ctx, roster.KindRead, d.ID, d.Code)
	}
	return d, err
}

// note writes down what was read here and not at central, which writes down what is read there. What cannot be written down is not shown.
func (c *Cabinet) note(ctx context.Context, kind, dossier, code string) error {
	device, _ := c.Journal.Name()
	reading := roster.Reading{Officer: c.Officer().ID, Device: device, Code: code}
	return c.Journal.Write(ctx, func(tx *journal.Tx) error { return roster.Read(tx, kind, dossier, reading) })
}

func (c *Cabinet) noteSearch(ctx context.Context) error {
	c.searching.Lock()
	defer c.searching.Unlock()
	now := search{c.Officer().ID, c.Now()}
	if since := now.at.Sub(c.searched.at); now.officer == c.searched.officer && since >= 0 && since < oneSearch {
		return nil
	}
	err := c.note(ctx, roster.KindSearched, "", "")
	if err == nil {
		c.searched = now
	}
	return err
}
