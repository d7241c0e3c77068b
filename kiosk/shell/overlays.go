package shell

import (
	"context"
	"slices"
	"time"

	"motcua/internal/i18n"
	"motcua/internal/memory"
	"motcua/internal/ui"
	"motcua/kiosk/screens"
	"motcua/kiosk/settings"
)

// overlay is what lies over a visitor's screen.
type overlay interface {
	draw(say i18n.Localizer) screens.Screen
	tick(now time.Time) (stay bool) // a second passed: writes what changes, and reports whether the overlay stays
	close()                         // it goes
}

// Overlays look after the kiosk itself, beside the flow that leads visitors: its help, its technician, its sleep. The methods run on the
// screen's goroutine.
type Overlays struct {
	Context context.Context // the program's: ends what is slow
	Window  *Window
	Run     ui.Runner
	Now     func() time.Time
	Say     func() i18n.Localizer // in the visitor's language
	Hours   settings.Hours
	Power   func(on bool) // of the display; slow
	Tech    Technician
	Help    *HelpCalls

	over    overlay   // nil: none
	resting time.Time // since when nobody is there
	told    bool      // whether the rest's work is done
	touches []time.Time
}

// atRest are the screens before which nobody need stand.
var atRest = []string{"home", "starting", "resting", "asking"}

const (
	nightAfter  = time.Minute     // of rest outside the hours
	wanderEvery = 5 * time.Minute // of rest
	tidyAfter   = time.Minute     // of rest: what visits left in memory goes; Fyne has let go of it by then
)

// show lays an overlay over the screen, in place of another.
func (o *Overlays) show(over overlay) {
	if o.over != nil {
		o.over.close()
	}
	o.over = over
	o.Window.showOverlay(over.draw(o.Say()))
	o.OnTick()
}

// Hide takes the overlay away, whichever it is.
func (o *Overlays) Hide() {
	if o.over != nil {
		o.over.close()
	}
	o.over, o.resting = nil, o.Now()
	o.Window.hideOverlay()
}

// Redraw draws the overlay anew: its language or its colours have changed.
func (o *Overlays) Redraw() {
	if o.over != nil {
		o.Window.showOverlay(o.over.draw(o.Say()))
		o.over.tick(o.Now())
	}
}

// OnTick lets a second pass.
func (o *Overlays) OnTick() {
	now := o.Now()
	o.Window.setHelpState(o.Say(), o.Help.state())
	if o.over != nil {
		if !o.over.tick(now) {
			o.Hide()
		}
		return
	}
	if !slices.Contains(atRest, o.Window.shown.Name) {
		o.resting = time.Time{}
		return
	}
	if o.resting.IsZero() {
		o.resting, o.told = now, false
	}
	o.rest(now.Sub(o.resting))
}

// rest does what is done while nobody is there.
func (o *Overlays) rest(since time.Duration) {
	if since > tidyAfter && !o.told {
		o.told = true
		o.Run(memory.Release, func() {})
	}
	if since >= wanderEvery && since%wanderEvery < time.Second {
		o.Window.wander()
	}
	if since >= nightAfter && !o.Hours.Awake(o.Now()) {
		o.Sleep()
	}
}

// Sleep lays the night over the screen until the office opens or somebody touches it.
func (o *Overlays) Sleep() {
	o.show(newSleep(o))
	o.Run(func() { o.Power(false) }, func() {})
}

// Three touches of the crest within three seconds, and then one that is held for three seconds, bring the technician: no child that taps about
// comes upon it.
const (
	crestTouches = 3
	crestWithin  = 3 * time.Second
	CrestHold    = 3 * time.Second
	crestWait    = 2 * time.Second // from the last touch to the one that is held
)

// OnCrest takes a touch of the crest that was held for so long.
func (o *Overlays) OnCrest(held time.Duration) {
	now := o.Now()
	began := now.Add(-held)
	n := len(o.touches)
	knocked := n >= crestTouches && o.touches[n-1].Sub(o.touches[n-crestTouches]) <= crestWithin && began.Sub(o.touches[n-1]) <= crestWait
	if held < CrestHold {
		o.touches = append(o.touches[max(0, n+1-crestTouches):], now)
		return
	}
	if o.touches = nil; knocked {
		o.show(newPINPad(o))
	}
}

// OnHelp lays the help of the screen shown over it.
func (o *Overlays) OnHelp() {
	if o.over == nil {
		o.Explain(o.Window.shown.Name)
	}
}

// Explain lays the help of a screen over the one shown.
func (o *Overlays) Explain(screen string) { o.show(newHelp(o, screen)) }

// OpenPanel lays the technician's panel over the screen.
func (o *Overlays) OpenPanel() { o.show(newPanel(o)) }
