// Package health is how the parts of a device are: each check looks at one part and says its state and a sentence about it.
// Who asks, on glass or on a command line, and who is told, is the program's business.
package health

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"motcua/internal/i18n"
)

// State is how a part is.
type State string

// The states of a part.
const (
	Good    State = "good"
	Warning State = "warning" // it works; somebody should look before it does not
	Broken  State = "broken"
	Busy    State = "busy" // another program has it and knows how it is
)

// Finding is what a check found.
type Finding struct {
	Part  string
	State State
	Says  string // id of the sentence
	Args  i18n.Args
}

// Sentence says the finding in a language.
func (f Finding) Sentence(say i18n.Localizer) string { return say.Text(f.Says, f.Args) }

// Name is what a language calls the part.
func (f Finding) Name(say i18n.Localizer) string { return say.Text("health." + f.Part) }

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
		if order := []State{Busy, Good, Warning, Broken}; slices.Index(order, f.State) > slices.Index(order, worst) {
			worst = f.State
		}
	}
	return worst
}

// Report writes a line for each part, and returns what is wrong when one is broken.
func Report(out io.Writer, say i18n.Localizer, findings []Finding) error {
	wide, stateWide := 0, 0
	for _, f := range findings {
		wide = max(wide, utf8.RuneCountInString(f.Name(say)))
		stateWide = max(stateWide, utf8.RuneCountInString(f.stateName(say)))
	}
	broken := 0
	for _, f := range findings {
		sentence := strings.ReplaceAll(f.Sentence(say), "\n", "\n"+strings.Repeat(" ", stateWide+wide+4))
		fmt.Fprintf(out, "%s  %s  %s\n", padded(f.stateName(say), stateWide), padded(f.Name(say), wide), sentence)
		if f.State == Broken {
			broken++
		}
	}
	if broken == 0 {
		return nil
	}
	return i18n.NewProblem("health.broken", i18n.Args{"Parts": broken})
}

func (f Finding) stateName(say i18n.Localizer) string {
	return say.Text("health.is." + string(f.State))
}

func padded(text string, wide int) string {
	return text + strings.Repeat(" ", max(0, wide-utf8.RuneCountInString(text)))
}
