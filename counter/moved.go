package main

import (
	"context"
	"errors"
	"log/slog"
	"strings"

	"motcua/counter/filing"
	"motcua/internal/dossier"
	"motcua/internal/trust"
	"motcua/internal/words"
	"motcua/internal/workday"
)

// moved reports whether a step was refused because the dossier had moved on; then the dossier is shown as it is, and what happened is said.
func (c *clerk) moved(err error) bool {
	moved := (*filing.Moved)(nil)
	if !errors.As(err, &moved) {
		return false
	}
	c.wait() // an Enter struck now was meant for what was on the screen before
	c.place, c.dossier = atDossier, moved.Now
	c.warn("counter.moved.refused", words.Args{"What": happened(c.speak, moved.Last)})
	return true
}

// follow renews the dossier on the screen when central says that it stands otherwise.
func (c *clerk) follow(open *dossier.Stand) {
	if open == nil || c.busy || c.asking || !c.shows(open.ID) || same(c.dossier, *open) {
		return
	}
	c.asking = true
	cabinet, stay, before := c.cabinet, c.stay, c.dossier
	var d dossier.Dossier
	var err error
	c.run(func() { d, err = cabinet.Find(context.Background(), open.ID) }, func() {
		c.asking = false
		switch {
		case err != nil:
			slog.Error("a dossier that has moved on could not be read", "dossier", open.ID, "err", err)
		case stay == c.stay && c.shows(d.ID) && same(c.dossier, before.Stand()) && !same(d, before.Stand()):
			c.wait()
			c.place, c.dossier = atDossier, d
			c.warn("counter.moved.renewed", words.Args{"What": happened(c.speak, d.Stand().Last)})
		}
	})
}

// shows reports whether a dossier is on the screen.
func (c *clerk) shows(id string) bool {
	return (c.place == atDossier || c.place == atReceived) && c.dossier.ID == id
}

func same(d dossier.Dossier, s dossier.Stand) bool {
	return len(d.History) == s.Steps && d.Version() == s.Version
}

// watched is the dossier that each view of the hall is to tell about; empty: none.
func (c *clerk) watched() string {
	if c.place == atDossier || c.place == atReceived {
		return c.dossier.ID
	}
	return ""
}

// happened says who did what with a dossier, and when.
func happened(speak words.Speaker, s dossier.Step) string {
	counter, here := counterOf(s.Where)
	at := s.At.In(workday.Vietnam)
	return speak.Say("counter.happened", words.Args{
		"Counter": counter, "Here": here, "By": s.By, "Step": speak.Say("counter.step." + string(s.Action)), "At": at.Format("15:04"), "Day": at.Format("02/01"),
	})
}

// counterOf is the counter of a device of this centre; false for any other device.
func counterOf(device string) (string, bool) {
	return strings.CutPrefix(device, string(trust.Counter)+"-")
}

// clashWords tells an officer which step does not count, theirs or another counter's, and what stands.
func clashWords(speak words.Speaker, counter string, c dossier.Clash) string {
	id := "counter.clash.there"
	if lost, _ := counterOf(c.Lost.Where); lost == counter {
		id = "counter.clash.here"
	}
	lost, _ := counterOf(c.Lost.Where)
	c.Stands.By = "" // the counter and the minute are enough
	return speak.Say(id, words.Args{
		"Code": c.Code, "Counter": lost, "Lost": speak.Say("counter.step." + string(c.Lost.Action)), "Stands": happened(speak, c.Stands),
	}) + " " + speak.Say("counter.conflict.read")
}
