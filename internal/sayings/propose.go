package sayings

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"motcua/internal/procedure"
)

func sortAsked(list []Asked) {
	slices.SortFunc(list, func(a, b Asked) int { return cmp.Or(cmp.Compare(b.Asked, a.Asked), strings.Compare(a.Text, b.Text)) })
}

// Most returns what was chosen most for a question, and how often; nothing where all gave up.
func (q Asked) Most() (code string, times int) {
	for _, c := range slices.Sorted(maps.Keys(q.Chosen)) {
		if q.Chosen[c] > times {
			code, times = c, q.Chosen[c]
		}
	}
	return code, times
}

// Line is one line that the citizens' dictionary could have: what people say, and the procedure that they mean.
type Line struct{ Text, Code string }

// leastChosen is how often a procedure must have been chosen, and by half of those who asked, before it is what they mean.
const leastChosen = 3

// Propose returns the line that would teach the search a question; false where it has nothing to learn: people mean several things, or what they
// mean comes first already. First returns the code that comes first for a text.
func Propose(q Asked, first func(text string) (code string)) (Line, bool) {
	code, times := q.Most()
	code = procedure.NationalCode(code)
	if times < leastChosen || 2*times < q.Asked || procedure.NationalCode(first(q.Text)) == code {
		return Line{}, false
	}
	return Line{q.Text, code}, true
}

// WriteLines writes lines as the dictionary has them, with where they come from.
func WriteLines(w io.Writer, lines []Line, origin string) error {
	for _, l := range lines {
		if _, err := fmt.Fprintf(w, "%s\t%s\t%s\n", l.Text, l.Code, origin); err != nil {
			return err
		}
	}
	return nil
}
