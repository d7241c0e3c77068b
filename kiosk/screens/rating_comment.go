package screens

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/i18n"
	"motcua/internal/ui"
	"motcua/internal/vietnamese"
	"motcua/kiosk/visit"
)

// CommentActions is what a citizen does who writes what should be better.
type CommentActions struct {
	Typed func(change func(*vietnamese.Typing))
	Send  func()
	Exits // no First at a counter's own screen
}

// Comment takes a citizen's own words.
type Comment struct {
	Screen
	say   i18n.Localizer
	keys  *ui.Keyboard
	typed *ui.Text
	help  *ui.Text
}

// NewComment asks for a citizen's own words.
func NewComment(say i18n.Localizer, on CommentActions) *Comment {
	s := &Comment{say: say, keys: ui.NewKeyboard(keyWords(say), on.Typed), typed: ui.NewText("", 46), help: ui.NewText("", 36)}
	s.Name = "wording"
	s.typed.Align, s.typed.Rise, s.typed.Tail = fyne.TextAlignLeading, 0, true
	send := ui.NewButton("send", ui.Main, 48, ui.Content{Title: say.Text("rate.send")}, on.Send)
	foot, leaving := newWayBack(say, on.Exits, send)
	s.Targets = append(s.keys.Keys, leaving...)
	ask := ui.Column(Gap/2,
		ui.Fixed(214, s.Heading(ui.Column(Gap/2, ui.Share(1.4, ui.Title(say.Text("rate.words"), 60, ui.Crest)), ui.Share(1, s.help)))),
		ui.Share(1, container.NewStack(ui.Panel(ui.Edge, 0, container.NewWithoutLayout()), ui.Pad(3, ui.Panel(ui.Card, 24, s.typed)))),
	)
	s.Content = footed(container.New(typingLayout{}, ask, s.keys.Container), foot)
	return s
}

// Update writes what has been typed.
func (s *Comment) Update(t vietnamese.Typing) {
	s.keys.Show(t)
	s.typed.Say(t.Text + "|")
	help := "rate.words.help"
	if visit.Full(visit.Rating, t) {
		help = "kiosk.key.full"
	}
	s.help.Say(s.say.Text(help))
}
