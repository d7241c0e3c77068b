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
	kind, officer string
	at            time.Time
}

// Look asks the centre's register, or without central this desk's own; whole tells which.
func (c *Store) Look(ctx context.Context, q registry.Question) (a registry.Answer, whole bool, err error) {
	if a, err = c.Central.Look(ctx, q); err == nil {
		return a, true, nil
	}
	slog.Info("the desk looks into its own register", "err", err)
	if a, err = registry.Look(ctx, c.Journal.Reader(), q); err == nil {
		err = c.noteOnce(ctx, roster.KindSearched)
	}
	return a, false, err
}

// Book reads the register of a span, by central's word where it can be had; whole tells whether it is the centre's.
func (c *Store) Book(ctx context.Context, s registry.Span) (list []dossier.Dossier, first int, whole bool, err error) {
	if list, first, err = leaves(ctx, s, c.Central.Book); err == nil {
		return list, first, true, nil
	}
	slog.Info("the desk reads its own register", "err", err)
	list, first, err = leaves(ctx, s, func(ctx context.Context, s registry.Span) (registry.Leaf, error) {
		return registry.Read(ctx, c.Journal.Reader(), s)
	})
	if err == nil {
		err = c.noteOnce(ctx, roster.KindBook)
	}
	return list, first, false, err
}

// leaves reads a span to its end.
func leaves(ctx context.Context, s registry.Span, read func(context.Context, registry.Span) (registry.Leaf, error)) (list []dossier.Dossier, first int, err error) {
	for {
		l, err := read(ctx, s)
		if err != nil {
			return nil, 0, err
		}
		if first == 0 {
			first = l.First
		}
		list = append(list, l.Dossiers...)
		if len(l.Dossiers) < registry.MostLeaf {
			return list, first, nil
		}
		s.Behind = l.Dossiers[len(l.Dossiers)-1].ID
	}
}

// Find returns one dossier, by central's word where it can be had.
func (c *Store) Find(ctx context.Context, id string) (dossier.Dossier, error) {
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
func (c *Store) note(ctx context.Context, kind, dossier, code string) error {
	device, _ := c.Journal.Name()
	reading := roster.Reading{Officer: c.Officer().ID, Device: device, Code: code}
	return c.Journal.Write(ctx, func(tx *journal.Tx) error { return roster.Read(tx, kind, dossier, reading) })
}

// noteOnce is note for the questions of a search.
func (c *Store) noteOnce(ctx context.Context, kind string) error {
	c.searching.Lock()
	defer c.searching.Unlock()
	now, last := search{kind, c.Officer().ID, c.Now()}, c.searched
	if since := now.at.Sub(last.at); now.kind == last.kind && now.officer == last.officer && since >= 0 && since < oneSearch {
		return nil
	}
	err := c.note(ctx, kind, "", "")
	if err == nil {
		c.searched = now
	}
	return err
}
