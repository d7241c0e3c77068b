package main

import (
	"slices"
	"time"
	"unicode"

	"motcua/drivers/barcode"
)

// handPause is how long a rune is held back to see whether a scanner types it: an officer does not notice it.
const handPause = 45 * time.Millisecond

// handPace is what a hand needs from one rune to the next, on average; a scanner needs half of it at most.
const handPace = 35 * time.Millisecond

// scanPause is how long a scanner that sends no Enter is waited for. It is shorter than the gap at which a code counts as torn.
const scanPause = 110 * time.Millisecond

// lookAgain is how long a pause is looked at again: long enough for the screen to fetch the keys that wait, which it does 60 times a second.
// A second look that comes late says that the screen stood still, and there is another, though not for ever.
const (
	lookAgain = 20 * time.Millisecond
	late      = 30 * time.Millisecond
	mostLate  = 4
)

// keyboard tells a scanner that types from a hand. It belongs to the goroutine of the screen.
//
// Fyne hands keys over without the time at which they were pressed, when the screen comes to it. A screen that draws for 150 ms in the
// middle of a code must not tear it apart, so the time of the keys is a clock that stands while the screen does.
type keyboard struct {
	wedge   barcode.Wedge
	now     func() time.Time
	after   func(time.Duration, func()) // calls on the goroutine of the screen
	typed   func(rune)
	scanned func(code string) bool // false: it is none that anybody knows
	torn    func()                 // the beginning of a code was lost
	writing func() input           // what takes letters now; nil: nothing does

	held  []rune
	since time.Time     // the first of them came, by the keys' clock
	turn  int           // of the last rune, so that an older pause is known
	last  time.Time     // when the last rune was handled
	due   time.Time     // when the pause behind it is over
	stood time.Duration // how long the screen has stood still while something was typed
}

// clock is the time of the keys.
func (k *keyboard) clock() time.Time { return k.now().Add(-k.stood) }

// standStill takes the time since the last rune, but for a short pause, from the clock.
func (k *keyboard) standStill() {
	if since := k.now().Sub(k.last); since > handPause {
		k.stood += since - handPause
		k.last = k.now().Add(-handPause)
	}
}

// catchUp is for a key that comes while a pause is overdue: the screen has not come to the pause either.
func (k *keyboard) catchUp() {
	if len(k.held) > 0 && k.now().After(k.due) {
		k.standStill()
	}
}

// input is what takes the letters of a hand. On a busy machine they come as fast as those of a scanner, and none may be lost.
type input int

const (
	noInput     input = iota
	formInput         // Enter goes on to the next one
	lastInput         // of a form: Enter answers it, which a scanner's must not do
	searchInput       // Enter opens what was found, which the end of a torn code must never do
)

// cardMark stands between the parts of a card's code. No hand types it.
const cardMark = '|'

// rune takes one rune of either.
func (k *keyboard) rune(r rune) {
	k.catchUp()
	k.wedge.Key(r, k.clock())
	if len(k.held) == 0 {
		k.since = k.clock()
	}
	k.held = append(k.held, r)
	k.last = k.now()
	k.turn++
	if between := len(k.held) - 1; between > 1 && k.clock().Sub(k.since) > handPace*time.Duration(between) {
		k.release() // no scanner is as slow: a quick hand sees what it types
		return
	}
	pause := handPause
	if len(k.held) > 4 && k.wedge.Fast() {
		pause = scanPause
	}
	k.wait(pause, func() { k.doubt(mostLate) })
}

// wait calls after a pause in which no rune comes.
func (k *keyboard) wait(pause time.Duration, then func()) {
	turn := k.turn
	k.due = k.now().Add(pause)
	k.after(pause, func() {
		if turn == k.turn && len(k.held) > 0 {
			then()
		}
	})
}

// doubt looks again whether a pause is one.
func (k *keyboard) doubt(again int) {
	k.standStill()
	k.wait(lookAgain, func() {
		if again > 0 && k.now().Sub(k.due) > late {
			k.doubt(again - 1)
			return
		}
		k.rest()
	})
}

// enter ends what was typed and reports whether Enter came from a scanner, so that it means nothing more.
func (k *keyboard) enter() bool {
	k.catchUp()
	tail := k.wedge.Tail()
	code, ok := k.wedge.Key('\r', k.clock())
	k.turn++
	in, byHand := k.input(), wordsOfAHand(k.held)
	if k.settle(code, ok, tail) {
		return true
	}
	if in == formInput || in != noInput && byHand {
		return false
	}
	if tail && in == searchInput {
		k.torn()
	}
	return ok || tail && in != lastInput
}

// wordsOfAHand reports whether no code that is read at a desk, nor the end of one, looks like this text: codes have digits and no spaces, and a
// card's, which has both, has marks between its parts. A machine that stands still hands such words over as fast as a scanner types.
func wordsOfAHand(text []rune) bool {
	if slices.Contains(text, cardMark) {
		return false
	}
	return slices.Contains(text, ' ') || !slices.ContainsFunc(text, unicode.IsDigit)
}

// rest is a pause of scanner or hand.
func (k *keyboard) rest() {
	tail := k.wedge.Tail()
	code, ok := k.wedge.Idle(k.clock().Add(scanPause)) // the pause has been seen, though the clock stood
	k.settle(code, ok, tail)
}

// settle lets through what is held unless it is a code, or the end of one where nothing is written; it reports whether a scanner sent it.
func (k *keyboard) settle(code string, whole, tail bool) (scanned bool) {
	held := k.held
	k.held = nil // what a code does to the screen may ask for what is held
	switch {
	case whole && k.scanned(code):
		return true
	case k.input() != noInput && !slices.Contains(held, cardMark), !whole && !tail:
		k.write(held)
		return false
	}
	k.torn()
	return true
}

func (k *keyboard) input() input {
	if k.writing == nil {
		return noInput
	}
	return k.writing()
}

// forget drops what is held, and a code that is half scanned.
func (k *keyboard) forget() {
	k.wedge = barcode.Wedge{Framing: k.wedge.Framing}
	k.held = nil
	k.turn++
}

// release lets the runes through that no scanner typed.
func (k *keyboard) release() {
	held := k.held
	k.held = nil
	k.write(held)
}

func (k *keyboard) write(runes []rune) {
	for _, r := range runes {
		k.typed(r)
	}
}
