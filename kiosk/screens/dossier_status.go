package screens

import (
	"fmt"

	"fyne.io/fyne/v2"

	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/guide"
	"motcua/internal/i18n"
	"motcua/internal/registry"
	"motcua/internal/ui"
	"motcua/kiosk/visit"
)

// DossierActions is what somebody does who is told how far a dossier is.
type DossierActions struct {
	Turn      func(page int)
	Stay, Pay func()
	Exits
}

// DossierStatus tells how far a dossier is; what it is about only to whose card was scanned.
type DossierStatus struct {
	Screen
	say   i18n.Localizer
	proof *ui.Text // asks for the card, or says what is wrong with it
}

// DossierPage is one screenful of what is told: a dossier, and what its applicant reads of it.
type DossierPage struct {
	registry.Progress
	leaf leaf
	at   int // which of the dossiers it is about, from 1
	of   int // dossiers
}

// What one page holds under the head; fewer where the panel is wide and all stands low, and where there is more to say about the way on.
const (
	DossierLines = 7
	FewLines     = 3
	leastLines   = 2
)

// DossierPages lays out all that is told; each dossier begins a page.
func DossierPages(say i18n.Localizer, told []registry.Progress, lines int) (pages []DossierPage) {
	for i, p := range told {
		page := DossierPage{Progress: p, at: i + 1, of: len(told)}
		if p.Details == nil {
			pages = append(pages, page)
			continue
		}
		for _, page.leaf = range leaves([]guide.Section{{Items: details(say, *p.Details)}}, newsOf(p).lines(lines)) {
			pages = append(pages, page)
		}
	}
	return pages
}

// DossierData is a page of what is told of dossiers, counted from 0.
type DossierData struct {
	Centre    centre.Centre
	Pages     []DossierPage
	Page      int
	Scanner   bool // there is one, so the card may be shown
	Low, Wide bool // all stands low; the panel is wide
}

// NewDossierStatus tells page by page; where all stands low on a wide panel there is less room, and the way to pay is found in the foot.
func NewDossierStatus(say i18n.Localizer, data DossierData, on DossierActions) *DossierStatus {
	s := &DossierStatus{say: say}
	s.Name = "told"
	page := min(data.Page, len(data.Pages)-1) // another language may take fewer pages
	p, told, short := data.Pages[page], newsOf(data.Pages[page].Progress), data.Low && data.Wide
	pay := ui.NewButton("pay", ui.Tile, 44, ui.Content{Icon: ui.Icon("payment", ui.Crest), Title: say.Text("kiosk.payment")}, on.Pay)
	more := []*ui.Button{ui.NewButton("stay", ui.Tile, 42, ui.Content{Title: say.Text("kiosk.told.stay")}, on.Stay)}
	if short && told.owes() {
		more = append(more, pay)
	}
	foot, targets := newFooter(say, on.Exits, more...)
	pager, turning := newPager(say, page, len(data.Pages), on.Turn)
	s.Targets = append(turning, targets...)
	head := ui.Panel(ui.Card, 24, ui.Column(8,
		ui.Fixed(56, ui.NewText(s.which(p), 40)),
		ui.Share(1, ui.Title(told.headline(say), 72, ui.Crest)),
		ui.Fixed(180, s.way(p.Status)),
		ui.Fixed(110, ui.Title(told.due(say), 48, ui.Ink)),
	))
	next := ui.NewText(told.next(say, data.Centre), 44)
	rest := []ui.Part{ui.Fixed(told.room(data.Low), next), ui.Share(1, s.rest(p, data.Scanner))}
	if told.owes() && !short {
		s.Targets = append(s.Targets, pay)
		rest = append(rest, ui.Fixed(104, pay))
	}
	rest = append(rest, ui.Fixed(116, pager))
	s.Content = footed(ui.Pad(Margin, ui.Split(Gap, ui.Share(0.96, s.Sheet(head)), ui.Share(1, ui.Column(Gap, rest...)))), foot)
	return s
}

// which names a dossier, and which of how many it is.
func (s *DossierStatus) which(p DossierPage) string {
	if p.of < 2 {
		return s.say.Text("kiosk.told.code", i18n.Args{"Code": p.Code})
	}
	return s.say.Text("kiosk.told.code.of", i18n.Args{"Code": p.Code, "At": p.at, "Of": p.of})
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
func (s *DossierStatus) way(at dossier.Status) fyne.CanvasObject {
	var parts []ui.Part
	ground, ink := ui.Crest, ui.OnCrest
	for i, stage := range stages {
		parts = append(parts, ui.Share(1, ui.Column(4,
			ui.Fixed(64, ui.Disc(fmt.Sprint(i+1), ground, ink, 40)),
			ui.Share(1, ui.NewText(s.say.Text("kiosk.told.stage."+stage.id), 34)),
		)))
		for _, status := range stage.at {
			if status == at {
				ground, ink = ui.Paper, ui.Quiet
			}
		}
	}
	return ui.Row(8, parts...)
}

// rest returns what an applicant is told, or how to show that one is.
func (s *DossierStatus) rest(p DossierPage, scanner bool) fyne.CanvasObject {
	if p.Details != nil {
		return ui.Panel(ui.Card, 24, ui.NewList(p.leaf.first, p.leaf.items, 42))
	}
	proof := "kiosk.told.proof.desk"
	if scanner {
		proof = "kiosk.told.proof.scan"
	}
	s.proof = ui.NewText(s.say.Text(proof), 42)
	return ui.Panel(ui.Notice, 24, s.proof)
}

func details(say i18n.Localizer, d registry.Details) (items []string) {
	add := func(id, value string) {
		if value != "" {
			items = append(items, say.Text("kiosk.told."+id, i18n.Args{"Value": value}))
		}
	}
	add("procedure", d.Procedure)
	for _, paper := range d.Missing {
		add("missing", paper)
	}
	add("reason", d.Reason)
	if d.Owes > 0 {
		add("owes", d.Owes.String())
		items = append(items, say.Text("kiosk.told.owes.how"))
	}
	add("place", d.Place)
	add("contact", d.Contact)
	return items
}

// Update says what is wrong with the card; waiting: the answer is on its way.
func (s *DossierStatus) Update(p visit.Problem, waiting bool) {
	switch {
	case s.proof == nil:
	case waiting:
		s.proof.Say(s.say.Text("kiosk.asking"))
	case p != "":
		s.proof.Say(s.say.Text(problemWithProof(p)))
	}
}

// problemWithProof returns what is said of a card that opens no details.
func problemWithProof(p visit.Problem) string {
	if p == visit.NotYours {
		return "kiosk.told.proof.not_yours"
	}
	return "kiosk.lookup.problem." + string(p)
}
