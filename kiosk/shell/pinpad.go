package shell

import (
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"motcua/internal/cue"
	"motcua/internal/i18n"
	"motcua/internal/ui"
	"motcua/kiosk/pin"
	"motcua/kiosk/screens"
)

// coverFor is how long a cover stays that nobody touches.
const coverFor = time.Minute

// pinPad asks for the technician's PIN. What is typed is shown as dots.
type pinPad struct {
	overlays *Overlays
	say      i18n.Localizer
	typed    string
	attempt  ui.Async[struct{}]
	message  string // id
	until    time.Time

	dots *ui.Text
	told *ui.Text
	open *ui.Button
}

func newPINPad(o *Overlays) *pinPad {
	p := &pinPad{overlays: o, message: "kiosk.pin.help", until: o.Now().Add(coverFor)}
	if _, err := o.Tech.Lock.Wait(o.Now()); errors.Is(err, pin.ErrUnset) {
		p.message = "kiosk.pin.unset"
	}
	return p
}

func (p *pinPad) draw(say i18n.Localizer) screens.Screen {
	p.say = say
	p.dots, p.told = ui.Title("", 96, ui.Crest), ui.NewText("", 40)
	s := screens.Screen{Name: "pin"}
	key := func(name string, face ui.Content, do func()) fyne.CanvasObject {
		b := ui.NewButton("pin."+name, ui.Tile, 64, face, func() { p.until = p.overlays.Now().Add(coverFor); do() })
		s.Targets = append(s.Targets, b)
		return b
	}
	digit := func(n int) ui.Part {
		sign := fmt.Sprint(n)
		return ui.Share(1, key(sign, ui.Content{Title: sign}, func() { p.onDigit(sign) }))
	}
	p.open = ui.NewButton("pin.open", ui.Main, 48, ui.Content{Title: say.Text("kiosk.pin.open")}, p.onOpen)
	s.Targets = append(s.Targets, p.open)
	erase := key("erase", ui.Content{Icon: ui.Icon("erase", ui.Ink)}, p.onErase)
	row := func(parts ...ui.Part) ui.Part { return ui.Share(1, ui.Row(screens.Gap/2, parts...)) }
	keys := ui.Column(screens.Gap/2,
		row(digit(1), digit(2), digit(3)), row(digit(4), digit(5), digit(6)), row(digit(7), digit(8), digit(9)),
		row(ui.Share(1, erase), digit(0), ui.Share(1, p.open)),
	)
	leave := ui.NewButton("leave", ui.Tile, 42, ui.Content{Icon: ui.Icon("house", ui.Ink), Title: say.Text("kiosk.first")}, p.overlays.Hide)
	s.Targets = append(s.Targets, leave)
	about := ui.Column(screens.Gap,
		ui.Share(1, ui.Title(say.Text("kiosk.pin"), 64, ui.Ink)), ui.Share(1.2, ui.Panel(ui.Card, 16, p.dots)), ui.Share(1.2, p.told),
	)
	s.Content = ui.Pad(screens.Margin, ui.Column(screens.Gap, ui.Share(1, ui.Split(screens.Gap, ui.Share(0.6, s.Sheet(about)), ui.Share(1, keys))), ui.Fixed(screens.FooterHeight, leave)))
	return s
}

func (p *pinPad) tick(now time.Time) (stay bool) {
	message, args := p.message, i18n.Args{}
	if wait, _ := p.overlays.Tech.Lock.Wait(now); wait > 0 {
		message, args = "kiosk.pin.wait", i18n.Args{"Seconds": screens.Seconds(wait)}
	}
	p.dots.Say(strings.Repeat("●", len(p.typed)))
	p.told.Say(p.say.Text(message, args))
	return now.Before(p.until)
}

func (p *pinPad) onDigit(digit string) {
	if len(p.typed) < pin.Longest && !p.attempt.Busy() {
		p.typed += digit
	}
	p.tick(p.overlays.Now())
}

func (p *pinPad) onErase() {
	p.typed = p.typed[:max(0, len(p.typed)-1)]
	p.tick(p.overlays.Now())
}

func (p *pinPad) onOpen() {
	if p.attempt.Busy() || p.typed == "" {
		return
	}
	typed, now, keeper := p.typed, p.overlays.Now(), p.overlays.Tech.Lock
	p.typed = ""
	p.attempt.Ask(p.overlays.Run, func() (struct{}, error) { return struct{}{}, keeper.Try(typed, now) }, p.onAnswer)
}

// close drops the answer to the PIN that was tried.
func (p *pinPad) close() { p.attempt.Drop() }

// onAnswer opens, or tells why not.
func (p *pinPad) onAnswer(_ struct{}, err error) {
	switch {
	case err == nil:
		slog.Warn("the technician is at the kiosk")
		p.overlays.OpenPanel()
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
	p.tick(p.overlays.Now())
}
