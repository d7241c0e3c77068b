package barcode

import (
	"strings"
	"time"
)

// Wedge finds codes in what comes from the keyboard: a scanner set as a keyboard types faster than any hand.
// Such a scanner sends through the keyboard's layout and input method, which spoil Vietnamese letters; it suits ASCII codes.
// The zero Wedge is ready. It is not safe for use by several goroutines.
type Wedge struct {
	Framing // its End does not matter: Enter and Tab end a code, and a pause does when Idle is called

	typed    strings.Builder
	runes    int
	varied   bool // not one key held down, which repeats up to 33 times a second
	first    rune
	from, to time.Time
	broken   bool // the last code paused, and no Enter has ended it: what follows at once may be its tail
	tail     bool // what is typed now may be that
}

const (
	shortest = 6                      // runes: below this a quick hand may look like a scanner
	pace     = 30 * time.Millisecond  // a rune on average: 33 a second; USB scanners need 1 to 16 ms
	torn     = 120 * time.Millisecond // between two runes: what a busy screen may add to a scanner's pace
)

// Key takes one rune and when it was typed. With the Enter or Tab that ends a scan it returns the code.
// The runes before it went to the screen as well: whoever takes the code clears them.
func (w *Wedge) Key(r rune, at time.Time) (code string, ok bool) {
	if w.runes > 0 && at.Sub(w.to) > torn {
		w.pause()
	}
	if r == '\r' || r == '\n' || r == '\t' {
		code, ok = w.take()
		w.broken = false
		return code, ok
	}
	if w.runes == 0 {
		w.from, w.first = at, r
		w.tail, w.broken = w.broken && at.Sub(w.to) < apart, false
	}
	w.to = at
	w.runes++
	w.varied = w.varied || r != w.first
	if w.typed.Len() <= w.limit() {
		w.typed.WriteRune(r)
	}
	return "", false
}

// Idle is for scanners that send no Enter: called some time after the last rune, it returns the code before the pause.
func (w *Wedge) Idle(now time.Time) (code string, ok bool) {
	if w.runes == 0 || now.Sub(w.to) <= torn {
		return "", false
	}
	defer func(fast bool) { w.broken = fast }(w.Fast())
	return w.take()
}

// Tail reports whether what is typed now may be the end of a code whose beginning came before a pause. It is never taken for a code.
func (w *Wedge) Tail() bool { return w.tail && w.Fast() }

// Fast reports whether what is typed now comes faster than a hand types; a key held down may.
func (w *Wedge) Fast() bool {
	return w.runes > 1 && w.to.Sub(w.from) <= pace*time.Duration(w.runes-1)
}

// pause ends what was typed, though no Enter has.
func (w *Wedge) pause() {
	w.broken = w.Fast()
	w.reset()
}

func (w *Wedge) take() (string, bool) {
	defer w.reset()
	if w.runes < shortest || !w.varied || !w.Fast() || w.tail || w.typed.Len() > w.limit() {
		return "", false
	}
	return w.clean(w.typed.String())
}

// limit is Max, to which a rune that does not fit any more may be added.
func (w *Wedge) limit() int { return w.withDefaults().Max }

func (w *Wedge) reset() {
	w.typed.Reset()
	w.runes, w.varied, w.tail = 0, false, false
}
