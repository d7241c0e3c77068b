package dossiers

import (
	"context"
	"encoding/json"
	"log/slog"

	"motcua/counter/filing"
	"motcua/counter/intake"
	"motcua/counter/navigation"
	"motcua/internal/async"
)

// Keeper keeps the intake on the screen for a start after a crash, and offers it to the officer who had begun it.
type Keeper struct {
	Files   *filing.Unfinished
	Run     async.Runner
	Officer func() string // login name of who sits here; empty: nobody

	turn  int
	owner string // whose work is kept; empty: none is
	kept  string // as it was kept last
}

// Keep makes the intake durable as it stands, if it has changed. Without one, what was kept is forgotten.
func (k *Keeper) Keep(in *intake.Intake) {
	who := k.Officer()
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

func (k *Keeper) write(who string, raw []byte) {
	k.owner, k.kept = who, string(raw)
	var work any
	if raw != nil {
		work = json.RawMessage(raw)
	} else {
		k.owner = ""
	}
	k.turn++
	turn, files := k.turn, k.Files
	async.Try(k.Run, func() error { return files.Keep(turn, who, work) }, func(err error) {
		if err != nil {
			slog.Error("an unfinished intake could not be kept", "err", err)
		}
	})
}

// Offer opens what an officer who has just sat down had left unfinished. What was received before the program ended is forgotten instead.
func (k *Keeper) Offer(c *Controllers) {
	who := k.Officer()
	if who == "" || c.Place != navigation.Queue || c.Intake.Current != nil {
		return
	}
	here, files, store := c.Here(), k.Files, c.Store
	navigation.Ask(c.Navigator, func(ctx context.Context) (left leftover, err error) {
		if left.found, err = files.Read(who, &left.sketch); left.found {
			left.received = store.Has(ctx, left.sketch.ID)
		}
		return left, err
	}, func(left leftover, err error) {
		switch {
		case err != nil:
			slog.Error("an unfinished intake could not be read", "err", err)
		case left.received:
			k.write(who, nil)
		case left.found && who == k.Officer() && here() && c.Place == navigation.Queue:
			k.owner = who
			c.Intake.goOn(left.sketch)
		}
	})
}

// leftover is what an officer has left unfinished.
type leftover struct {
	sketch          intake.Sketch
	found, received bool
}

// goOn shows an intake that was left unfinished.
func (i *Intake) goOn(s intake.Sketch) {
	found := intake.Named(i.Procedures, []string{s.Procedure})
	i.Place = navigation.Intake
	i.Current = intake.Restore(s, i.Catalogue, append(found, nil)[0])
	i.Warn("counter.intake.unfinished")
}
