package intake

import "motcua/internal/procedure/browse"

// siblings is how many procedures the families that are found have at the most, on average: so many more are looked for.
const siblings = 4

// leaf is a list that another one was opened from, and where its cursor was.
type leaf struct {
	items  []browse.Item
	cursor int
}

// look looks for what is typed, and closes what was opened.
func (in *Intake) look() { in.Cursor, in.Hits, in.opened = 0, in.catalogue.search(in.Query), nil }

// Browses reports whether lists of the catalogue can be opened now.
func (in *Intake) Browses() bool { return in.Step == Choosing && in.catalogue.Contents != nil }

// Browse opens the catalogue, to be leafed through by field, event or letter.
func (in *Intake) Browse() {
	if in.Browses() {
		in.open(in.catalogue.Contents().Start())
	}
}

// open shows a list instead of the one that is shown.
func (in *Intake) open(items []browse.Item) {
	in.opened = append(in.opened, leaf{in.Hits, in.Cursor})
	in.Hits, in.Cursor = items, 0
}

// close goes back to the list behind, at the line where it was left; false where there is none.
func (in *Intake) close() bool {
	n := len(in.opened)
	if n == 0 {
		return false
	}
	last := in.opened[n-1]
	in.Hits, in.Cursor, in.opened = last.items, last.cursor, in.opened[:n-1]
	return true
}

// Opened reports whether a list was opened that Esc closes.
func (in *Intake) Opened() bool { return len(in.opened) > 0 }
