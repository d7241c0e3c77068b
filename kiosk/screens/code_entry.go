package screens

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/i18n"
	"motcua/internal/ui"
	"motcua/internal/vietnamese"
	"motcua/kiosk/visit"
)

// CodeEntryActions is what somebody does who types a code or a number.
type CodeEntryActions struct {
	Typed func(change func(*vietnamese.Typing))
	Done  func()
	Exits
}

// CodeEntry asks for something printed on a paper: a dossier's code, a ticket's number.
type CodeEntry struct {
	Screen
	say    i18n.Localizer
	id     string // of its sentences
	typed  *ui.Text
	hint   *ui.Text
	told   *fyne.Container // one of these two
	ground *fyne.Container
	alarm  *fyne.Container
}

// CodeEntryData is what is asked for.
type CodeEntryData struct {
	Name    string // of the screen
	ID      string // that its sentences begin with
	Title   string // id of the heading; empty: ID
	Scanner bool   // there is one, so it invites to scan
}

// NewCodeEntry asks for a code.
func NewCodeEntry(say i18n.Localizer, data CodeEntryData, on CodeEntryActions) *CodeEntry {
	id := data.ID
	s := &CodeEntry{say: say, id: id, typed: ui.NewText("", 60), hint: ui.NewText("", 46)}
	s.Name = data.Name
	done := ui.NewButton("done", ui.Main, 50, ui.Content{Title: say.Text(id + ".go")}, on.Done)
	keys := ui.NewCodeKeyboard(keyWords(say), on.Typed, done)
	foot, targets := newFooter(say, on.Exits)
	s.Targets = append(keys.Keys, targets...)
	s.typed.Align = fyne.TextAlignLeading
	help := say.Text(id + ".help")
	if data.Scanner {
		help = say.Text(id + ".scan")
	}
	s.ground = ui.Panel(ui.Card, 24, ui.NewText(help, 46))
	s.alarm = ui.Panel(ui.Notice, 24, s.hint)
	s.told = container.NewStack(s.ground, s.alarm)
	ask := ui.Column(Gap,
		ui.Fixed(90, s.Heading(ui.Title(say.Text(cmp.Or(data.Title, id)), 68, ui.Crest))),
		ui.Fixed(120, field(typedIcons[data.Name], s.typed)),
		ui.Share(1, s.Sheet(s.told)),
	)
	s.Content = footed(container.New(typingLayout{}, ask, keys.Container), foot)
	return s
}

// typedIcons are the pictures of what is typed on each screen.
var typedIcons = map[string]string{"seeking": "lookup", "judging": "ticket", "arriving": "clock"}

// field returns where typed text stands.
func field(icon string, text *ui.Text) fyne.CanvasObject {
	return container.NewStack(ui.Panel(ui.Edge, 0, container.NewWithoutLayout()), ui.Pad(3, ui.Panel(ui.Card, 18,
		ui.Row(20, ui.Fixed(64, ui.Picture(ui.Icon(icon, ui.Crest))), ui.Share(1, text)))))
}

// keyWords returns what the keys say that are no letters. Marks are put in Vietnamese only: in other languages a key is a letter.
func keyWords(say i18n.Localizer) ui.KeyWords {
	keys := ui.KeyWords{Erase: say.Text("kiosk.key.erase"), Clear: say.Text("kiosk.key.clear"), Space: say.Text("kiosk.key.space")}
	if say.Lang == "vi" {
		for _, method := range []string{"telex", "vni", "plain"} {
			id := "kiosk.key.method." + method
			keys.Methods = append(keys.Methods, ui.MethodWords{Title: say.Text(id), Example: say.Text(id + ".example")})
		}
	}
	return keys
}

// Update writes what has been typed, and what is wrong with it, about which more can be said; waiting: the answer is on its way.
func (s *CodeEntry) Update(typed, problem string, waiting bool, about ...i18n.Args) {
	s.typed.Bold = typed != ""
	s.typed.Tail = s.typed.Bold
	if s.typed.Bold {
		s.typed.Paint(ui.Ink)
		s.typed.Say(strings.ToUpper(typed) + "|")
	} else {
		s.typed.Paint(ui.Quiet)
		s.typed.Say(s.say.Text(s.id + ".example"))
	}
	full := visit.Full(visit.Step(s.Name), vietnamese.Typing{Text: typed})
	switch {
	case waiting:
		s.hint.Say(s.say.Text("kiosk.asking"))
	case full && problem == "":
		s.hint.Say(s.say.Text("kiosk.key.full"))
	case problem != "":
		s.hint.Say(s.say.Text(s.id+".problem."+problem, about...))
	}
	shown := waiting || full || problem != ""
	if s.alarm.Visible() != shown || s.ground.Visible() == shown {
		s.alarm.Hidden, s.ground.Hidden = !shown, shown
		s.told.Refresh()
	}
}
