package shell

import (
	"log/slog"
	"time"

	"fyne.io/fyne/v2"

	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/ui"
	"motcua/kiosk/screens"
)

// HelpCalls calls the hall's staff, and knows how it goes with the last call.
type HelpCalls struct {
	Call   func() error                          // returns when the staff have the call; slow
	Open   func() []hall.HelpCall                // the calls of the hall that nobody has ended
	Device string                                // this device, as its calls name it
	Voice  func(say i18n.Localizer, text string) // reads aloud, where there is a voice; nil: silent
	Now    func() time.Time

	asked  time.Time // when the last call began; zero: nobody has called
	heard  bool      // central has it
	failed bool      // nobody heard it
	coming time.Time // when it was first seen that somebody comes; zero: not yet
}

// How long a call is shown: until its person has found somebody or gone, and until who comes must be there.
const (
	callShows   = 10 * time.Minute
	comingShows = 2 * time.Minute
	failedShows = time.Minute
)

// state returns how it goes with the last call: empty, calling, called, coming or failed. None says more than what has happened.
func (h *HelpCalls) state() string {
	since := h.Now().Sub(h.asked)
	switch {
	case h.asked.IsZero() || since >= callShows || h.failed && since >= failedShows:
		return ""
	case h.failed:
		return "failed"
	case !h.heard:
		return "calling"
	case !h.answered():
		return "called"
	case h.Now().Sub(h.coming) >= comingShows:
		return ""
	}
	return "coming"
}

// answered reports whether one of the staff has said that they come.
func (h *HelpCalls) answered() bool {
	for _, c := range h.Open() {
		if h.coming.IsZero() && c.Device == h.Device && c.Coming {
			h.coming = h.Now()
		}
	}
	return !h.coming.IsZero()
}

// begin reports whether a call may go out now: before, it is an impatient finger.
func (h *HelpCalls) begin() bool {
	now := h.Now()
	if now.Sub(h.asked) < callAgainAfter || h.state() == "calling" {
		return false
	}
	h.asked, h.heard, h.failed, h.coming = now, false, false, time.Time{}
	return true
}

// ended takes the answer to a call.
func (h *HelpCalls) ended(err error) { h.heard, h.failed = err == nil, err != nil }

// Explained are the screens that have an explanation of their own; the others share one.
var Explained = map[string]bool{
	"home": true, "services": true, "finding": true, "reading": true, "ticket": true, "sorry": true, "starting": true, "still": true,
	"resting": true, "arriving": true, "asking": true, "reasons": true, "thanks": true, "seeking": true, "told": true, "judging": true, "checking": true,
}

// help explains the screen beneath it in large type, reads it aloud and calls a person.
type help struct {
	overlays *Overlays
	say      i18n.Localizer
	screen   string
	until    time.Time

	status *ui.Banner
	call   *ui.Button
}

func newHelp(o *Overlays, screen string) *help {
	return &help{overlays: o, screen: screen, until: o.Now().Add(coverFor)}
}

// text returns the explanation; on the first screen also of how all of them are made easier to read and to reach, if they are not yet.
func (h *help) text() string {
	if !Explained[h.screen] {
		return h.say.Text("kiosk.help.other")
	}
	text, window := h.say.Text("kiosk.help."+h.screen), h.overlays.Window
	if h.screen == "home" && window.Theme().Mode == ui.Normal {
		text += "\n" + h.say.Text("kiosk.help.eyes")
	}
	if h.screen == "home" && !window.low {
		text += "\n" + h.say.Text("kiosk.help.reach")
	}
	return text
}

func (h *help) draw(say i18n.Localizer) screens.Screen {
	h.say = say
	h.status = ui.NewBanner(56)
	h.call = ui.NewButton("call", ui.Main, 50, ui.Content{}, h.onCall)
	back := ui.NewButton("back", ui.Tile, 42, ui.Content{Icon: ui.Icon("back", ui.Ink), Title: say.Text("kiosk.help.close")}, h.overlays.Hide)
	s := screens.Screen{Name: "help", Targets: []*ui.Button{h.call, back}}
	foot := ui.Row(screens.Gap, ui.Share(1, back))
	if h.overlays.Help.Voice != nil {
		listen := ui.NewButton("listen", ui.Tile, 42, ui.Content{Icon: ui.Icon("loudspeaker", ui.Ink), Title: say.Text("kiosk.help.listen")}, h.onListen)
		s.Targets = append(s.Targets, listen)
		foot = ui.Row(screens.Gap, ui.Share(1, back), ui.Share(1, listen))
	}
	text := ui.NewText(h.text(), 60)
	text.Align = fyne.TextAlignLeading
	help := ui.Panel(ui.Card, 40, text)
	staff := ui.Column(screens.Gap, ui.Share(1, h.status.Container), ui.Fixed(160, h.call))
	s.Content = ui.Pad(screens.Margin, ui.Column(screens.Gap,
		ui.Fixed(110, s.Heading(ui.Title(say.Text("kiosk.help.title"), 68, ui.Crest))),
		ui.Share(1, ui.Split(screens.Gap, ui.Share(1.5, s.Sheet(help)), ui.Share(1, staff))),
		ui.Fixed(screens.FooterHeight, foot),
	))
	return s
}

// tick tells how it goes with the call, and goes when the visitor's screen beneath has changed.
func (h *help) tick(now time.Time) (stay bool) {
	face, state := ui.Content{Title: h.say.Text("kiosk.help.call")}, h.overlays.Help.state()
	if state == "" {
		h.status.Say(ui.Paper, ui.Icon("person", ui.Quiet), h.say.Text("kiosk.help.person"), h.say.Text("kiosk.help.person.help"))
	} else {
		ground, icon := ui.Notice, ui.Icon("person", ui.Ink)
		if state == "coming" {
			ground, icon = ui.Calm, ui.Icon("tick", ui.Good)
		}
		h.status.Say(ground, icon, h.say.Text("kiosk.help."+state), h.say.Text("kiosk.help."+state+".help"))
		face.Title = h.say.Text("kiosk.help.again")
	}
	h.call.SetContent(face)
	return now.Before(h.until) && h.overlays.Window.shown.Name == h.screen
}

// close is for overlays: nothing is left of a help.
func (h *help) close() {}

// callAgainAfter is how soon a second call is one.
const callAgainAfter = 10 * time.Second

// onCall calls the staff, and stays open until they come.
func (h *help) onCall() {
	o := h.overlays
	if !o.Help.begin() {
		return
	}
	h.until = o.Now().Add(3 * coverFor)
	ui.Try(o.Run, o.Help.Call, func(err error) {
		if err != nil {
			slog.Error("the staff could not be called", "err", err)
		}
		o.Help.ended(err)
		o.OnTick()
	})
	h.tick(o.Now())
}

func (h *help) onListen() {
	h.until = h.overlays.Now().Add(coverFor)
	voice, say, text := h.overlays.Help.Voice, h.say, h.text()
	h.overlays.Run(func() { voice(say, text) }, func() {})
}
