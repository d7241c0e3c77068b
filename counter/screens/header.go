package screens

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/counter/calls"
	"motcua/counter/widgets"
	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// header is the band at the top: which counter this is, what it takes, the line to central, the hall's time.
type header struct {
	box                            *fyne.Container
	speak                          i18n.Localizer
	counter, services, line, clock *ui.Text
	officer                        *ui.Text // who sits here, and the key that locks
	name                           string   // of the officer; empty: nobody sits here
	lineGround                     *canvas.Rectangle
	printer                        func() (id string, fine bool) // the sentence for its state
	lock                           *widgets.TapArea              // over the officer's name
}

func newHeader(speak i18n.Localizer) *header {
	h := &header{
		speak:   speak,
		printer: func() (string, bool) { return "", true }, counter: widgets.NewBoldText("", 56), services: widgets.NewText("", 30), clock: widgets.NewBoldText("", 52), line: widgets.NewBoldText("", 28), lineGround: canvas.NewRectangle(nil),
		lock: widgets.NewTapArea(nil, nil),
	}
	h.officer = widgets.NewBoldText("", 26)
	h.counter.Colour, h.services.Colour, h.clock.Colour, h.officer.Colour = ui.OnCrest, ui.OnCrest, ui.OnCrest, ui.OnCrest
	h.line.Align, h.clock.Align = fyne.TextAlignCenter, fyne.TextAlignTrailing
	h.lineGround.CornerRadius = 12
	h.box = ui.Band(ui.Crest, 14, ui.Row(24,
		ui.Share(0.9, h.counter),
		ui.Share(1.9, h.services),
		ui.Share(1.1, container.NewStack(h.officer, h.lock)),
		ui.Share(1.6, container.NewStack(h.lineGround, ui.Pad(4, h.line))),
		ui.Share(0.8, h.clock),
	))
	return h
}

// serve says whose number is at the desk, in the place of the services, while something else than the queue is looked at.
func (h *header) serve(number string) {
	if number != "" {
		h.services.Say(h.speak.Text("counter.header.serving", i18n.Args{"Number": number}))
	}
}

func (h *header) draw(s *calls.Session, now time.Time) {
	d := s.Desk
	var names []string
	for _, s := range d.Services() {
		names = append(names, s.Name.In(h.speak.Lang))
	}
	h.counter.Say(h.speak.Text("counter.title", i18n.Args{"Counter": d.Counter()}))
	h.services.Say(strings.Join(names, ", "))
	if h.name == "" {
		h.officer.Say("")
	} else {
		h.officer.Say(h.speak.Text("counter.officer", i18n.Args{"Name": h.name}))
	}
	h.clock.Say(d.Clock(now).Format(time.TimeOnly))
	switch {
	case s.Trust() != "":
		h.drawLine(s.Trust(), "", ui.Alert, ui.Notice) // graver than any printer's trouble, and as long as the room
	case d.Online():
		h.drawLine("counter.line.up", h.printerTrouble(), ui.Good, ui.Calm)
	case h.printerTrouble() != "":
		h.drawLine("counter.line.down.short", h.printerTrouble(), ui.Alert, ui.Notice) // with the rest of the sentence neither could be read
	default:
		h.drawLine("counter.line.down", "", ui.Alert, ui.Notice)
	}
}

// printerTrouble returns what is wrong with the printer; empty: nothing.
func (h *header) printerTrouble() string {
	state, fine := h.printer()
	if fine {
		return ""
	}
	return h.speak.Text("counter.line.printer", i18n.Args{"State": h.speak.Text(state)})
}

// drawLine shows how the line to central is, and under it what is wrong with the printer.
func (h *header) drawLine(id, printer string, colour, ground fyne.ThemeColorName) {
	if printer != "" {
		colour, ground = ui.Alert, ui.Notice
	}
	h.line.Paint(colour)
	h.line.Say(widgets.Join("\n", h.speak.Text(id), printer))
	widgets.SetFill(h.lineGround, ground)
}
