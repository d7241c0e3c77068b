package main

import (
	"time"

	"motcua/drivers/spool"
	"motcua/internal/hall"
	"motcua/internal/rating"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/vietnamese"
	"motcua/internal/words"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/visit"
)

// ratings asks the citizens of one counter and alone knows which screen is next. All its methods run on the screen's goroutine.
type ratings struct {
	hall     func() (v hall.View, online bool)
	standing func() uplink.Standing
	wall     func() time.Time // the hall's time, on the screen; now is for patience
	rate     func(rating.Rating) error
	stage    *stage
	run      ui.Runner
	now      func() time.Time
	counter  string
	patience time.Duration

	opinion visit.Opinion
	resting *restingScreen  // while it is shown
	reasons *reasonsScreen  // while it is shown
	wording *wordingScreen  // while it is shown
	check   *checkingScreen // while it is shown
}

func (r *ratings) speaker() words.Speaker { return words.In(r.opinion.Lang) }

// draw makes the screen of the step and shows it.
func (r *ratings) draw() {
	r.resting, r.reasons, r.wording, r.check = nil, nil, nil, nil
	r.stage.wear(ui.Mode(r.opinion.Mode), r.opinion.Low)
	next := r.next()
	r.refresh()
	r.stage.show(next)
}

func (r *ratings) next() screen {
	say := r.speaker()
	switch r.opinion.Step {
	case visit.Asking:
		return newAsking(say, r.counter, onAsking{level: r.onLevel})
	case visit.Explaining:
		r.reasons = newReasons(say, onReasons{reason: r.onReason, words: r.onWords, send: r.onSend, back: r.onBack})
		r.reasons.update(r.opinion.Reasons)
		return r.reasons.screen
	case visit.Wording:
		r.wording = newWording(say, onWording{typed: r.onWord, back: r.onReasons, send: r.onSend})
		r.wording.update(r.opinion.Typing)
		return r.wording.screen
	case visit.Checking:
		r.check = newChecking(say, r.opinion.Judgement, onChecking{send: r.give, back: r.onBack})
		return r.check.screen
	case visit.Thanking:
		return newThanks(say, r.opinion.Kept)
	}
	r.resting = newResting(say, r.counter)
	return r.resting.screen
}

// refresh writes what changes on the screen shown: the header, and who is being served.
func (r *ratings) refresh() {
	v, _ := r.hall()
	r.stage.head(r.speaker(), v.Centre.Name, r.wall())
	if r.resting != nil {
		r.resting.update(v.Desk(r.counter), r.standing())
	}
	if r.check != nil {
		r.check.update(r.opinion.Checked(r.now()))
	}
}

func (r *ratings) onLanguage() {
	r.opinion.Speak(after(r.opinion.Lang), r.now())
	r.draw()
}

func (r *ratings) onEyes(change ui.Mode) {
	r.opinion.Wear(string(ui.Mode(r.opinion.Mode).Switch(change)), r.now())
	r.draw()
}

func (r *ratings) onReach() {
	r.opinion.Lower(!r.opinion.Low, r.now())
	r.draw()
}

func (r *ratings) onLevel(level rating.Level) {
	r.opinion.Choose(level, r.now())
	r.draw()
}

func (r *ratings) onBack() {
	r.opinion.Back(r.now())
	r.draw()
}

func (r *ratings) onReason(reason rating.Reason) {
	r.opinion.Stay(r.now())
	r.opinion.Toggle(reason)
	r.reasons.update(r.opinion.Reasons)
}

func (r *ratings) onWords() {
	r.opinion.Stay(r.now())
	r.opinion.Word(true)
	r.draw()
}

func (r *ratings) onReasons() {
	r.opinion.Stay(r.now())
	r.opinion.Word(false)
	r.draw()
}

func (r *ratings) onWord(change func(*vietnamese.Typing)) {
	r.opinion.Stay(r.now())
	r.opinion.Type(change)
	r.wording.update(r.opinion.Typing)
}

func (r *ratings) onSend() {
	r.opinion.Send(r.now())
	r.draw()
}

// give gives the rating, and thanks for it once it is written down.
func (r *ratings) give() {
	if r.opinion.Give(r.now()) {
		r.keep()
	}
	r.draw()
}

func (r *ratings) keep() {
	give(r.run, r.rate, r.opinion.Rating(), func(ticket string, k visit.Kept) {
		if r.opinion.Keeps(ticket, k) {
			r.draw()
		}
	})
}

// unrated is the visit that may be rated now; empty: none. What was known before the line was lost is good for as long as a visit is asked about.
func (r *ratings) unrated() string {
	v, online := r.hall()
	if !online && r.wall().Sub(v.At) > hall.RateWithin {
		return ""
	}
	return v.Desk(r.counter).Unrated
}

func (r *ratings) onHall() {
	if r.opinion.See(r.unrated(), r.now()) {
		r.draw()
		return
	}
	r.refresh()
}

// onTick lets a second pass.
func (r *ratings) onTick() {
	if r.stage.goesByKeys() {
		r.opinion.Stay(r.now())
	}
	v, _ := r.hall()
	changed, given := r.opinion.Tick(r.now(), r.patience, v.Desk(r.counter).Ticket != nil)
	if given {
		r.keep()
	}
	if changed {
		r.draw()
	}
	r.onHall()
}

// start rests: what a power cut interrupted at a counter is over.
func (r *ratings) start([]dispenser.Unfinished) { r.draw() }

func (r *ratings) onPrinter() {} // a rating screen has none

func (r *ratings) onSlip(string, spool.Outcome) {}

func (r *ratings) onScan(string) {} // nor a scanner
