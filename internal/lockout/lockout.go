// Package lockout says how long a guess has to wait after so many wrong ones. Who guesses what, and where it is counted, is the caller's.
package lockout

import "time"

// Free is how many wrong guesses are free before each further one is followed by a wait.
type Free int

// The waits double from the first to the longest (NIST SP 800-63B, 5.2.2: from 30 seconds up to an hour).
const (
	First   = 30 * time.Second
	Longest = time.Hour
)

// Wait returns how long the next guess waits after so many wrong ones in a row.
func (f Free) Wait(wrong int) time.Duration {
	over := wrong - int(f)
	switch {
	case over < 0:
		return 0
	case over < 7: // the eighth wait is over an hour
		return First << over
	}
	return Longest
}
