package flow

import (
	"time"

	"motcua/drivers/spool"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/rating"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/vietnamese"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/screens"
	"motcua/kiosk/shell"
	"motcua/kiosk/visit"
)

// RatingBackend is what a rating screen needs of the device behind it. Rate may be slow.
type RatingBackend struct {
	Hall     func() (v hall.View, online bool)
	Standing func() uplink.TrustState
	Wall     func() time.Time // the hall's time, on the screen; now is for patience
	Rate     func(rating.Rating) error
}

// RatingMode asks the citizens of one counter, at a screen of its own, and alone knows which screen is next. All its methods run on the screen's goroutine.
type RatingMode struct {
	RatingBackend
	Config
	counter string

	opinion visit.Opinion
	update  func() // writes what changes on the screen shown; nil: nothing
}

// NewRatingMode makes the flow of a counter's rating screen.
func NewRatingMode(b RatingBackend, c Config, counter string) *RatingMode {
	return &RatingMode{RatingBackend: b, Config: c, counter: counter, opinion: visit.NewOpinion(counter, c.Lang)}
}

// Speaker speaks the language of whoever stands there.
func (r *RatingMode) Speaker() i18n.Localizer { return r.speaker() }

func (r *RatingMode) speaker() i18n.Localizer { return i18n.In(r.opinion.Lang) }

// draw makes the screen of the step and shows it.
func (r *RatingMode) draw() {
	r.update = nil
	r.Window.SetTheme(ui.Mode(r.opinion.Mode), r.opinion.Low)
	next := r.next()
	r.update = next.update
	r.refresh()
	r.Window.Show(next.Screen)
}

// next makes the screen of the step.
func (r *RatingMode) next() view {
	say, exits := r.speaker(), screens.Exits{Back: r.onBack}
	switch r.opinion.Step {
	case visit.Asking:
		return view{Screen: screens.NewRating(say, r.counter, screens.RatingActions{Level: r.onLevel})}
	case visit.Explaining:
		s := screens.NewReasons(say, screens.ReasonsActions{Reason: r.onReason, Words: r.onWords, Send: r.onSend, Exits: exits})
		return view{Screen: s.Screen, update: func() { s.Update(r.opinion.Reasons) }}
	case visit.Wording:
		s := screens.NewComment(say, screens.CommentActions{Typed: r.onWord, Send: r.onSend, Exits: screens.Exits{Back: r.onReasons}})
		return view{Screen: s.Screen, update: func() { s.Update(r.opinion.Typing) }}
	case visit.Checking:
		s := screens.NewRatingCheck(say, r.opinion.Judgement, screens.CheckActions{Send: r.give, Exits: exits})
		return view{Screen: s.Screen, update: func() { s.Update(r.opinion.Checked(r.Now())) }}
	case visit.Thanking:
		return view{Screen: screens.NewThanks(say, r.opinion.Kept, nil)}
	}
	s := screens.NewRatingIdle(say, r.counter)
	return view{Screen: s.Screen, update: func() {
		v, _ := r.Hall()
		s.Update(v.Desk(r.counter), string(r.Standing()))
	}}
}

// refresh writes what changes on the screen shown, the header first.
func (r *RatingMode) refresh() {
	v, _ := r.Hall()
	r.Window.SetHeader(r.speaker(), v.Centre.Name, r.Wall())
	if r.update != nil {
		r.update()
	}
}

// OnLanguage changes the language.
func (r *RatingMode) OnLanguage() {
	r.opinion.Speak(shell.NextLanguage(r.opinion.Lang), r.Now())
	r.draw()
}

// OnDisplay turns one change of how the screen is shown on or off.
func (r *RatingMode) OnDisplay(change ui.Mode) {
	r.opinion.Wear(string(ui.Mode(r.opinion.Mode).Switch(change)), r.Now())
	r.draw()
}

// OnReach sets all that can be touched low, or high again.
func (r *RatingMode) OnReach() {
	r.opinion.Lower(!r.opinion.Low, r.Now())
	r.draw()
}

func (r *RatingMode) onLevel(level rating.Level) {
	r.opinion.Choose(level, r.Now())
	r.draw()
}

func (r *RatingMode) onBack() {
	r.opinion.Back(r.Now())
	r.draw()
}

func (r *RatingMode) onReason(reason rating.Reason) {
	r.opinion.Stay(r.Now())
	r.opinion.Toggle(reason)
	r.refresh()
}

func (r *RatingMode) onWords() {
	r.opinion.Stay(r.Now())
	r.opinion.Word(true)
	r.draw()
}

func (r *RatingMode) onReasons() {
	r.opinion.Stay(r.Now())
	r.opinion.Word(false)
	r.draw()
}

func (r *RatingMode) onWord(change func(*vietnamese.Typing)) {
	r.opinion.Stay(r.Now())
	r.opinion.Type(change)
	r.refresh()
}

func (r *RatingMode) onSend() {
	r.opinion.Send(r.Now())
	r.draw()
}

// give gives the rating, and thanks for it once it is written down.
func (r *RatingMode) give() {
	if r.opinion.Give(r.Now()) {
		r.keep()
	}
	r.draw()
}

func (r *RatingMode) keep() {
	give(r.Run, r.Rate, r.opinion.Rating(), func(ticket string, k visit.Kept) {
		if r.opinion.Keeps(ticket, k) {
			r.draw()
		}
	})
}

// unrated returns the visit that may be rated now; empty: none. What was known before the line was lost is good for as long as a visit is asked about.
func (r *RatingMode) unrated() string {
	v, online := r.Hall()
	if !online && r.Wall().Sub(v.At) > hall.RateWithin {
		return ""
	}
	return v.Desk(r.counter).Unrated
}

// OnHall asks about a visit that may be rated since.
func (r *RatingMode) OnHall() {
	if r.opinion.See(r.unrated(), r.Now()) {
		r.draw()
		return
	}
	r.refresh()
}

// OnTick lets a second pass.
func (r *RatingMode) OnTick() {
	if r.Window.GoesByKeys() {
		r.opinion.Stay(r.Now())
	}
	v, _ := r.Hall()
	changed, given := r.opinion.Tick(r.Now(), r.Patience, v.Desk(r.counter).Ticket != nil)
	if given {
		r.keep()
	}
	if changed {
		r.draw()
	}
	r.OnHall()
}

// Start rests: what a power cut interrupted at a counter is over.
func (r *RatingMode) Start([]dispenser.Unfinished) { r.draw() }

// OnPrinter does nothing: a rating screen has no printer.
func (r *RatingMode) OnPrinter() {}

// OnSlip does nothing: it prints none.
func (r *RatingMode) OnSlip(string, spool.Outcome) {}

// OnScan does nothing: it has no scanner.
func (r *RatingMode) OnScan(string) {}
