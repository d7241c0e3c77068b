package uplink

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// mostWait is how long somebody who asks waits for their turn, where others before them have guessed too much.
const mostWait = 8 * time.Second

// patient asks central and, where it says to ask again soon, does so: who comes after somebody that guessed codes is answered a little later, not
// sent away.
func patient[T any](ctx context.Context, ask func(context.Context) (T, error)) (answer T, err error) {
	for range 3 {
		asking, cancel := context.WithTimeout(ctx, askWithin)
		answer, err = ask(asking)
		cancel()
		wait := waitOf(err)
		if wait == 0 || wait > mostWait {
			return answer, err
		}
		select {
		case <-ctx.Done():
			return answer, err
		case <-time.After(wait):
		}
	}
	return answer, err
}

// waitOf is after how long central would answer; 0 where it has, or does not say.
func waitOf(err error) time.Duration {
	var refusal *Refusal
	if !errors.As(err, &refusal) || refusal.Status != http.StatusTooManyRequests {
		return 0
	}
	return time.Duration(refusal.Wait) * time.Second
}
