package screens

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/counter/calls"
	"motcua/counter/desk"
	"motcua/counter/dossiers"
	"motcua/counter/navigation"
	"motcua/counter/widgets"
	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// askedLong is when the officer is told that central is being asked; faster answers need no words.
const askedLong = 400 * time.Millisecond

// currentVisit is the card of the person at the desk, and under it what happened last.
type currentVisit struct {
	box                                      *fyne.Container
	speak                                    i18n.Localizer
	state, number, service, why, since, told *ui.Text
	toldGround                               *canvas.Rectangle
	spot                                     *widgets.TapArea // over what is told: that it was read
}

func newCurrentVisit(speak i18n.Localizer) *currentVisit {
	c := &currentVisit{
		speak: speak,
		state: ui.Title("", 34, ui.Quiet), number: ui.Title("", 440, ui.Crest), service: ui.Title("", 60, ui.Ink), why: widgets.NewText("", 34), since: widgets.NewText("", 40),
		told: widgets.NewText("", 30), toldGround: canvas.NewRectangle(nil),
	}
	c.spot = widgets.NewTapArea(nil, nil)
	c.why.Align, c.why.Colour = fyne.TextAlignCenter, ui.Quiet
	c.since.Align, c.toldGround.CornerRadius = fyne.TextAlignCenter, 12
	card := ui.Panel(ui.Card, 20, ui.Column(0,
		ui.Share(1, c.state),
		ui.Share(5.2, c.number),
		ui.Share(1.2, c.service),
		ui.Share(1, c.why),
		ui.Share(1, c.since),
	))
	c.box = ui.Column(12, ui.Share(1, card), ui.Share(0.17, container.NewStack(c.toldGround, ui.Pad(10, c.told), c.spot)))
	return c
}

// draw shows the person at the desk, and of the notices of queue and dossiers the one that was told last.
func (c *currentVisit) draw(s *calls.Session, filed navigation.Notice, now time.Time) {
	if v := s.Desk.Visit(); v != nil {
		c.drawVisit(s.Desk, *v, now)
	} else {
		c.drawNobody(s.Desk, now)
	}
	last := s.Notice
	if filed.Text != "" && !filed.At.Before(last.At) {
		last = filed
	}
	told, alert := last.Text, last.Alert
	if told != "" {
		told = last.At.Format("15:04") + " · " + told
	}
	if news := s.Desk.Conflicts(); len(news) > 0 {
		told, alert = calls.ConflictText(c.speak, news[0]), true
	} else if news := s.Desk.Clashes(); len(news) > 0 {
		told, alert = dossiers.ClashText(c.speak, s.Desk.Counter(), news[0]), true
	}
	if s.Typed != "" {
		told, alert = c.speak.Text("counter.missed.typed", i18n.Args{"Number": s.Typed}), false
	}
	if asking := s.Desk.Asking(); !asking.IsZero() && now.Sub(asking) > askedLong {
		told, alert = c.speak.Text("counter.asking"), false
	}
	c.drawTold(told, alert)
}

func (c *currentVisit) drawNobody(d *desk.Desk, now time.Time) {
	how := "counter.called.how"
	if !d.Online() {
		how = "counter.called.alone"
	}
	if reason := d.Closed(desk.Next, now); reason != desk.Open {
		how = "counter.closed." + string(reason) + ".why"
	}
	c.state.Say("")
	c.number.Paint(ui.Quiet)
	c.number.Say("–")
	c.service.Say(c.speak.Text("counter.called.nobody"))
	c.why.Say("")
	c.since.Say(c.speak.Text(how, i18n.Args{"Counter": d.Counter()}))
}

func (c *currentVisit) drawVisit(d *desk.Desk, v desk.Visit, now time.Time) {
	c.state.Say(c.speak.Text("counter.state.called"))
	c.number.Paint(ui.Crest)
	c.number.Say(v.Ticket.Number)
	c.service.Say(serviceOf(v.Ticket, d, c.speak))
	c.why.Say(calls.WhyText(c.speak, v.Ticket, d))
	clock := d.Clock(now)
	c.since.Say(c.speak.Text("counter.called.since", i18n.Args{
		"At": moment(v.Since.In(clock.Location()), clock), "For": lasting(clock.Sub(v.Since)), "Times": v.Times,
	}))
}

func (c *currentVisit) drawTold(told string, alert bool) {
	colour, ground := ui.Ink, ui.Paper
	switch {
	case alert:
		colour, ground = ui.Alert, ui.Notice
	case told != "":
		ground = ui.Calm
	}
	c.told.Paint(colour)
	c.told.Say(told)
	widgets.SetFill(c.toldGround, ground)
}
