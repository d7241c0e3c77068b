package main

import (
	"context"
	"log/slog"

	"motcua/counter/errortext"
	"motcua/counter/filing"
	"motcua/counter/intake"
	"motcua/counter/navigation"
	"motcua/counter/typed"
	"motcua/internal/dossier"
	"motcua/internal/procedure"
	"motcua/internal/words"
)

// begin opens an empty intake.
func (c *clerk) begin() {
	c.place, c.notice = atIntake, navigation.Notice{}
	c.intake = intake.New(c.newID(), c.catalogue)
	c.changed()
	in, cabinet, list := c.intake, c.cabinet, c.list
	var frequent []*procedure.Procedure
	c.run(func() {
		codes, err := cabinet.Frequent(context.Background(), intake.MostHits)
		if err != nil {
			slog.Error("the frequent procedures could not be read", "err", err)
		}
		frequent = intake.Named(list, codes)
	}, func() {
		in.Offer(frequent)
		c.changed()
	})
}

// online takes in what was filed on the portal, under the code it was given there. One that the register has is opened instead.
func (c *clerk) online(text string) error {
	code, err := dossier.ReadPortal(text)
	if err != nil {
		return typed.ErrCode
	}
	c.lookUp(code, func(whole bool) { c.fileOnline(code) })
	return nil
}

// fileOnline gives the intake the portal's code.
func (c *clerk) fileOnline(code string) {
	if c.place != atIntake {
		c.begin()
	}
	c.intake.Code = code
	c.tell("counter.intake.online", words.Args{"Code": code})
}

// resume shows an intake that a power cut interrupted.
func (c *clerk) resume(draft filing.Draft) {
	var p *procedure.Procedure
	if found := intake.Named(c.list, []string{draft.Intake.Procedure.Code}); len(found) > 0 {
		p = found[0]
	}
	c.place = atIntake
	c.intake = intake.Resume(draft.ID, draft.Code, draft.Intake, draft.Paid, c.catalogue, p)
	c.warn("counter.intake.resumed")
}

// enter ends a step of the intake; at the last one the dossier is received.
func (c *clerk) enter() {
	if c.intake.Enter() {
		c.receive()
	}
	c.changed()
}

// receive takes the dossier in, if nothing is missing.
func (c *clerk) receive() {
	if c.busy {
		return
	}
	if lack := c.intake.Lack(); lack != intake.Nothing {
		c.warn("counter.lack." + string(lack))
		return
	}
	c.busy, c.notice = true, navigation.Notice{}
	draft, cabinet := filing.Draft{ID: c.intake.ID, Code: c.intake.Code, Intake: c.intake.Given(), Paid: c.intake.Paid}, c.cabinet
	var d dossier.Dossier
	var err error
	c.run(func() { d, err = cabinet.Receive(context.Background(), draft) }, func() {
		c.busy = false
		if err != nil {
			slog.Error("a dossier could not be received", "dossier", draft.ID, "err", err)
			c.warn(errortext.Of(err))
			return
		}
		c.wake()
		c.show(atReceived, d)
	})
}
