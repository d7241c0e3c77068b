package booking

import (
	"net/http"
	"time"

	"motcua/central/ratelimit"
	"motcua/internal/identity"
	"motcua/internal/proofofwork"
)

// work has a browser compute before it books: more for an address that books much, and for all when many book.
type work struct {
	mint   *proofofwork.Mint
	demand *proofofwork.Demand
}

const forBooking = "booking"

func newWork(key identity.Key) *work {
	return &work{
		mint:   proofofwork.New(key.For("work for " + forBooking)),
		demand: &proofofwork.Demand{Base: 14, Free: 5, Quiet: 100, Window: time.Hour},
	}
}

// challenge returns what a browser is to solve with a form.
func (w *work) challenge(r *http.Request, now time.Time) string {
	return w.mint.Challenge(forBooking, w.demand.Bits(address(r), now), now)
}

// done takes the solution that came with a form.
func (w *work) done(r *http.Request, now time.Time) error {
	err := w.mint.Take(forBooking, r.PostFormValue("challenge"), r.PostFormValue("solution"), now)
	if err == nil {
		w.demand.Count(address(r), now)
	}
	return err
}

func address(r *http.Request) string { return ratelimit.Machine(r.RemoteAddr) }
