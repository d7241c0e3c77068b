package main

import (
	"context"
	"encoding/json"
	"log/slog"

	"motcua/counter/filing"
	"motcua/counter/intake"
	"motcua/internal/ui"
)

// keeper keeps the intake on the screen for a start after a crash, and offers it to the officer who had begun it.
type keeper struct {
	files   *filing.Unfinished
	run     ui.Runner
	officer func() string // login name of who sits here; empty: nobody

	turn  int
	owner string // whose work is kept; empty: none is
	kept  string // as it was kept last
}

// keep makes the intake durable as it stands, if it has changed. Without one, what was kept is forgotten.
func (k *keeper) keep(in *intake.Intake) {
	who := k.officer()
	if who == "" {
		return // a locked desk keeps what it has
	}
	var raw []byte
	if in != nil {
		if s := in.Sketch(); s.Begun() {
			raw, _ = json.Marshal(s)
		}
	}
	if k.owner != "" && (raw == nil || k.owner != who) {
		k.write(k.owner, nil) // finished, dropped, or taken over by a colleague
	}
	if raw == nil || k.owner == who && k.kept == string(raw) {
		return
	}
	k.write(who, raw)
}

func (k *keeper) write(who string, raw []byte) {
	k.owner, k.kept = who, string(raw)
	var work any
	if raw != nil {
		work = json.RawMessage(raw)
	} else {
		k.owner = ""
	}
	k.turn++
	turn, files := k.turn, k.files
	var err error
	k.run(func() { err = files.Keep(turn, who, work) }, func() {
		if err != nil {
			slog.Error("an unfinished intake could not be kept", "err", err)
		}
	})
}

// offer opens what an officer who has just sat down had left unfinished. What was received before the program ended is forgotten instead.
func (k *keeper) offer(c *clerk) {
	who := k.officer()
	if who == "" || c.place != atQueue || c.intake != nil {
		return
	}
	var s intake.Sketch
	var found, received bool
	var err error
	stay, files, cabinet := c.stay, k.files, c.cabinet
	k.run(func() {
		if found, err = files.Read(who, &s); found {
			received = cabinet.Has(context.Background(), s.ID)
		}
	}, func() {
		switch {
		case err != nil:
			slog.Error("an unfinished intake could not be read", "err", err)
		case received:
			k.write(who, nil)
		case found && who == k.officer() && stay == c.stay && c.place == atQueue:
			k.owner = who
			c.goOn(s)
		}
	})
}

// goOn shows an intake that was left unfinished.
func (c *clerk) goOn(s intake.Sketch) {
	found := intake.Named(c.list, []string{s.Procedure})
	c.place = atIntake
	c.intake = intake.Restore(s, c.catalogue, append(found, nil)[0])
	c.warn("counter.intake.unfinished")
}
