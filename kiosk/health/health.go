// Package health is how the parts of a device are: each check looks at one part and says its state and a sentence about it.
// Who asks, on glass or on a command line, and who is told, is the program's business.
package health

import (
	"context"
	"slices"
	"sync"
	"time"

	"motcua/internal/words"
)

// State is how a part is.
type State string

// The states of a part.
const (
	Good    State = "good"
	Warning State = "warning" // it works; somebody should look before it does not
	Broken  State = "broken"
)

// Finding is what a check found.
type Finding struct {
	Part  string
	State State
	Says  string // id of the sentence
	Args  words.Args
}

// Sentence says the finding in a language.
func (f Finding) Sentence(say words.Speaker) string { return say.Say(f.Says, f.Args) }

// Name is what a language calls the part.
func (f Finding) Name(say words.Speaker) string { return say.Say("health." + f.Part) }

// Check looks at one part.
type Check struct {
	Part string
	Look func(ctx context.Context) Finding
}

// limit is how long a check may take; a part that does not answer within is not well.
const limit = 8 * time.Second

// Look makes all checks at once, so that one that waits keeps no other, and gives the findings in their order.
func Look(ctx context.Context, checks []Check) []Finding {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	findings := make([]Finding, len(checks))
	var all sync.WaitGroup
	for i, c := range checks {
		all.Go(func() { findings[i] = c.Look(ctx) })
	}
	all.Wait()
	return findings
}

// Worst is the state of the part that is worst off.
func Worst(findings []Finding) State {
	worst := Good
	for _, f := range findings {
		if order := []State{Good, Warning, Broken}; slices.Index(order, f.State) > slices.Index(order, worst) {
			worst = f.State
		}
	}
	return worst
}
