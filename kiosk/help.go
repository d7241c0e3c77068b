package main

import (
	"log/slog"
	"time"

	"fyne.io/fyne/v2"

	"motcua/internal/hall"
	"motcua/internal/ui"
	"motcua/internal/words"
)

// helper is what help needs of the device behind it, and how it goes with the last call.
type helper struct {
	call  func() error // the hall's staff, until they have it; slow
	calls func() []hall.HelpCall
	me    string                               // this device, as its calls name it
	voice func(say words.Speaker, text string) // reads aloud, where there is a voice; nil: silent
	now   func() time.Time

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

// state is how it goes with the last call: empty, calling, called, coming or failed. None says more than what has happened.
func (h *helper) state() string {
	since := h.now().Sub(h.asked)
	switch {
	case h.asked.IsZero() || since >= callShows || h.failed && since >= failedShows:
		return ""
	case h.failed:
		return "failed"
	case !h.heard:
		return "calling"
	case !h.answered():
		return "called"
	case h.now().Sub(h.coming) >= comingShows:
		return ""
	}
	return "coming"
}

// answered reports whether one of the staff has said that they come.
func (h *helper) answered() bool {
	for _, c := range h.calls() {
		if h.coming.IsZero() && c.Device == h.me && c.Coming {
			h.coming = h.now()
		}
	}
	return !h.coming.IsZero()
}

// begin reports whether a call may go out now: before, it is an impatient finger.
func (h *helper) begin() bool {
	now := h.now()
	if now.Sub(h.asked) < callAgainAfter || h.state() == "calling" {
		return false
	}
	h.asked, h.heard, h.failed, h.coming = now, false, false, time.Time{}
	return true
}

// ended takes the answer to a call.
func (h *helper) ended(err error) { h.heard, h.failed = err == nil, err != nil }

// helped are the screens that have an explanation of their own; the others share one.
var helped = map[string]bool{
	"home": true, "services": true, "finding": true, "reading": true, "ticket": true, "sorry": true, "starting": true, "still": true,
	"resting": true, "arriving": true, "asking": true, "reasons": true, "thanks": true, "seeking": true, "told": true, "judging": true, "checking": true,
}

// helpCover explains the screen beneath it in large type, reads it aloud and calls a person.
type helpCover struct {
	attendant *attendant
	say       words.Speaker
	screen    string
	until     time.Time

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
	h.status = ui.NewBanner(56)
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
	face, state := ui.Face{Title: h.say.Say("kiosk.help.call")}, h.attendant.help.state()
	if state == "" {
		h.status.Say(ui.Paper, ui.Icon("person", ui.Quiet), h.say.Say("kiosk.help.person"), h.say.Say("kiosk.help.person.help"))
	} else {
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

// callAgainAfter is how soon a second call is one.
const callAgainAfter = 10 * time.Second

// onCall calls the staff, and stays open until they come.
func (h *helpCover) onCall() {
	a := h.attendant
	if !a.help.begin() {
		return
	}
	h.until = a.now().Add(3 * coverFor)
	call := a.help.call
	var err error
	a.run(func() { err = call() }, func() {
		if err != nil {
			slog.Error("the staff could not be called", "err", err)
		}
		a.help.ended(err)
		a.onTick()
	})
	h.tick(a.now())
}

func (h *helpCover) onListen() {
	h.until = h.attendant.now().Add(coverFor)
	voice, say, text := h.attendant.help.voice, h.say, h.text()
	h.attendant.run(func() { voice(say, text) }, func() {})
}
