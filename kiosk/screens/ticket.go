package screens

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"motcua/internal/centre"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/kiosk/visit"
)

// Ticket shows a number, as large as the panel allows, and how it goes with its slip.
type Ticket struct {
	Screen
	say    i18n.Localizer
	ticket queue.Ticket
	slip   *ui.Banner
	done   *ui.Button
}

// TicketActions is what a visitor does who has a number; More is nil where there are enough, Print where there is a slip, or no printer.
type TicketActions struct{ More, Print, Done func() }

// TicketData is a number, and how it goes with its slip.
type TicketData struct {
	Centre centre.Centre
	Ticket queue.Ticket
	Wait   string     // in words; empty: nobody knows
	Slip   visit.Slip // how it goes with the paper
	Link   string     // what a phone scans in place of a slip; empty: there is one
}

// NewTicket shows a number.
func NewTicket(say i18n.Localizer, data TicketData, on TicketActions) *Ticket {
	t, centre := data.Ticket, data.Centre
	s := &Ticket{say: say, ticket: t, slip: ui.NewBanner(56)}
	s.Name = "ticket"
	s.done = ui.NewButton("done", ui.Main, 56, ui.Content{Title: say.Text("kiosk.done")}, on.Done)
	s.Targets = []*ui.Button{s.done}
	var other fyne.CanvasObject
	if on.Print == nil {
		other = s.more(on.More)
	} else { // one thing at a time: the slip first
		other = s.button("reprint", ui.Content{Icon: ui.Icon("printer", ui.Ink), Title: say.Text("kiosk.slip.again")}, on.Print)
	}
	buttons := ui.Row(Gap, ui.Share(1, other), ui.Share(1.2, s.done))
	service, _ := centre.Service(t.Service)
	line := service.Name.In(say.Lang)
	if !t.Slot.IsZero() {
		line += "\n" + appointed(say, t)
	}
	if t.Class != "" {
		line += "\n" + say.Text("kiosk.ticket.class", i18n.Args{"Class": centre.Class(t.Class).Name.In(say.Lang)})
	}
	number := ui.Panel(ui.Card, 36, ui.Column(8,
		ui.Fixed(60, ui.NewText(say.Text("kiosk.ticket.yours"), 44)),
		ui.Share(1, ui.Title(t.Number, 380, ui.Crest)),
		ui.Fixed(132, ui.Title(line, 52, ui.Ink)),
	))
	rest := ui.Column(Gap, ui.Share(1, s.facts(centre, data.Wait)), ui.Share(1, s.paper(data.Slip, data.Link)), ui.Share(0.6, buttons))
	s.Content = ui.Pad(Margin, ui.Split(Gap, ui.Share(1.15, s.Sheet(number)), ui.Share(1, rest)))
	return s
}

// appointed tells the slot of a ticket's appointment, and whether its holder has missed it.
func appointed(say i18n.Localizer, t queue.Ticket) string {
	id := "kiosk.ticket.slot"
	if !t.Favoured() {
		id += ".late"
	}
	return say.Text(id, i18n.Args{"Time": ClockOf(t.Slot)})
}

// facts tells which counters serve the ticket, how many people are before it and how long that takes, as far as it is known.
func (s *Ticket) facts(centre centre.Centre, wait string) fyne.CanvasObject {
	facts := []ui.Fact{{Label: s.say.Text("kiosk.ticket.counters"), Value: strings.Join(centre.CountersFor(s.ticket.Service), ", ")}}
	if s.ticket.Ahead != queue.Unknown {
		facts = append(facts, ui.Fact{Label: s.say.Text("kiosk.ticket.ahead"), Value: fmt.Sprint(s.ticket.Ahead)})
	}
	if wait != "" {
		facts = append(facts, ui.Fact{Label: s.say.Text("kiosk.ticket.wait"), Value: wait})
	}
	return ui.NewFacts(facts...)
}

// WaitText is a range of minutes in words; empty where nothing is known.
func WaitText(say i18n.Localizer, w queue.Wait, known bool) string {
	if !known {
		return ""
	}
	return say.Minutes(w.Least, w.Most)
}

// more leads to another number, or says that there are enough.
func (s *Ticket) more(onMore func()) fyne.CanvasObject {
	if onMore == nil {
		return ui.Panel(ui.Notice, 16, ui.NewText(s.say.Text("kiosk.more.enough", i18n.Args{"Most": visit.MostTickets}), 36))
	}
	return s.button("more", ui.Content{Icon: ui.Icon("ticket", ui.Crest), Title: s.say.Text("kiosk.more")}, onMore)
}

func (s *Ticket) button(name string, face ui.Content, do func()) fyne.CanvasObject {
	b := ui.NewButton(name, ui.Tile, 46, face, do)
	s.Targets = append(s.Targets, b)
	return b
}

// paper tells how it goes with the slip; where there is none, a code to photograph stands in for it.
func (s *Ticket) paper(slip visit.Slip, link string) fyne.CanvasObject {
	s.tell(slip)
	if link == "" {
		return s.slip.Container
	}
	code := ui.Column(4, ui.Share(1, ui.QR(link)), ui.Fixed(84, ui.NewText(s.say.Text("kiosk.slip.photo"), 32)))
	missing := ui.Title(s.slip.Title.Words(), 52, ui.Ink)
	return ui.Row(Gap, ui.Share(1.1, ui.Panel(ui.Notice, 20, missing)), ui.Share(1, code))
}

// tell writes how it goes with the slip.
func (s *Ticket) tell(slip visit.Slip) {
	say := func(id string) string {
		return s.say.Text("kiosk.slip."+string(slip)+id, i18n.Args{"Number": s.ticket.Number})
	}
	switch slip {
	case visit.Printed:
		s.slip.Say(ui.Calm, ui.Icon("tick", ui.Good), say(""), say(".help"))
	case visit.Missing:
		s.slip.Say(ui.Notice, ui.Icon("warning", ui.Alert), say(""), say(".help"))
	default:
		s.slip.Say(ui.Card, ui.Icon("printer", ui.Ink), say(""), say(".help"))
	}
}

// Update writes when the screen goes by itself.
func (s *Ticket) Update(left time.Duration) {
	face := s.done.Content()
	face.Subtitle = s.say.Text("kiosk.done.count", i18n.Args{"Seconds": Seconds(left)})
	s.done.SetContent(face)
}
