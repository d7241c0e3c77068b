package screens

import (
	"fyne.io/fyne/v2"

	"motcua/counter/appointments"
	"motcua/counter/typed"
	"motcua/counter/widgets"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/ui"
)

// The keys of the appointments, besides Enter, the arrows and Escape.
const (
	keySlip   = fyne.Key1
	keyMove   = fyne.Key2
	keyCancel = fyne.Key3
	keyAdmit  = fyne.Key4
)

// appointmentsScreen is a day's appointments.
type appointmentsScreen struct {
	plain
	box        *fyne.Container
	controller *appointments.Controller
	host       host
	speak      i18n.Localizer

	title  *ui.Text
	rows   *widgets.Table
	status *widgets.StatusLine
	keys   *widgets.KeyRow
}

func newAppointmentsScreen(c *appointments.Controller, h host) *appointmentsScreen {
	speak := c.Speak
	s := &appointmentsScreen{controller: c, host: h, speak: speak, title: widgets.NewBoldText("", 34), status: widgets.NewStatusLine()}
	s.rows = widgets.NewTable(46, 24, false, widgets.Column{Share: 2.2, Size: 22, Bold: true}, widgets.Column{Share: 2.2, Size: 20, Bold: true},
		widgets.Column{Share: 4.4, Size: 18}, widgets.Column{Share: 2.4, Size: 18}, widgets.Column{Share: 2.4, Size: 18})
	s.keys = widgets.NewKeyRow(h.press, "appointments", fyne.KeyReturn, keySlip, keyMove, keyCancel, keyAdmit, fyne.KeyLeft, fyne.KeyRight, fyne.KeyEscape)
	s.rows.OnTap(func(row, _ int) { h.click(func() { c.Move(row - c.Cursor) }) })
	s.keys.Fold()
	s.box = ui.Pad(14, ui.Column(10,
		ui.Fixed(56, s.title), ui.Share(1, ui.Panel(ui.Card, 10, s.rows.Box)), ui.Fixed(50, s.status.Box), ui.Fixed(146, s.keys.Box)))
	return s
}

func (s *appointmentsScreen) draw() {
	d := s.controller
	day := d.Day.At(0)
	s.title.Say(s.speak.Text("counter.appointments.title", i18n.Args{
		"Weekday": s.speak.Weekday(day), "Date": day.Format("02/01/2006"), "Known": d.Known, "Count": d.Standing(),
	}))
	cursor := d.Cursor
	if len(d.Entries) == 0 {
		cursor = -1
	}
	s.rows.Draw(s.entries(), cursor)
	s.status.Draw(s.controller.Notice)
	may := widgets.KeyClosed
	if _, open := d.Chosen(); open {
		may = widgets.KeyOpen
	}
	appoints := widgets.KeyMain
	if !s.controller.Centre().Appointments.Taken { // only numbers from home are checked in here
		appoints = widgets.KeyClosed
	}
	s.keys.SetText(s.speak, widgets.KeyText{Title: "counter.key.appoint", Help: "counter.help.appoint", State: appoints}, widgets.KeyText{Title: "counter.key.slip", State: may},
		widgets.KeyText{Title: "counter.key.move", State: may}, widgets.KeyText{Title: "counter.key.cancel", State: may}, widgets.KeyText{Title: "counter.key.admit", State: widgets.KeyOpen},
		widgets.KeyText{Title: "counter.key.day_before", State: widgets.KeyOpen}, widgets.KeyText{Title: "counter.key.day_after", State: widgets.KeyOpen}, widgets.KeyText{Title: "counter.key.back", State: widgets.KeyOpen})
}

func (s *appointmentsScreen) entries() (rows []widgets.TableRow) {
	for _, e := range s.controller.Entries {
		service, _ := s.controller.Centre().Service(e.Service)
		row := widgets.TableRow{Cells: []string{
			e.From.In(queue.Zone).Format("15:04") + "–" + e.To.In(queue.Zone).Format("15:04"), queue.SpellAppointmentCode(e.Code),
			widgets.Shorten(service.Name.In(s.speak.Lang), 60), e.Whose, s.speak.Text(appointments.StateOf(e, s.controller.Now()), i18n.Args{"Number": e.Number}),
		}}
		if e.Arrival == queue.GivenUp {
			row.Ink = ui.Quiet
		}
		rows = append(rows, row)
	}
	if s.controller.Known && len(rows) == 0 {
		rows = append(rows, widgets.TableRow{Ink: ui.Quiet, Cells: []string{"", "", s.speak.Text("counter.appointments.nothing"), "", ""}})
	}
	return rows
}

func (s *appointmentsScreen) object() fyne.CanvasObject { return s.box }

func (s *appointmentsScreen) press(name fyne.KeyName) bool {
	e, open := s.controller.Chosen()
	if name != keyCancel {
		s.controller.KeepAll()
	}
	switch {
	case name == fyne.KeyReturn && s.controller.Centre().Appointments.Taken:
		s.askBooking("")
	case name == keyAdmit:
		s.askWho()
	case name == fyne.KeyLeft || name == fyne.KeyRight: // clicked
		s.controller.Walk(0, walks[name][1])
	case name == keyCancel:
		s.controller.Cancel()
	case name == keyMove && open:
		s.askMove(e)
	case name == keySlip && open:
		s.controller.Hand(e, "counter.appointments.printed")
	case name == fyne.KeyEscape:
		s.controller.LeaveToQueue()
	default:
		return false
	}
	return true
}

func (s *appointmentsScreen) typed(r rune) { s.host.press(fyne.KeyName(string(r))) }

func (s *appointmentsScreen) moveSelection(name fyne.KeyName) {
	s.controller.Walk(walks[name][0], walks[name][1])
}

func (s *appointmentsScreen) targets() (screen string, targets []ui.Target) {
	return "counter.appointments", append(s.keys.Targets(), s.rows.Targets("entry")...)
}

// scanned begins an appointment for whose card is scanned, and checks in whose code is; false when it is neither.
func (s *appointmentsScreen) scanned(code string) bool {
	who, err := s.controller.ReadWho(code)
	if err != nil {
		return false
	}
	s.controller.KeepAll()
	if who.Card != "" && s.controller.Centre().Appointments.Taken {
		s.askBooking(who.Card)
	} else {
		s.controller.Admit(who)
	}
	return true
}

// askWho asks whom to check in: by the code of an appointment or of a number from home, or by their card.
func (s *appointmentsScreen) askWho() {
	form := s.host.form
	form.Ask(s.speak.Text("admit.title"), []typed.Question{{Label: "counter.ask.who", Value: s.controller.ChosenCode()}}, func(answers []string) bool {
		who, err := s.controller.ReadWho(answers[0])
		if err != nil {
			form.Refuse(err)
			return false
		}
		s.controller.Admit(who)
		return true
	})
	s.host.redraw()
}
