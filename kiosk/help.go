package main

import (
	"log/slog"
	"time"

	"fyne.io/fyne/v2"

	"motcua/internal/hall"
	"motcua/internal/ui"
	"motcua/internal/words"
)

// helper is what help needs of the device behind it.
type helper struct {
	call  func() error // the hall's staff; slow
	calls func() []hall.HelpCall
	me    string                               // this device, as its calls name it
	voice func(say words.Speaker, text string) // reads aloud, where there is a voice; nil: silent
}

// helped are the screens that have an explanation of their own; the others share one.
var helped = map[string]bool{
	"home": true, "services": true, "finding": true, "reading": true, "ticket": true, "sorry": true, "starting": true, "still": true,
	"resting": true, "arriving": true, "asking": true, "reasons": true, "thanks": true,
}

// helpCover explains the screen beneath it in large type, reads it aloud and calls a person.
type helpCover struct {
	attendant *attendant
	say       words.Speaker
	screen    string
	until     time.Time
	called    time.Time // zero: nobody was called
	failed    bool

	status *ui.Banner
	call   *ui.Button
}

func newHelp(a *attendant, screen string) *helpCover {
	return &helpCover{attendant: a, screen: screen, until: a.now().Add(coverFor)}
}

// text is the explanation; on the first screen also of how all of them are made easier to read and to reach, if they are not yet.
func (h *helpCover) text() string {
	if !helped[h.screen] {
		return h.say.Say("kiosk.help.other")
	}
	text, stage := h.say.Say("kiosk.help."+h.screen), h.attendant.stage
	if h.screen == "home" && stage.worn().Mode == ui.Normal {
		text += "\n" + h.say.Say("kiosk.help.eyes")
	}
	if h.screen == "home" && !stage.low {
		text += "\n" + h.say.Say("kiosk.help.reach")
	}
	return text
}

func (h *helpCover) draw(say words.Speaker) screen {
	h.say = say
	h.status = ui.NewBanner(44)
	h.call = ui.NewButton("call", ui.Main, 50, ui.Face{}, h.onCall)
	back := ui.NewButton("back", ui.Tile, 42, ui.Face{Icon: ui.Icon("back", ui.Ink), Title: say.Say("kiosk.help.close")}, h.attendant.lift)
	s := screen{name: "help", targets: []*ui.Button{h.call, back}}
	foot := ui.Row(gap, ui.Share(1, back))
	if h.attendant.help.voice != nil {
		listen := ui.NewButton("listen", ui.Tile, 42, ui.Face{Icon: ui.Icon("loudspeaker", ui.Ink), Title: say.Say("kiosk.help.listen")}, h.onListen)
		s.targets = append(s.targets, listen)
		foot = ui.Row(gap, ui.Share(1, back), ui.Share(1, listen))
	}
	text := ui.NewText(h.text(), 60)
	text.Align = fyne.TextAlignLeading
	help := ui.Panel(ui.Card, 40, text)
	staff := ui.Column(gap, ui.Share(1, h.status.Container), ui.Fixed(160, h.call))
	s.content = ui.Pad(margin, ui.Column(gap,
		ui.Fixed(110, s.heads(ui.Title(say.Say("kiosk.help.title"), 68, ui.Crest))),
		ui.Share(1, ui.Split(gap, ui.Share(1.5, s.shows(help)), ui.Share(1, staff))),
		ui.Fixed(footHeight, foot),
	))
	return s
}

// tick tells how it goes with the call, and goes when the visitor's screen beneath has changed.
func (h *helpCover) tick(now time.Time) (stay bool) {
	face := ui.Face{Title: h.say.Say("kiosk.help.call")}
	switch state := h.state(); state {
	case "":
		h.status.Say(ui.Paper, ui.Icon("person", ui.Quiet), h.say.Say("kiosk.help.person"), h.say.Say("kiosk.help.person.help"))
	default:
		ground, icon := ui.Notice, ui.Icon("person", ui.Ink)
		if state == "coming" {
			ground, icon = ui.Calm, ui.Icon("tick", ui.Good)
		}
		h.status.Say(ground, icon, h.say.Say("kiosk.help."+state), h.say.Say("kiosk.help."+state+".help"))
		face.Title = h.say.Say("kiosk.help.again")
	}
	h.call.Wear(face)
	return now.Before(h.until) && h.attendant.stage.shown.name == h.screen
}

// state is how it goes with the call: empty, called, coming or failed.
func (h *helpCover) state() string {
	for _, c := range h.attendant.help.calls() {
		if c.Device == h.attendant.help.me && c.Coming {
			return "coming"
		}
	}
	switch {
	case h.failed:
		return "failed"
	case !h.called.IsZero():
		return "called"
	}
	return ""
}

// callAgainAfter is how soon a second call is one: before, it is an impatient finger.
const callAgainAfter = 10 * time.Second

// onCall calls the staff, and stays open until they come.
func (h *helpCover) onCall() {
	if h.attendant.now().Sub(h.called) < callAgainAfter {
		return
	}
	h.called, h.failed = h.attendant.now(), false
	h.until = h.called.Add(3 * coverFor)
	call := h.attendant.help.call
	var err error
	h.attendant.run(func() { err = call() }, func() {
		if err != nil {
			slog.Error("the staff could not be called", "err", err)
			h.failed = true
		}
		h.tick(h.attendant.now())
	})
	h.tick(h.attendant.now())
}

func (h *helpCover) onListen() {
	h.until = h.attendant.now().Add(coverFor)
	voice, say, text := h.attendant.help.voice, h.say, h.text()
	h.attendant.run(func() { voice(say, text) }, func() {})
}
