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
}

const (
	shortest = 6                      // runes: below this a quick hand may look like a scanner
	pace     = 30 * time.Millisecond  // a rune on average: 33 a second; USB scanners need 1 to 16 ms
	torn     = 120 * time.Millisecond // between two runes: what a busy screen may add to a scanner's pace
)

// Key takes one rune and when it came. With the Enter or Tab that ends a scan it returns the code.
// The runes before it went to the screen as well: whoever takes the code clears them.
func (w *Wedge) Key(r rune, at time.Time) (code string, ok bool) {
	if w.runes > 0 && at.Sub(w.to) > torn {
		w.reset()
	}
	if r == '\r' || r == '\n' || r == '\t' {
		return w.take()
	}
	if w.runes == 0 {
		w.from, w.first = at, r
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
	return w.take()
}

func (w *Wedge) take() (string, bool) {
	defer w.reset()
	if w.runes < shortest || !w.varied || w.typed.Len() > w.limit() || w.to.Sub(w.from) > pace*time.Duration(w.runes-1) {
		return "", false
	}
	return w.clean(w.typed.String())
}

// limit is Max, to which a rune that does not fit any more may be added.
func (w *Wedge) limit() int { return w.withDefaults().Max }

func (w *Wedge) reset() {
	w.typed.Reset()
	w.runes, w.varied = 0, false
}
