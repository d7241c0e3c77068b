package main

import (
	"errors"
	"log/slog"

	"motcua/internal/hall"
	"motcua/internal/idcard"
	"motcua/internal/registry"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/words"
	"motcua/kiosk/visit"
)

// cards is the way of somebody who shows their card on the first screen: to their appointment, to their dossiers, or to the word that there are none.
type cards struct{ *reception }

// show asks what there is for a card. Whose card it is decides: another one begins another visit.
func (c cards) show(card idcard.Card) {
	if c.visit.ByCard(card.Number) || c.visit.Step == visit.Presenting && c.visit.Presented.ID == "" {
		c.begin(visit.New(c.lang))
	}
	id := c.newID()
	if !c.visit.Present(id, card.Number, c.now()) {
		return
	}
	c.draw()
	meet, ask, appointments := c.meet, c.ask, c.centre.Appointments.Taken
	var found visit.Presented
	c.run(func() {
		var err error
		if appointments {
			found.Coming, err = meet(hall.Summons{Card: card.Number})
		}
		if found.Problem = missing(err); found.Problem == "" {
			found.Told, err = ask(registry.Inquiry{Card: card.Number})
			found.Problem = missing(err)
		}
	}, func() { c.onFound(id, found) })
}

// missing is why it is not known what there is for a card; empty where it is known that there is nothing.
func missing(err error) visit.Problem {
	switch {
	case err == nil, errors.Is(err, registry.ErrNoDossier), errors.Is(err, uplink.ErrUnknown), errors.Is(err, uplink.ErrMayNot):
		return ""
	case !uplink.Answered(err):
		return visit.Offline
	case errors.Is(err, uplink.ErrTooMany):
		return visit.TooMany
	}
	slog.Error("central tells nothing of a card", "err", err)
	return visit.Offline
}

// onFound goes to what there is, or lets choose.
func (c cards) onFound(id string, found visit.Presented) {
	if !c.visit.Answers(id, found, c.now()) {
		return
	}
	found = c.visit.Presented
	slog.Debug("card answered", "appointment", found.Coming.Arrival, "dossiers", len(found.Told), "problem", found.Problem)
	switch {
	case found.Coming.Code != "" && len(found.Told) == 0 && found.Problem == "":
		c.onCome()
	case found.Coming.Code == "" && len(found.Told) > 0:
		c.onLook()
	default:
		c.draw()
	}
}

// onCome takes the number of the appointment, or tells why there is none now.
func (c cards) onCome() {
	id, coming := c.newID(), c.visit.Presented.Coming
	if c.visit.Comes(id, c.now()) {
		c.draw()
		c.onMet(id, hall.Summons{Card: c.visit.Presented.Card}, coming, nil)
	}
}

func (c cards) onLook() {
	if c.visit.Looks(c.now()) {
		c.draw()
	}
}

// instead leaves the card for what can be done without it.
func (c cards) instead(step visit.Step) func() {
	return func() {
		c.begin(c.visit.Again(c.now()))
		c.onBegin(step)
	}
}

// scene lets choose between what there is, or says that there is nothing and what to do then.
func (c cards) scene() scene {
	say, p := c.speaker(), c.visit.Presented
	if p.ID != "" {
		foot, targets := newFoot(say, c.onBack, c.onFirst)
		s := newNotice("presenting", ui.Icon("clock", ui.Crest), say.Say("kiosk.card.asking"), say.Say("kiosk.asking"))
		s.content, s.targets = footed(s.content, foot), targets
		return scene{screen: s}
	}
	title, help := say.Say("kiosk.card"), say.Say("kiosk.card.help")
	if p.Problem != "" {
		title, help = say.Say("kiosk.card."+string(p.Problem)), say.Say("kiosk.card."+string(p.Problem)+".help")
	}
	does := map[string]func(){"come": c.onCome, "look": c.onLook, "number": c.instead(visit.Choosing), "code": c.instead(visit.Seeking)}
	return scene{counts: true, screen: newChoice("presented", say, title, help, c.choices(say), c.paging(), 0, onChoice{
		chosen: func(id string) { does[id]() }, turn: func(int) {}, back: c.onBack, first: c.onFirst,
	})}
}

// choices are what there is for the card, and what can be done without one.
func (c cards) choices(say words.Speaker) (choices []choice) {
	p := c.visit.Presented
	if p.Coming.Code != "" {
		choices = append(choices, choice{id: "come", title: say.Say("kiosk.card.come", c.meeting(say, p.Coming))})
	}
	if len(p.Told) > 0 {
		choices = append(choices, choice{id: "look", title: say.Say("kiosk.card.look", words.Args{"Count": len(p.Told)})})
	}
	if p.Problem != "" {
		choices = append(choices, choice{id: "number", title: say.Say("kiosk.number")}, choice{id: "code", title: say.Say("kiosk.card.code")})
	}
	return choices
}
