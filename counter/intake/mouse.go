package intake

// Look changes what is looked for as a whole, as a field does that can be pasted into.
func (in *Intake) Look(query string) {
	if in.Step != Choosing || query == in.Query {
		return
	}
	in.look(query)
}

// Picks reports whether a rune chooses one of the hits, and does not add to what is looked for.
func (in *Intake) Picks(r rune) bool {
	return in.Step == Choosing && r >= '1' && r <= '9' && picks(in.Query)
}

// Pick chooses one of the hits, as a click does.
func (in *Intake) Pick(n int) bool { return in.Step == Choosing && in.pick(n) }

// Tick marks a paper, or takes its mark away.
func (in *Intake) Tick(row int) {
	if in.Step == Ticking && row < len(in.Rows) {
		in.Cursor = row
		in.Rows[row].tick()
	}
}

// Count goes to a number of a paper, and where the cursor is on it already changes it by so many.
func (in *Intake) Count(row int, c Column, by int) {
	switch {
	case in.Step != Ticking || row >= len(in.Rows):
	case row == in.Cursor && c == in.Column:
		in.Rows[row].count(c, by)
	default:
		in.Cursor, in.Column = row, c
	}
}
