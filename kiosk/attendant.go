package main

import (
	"context"
	"slices"
	"time"

	"motcua/internal/thrift"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/kiosk/settings"
)

// cover is what the attendant lays over a visitor's screen.
type cover interface {
	draw(say words.Speaker) screen
	tick(now time.Time) (stay bool) // a second passed: writes what changes, and tells whether the cover stays
}

// attendant looks after the kiosk itself, beside the flow that leads visitors: its help, its technician, its night. Its methods run on the
// screen's goroutine.
type attendant struct {
	ctx   context.Context // the program's: ends what is slow
	stage *stage
	run   ui.Runner
	now   func() time.Time
	say   func() words.Speaker // in the visitor's language
	hours settings.Hours
	power func(on bool) // of the panel; slow
	tech  *technician
	help  *helper

	over    cover // nil: none
	beneath string
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

// put lays a cover over the screen.
func (a *attendant) put(c cover) {
	a.over, a.beneath = c, a.stage.shown.name
	a.stage.lay(c.draw(a.say()))
	a.onTick()
}

// lift takes the cover away, whichever it is.
func (a *attendant) lift() {
	if _, night := a.over.(*nightCover); night {
		a.run(func() { a.power(true) }, func() {})
	}
	a.over, a.resting = nil, a.now()
	a.stage.lift()
}

// redraw draws the cover anew: its language or its colours have changed.
func (a *attendant) redraw() {
	if a.over != nil {
		a.stage.lay(a.over.draw(a.say()))
		a.over.tick(a.now())
	}
}

// onTick lets a second pass.
func (a *attendant) onTick() {
	now := a.now()
	a.stage.sign(a.say(), a.help.state())
	if a.over != nil {
		if !a.over.tick(now) {
			a.lift()
		}
		return
	}
	if !slices.Contains(atRest, a.stage.shown.name) {
		a.resting = time.Time{}
		return
	}
	if a.resting.IsZero() {
		a.resting, a.told = now, false
	}
	a.rest(now.Sub(a.resting))
}

// rest does what is done while nobody is there.
func (a *attendant) rest(since time.Duration) {
	if since > tidyAfter && !a.told {
		a.told = true
		a.run(thrift.Release, func() {})
	}
	if since >= wanderEvery && since%wanderEvery < time.Second {
		a.stage.wander()
	}
	if since >= nightAfter && !a.hours.Awake(a.now()) {
		a.put(newNight(a.hours, a.lift))
		a.run(func() { a.power(false) }, func() {})
	}
}

// Three touches of the crest within three seconds, and then one that is held for three seconds, bring the technician: no child that taps about
// comes upon it.
const (
	crestTouches = 3
	crestWithin  = 3 * time.Second
	crestHold    = 3 * time.Second
	crestWait    = 2 * time.Second // from the last touch to the one that is held
)

// onCrest takes a touch of the crest that was held for so long.
func (a *attendant) onCrest(held time.Duration) {
	now := a.now()
	began := now.Add(-held)
	n := len(a.touches)
	knocked := n >= crestTouches && a.touches[n-1].Sub(a.touches[n-crestTouches]) <= crestWithin && began.Sub(a.touches[n-1]) <= crestWait
	if held < crestHold {
		a.touches = append(a.touches[max(0, n+1-crestTouches):], now)
		return
	}
	if a.touches = nil; knocked {
		a.put(newPINPad(a))
	}
}

// onHelp lays the help of the screen shown over it.
func (a *attendant) onHelp() {
	if a.over == nil {
		a.put(newHelp(a, a.stage.shown.name))
	}
}
