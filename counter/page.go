package main

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/internal/dossier"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/internal/workday"
)

// dossierScreen is one dossier: what it is, when its result is owed, what happened, and the keys for what may happen next.
type dossierScreen struct {
	box   *fyne.Container
	clerk *clerk
	speak words.Speaker

	code, owner, procedure, facts *ui.Text
	dueTitle, due, dueHelp        *ui.Text
	dueGround                     *canvas.Rectangle
	history                       *table
	told                          *strip
	keys                          *keyRow
}

// steps are the keys of a dossier's page, in the order of a dossier's life.
var steps = []struct {
	action dossier.Action
	key    fyne.KeyName
}{
	{dossier.HandOver, fyne.KeyF2},
	{dossier.AskSupplement, fyne.KeyF3},
	{dossier.Supply, fyne.KeyF4},
	{dossier.Extend, fyne.KeyF6},
	{dossier.Finish, fyne.KeyF7},
	{dossier.Pay, fyne.KeyF8},
	{dossier.Return, fyne.KeyF9},
	{dossier.Withdraw, fyne.KeyF10},
	{dossier.Refuse, fyne.KeyF11},
}

// keyReprint prints the last slip again.
const keyReprint = fyne.KeyF12

func newDossierScreen(c *clerk, speak words.Speaker, press func(fyne.KeyName)) *dossierScreen {
	s := &dossierScreen{clerk: c, speak: speak, code: bold("", 40), owner: bold("", 32), procedure: plain("", 22), facts: plain("", 19),
		dueTitle: plain("", 22), due: ui.Title("", 84, ui.Ink), dueHelp: plain("", 22), dueGround: canvas.NewRectangle(nil), told: newStrip()}
	s.code.Colour, s.due.Least, s.dueGround.CornerRadius = ui.Crest, smallestType, 20
	s.dueTitle.Align, s.dueHelp.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	s.facts.Rise, s.procedure.Rise = 0, 0
	s.history = newTable(44, 20, false, column{share: 2, size: 19}, column{share: 3, size: 19, bold: true}, column{share: 2, size: 17})
	names := []fyne.KeyName{}
	for _, step := range steps {
		names = append(names, step.key)
	}
	s.keys = newKeyRow(press, "dossier", append(names, keyReprint, fyne.KeyEscape)...)
	s.keys.fold()
	what := ui.Panel(ui.Card, 18, ui.Column(6, ui.Fixed(54, s.code), ui.Fixed(50, s.owner), ui.Share(1, s.procedure), ui.Share(1.8, s.facts)))
	due := container.NewStack(s.dueGround, ui.Pad(16, ui.Column(4, ui.Fixed(30, s.dueTitle), ui.Share(1.3, s.due), ui.Share(1, s.dueHelp))))
	right := ui.Column(14, ui.Share(1.15, due), ui.Share(1.3, ui.Panel(ui.Card, 14, s.history.box)))
	s.box = ui.Pad(14, ui.Column(10, ui.Share(1, ui.Row(14, ui.Share(1.1, what), ui.Share(1, right))), ui.Fixed(54, s.told.box), ui.Fixed(140, s.keys.box)))
	return s
}

func (s *dossierScreen) draw() {
	d := s.clerk.dossier
	if d.Status == 0 {
		return
	}
	s.code.Say(d.Code)
	s.owner.Say(short(d.Applicant.Owner.Name, 80))
	s.procedure.Say(short(d.Procedure.Name, 200))
	s.facts.Say(s.factsOf(d))
	s.drawDue(d)
	var rows []tableRow
	for i := len(d.History) - 1; i >= 0; i-- {
		step := d.History[i]
		rows = append(rows, tableRow{cells: []string{step.At.In(workday.Vietnam).Format("02/01/06 15:04"), s.speak.Say("counter.step." + string(step.Action)), step.By}})
	}
	s.history.draw(rows, -1)
	s.told.draw(s.clerk.notice)
	s.drawKeys(d)
}

func (s *dossierScreen) factsOf(d dossier.Dossier) string {
	owner := d.Applicant.Owner
	lines := []string{joined("  ·  ", owner.Identity.String(), owner.Phone), short(owner.Address, 120)}
	if d.Applicant.Submitter != nil {
		lines = append(lines, s.speak.Say("counter.person.submitter", words.Args{"Name": short(d.Applicant.Submitter.Name, 60)}))
	}
	var papers []string
	for _, p := range d.Papers {
		papers = append(papers, short(p.Name, 70))
	}
	lines = append(lines, s.speak.Say("counter.dossier.papers", words.Args{"Papers": strings.Join(papers, "; ")}))
	if owes := d.Owes(); owes > 0 {
		lines = append(lines, s.speak.Say("counter.dossier.owes", words.Args{"Amount": owes.String()}))
	}
	return joined("\n", lines...)
}

func (s *dossierScreen) drawDue(d dossier.Dossier) {
	desk := s.clerk.cabinet.Desk()
	urgency := d.Urgency(desk.Calendar, desk.At, soonDays)
	ground, ink := ui.Card, ui.Ink
	switch urgency {
	case dossier.Late:
		ground, ink = ui.Notice, ui.Alert
	case dossier.DueToday:
		ground = ui.Notice
	case dossier.Calm, dossier.DueSoon:
		ground, ink = ui.Calm, ui.Good
	}
	fill(s.dueGround, ground)
	s.due.Paint(ink)
	s.dueTitle.Say(s.speak.Say("counter.status." + strconv.Itoa(int(d.Status))))
	if d.Appointment.IsZero() {
		s.due.Say("–")
	} else {
		s.due.Say(d.Appointment.In(workday.Vietnam).Format("02/01/2006"))
	}
	help := s.speak.Say("counter.urgency." + string(urgency))
	if !d.Appointment.IsZero() && urgency != dossier.Over && urgency != dossier.Waiting {
		days := desk.Calendar.WorkingDaysBetween(workday.DateOf(desk.At), workday.DateOf(d.Appointment))
		help = joined("  ·  ", d.Appointment.In(workday.Vietnam).Format("15:04"), help, s.speak.Say("counter.urgency.days", words.Args{"Days": max(days, -days), "Late": days < 0, "Today": days == 0}))
	}
	if s.clerk.place == atReceived {
		printing := s.speak.Say("counter.received.next")
		if now := s.clerk.printer(); !now.CanPrint() {
			printing = s.speak.Say("counter.received.no_paper", words.Args{"State": s.speak.Say("printer.is." + string(now))})
		}
		help = joined("\n", help, printing)
	}
	s.dueHelp.Say(help)
}

func (s *dossierScreen) drawKeys(d dossier.Dossier) {
	var faces []keyWords
	for _, step := range steps {
		f := keyWords{"counter.step.key." + string(step.action), "", keyOpen}
		if !may(d, step.action) {
			f.state = keyClosed
		} else if step.action == likely[d.Status] {
			f.state = keyMain
		}
		faces = append(faces, f)
	}
	faces = append(faces, keyWords{"counter.key.reprint", "", keyOpen}, keyWords{"counter.key.back", "", keyOpen})
	s.keys.wear(s.speak, faces...)
}

// likely is what mostly happens next.
var likely = map[dossier.Status]dossier.Action{
	dossier.Received: dossier.HandOver, dossier.Processing: dossier.Finish, dossier.Incomplete: dossier.Supply, dossier.Finished: dossier.Return,
}

// may tells whether the status of a dossier allows an action, and whether there is anything to do it with.
func may(d dossier.Dossier, a dossier.Action) bool {
	if _, ok := d.Status.After(a); !ok {
		return false
	}
	switch a {
	case dossier.Pay:
		return d.Owes() > 0
	case dossier.AskSupplement:
		return d.Request == nil
	case dossier.Extend:
		return d.Extension == nil
	}
	return true
}

// What an officer may have mistyped in a form.
var (
	errDate   = errors.New("no day of the form 31/12/2026")
	errMethod = errors.New("no method of payment")
)

// parseDay reads 31/12/2026 as the end of that day: the calendar brings it to closing time.
func parseDay(text string) (time.Time, error) {
	t, err := time.ParseInLocation("2/1/2006", strings.TrimSpace(text), workday.Vietnam)
	if err != nil {
		return t, errDate
	}
	return workday.DateOf(t).At(24*60 - 1), nil
}

// items are the things listed with semicolons between them.
func items(text string) (list []string) {
	for _, item := range strings.Split(text, ";") {
		if item = strings.TrimSpace(item); item != "" {
			list = append(list, item)
		}
	}
	return list
}

// questionsFor are what a step needs to be told, with what it mostly is.
func (c *clerk) questionsFor(a dossier.Action) []question {
	d, desk := c.dossier, c.cabinet.Desk()
	switch a {
	case dossier.HandOver:
		return []question{{"counter.ask.agency", d.Competent}, {"counter.ask.taker", ""}}
	case dossier.AskSupplement:
		return []question{{"counter.ask.items", ""}, {"counter.ask.reason", ""}}
	case dossier.Supply:
		missing := ""
		if d.Request != nil {
			missing = strings.Join(d.Request.Items, "; ")
		}
		return []question{{"counter.ask.brought", missing}}
	case dossier.Extend:
		const days = 3 // a proposal
		until := desk.Calendar.AddWorkingDays(workday.DateOf(d.Appointment), days)
		return []question{{"counter.ask.until", until.At(0).Format("02/01/2006")}, {"counter.ask.reason", ""}, {"counter.ask.head", ""}}
	case dossier.Finish:
		return []question{{"counter.ask.result", c.resultOf(d.Procedure.Code)}, {"counter.ask.number", ""}}
	case dossier.Pay:
		return []question{{"counter.ask.method", "1"}, {"counter.ask.receipt", ""}}
	case dossier.Return:
		who := d.Applicant.Brings()
		return []question{{"counter.ask.receiver", who.Name}, {"counter.ask.phone", who.Phone}}
	}
	return []question{{"counter.ask.reason", ""}}
}

// resultOf is what a procedure comes to, by the catalogue.
func (c *clerk) resultOf(code string) string {
	for i := range c.list {
		if c.list[i].Code == code {
			return c.list[i].Result
		}
	}
	return ""
}

// decide makes the step of an action with the answers to its questions.
func (c *clerk) decide(a dossier.Action, answers []string) (dossier.Body, error) {
	d, desk := c.dossier, c.cabinet.Desk()
	switch a {
	case dossier.HandOver:
		return desk.HandOver(d, dossier.Handover{From: d.Agency, To: answers[0], Taker: answers[1]})
	case dossier.AskSupplement:
		return desk.AskSupplement(d, dossier.SupplementRequest{Items: items(answers[0]), Reason: answers[1]})
	case dossier.Supply:
		var papers []dossier.Paper
		for _, name := range items(answers[0]) {
			papers = append(papers, dossier.Paper{Name: name, Originals: 1})
		}
		return desk.Supply(d, papers)
	case dossier.Extend:
		until, err := parseDay(answers[0])
		if err != nil {
			return nil, err
		}
		return desk.Extend(d, until, answers[1], answers[2])
	case dossier.Finish:
		return desk.Finish(d, dossier.Result{Name: answers[0], Number: answers[1]})
	case dossier.Pay:
		return pay(desk, d, answers[0], answers[1])
	case dossier.Return:
		proxy := answers[0] != d.Applicant.Brings().Name
		return desk.Return(d, dossier.Delivery{Channel: d.Wish.Channel, Taker: answers[0], Phone: answers[1], Proxy: proxy})
	case dossier.Withdraw:
		return desk.Withdraw(d, answers[0])
	}
	return desk.Refuse(d, nil, answers[0])
}

// pay takes the first fee that is owed.
func pay(desk dossier.Desk, d dossier.Dossier, method, receipt string) (dossier.Body, error) {
	n, err := strconv.Atoi(strings.TrimSpace(method))
	if err != nil || n < 1 || n > len(dossier.Methods()) {
		return nil, errMethod
	}
	for _, fee := range d.Fees {
		if fee.Payment == nil {
			return desk.Pay(d, dossier.Payment{Fee: fee.Name, Method: dossier.Methods()[n-1], Receipt: receipt})
		}
	}
	return nil, dossier.ErrNoSuchFee
}
