package main

import (
	"context"
	"log/slog"

	"motcua/counter/errortext"
	"motcua/internal/dossier"
)

// do lets a step happen to the dossier shown.
func (c *clerk) do(b dossier.Body) bool {
	if c.busy {
		return false
	}
	c.busy = true
	before, cabinet := c.dossier, c.cabinet
	var after dossier.Dossier
	var err error
	c.run(func() { after, err = cabinet.Do(context.Background(), before, b) }, func() {
		c.busy = false
		if c.moved(err) {
			return
		}
		if err != nil {
			slog.Error("a step of a dossier could not be written down", "dossier", before.ID, "action", b.Action(), "err", err)
			c.warn(errortext.Of(err))
			return
		}
		c.wake()
		c.dossier = after
		if c.place == atReceived {
			c.place = atDossier // what was received is behind
		}
		c.tell("counter.step.done." + string(b.Action()))
	})
	return true
}

// accept receives a dossier that came in by the web, complete as it is; the code that the portal gave it stays.
func (c *clerk) accept() {
	if c.busy {
		return
	}
	c.busy = true
	before, cabinet := c.dossier, c.cabinet
	var after dossier.Dossier
	var err error
	c.run(func() { after, err = cabinet.Accept(context.Background(), before) }, func() {
		c.busy = false
		if c.moved(err) {
			return
		}
		if err != nil {
			slog.Error("a dossier from the web could not be received", "dossier", before.ID, "err", err)
			c.warn(errortext.Of(err))
			return
		}
		c.wake()
		c.show(atReceived, after)
	})
}

// reprint prints the dossier's last slip again.
func (c *clerk) reprint() {
	d, id, cabinet := c.dossier, c.newID(), c.cabinet
	var err error
	c.run(func() { err = cabinet.Reprint(context.Background(), id, d) }, func() {
		if err != nil {
			c.warn(errortext.Of(err))
			return
		}
		c.wake()
		c.tell("counter.step.reprinted")
	})
}
