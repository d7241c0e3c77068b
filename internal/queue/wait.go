package queue

import (
	"math"
	"time"
)

// Wait is how long somebody will probably wait: eight in ten wait within it. Both ends are whole Steps.
type Wait struct{ Least, Most time.Duration }

// Step is what a Wait is rounded to: nobody believes a finer one.
const Step = 5 * time.Minute

// fewest is how many visits must have been served before anything is said about the next.
const fewest = 5

// WaitFor estimates the wait of somebody with so many people before them (see Before) from the service times of late in their line and
// the counters that take it. False: too little is known. It is scored against simulated days in wait_test.go.
func WaitFor(before float64, took []time.Duration, counters int) (Wait, bool) {
	if len(took) < fewest || counters < 1 {
		return Wait{}, false
	}
	mean, spread := moments(took)
	// Each before them is served whole; of those at the counters now, half is left. The sum of n visits spreads by √n; to that comes what
	// the mean of a few visits may be wrong by.
	people := before + 0.5
	expected := people * mean / float64(counters)
	doubt := spread / float64(counters) * math.Hypot(math.Sqrt(people), people/math.Sqrt(float64(len(took))))
	const eightInTen = 1.28 // of a normal distribution lies within so many standard deviations
	least, most := expected-eightInTen*doubt, expected+eightInTen*doubt
	return Wait{time.Duration(max(0, least)).Truncate(Step), (time.Duration(most) + Step - 1).Truncate(Step)}, true
}

func moments(took []time.Duration) (mean, spread float64) {
	for _, d := range took {
		mean += float64(d) / float64(len(took))
	}
	for _, d := range took {
		spread += (float64(d) - mean) * (float64(d) - mean) / float64(len(took)-1)
	}
	return mean, math.Sqrt(spread)
}

// Before counts who is called before a ticket by the counters that take its service: those with an earlier place in any line that these
// counters take, each by the share of its own counters among them.
func Before(t Ticket, waiting []Ticket, takers map[string][]string) (people float64) {
	shares := SharesOf(takers)
	for _, other := range waiting {
		if other.ID != t.ID && Compare(other, t) <= 0 {
			people += shares.Of(other.Service, t.Service)
		}
	}
	return people
}

// Shares tell how much of one line the counters of another one take.
type Shares map[[2]string]float64

// Of returns how much of one line the counters of another take.
func (s Shares) Of(line, by string) float64 { return s[[2]string{line, by}] }

// SharesOf counts which lines share which counters, given who takes each service.
func SharesOf(takers map[string][]string) Shares {
	lines := map[string][]string{} // of each counter
	for service, counters := range takers {
		for _, counter := range counters {
			lines[counter] = append(lines[counter], service)
		}
	}
	shares := Shares{}
	for _, taken := range lines {
		for _, line := range taken {
			for _, by := range taken {
				shares[[2]string{line, by}]++
			}
		}
	}
	for pair := range shares {
		shares[pair] /= float64(len(takers[pair[0]]))
	}
	return shares
}
