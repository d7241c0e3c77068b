package visit

import (
	"time"

	"motcua/internal/procedure/browse"
)

// Leaf is a list of the catalogue that somebody leafs through, and which page of it is open.
type Leaf struct {
	From  browse.Item // what was opened; the zero one is the whole catalogue
	Items []browse.Item
	Page  int
}

// Leaf returns the list that is open.
func (v Search) Leaf() Leaf {
	if n := len(v.Find.Leaves); n > 0 {
		return v.Find.Leaves[n-1]
	}
	return Leaf{}
}

// Open opens a list of the catalogue: the first one, the family of what was found, or what stands on the list that is open.
func (v Search) Open(leaf Leaf, now time.Time) bool {
	if v.Step != Finding && v.Step != Browsing || len(leaf.Items) == 0 {
		return false
	}
	v.Step, v.Find.Leaves, v.touched = Browsing, append(v.Find.Leaves, leaf), now
	return true
}

// TurnLeaf opens another page of the list.
func (v Search) TurnLeaf(page int, now time.Time) {
	if n := len(v.Find.Leaves); n > 0 {
		v.Find.Leaves[n-1].Page, v.touched = page, now
	}
}

// close closes the list that is open, and returns the step behind it: the list before, with the page that was open.
func (f *Find) close() Step {
	f.Leaves = f.Leaves[:max(0, len(f.Leaves)-1)]
	if len(f.Leaves) == 0 {
		f.Leaves = nil
		return Finding
	}
	return Browsing
}
