package screens

import (
	"fyne.io/fyne/v2"

	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// NewNotice says one thing and what to do about it; with a button where there is something to touch.
func NewNotice(name string, icon fyne.Resource, title, help string, buttons ...*ui.Button) Screen {
	column := []ui.Part{
		ui.Space(0.5),
		ui.Share(1, ui.Picture(icon)),
		ui.Share(0.8, ui.Title(title, 76, ui.Ink)),
		ui.Share(0.8, ui.NewText(help, 46)),
		ui.Space(0.5),
	}
	for _, b := range buttons {
		column = append(column, ui.Fixed(168, b))
	}
	return Screen{Name: name, Content: ui.Pad(Margin, ui.Column(Gap, column...)), Targets: buttons}
}

// footed puts the exits under a notice without buttons.
func (s Screen) footed(say i18n.Localizer, exits Exits) Screen {
	foot, targets := newFooter(say, exits)
	s.Content, s.Targets = footed(s.Content, foot), targets
	return s
}

// NewStarting says that nothing can be offered yet.
func NewStarting(say i18n.Localizer) Screen {
	return NewNotice("starting", ui.Icon("clouded", ui.Quiet), say.Text("kiosk.starting"), say.Text("kiosk.starting.help"))
}

// NewDistrusted says to the technician why central does not speak with this device.
func NewDistrusted(say i18n.Localizer, trust, device string) Screen {
	help := say.Text("standing.help", i18n.Args{"Device": device, "Program": "kiosk"})
	return NewNotice("starting", ui.Icon("warning", ui.Crest), say.Text("standing."+trust), help)
}

// NewSorry says that there is no number.
func NewSorry(say i18n.Localizer, onHome func()) Screen {
	return NewNotice("sorry", ui.Icon("warning", ui.Crest), say.Text("kiosk.sorry"), say.Text("kiosk.sorry.help"), newHomeButton(say, onHome))
}

// NewCardAsked says that central is being asked about a card.
func NewCardAsked(say i18n.Localizer, exits Exits) Screen {
	return NewNotice("presenting", ui.Icon("clock", ui.Crest), say.Text("kiosk.card.asking"), say.Text("kiosk.asking")).footed(say, exits)
}

// newHomeButton leads to the first screen from one where all is said.
func newHomeButton(say i18n.Localizer, onHome func()) *ui.Button {
	return ui.NewButton("done", ui.Main, 56, ui.Content{Title: say.Text("kiosk.home")}, onHome)
}
