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
	resting *restingScreen // while it is shown
	reasons *reasonsScreen // while it is shown
	wording *wordingScreen // while it is shown
}

func (r *ratings) speaker() words.Speaker { return words.In(r.opinion.Lang) }

// draw makes the screen of the step and shows it.
func (r *ratings) draw() {
	r.resting, r.reasons, r.wording = nil, nil, nil
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
		r.reasons = newReasons(say, onReasons{reason: r.onReason, words: r.onWords, send: r.onSend})
		r.reasons.update(r.opinion.Reasons)
		return r.reasons.screen
	case visit.Wording:
		r.wording = newWording(say, onWording{typed: r.onWord, back: r.onReasons, send: r.onSend})
		r.wording.update(r.opinion.Typing)
		return r.wording.screen
	case visit.Thanking:
		return newNotice("thanks", ui.Icon("tick", ui.Good), say.Say("rate.thanks"), say.Say("rate.thanks.help"))
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
}

func (r *ratings) onLanguage() {
	r.opinion.Speak(after(r.opinion.Lang), r.now())
	r.draw()
}

func (r *ratings) onEyes() {
	r.opinion.Wear(string(ui.Mode(r.opinion.Mode).Next()), r.now())
	r.draw()
}

func (r *ratings) onReach() {
	r.opinion.Lower(!r.opinion.Low, r.now())
	r.draw()
}

func (r *ratings) onLevel(level rating.Level) {
	if r.opinion.Choose(level, r.now()) {
		r.give()
	}
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
	if r.opinion.Send(r.now()) {
		r.give()
	}
	r.draw()
}

func (r *ratings) give() { give(r.run, r.rate, r.opinion.Rating()) }

func (r *ratings) onHall() {
	v, _ := r.hall()
	if r.opinion.See(v.Desk(r.counter).Unrated, r.now()) {
		r.draw()
		return
	}
	r.refresh()
}

// onTick lets a second pass.
func (r *ratings) onTick() {
	v, _ := r.hall()
	changed, given := r.opinion.Tick(r.now(), r.patience, v.Desk(r.counter).Ticket != nil)
	if given {
		r.give()
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
