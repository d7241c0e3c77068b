package screens

import (
	"fmt"

	"fyne.io/fyne/v2"

	"motcua/internal/i18n"
	"motcua/internal/rating"
	"motcua/internal/ui"
)

// face returns the icon of a level.
func face(l rating.Level) fyne.Resource { return ui.Icon(fmt.Sprintf("face-%d", l), ui.AsDrawn) }

// RatingActions is what a citizen does who is asked; at a counter's own screen there is no way back.
type RatingActions struct {
	Level func(rating.Level)
	Exits
}

// NewRating asks how satisfied a citizen is: one touch on one of four faces. The counter may be unknown.
func NewRating(say i18n.Localizer, counter string, on RatingActions) Screen {
	s := Screen{Name: "asking"}
	var tiles []ui.Part
	for _, level := range rating.Levels() {
		name := fmt.Sprintf("rate.%d", level)
		b := ui.NewButton(name, ui.Tile, 52, ui.Content{Icon: face(level), Title: say.Text("rate.level." + fmt.Sprint(int(level)))},
			func() { on.Level(level) })
		s.Targets = append(s.Targets, b)
		tiles = append(tiles, ui.Share(1, b))
	}
	ui.NewAlike(s.Targets...)
	const narrow = 1200
	at := ui.NewText("", 44)
	if counter != "" {
		at.Say(say.Text("rate.counter") + " " + counter)
	}
	s.Content = ui.Pad(Margin, ui.Column(Gap,
		ui.Share(0.5, s.Heading(ui.Column(Gap/2, ui.Fixed(72, at), ui.Share(1, ui.Title(say.Text("rate.ask"), 76, ui.Ink))))),
		ui.Share(1, ui.Fold(narrow, Gap, tiles...)),
		ui.Fixed(124, ui.NewText(say.Text("rate.ask.help"), 42)),
	))
	if on.Back != nil {
		foot, leaving := newFooter(say, on.Exits)
		s.Targets = append(s.Targets, leaving...)
		s.Content = footed(s.Content, foot)
	}
	return s
}
