package screens

import (
	"slices"

	"fyne.io/fyne/v2"

	"motcua/internal/i18n"
	"motcua/internal/rating"
	"motcua/internal/ui"
)

// Reasons asks what should be better: any number of reasons, or none.
type Reasons struct {
	Screen
	say     i18n.Localizer
	reasons map[rating.Reason]*ui.Button
	send    *ui.Button
}

// ReasonsActions is what a citizen does who is asked for reasons.
type ReasonsActions struct {
	Reason      func(rating.Reason)
	Words, Send func()
	Exits       // no First at a counter's own screen
}

// NewReasons asks for reasons.
func NewReasons(say i18n.Localizer, on ReasonsActions) *Reasons {
	s := &Reasons{say: say, reasons: map[rating.Reason]*ui.Button{}}
	s.Name = "reasons"
	var tiles []fyne.CanvasObject
	for _, reason := range rating.Reasons() {
		b := ui.NewButton("reason."+string(reason), ui.Tile, 42, ui.Content{}, func() { on.Reason(reason) })
		s.reasons[reason] = b
		s.Targets = append(s.Targets, b)
		tiles = append(tiles, b)
	}
	tiles = append(tiles, s.own(say, on.Words))
	s.send = ui.NewButton("send", ui.Main, 42, ui.Content{}, on.Send)
	foot, leaving := newWayBack(say, on.Exits, s.send)
	s.Targets = append(s.Targets, leaving...)
	s.Content = footed(ui.Pad(Margin, ui.Column(Gap,
		ui.Fixed(170+Gap, s.Heading(newHeading(ui.Title(say.Text("rate.why"), 72, ui.Ink), say.Text("rate.why.help"), 42))),
		ui.Share(1, ui.Grid(Gap*0.7, tiles...)),
	)), foot)
	return s
}

// own leads to the citizen's own words.
func (s *Reasons) own(say i18n.Localizer, onWords func()) fyne.CanvasObject {
	own := ui.NewButton("words", ui.Tile, 42, ui.Content{Icon: ui.Icon("pen", ui.Ink), Title: say.Text("rate.words.open")}, onWords)
	s.Targets = append(s.Targets, own)
	return own
}

// Update ticks the reasons chosen.
func (s *Reasons) Update(chosen []rating.Reason) {
	for reason, b := range s.reasons {
		face := ui.Content{Icon: ui.Icon("box", ui.Edge), Title: s.say.Text("rate.reason." + string(reason))}
		ticked := slices.Contains(chosen, reason)
		if ticked {
			face.Icon = ui.Icon("box-ticked", ui.OnCrest)
		}
		b.SetContent(face)
		b.SetSelected(ticked)
	}
	id := "rate.skip"
	if len(chosen) > 0 {
		id = "rate.send"
	}
	s.send.SetContent(ui.Content{Title: s.say.Text(id)})
}
