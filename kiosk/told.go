package main

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"motcua/internal/dossier"
	"motcua/internal/guide"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/kiosk/visit"
)

// onTold is what somebody does who is told how far a dossier is.
type onTold struct {
	turn        func(page int)
	back, first func()
}

// toldScreen tells how far a dossier is; what it is about only to whose card was scanned.
type toldScreen struct {
	screen
	say   words.Speaker
	proof *ui.Text // asks for the card, or says what is wrong with it
}

// toldPage is one screenful of what is told: a dossier, and what its applicant reads of it.
type toldPage struct {
	registry.Progress
	leaf leaf
}

// What one page holds under the head; fewer where the panel is wide and all stands low.
const (
	toldLines = 7
	fewLines  = 3
)

// toldPages lays out all that is told; each dossier begins a page.
func toldPages(say words.Speaker, told []registry.Progress, lines int) (pages []toldPage) {
	for _, p := range told {
		if p.Details == nil {
			pages = append(pages, toldPage{Progress: p})
			continue
		}
		for _, leaf := range leaves([]guide.Section{{Items: details(say, *p.Details)}}, lines) {
			pages = append(pages, toldPage{p, leaf})
		}
	}
	return pages
}

func newTold(say words.Speaker, pages []toldPage, page int, scanner bool, on onTold) *toldScreen {
	s := &toldScreen{say: say}
	s.name = "told"
	page = min(page, len(pages)-1) // another language may take fewer pages
	p := pages[page]
	foot, targets := newFoot(say, on.back, on.first)
	pager, turning := newPager(say, page, len(pages), on.turn)
	s.targets = append(turning, targets...)
	status := fmt.Sprint(int(p.Status))
	head := ui.Panel(ui.Card, 24, ui.Column(8,
		ui.Fixed(56, ui.NewText(say.Say("kiosk.told.code", words.Args{"Code": p.Code}), 40)),
		ui.Share(1, ui.Title(say.Say("dossier.status."+status), 72, ui.Crest)),
		ui.Fixed(180, s.way(p.Status)),
		ui.Fixed(110, ui.Title(s.due(p.Appointment), 48, ui.Ink)),
	))
	next := ui.NewText(say.Say("kiosk.told.next."+status), 44)
	rest := ui.Column(gap, ui.Fixed(130, next), ui.Share(1, s.rest(p, scanner)), ui.Fixed(116, pager))
	s.content = footed(ui.Pad(margin, ui.Split(gap, ui.Share(0.96, s.shows(head)), ui.Share(1, rest))), foot)
	return s
}

// stages are the steps of every dossier, in the words of everybody; a dossier is at one of them.
var stages = []struct {
	id string
	at []dossier.Status
}{
	{"filed", []dossier.Status{dossier.Registered}},
	{"received", []dossier.Status{dossier.Received}},
	{"worked", []dossier.Status{dossier.Processing, dossier.Incomplete, dossier.Owing, dossier.Suspended}},
	{"decided", []dossier.Status{dossier.Finished, dossier.Refused, dossier.Withdrawn}},
	{"returned", []dossier.Status{dossier.Returned}},
}

// way draws how far of the way is gone: each stage with its number, those behind and the one at hand in colour.
func (s *toldScreen) way(at dossier.Status) fyne.CanvasObject {
	var parts []ui.Part
	ground, ink := ui.Crest, ui.OnCrest
	for i, stage := range stages {
		parts = append(parts, ui.Share(1, ui.Column(4,
			ui.Fixed(64, ui.Disc(fmt.Sprint(i+1), ground, ink, 40)),
			ui.Share(1, ui.NewText(s.say.Say("kiosk.told.stage."+stage.id), 34)),
		)))
		for _, status := range stage.at {
			if status == at {
				ground, ink = ui.Paper, ui.Quiet
			}
		}
	}
	return ui.Row(8, parts...)
}

// due tells the day promised, where one is.
func (s *toldScreen) due(at time.Time) string {
	if at.IsZero() {
		return s.say.Say("kiosk.told.due.none")
	}
	at = at.In(queue.Zone)
	return s.say.Say("kiosk.told.due", words.Args{
		"Time": at.Format("15:04"), "Weekday": s.say.Weekday(at), "Date": at.Format("02/01/2006"),
	})
}

// rest is what an applicant is told, or how to show that one is.
func (s *toldScreen) rest(p toldPage, scanner bool) fyne.CanvasObject {
	if p.Details != nil {
		return ui.Panel(ui.Card, 24, ui.NewList(p.leaf.first, p.leaf.items, 42))
	}
	proof := "kiosk.told.proof.desk"
	if scanner {
		proof = "kiosk.told.proof.scan"
	}
	s.proof = ui.NewText(s.say.Say(proof), 42)
	return ui.Panel(ui.Notice, 24, s.proof)
}

func details(say words.Speaker, d registry.Details) (items []string) {
	add := func(id, value string) {
		if value != "" {
			items = append(items, say.Say("kiosk.told."+id, words.Args{"Value": value}))
		}
	}
	add("procedure", d.Procedure)
	for _, paper := range d.Missing {
		add("missing", paper)
	}
	add("reason", d.Reason)
	if d.Owes > 0 {
		add("owes", d.Owes.String())
	}
	add("place", d.Place)
	add("contact", d.Contact)
	return items
}

// update says what is wrong with the card; waiting: the answer is on its way.
func (s *toldScreen) update(p visit.Problem, waiting bool) {
	switch {
	case s.proof == nil:
	case waiting:
		s.proof.Say(s.say.Say("kiosk.asking"))
	case p != "":
		s.proof.Say(s.say.Say("kiosk.lookup.problem." + string(p)))
	}
}
