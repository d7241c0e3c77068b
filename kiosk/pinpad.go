package main

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"motcua/internal/cue"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/kiosk/pin"
)

// coverFor is how long a cover stays that nobody touches.
const coverFor = time.Minute

// pinPad asks for the technician's PIN. What is typed is shown as dots.
type pinPad struct {
	attendant *attendant
	say       words.Speaker
	typed     string
	trying    bool
	message   string // id
	until     time.Time

	dots *ui.Text
	told *ui.Text
	open *ui.Button
}

func newPINPad(a *attendant) *pinPad {
	p := &pinPad{attendant: a, message: "kiosk.pin.help", until: a.now().Add(coverFor)}
	if _, err := a.tech.lock.Wait(a.now()); errors.Is(err, pin.ErrUnset) {
		p.message = "kiosk.pin.unset"
	}
	return p
}

func (p *pinPad) draw(say words.Speaker) screen {
	p.say = say
	p.dots, p.told = ui.Title("", 96, ui.Crest), ui.NewText("", 40)
	s := screen{name: "pin"}
	key := func(name string, face ui.Face, do func()) fyne.CanvasObject {
		b := ui.NewButton("pin."+name, ui.Tile, 64, face, func() { p.until = p.attendant.now().Add(coverFor); do() })
		s.targets = append(s.targets, b)
		return b
	}
	digit := func(n int) ui.Part {
		sign := fmt.Sprint(n)
		return ui.Share(1, key(sign, ui.Face{Title: sign}, func() { p.onDigit(sign) }))
	}
	p.open = ui.NewButton("pin.open", ui.Main, 48, ui.Face{Title: say.Say("kiosk.pin.open")}, p.onOpen)
	s.targets = append(s.targets, p.open)
	erase := key("erase", ui.Face{Icon: ui.Icon("erase", ui.Ink)}, p.onErase)
	row := func(parts ...ui.Part) ui.Part { return ui.Share(1, ui.Row(gap/2, parts...)) }
	keys := ui.Column(gap/2,
		row(digit(1), digit(2), digit(3)), row(digit(4), digit(5), digit(6)), row(digit(7), digit(8), digit(9)),
		row(ui.Share(1, erase), digit(0), ui.Share(1, p.open)),
	)
	leave := ui.NewButton("leave", ui.Tile, 42, ui.Face{Icon: ui.Icon("house", ui.Ink), Title: say.Say("kiosk.first")}, p.attendant.lift)
	s.targets = append(s.targets, leave)
	about := ui.Column(gap,
		ui.Share(1, ui.Title(say.Say("kiosk.pin"), 64, ui.Ink)), ui.Share(1.2, ui.Panel(ui.Card, 16, p.dots)), ui.Share(1.2, p.told),
	)
	s.content = ui.Pad(margin, ui.Column(gap, ui.Share(1, ui.Split(gap, ui.Share(0.6, s.shows(about)), ui.Share(1, keys))), ui.Fixed(footHeight, leave)))
	return s
}

func (p *pinPad) tick(now time.Time) (stay bool) {
	message, args := p.message, words.Args{}
	if wait, _ := p.attendant.tech.lock.Wait(now); wait > 0 {
		message, args = "kiosk.pin.wait", words.Args{"Seconds": seconds(wait)}
	}
	p.dots.Say(strings.Repeat("●", len(p.typed)))
	p.told.Say(p.say.Say(message, args))
	return now.Before(p.until)
}

func (p *pinPad) onDigit(digit string) {
	if len(p.typed) < pin.Longest && !p.trying {
		p.typed += digit
	}
	p.tick(p.attendant.now())
}

func (p *pinPad) onErase() {
	p.typed = p.typed[:max(0, len(p.typed)-1)]
	p.tick(p.attendant.now())
}

func (p *pinPad) onOpen() {
	if p.trying || p.typed == "" {
		return
	}
	typed, now, keeper := p.typed, p.attendant.now(), p.attendant.tech.lock
	p.typed, p.trying = "", true
	var err error
	p.attendant.run(func() { err = keeper.Try(typed, now) }, func() { p.onAnswer(err) })
}

// onAnswer opens, or tells why not; to whom the pad has gone by then nothing is shown.
func (p *pinPad) onAnswer(err error) {
	p.trying = false
	if p.attendant.over != p {
		return
	}
	switch {
	case err == nil:
		slog.Warn("the technician is at the kiosk")
		p.attendant.put(newPanel(p.attendant))
		return
	case errors.Is(err, pin.ErrWrong):
		slog.Warn("a wrong PIN was typed")
		cue.Say(cue.Line{Of: cue.WrongPIN})
		p.message = "kiosk.pin.wrong"
	case errors.Is(err, pin.ErrUnset):
		p.message = "kiosk.pin.unset"
	case !errors.Is(err, pin.ErrWait):
		slog.Error("the PIN could not be tried", "err", err)
		p.message = "kiosk.pin.fails"
	}
	p.tick(p.attendant.now())
}
