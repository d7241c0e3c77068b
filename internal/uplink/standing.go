package uplink

import (
	"errors"
	"net/http"
	"time"
)

// TrustState is how a device stands with central. A device goes on alone in each of them.
type TrustState string

// The standings of a device.
const (
	Trusted     TrustState = ""             // or central was not met yet
	NotEnrolled TrustState = "not_enrolled" // it has no credential
	Refused     TrustState = "refused"      // its token is worth nothing any more
	WrongServer TrustState = "estranged"    // who answers at central's address is somebody else
)

// StandingOf returns what an answer of central's, or its absence, says about the device.
func StandingOf(err error) TrustState {
	refusal := (*Refusal)(nil)
	switch {
	case errors.Is(err, ErrNotEnrolled):
		return NotEnrolled
	case errors.Is(err, ErrStranger):
		return WrongServer
	case errors.As(err, &refusal) && refusal.Status == http.StatusUnauthorized:
		return Refused
	}
	return Trusted
}

func toldToWait(err error) bool { return errors.Is(err, ErrTooMany) }

// How long a broken line rests before it is tried again, and how long one at whose end a person must do something.
const (
	retryAfter        = time.Second
	retryRefusedAfter = 10 * time.Second
	longestRest       = time.Minute // whatever central says
)

// rest returns how long to wait after an error before asking again.
func rest(err error) time.Duration {
	switch StandingOf(err) {
	case Refused, WrongServer:
		return retryRefusedAfter
	}
	if refusal := (*Refusal)(nil); errors.As(err, &refusal) {
		return min(max(retryAfter, time.Duration(refusal.Wait)*time.Second), longestRest)
	}
	return retryAfter
}
