package visit

import (
	"slices"
	"time"

	"motcua/internal/procedure"
	"motcua/internal/procedure/browse"
	"motcua/internal/vietnamese"
)

// Find is what somebody types to find a procedure, what was found, and the one that is read.
type Find struct {
	Typing    vietnamese.Typing
	Found     []browse.Item // for Asked, the likeliest first; siblings are one
	Asked     string
	Procedure *procedure.Procedure // the one that is read
	Page      int
	Leaves    []Leaf   // of the catalogue, from the first list to the one that is open
	Questions []Sought // that were answered
}

// Sought is what somebody typed, and the code of the procedure that they then chose; empty: they gave up.
type Sought struct{ Text, Code string }

// Asked returns what came of all that was typed until now, each text once: what was chosen last for it.
func (v Search) Asked() (list []Sought) {
	all := v.Find.Questions
	if left := v.Step == Finding || v.Step == Browsing || v.Step == Around; left && v.Find.Typing.Text != "" {
		all = append(slices.Clone(all), Sought{Text: v.Find.Typing.Text})
	}
	for _, q := range all {
		i := slices.IndexFunc(list, func(known Sought) bool { return known.Text == q.Text })
		switch {
		case i < 0:
			list = append(list, q)
		case q.Code != "":
			list[i].Code = q.Code
		}
	}
	return list
}

// mostQuestions is how many a visit is remembered for.
const mostQuestions = 20

// Search is what a visit does on the way to a procedure.
type Search struct{ *Visit }

// Answer takes what was found for a question; false when another one has been typed since, or nobody asks any more.
func (v Search) Answer(question string, found []browse.Item) bool {
	if v.Step != Finding || question != v.Find.Typing.Text {
		return false
	}
	v.Find.Asked, v.Find.Found = question, found
	return true
}

// Read opens a procedure.
func (v Search) Read(p *procedure.Procedure, now time.Time) bool {
	if v.Step != Finding && v.Step != Browsing {
		return false
	}
	v.putAway()
	v.Step, v.Find.Procedure, v.Find.Page, v.touched = Reading, p, 0, now
	if v.Find.Typing.Text != "" && len(v.Find.Questions) < mostQuestions {
		v.Find.Questions = append(v.Find.Questions, Sought{v.Find.Typing.Text, p.Code})
	}
	return true
}

// Turn opens another page of the procedure.
func (v Search) Turn(page int, now time.Time) { v.Find.Page, v.touched = page, now }
