package screens

import (
	"cmp"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/counter/dossiers"
	"motcua/counter/errortext"
	"motcua/counter/navigation"
	"motcua/counter/papers"
	"motcua/counter/widgets"
	"motcua/drivers/spool"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/ui"
	"motcua/internal/workday"
)

// dossierScreen is one dossier: what it is, when its result is owed, what happened, and the keys for what may happen next.
type dossierScreen struct {
	plain
	box      *fyne.Container
	dossiers *dossiers.Controllers
	papers   *papers.Controller
	host     host
	speak    i18n.Localizer

	code, applicant, procedure, facts *ui.Text
	dueTitle, due, dueHelp            *ui.Text
	dueGround                         *canvas.Rectangle
	handOver                          *ui.Text // by when the paper must leave the desk
	history                           *widgets.Table
	status                            *widgets.StatusLine
	keys                              *widgets.KeyRow
}

func newDossierScreen(c *dossiers.Controllers, p *papers.Controller, h host) *dossierScreen {
	speak := c.Speak
	s := &dossierScreen{dossiers: c, papers: p, host: h, speak: speak, code: widgets.NewBoldText("", 40), applicant: widgets.NewBoldText("", 32), procedure: widgets.NewText("", 22), facts: widgets.NewText("", 19),
		dueTitle: widgets.NewText("", 22), due: ui.Title("", 84, ui.Ink), dueHelp: widgets.NewText("", 22), dueGround: canvas.NewRectangle(nil), handOver: widgets.NewBoldText("", 22), status: widgets.NewStatusLine()}
	s.code.Colour, s.due.Least, s.dueGround.CornerRadius = ui.Crest, widgets.SmallestType, 20
	s.dueTitle.Align, s.dueHelp.Align = fyne.TextAlignCenter, fyne.TextAlignCenter
	s.facts.Rise, s.procedure.Rise = 0, 0
	s.history = widgets.NewTable(52, 20, false, widgets.Column{Share: 2, Size: 19}, widgets.Column{Share: 3, Size: 19, Bold: true}, widgets.Column{Share: 2, Size: 17})
	s.keys = widgets.NewKeyRow(h.press, "dossier", append(stepKeys(), keyReprint, keyForms, fyne.KeyEscape)...)
	s.keys.Fold()
	what := ui.Panel(ui.Card, 18, ui.Column(6, ui.Fixed(54, s.code), ui.Fixed(50, s.applicant), ui.Share(1, s.procedure), ui.Share(2.6, s.facts), ui.Fixed(30, s.handOver)))
	due := container.NewStack(s.dueGround, ui.Pad(16, ui.Column(4, ui.Fixed(30, s.dueTitle), ui.Share(1.3, s.due), ui.Share(1, s.dueHelp))))
	right := ui.Column(14, ui.Share(1.15, due), ui.Share(1.3, ui.Panel(ui.Card, 14, s.history.Box)))
	s.box = ui.Pad(14, ui.Column(10, ui.Share(1, ui.Row(14, ui.Share(1.1, what), ui.Share(1, right))), ui.Fixed(54, s.status.Box), ui.Fixed(140, s.keys.Box)))
	return s
}

func (s *dossierScreen) draw() {
	d := s.dossiers.Page.Dossier
	if d.Status == 0 {
		return
	}
	s.code.Say(d.Code)
	s.applicant.Say(widgets.Shorten(d.Applicant.Owner.Name, 80))
	s.procedure.Say(widgets.Shorten(d.Procedure.Name, 200))
	s.facts.Say(s.factsOf(d))
	s.drawDue(d)
	s.drawHandOver(d)
	rows := s.stages(d)
	for i := len(d.History) - 1; i >= 0; i-- {
		step := d.History[i]
		rows = append(rows, widgets.TableRow{Cells: []string{step.At.In(workday.Vietnam).Format("02/01/06 15:04"), s.speak.Text("counter.step." + string(step.Action)), step.By}})
	}
	s.history.Draw(rows, s.dossiers.Page.Past)
	s.status.Draw(s.toldOf(d))
	s.drawKeys(d)
}

// toldOf returns what the strip says: the last notice, or all of the step that is marked in the history.
func (s *dossierScreen) toldOf(d dossier.Dossier) navigation.Notice {
	i := len(d.History) - 1 - (s.dossiers.Page.Past - len(d.Stages))
	if s.dossiers.Notice.Text != "" || s.dossiers.Page.Past < len(d.Stages) || i < 0 {
		return s.dossiers.Notice
	}
	step := d.History[i]
	return navigation.Notice{At: step.At.In(workday.Vietnam), Text: widgets.Join(" · ", step.At.In(workday.Vietnam).Format("02/01/2006"), widgets.Join(": ", s.speak.Text("counter.step."+string(step.Action)), widgets.Shorten(dossiers.ReasonOf(d, step.Action), 250)), step.By)}
}

func (s *dossierScreen) factsOf(d dossier.Dossier) string {
	owner := d.Applicant.Owner
	lines := []string{widgets.Join("  ·  ", owner.Identity.String(), owner.Phone), widgets.Shorten(owner.Address, 120)}
	if d.Applicant.Submitter != nil {
		lines = append(lines, s.speak.Text("counter.person.submitter", i18n.Args{"Name": widgets.Shorten(d.Applicant.Submitter.Name, 60)}))
	}
	room := 150 // of the line of papers
	if why := dossiers.ReasonOf(d, dossiers.Reasoned[d.Status]); why != "" {
		room = 60
		lines = append(lines, s.speak.Text("counter.dossier.why", i18n.Args{"Step": s.speak.Text("counter.step." + string(dossiers.Reasoned[d.Status])), "Why": widgets.Shorten(why, 110)}))
	}
	var papers []string
	for _, p := range d.Papers {
		papers = append(papers, widgets.Shorten(p.Name, 70))
	}
	lines = append(lines, s.speak.Text("counter.dossier.papers", i18n.Args{"Papers": widgets.Shorten(strings.Join(papers, "; "), room)}))
	if owes := d.Owes(); owes > 0 {
		lines = append(lines, s.speak.Text("counter.dossier.owes", i18n.Args{"Amount": owes.String()}))
	}
	return widgets.Join("\n", lines...)
}

func (s *dossierScreen) drawDue(d dossier.Dossier) {
	desk := s.dossiers.Store.Desk()
	urgency := d.Urgency(desk.Calendar, desk.At, dossiers.SoonDays)
	ground, ink := ui.Card, ui.Ink
	switch urgency {
	case dossier.Late:
		ground, ink = ui.Notice, ui.Alert
	case dossier.DueToday:
		ground = ui.Notice
	case dossier.Calm, dossier.DueSoon:
		ground, ink = ui.Calm, ui.Good
	}
	widgets.SetFill(s.dueGround, ground)
	s.due.Paint(ink)
	s.dueTitle.Say(s.speak.Text("counter.status." + strconv.Itoa(int(d.Status))))
	if d.Appointment.IsZero() {
		s.due.Say("–")
	} else {
		s.due.Say(d.Appointment.In(workday.Vietnam).Format("02/01/2006"))
	}
	help := s.speak.Text("counter.urgency." + string(urgency))
	if d.Status == dossier.Finished {
		help = s.speak.Text("counter.urgency.ready") // nothing is over before it is fetched
	}
	if !d.Appointment.IsZero() && urgency != dossier.Over && urgency != dossier.Waiting {
		days := desk.Calendar.WorkingDaysBetween(workday.DateOf(desk.At), workday.DateOf(d.Appointment))
		help = widgets.Join("  ·  ", d.Appointment.In(workday.Vietnam).Format("15:04"), help, s.speak.Text("counter.urgency.days", i18n.Args{"Days": max(days, -days), "Late": days < 0, "Today": days == 0}))
	}
	if s.dossiers.Place == navigation.Received {
		help = widgets.Join("\n", help, s.printing(d))
	}
	s.dueHelp.Say(help)
}

// printing returns the sentence for how far the receipt of a dossier just received is.
func (s *dossierScreen) printing(d dossier.Dossier) string {
	outcome, ended := s.dossiers.Printer.Outcome(dossiers.SlipOf(d, dossier.Receive))
	state, fine := s.dossiers.Printer.State()
	switch {
	case ended && (outcome == spool.Printed || outcome == spool.Reprinted):
		return s.speak.Text("counter.received.printed")
	case ended:
		return s.speak.Text("counter.received.failed", i18n.Args{"Key": widgets.SignOf(keyReprint)})
	case !fine:
		return s.speak.Text("counter.received.no_paper", i18n.Args{"State": s.speak.Text(state)})
	}
	return s.speak.Text("counter.received.next")
}

// drawHandOver says by when the paper must go to the agency: the same day, or first thing next morning when it came after 15:00.
func (s *dossierScreen) drawHandOver(d dossier.Dossier) {
	desk := s.dossiers.Store.Desk()
	by := desk.HandOverBy(d)
	if by.IsZero() {
		s.handOver.Say("")
		return
	}
	s.handOver.Paint(ui.Ink)
	if desk.At.After(by) {
		s.handOver.Paint(ui.Alert)
	}
	local := by.In(workday.Vietnam)
	s.handOver.Say(s.speak.Text("counter.dossier.hand_over", i18n.Args{"At": local.Format("15:04"), "Day": local.Format("02/01"), "Late": desk.At.After(by)}))
}

// stages returns the agencies that have had the dossier, the last one first, each in the colour of its own deadline.
func (s *dossierScreen) stages(d dossier.Dossier) (rows []widgets.TableRow) {
	desk := s.dossiers.Store.Desk()
	for i := len(d.Stages) - 1; i >= 0; i-- {
		stage := d.Stages[i]
		urgency := stage.Urgency(desk.Calendar, desk.At, dossiers.SoonDays)
		due, how := s.speak.Text("counter.stage.no_deadline"), s.speak.Text("counter.stage."+string(urgency))
		if stage.Limit.Validate() == nil {
			due = s.speak.Text("counter.stage.paused")
		}
		if by := stage.Due(desk.Calendar); !by.IsZero() {
			due = s.speak.Text("counter.stage.due", i18n.Args{"Due": by.In(workday.Vietnam).Format("15:04 02/01")})
		}
		if kept := stage.Timeliness(desk.Calendar); kept != "" {
			how = s.speak.Text("dossier.timeliness." + string(kept))
			if urgency = ""; kept == dossier.Overdue {
				urgency = dossier.Late
			}
		}
		colours := urgencies[urgency]
		rows = append(rows, widgets.TableRow{Bar: colours.bar, Ground: cmp.Or(colours.ground, ui.Paper), Cells: []string{due, widgets.Shorten(stage.To, 60), how}})
	}
	return rows
}

func (s *dossierScreen) drawKeys(d dossier.Dossier) {
	var faces []widgets.KeyText
	for _, key := range stepKeys() {
		step, hindrance := dossiers.StepOf(s.dossiers.Store.Desk(), d, string(key))
		f := widgets.KeyText{Title: "counter.step.key." + string(step.Action), State: widgets.KeyOpen}
		if hindrance != nil {
			f.State = widgets.KeyClosed
		} else if step.Action == dossiers.Next(d) {
			f.State = widgets.KeyMain
		}
		faces = append(faces, f)
	}
	faces = append(faces, widgets.KeyText{Title: "counter.key.reprint", State: widgets.KeyOpen}, widgets.KeyText{Title: "counter.key.forms", State: widgets.KeyOpen}, widgets.KeyText{Title: "counter.key.back", State: widgets.KeyOpen})
	s.keys.SetText(s.speak, faces...)
}

// keyReprint prints the last slip again.
const keyReprint = fyne.KeyName(dossiers.KeyReprint)

// stepKeys returns the keys of the steps, each once.
func stepKeys() (names []fyne.KeyName) {
	for _, key := range dossiers.StepKeys() {
		names = append(names, fyne.KeyName(key))
	}
	return names
}

func (s *dossierScreen) object() fyne.CanvasObject { return s.box }

func (s *dossierScreen) press(name fyne.KeyName) bool {
	switch {
	case name == fyne.KeyEscape || name == fyne.KeyReturn && s.dossiers.Place == navigation.Received:
		s.dossiers.LeavePage()
	case name == keyForms:
		s.papers.OpenDossier(s.dossiers.Page.Dossier)
	case name == keyReprint:
		s.dossiers.Page.Reprint()
	default:
		return s.pressStep(name)
	}
	return true
}

func (s *dossierScreen) typed(r rune) { s.host.press(fyne.KeyName(string(r))) }

func (s *dossierScreen) moveSelection(name fyne.KeyName) { s.dossiers.Page.WalkPast(walks[name][0]) }

func (s *dossierScreen) targets() (screen string, targets []ui.Target) {
	if s.dossiers.Place == navigation.Received {
		return "counter.received", s.keys.Targets()
	}
	return "counter.dossier", s.keys.Targets()
}

// pressStep takes the step of a key, or says why the dossier does not allow it.
func (s *dossierScreen) pressStep(name fyne.KeyName) bool {
	step, hindrance := dossiers.StepOf(s.dossiers.Store.Desk(), s.dossiers.Page.Dossier, string(name))
	switch {
	case step.Key == "":
		return false
	case hindrance != nil:
		s.dossiers.Warn("counter.step.closed", i18n.Args{"Step": s.speak.Text("counter.step.key." + string(step.Action)), "Why": s.speak.Text(errortext.Of(hindrance))})
	default:
		s.askStep(step)
	}
	return true
}

// askStep asks what a step needs to be told, and does it.
func (s *dossierScreen) askStep(step dossiers.Step) {
	page := s.dossiers.Page
	if !step.Asks() {
		page.Accept()
		return
	}
	title := s.speak.Text("counter.step.key."+string(step.Action)) + " · " + page.Dossier.Code
	seen := page.Dossier.Version()
	s.host.form.Ask(title, step.Questions(page), func(answers []string) bool {
		if now := page.Dossier; now.Version() != seen { // it was renewed under the card
			seen = now.Version()
			s.host.form.Warn(s.speak.Text("counter.moved.asked", i18n.Args{"What": dossiers.Happened(s.speak, now.Stand().Last)}))
			return false
		}
		body, err := step.Decide(page, answers)
		if err != nil {
			s.host.form.Refuse(err)
			return false
		}
		return page.Do(body)
	})
	s.host.redraw()
}
