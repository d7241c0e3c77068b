package widgets

import (
	"slices"
	"time"
	"unicode"

	"motcua/drivers/barcode"
)

// HandPause is how long a rune is held back to see whether a scanner types it: an officer does not notice it.
const HandPause = 45 * time.Millisecond

// handPace is what a hand needs from one rune to the next, on average; a scanner needs half of it at most.
const handPace = 35 * time.Millisecond

// ScanPause is how long a scanner that sends no Enter is waited for. It is shorter than the gap at which a code counts as torn.
const ScanPause = 110 * time.Millisecond

// lookAgain is how long a pause is looked at again: long enough for the screen to fetch the keys that wait, which it does 60 times a second.
// A second look that comes late says that the screen stood still, and there is another, though not for ever.
const (
	lookAgain = 20 * time.Millisecond
	late      = 30 * time.Millisecond
	mostLate  = 4
)

// Keyboard tells a scanner that types from a hand. It belongs to the goroutine of the screen.
//
// Fyne hands keys over without the time at which they were pressed, when the screen comes to it. A screen that draws for 150 ms in the
// middle of a code must not tear it apart, so the time of the keys is a clock that stands while the screen does.
type Keyboard struct {
	wedge   barcode.Wedge
	Now     func() time.Time
	After   func(time.Duration, func()) // calls on the goroutine of the screen
	Typed   func(rune)
	Scanned func(code string) bool // false: it is none that anybody knows
	Torn    func()                 // the beginning of a code was lost
	Writing func() Input           // what takes letters now; nil: nothing does

	held  []rune
	since time.Time     // the first of them came, by the keys' clock
	turn  int           // of the last rune, so that an older pause is known
	last  time.Time     // when the last rune was handled
	due   time.Time     // when the pause behind it is over
	stood time.Duration // how long the screen has stood still while something was typed
}

// clock returns the time of the keys.
func (k *Keyboard) clock() time.Time { return k.Now().Add(-k.stood) }

// standStill takes the time since the last rune, but for a short pause, from the clock.
func (k *Keyboard) standStill() {
	if since := k.Now().Sub(k.last); since > HandPause {
		k.stood += since - HandPause
		k.last = k.Now().Add(-HandPause)
	}
}

// catchUp stops the clock for a key that comes while a pause is overdue: the screen has not come to the pause either.
func (k *Keyboard) catchUp() {
	if len(k.held) > 0 && k.Now().After(k.due) {
		k.standStill()
	}
}

// Input is what takes the letters of a hand. On a busy machine they come as fast as those of a scanner, and none may be lost.
type Input int

// What takes letters.
const (
	NoInput     Input = iota
	FormInput         // Enter goes on to the next one
	LastInput         // of a form: Enter answers it, which a scanner's must not do
	SearchInput       // Enter opens what was found, which the end of a torn code must never do
)

// cardMark stands between the parts of a card's code. No hand types it.
const cardMark = '|'

// Rune takes one rune of either.
func (k *Keyboard) Rune(r rune) {
	k.catchUp()
	k.wedge.Key(r, k.clock())
	if len(k.held) == 0 {
		k.since = k.clock()
	}
	k.held = append(k.held, r)
	k.last = k.Now()
	k.turn++
	if between := len(k.held) - 1; between > 1 && k.clock().Sub(k.since) > handPace*time.Duration(between) {
		k.Release() // no scanner is as slow: a quick hand sees what it types
		return
	}
	pause := HandPause
	if len(k.held) > 4 && k.wedge.Fast() {
		pause = ScanPause
	}
	k.wait(pause, func() { k.doubt(mostLate) })
}

// wait calls after a pause in which no rune comes.
func (k *Keyboard) wait(pause time.Duration, then func()) {
	turn := k.turn
	k.due = k.Now().Add(pause)
	k.After(pause, func() {
		if turn == k.turn && len(k.held) > 0 {
			then()
		}
	})
}

// doubt looks again whether a pause is one.
func (k *Keyboard) doubt(again int) {
	k.standStill()
	k.wait(lookAgain, func() {
		if again > 0 && k.Now().Sub(k.due) > late {
			k.doubt(again - 1)
			return
		}
		k.rest()
	})
}

// Enter ends what was typed and reports whether Enter came from a scanner, so that it means nothing more.
func (k *Keyboard) Enter() bool {
	k.catchUp()
	tail := k.wedge.Tail()
	code, ok := k.wedge.Key('\r', k.clock())
	k.turn++
	in, byHand := k.input(), wordsOfAHand(k.held)
	if k.settle(code, ok, tail) {
		return true
	}
	if in == FormInput || in != NoInput && byHand {
		return false
	}
	if tail && in == SearchInput {
		k.Torn()
	}
	return ok || tail && in != LastInput
}

// wordsOfAHand reports whether no code that is read at a desk, nor the end of one, looks like this text: codes have digits and no spaces, and a
// card's, which has both, has marks between its parts. A machine that stands still hands such words over as fast as a scanner types.
func wordsOfAHand(text []rune) bool {
	if slices.Contains(text, cardMark) {
		return false
	}
	return slices.Contains(text, ' ') || !slices.ContainsFunc(text, unicode.IsDigit)
}

// rest ends what was typed at a pause of scanner or hand.
func (k *Keyboard) rest() {
	tail := k.wedge.Tail()
	code, ok := k.wedge.Idle(k.clock().Add(ScanPause)) // the pause has been seen, though the clock stood
	k.settle(code, ok, tail)
}

// settle lets through what is held unless it is a code, or the end of one where nothing is written; it reports whether a scanner sent it.
func (k *Keyboard) settle(code string, whole, tail bool) (scanned bool) {
	held := k.held
	k.held = nil // what a code does to the screen may ask for what is held
	switch {
	case whole && k.Scanned(code):
		return true
	case k.input() != NoInput && !slices.Contains(held, cardMark), !whole && !tail:
		k.write(held)
		return false
	}
	k.Torn()
	return true
}

func (k *Keyboard) input() Input {
	if k.Writing == nil {
		return NoInput
	}
	return k.Writing()
}

// Forget drops what is held, and a code that is half scanned.
func (k *Keyboard) Forget() {
	k.wedge = barcode.Wedge{Framing: k.wedge.Framing}
	k.held = nil
	k.turn++
}

// Release lets the runes through that no scanner typed.
func (k *Keyboard) Release() {
	held := k.held
	k.held = nil
	k.write(held)
}

func (k *Keyboard) write(runes []rune) {
	for _, r := range runes {
		k.Typed(r)
	}
}
