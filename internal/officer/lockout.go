package officer

import (
	"time"

	"motcua/internal/lockout"
)

// Guesses are the wrong passwords in a row of one officer, or from one device.
type Guesses struct {
	Wrong int       `json:"wrong"`
	Last  time.Time `json:"last"`
}

// Lockout is how many wrong passwords are free before each further one makes the next wait.
type Lockout struct{ Free lockout.Free }

// The two that hold at once. One officer mistypes; one device is used by a shift of them.
var (
	PerOfficer = Lockout{Free: 5}
	PerDevice  = Lockout{Free: 15}
)

// forgetAfter is how long without a wrong password forgets them all.
const forgetAfter = 24 * time.Hour

// Wait returns how long from now the next password is not even looked at; 0 when it is.
func (l Lockout) Wait(g Guesses, now time.Time) time.Duration {
	if g.Last.Sub(now) > forgetAfter { // by a clock that was wrong: the wait would never end
		return 0
	}
	return max(0, l.Free.Wait(g.Wrong)-max(0, now.Sub(g.Last)))
}

// After returns the count with one more wrong password.
func (g Guesses) After(now time.Time) Guesses {
	if now.Sub(g.Last) >= forgetAfter {
		g.Wrong = 0
	}
	return Guesses{Wrong: g.Wrong + 1, Last: now}
}

// Seen returns the count at a moment: where the clock went back behind the last guess, the wait begins again from there, so that it ends.
func (g Guesses) Seen(now time.Time) Guesses {
	if now.Before(g.Last) {
		g.Last = now
	}
	return g
}
