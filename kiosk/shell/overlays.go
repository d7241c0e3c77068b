package shell

import (
	"context"
	"slices"
	"time"

	"motcua/internal/memory"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/kiosk/screens"
	"motcua/kiosk/settings"
)

// overlay is what lies over a visitor's screen.
type overlay interface {
	draw(say words.Speaker) screens.Screen
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
	Say     func() words.Speaker // in the visitor's language
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
func (a *Overlays) show(o overlay) {
	if a.over != nil {
		a.over.close()
	}
	a.over = o
	a.Window.showOverlay(o.draw(a.Say()))
	a.OnTick()
}

// Hide takes the overlay away, whichever it is.
func (a *Overlays) Hide() {
	if a.over != nil {
		a.over.close()
	}
	a.over, a.resting = nil, a.Now()
	a.Window.hideOverlay()
}

// Redraw draws the overlay anew: its language or its colours have changed.
func (a *Overlays) Redraw() {
	if a.over != nil {
		a.Window.showOverlay(a.over.draw(a.Say()))
		a.over.tick(a.Now())
	}
}

// OnTick lets a second pass.
func (a *Overlays) OnTick() {
	now := a.Now()
	a.Window.setHelpState(a.Say(), a.Help.state())
	if a.over != nil {
		if !a.over.tick(now) {
			a.Hide()
		}
		return
	}
	if !slices.Contains(atRest, a.Window.shown.Name) {
		a.resting = time.Time{}
		return
	}
	if a.resting.IsZero() {
		a.resting, a.told = now, false
	}
	a.rest(now.Sub(a.resting))
}

// rest does what is done while nobody is there.
func (a *Overlays) rest(since time.Duration) {
	if since > tidyAfter && !a.told {
		a.told = true
		a.Run(memory.Release, func() {})
	}
	if since >= wanderEvery && since%wanderEvery < time.Second {
		a.Window.wander()
	}
	if since >= nightAfter && !a.Hours.Awake(a.Now()) {
		a.Sleep()
	}
}

// Sleep lays the night over the screen until the office opens or somebody touches it.
func (a *Overlays) Sleep() {
	a.show(newSleep(a))
	a.Run(func() { a.Power(false) }, func() {})
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
func (a *Overlays) OnCrest(held time.Duration) {
	now := a.Now()
	began := now.Add(-held)
	n := len(a.touches)
	knocked := n >= crestTouches && a.touches[n-1].Sub(a.touches[n-crestTouches]) <= crestWithin && began.Sub(a.touches[n-1]) <= crestWait
	if held < CrestHold {
		a.touches = append(a.touches[max(0, n+1-crestTouches):], now)
		return
	}
	if a.touches = nil; knocked {
		a.show(newPINPad(a))
	}
}

// OnHelp lays the help of the screen shown over it.
func (a *Overlays) OnHelp() {
	if a.over == nil {
		a.Explain(a.Window.shown.Name)
	}
}

// Explain lays the help of a screen over the one shown.
func (a *Overlays) Explain(screen string) { a.show(newHelp(a, screen)) }

// OpenPanel lays the technician's panel over the screen.
func (a *Overlays) OpenPanel() { a.show(newPanel(a)) }
