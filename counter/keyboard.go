package main

import (
	"time"

	"motcua/drivers/barcode"
)

// handPause is how long a rune is held back to see whether a scanner types it: an officer does not notice it.
const handPause = 45 * time.Millisecond

// scanPause is how long a scanner that sends no Enter is waited for.
const scanPause = 130 * time.Millisecond

// keyboard tells a scanner that types from a hand. It belongs to the goroutine of the screen.
type keyboard struct {
	wedge   barcode.Wedge
	now     func() time.Time
	after   func(time.Duration, func()) // calls on the goroutine of the screen
	typed   func(rune)
	scanned func(code string)

	held []rune
	turn int // of the last rune, so that an older pause is known
}

// rune takes one rune of either.
func (k *keyboard) rune(r rune) {
	k.wedge.Key(r, k.now())
	k.held = append(k.held, r)
	k.turn++
	turn, pause := k.turn, handPause
	if len(k.held) > 4 {
		pause = scanPause
	}
	k.after(pause, func() {
		if turn == k.turn {
			k.rest()
		}
	})
}

// enter ends what was typed; true when it was a scanner's Enter, which means nothing more.
func (k *keyboard) enter() bool {
	code, ok := k.wedge.Key('\r', k.now())
	k.turn++
	if ok {
		k.held = nil
		k.scanned(code)
		return true
	}
	k.release()
	return false
}

// rest is a pause of scanner or hand.
func (k *keyboard) rest() {
	if code, ok := k.wedge.Idle(k.now()); ok {
		k.held = nil
		k.scanned(code)
		return
	}
	k.release()
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
	for _, r := range held {
		k.typed(r)
	}
}
