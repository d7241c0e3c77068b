package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/internal/dossier"
)

// Type takes one rune from the keyboard; false when it means nothing here.
func (in *Intake) Type(r rune) bool {
	switch in.Step {
	case Choosing:
		return in.typeQuery(r)
	case Ticking:
		return in.typeTick(r)
	}
	paid, ok := methodOf(r)
	if ok {
		in.Paid = paid
	}
	return ok
}

// typeQuery adds to the words looked for. A digit after letters, or before anything, chooses one of the hits: codes
// begin with letters nowhere, and their digits with 0 once their first one is left out.
func (in *Intake) typeQuery(r rune) bool {
	if n := int(r - '1'); n >= 0 && n < MostHits && picks(in.Query) {
		return in.pick(n)
	}
	if !unicode.IsPrint(r) || utf8.RuneCountInString(in.Query) >= mostQuery || r == ' ' && in.Query == "" {
		return false
	}
	in.look(in.Query + string(r))
	return true
}

// picks reports whether a digit chooses a hit, after what has been typed.
func picks(query string) bool { return query == "" || strings.ContainsFunc(query, unicode.IsLetter) }

// conditional reports whether a document is asked of some people only, by the words of the catalogue.
func conditional(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "nếu ") || strings.Contains(name, "trường hợp") || strings.Contains(name, "ủy quyền") || strings.Contains(name, "uỷ quyền")
}

// typeTick marks the papers: a digit one, 0 all that are asked of everybody, space the one the cursor is on, + and - its number.
func (in *Intake) typeTick(r rune) bool {
	switch {
	case r == '0':
		for i := range in.Rows {
			if name := in.Rows[i].Asked.Name; name != other && !conditional(name) && !in.Rows[i].Ticked {
				in.Rows[i].tick()
			}
		}
	case r >= '1' && r <= '9' && int(r-'1') < len(in.Rows):
		in.Cursor = int(r - '1')
		in.Rows[in.Cursor].tick()
	case r == ' ':
		in.Rows[in.Cursor].tick()
	case r == '+' || r == '=':
		in.Rows[in.Cursor].count(in.Column, 1)
	case r == '-':
		in.Rows[in.Cursor].count(in.Column, -1)
	default:
		return false
	}
	return true
}

func (row *Row) tick() {
	row.Ticked = !row.Ticked
	row.Given = dossier.Paper{Name: row.Asked.Name}
	if !row.Ticked {
		return
	}
	row.Given = dossier.Tick(row.Asked)
	if row.Given.Originals+row.Given.Certified+row.Given.Copies == 0 {
		row.Given.Originals = 1
	}
}

// mostPapers bounds how many of one document are handed in.
const mostPapers = 99

func (row *Row) count(c Column, by int) {
	n := row.number(c)
	*n = min(mostPapers, max(0, *n+by))
	g := row.Given
	row.Ticked = g.Originals+g.Certified+g.Copies+g.Lent > 0
}

func (row *Row) number(c Column) *int {
	switch c {
	case Certified:
		return &row.Given.Certified
	case Copies:
		return &row.Given.Copies
	case Lent:
		return &row.Given.Lent
	}
	return &row.Given.Originals
}

// methodOf returns how the fee was taken: 1 to 4 by the methods, 0 not yet.
func methodOf(r rune) (m dossier.Method, ok bool) {
	n := int(r - '1')
	if n >= 0 && n < len(dossier.Methods()) {
		return dossier.Methods()[n], true
	}
	return "", r == '0'
}

// Erase takes the last rune typed back.
func (in *Intake) Erase() {
	if in.Step == Choosing && in.Query != "" {
		_, size := utf8.DecodeLastRuneInString(in.Query)
		in.look(in.Query[:len(in.Query)-size])
	}
}

// Move moves the cursor by rows and columns.
func (in *Intake) Move(rows, cols int) {
	if in.Step == Choosing {
		in.At = max(0, min(len(in.Hits)-1, in.At+rows))
		return
	}
	in.Column = min(columns-1, max(0, in.Column+Column(cols)))
	in.Cursor = max(0, min(len(in.Rows)-1, in.Cursor+rows))
}

// Enter ends a step; done when there is no further one, and the dossier is to be received.
func (in *Intake) Enter() (done bool) {
	switch {
	case in.Step == Choosing:
		in.pick(in.At)
		return false
	case in.Step == Ticking && in.Fee() > 0:
		in.Step = Charging
		return false
	}
	return true
}

// Back leaves a step; out when there is none before it, and nothing typed.
func (in *Intake) Back() (out bool) {
	switch {
	case in.Step == Charging:
		in.Step = Ticking
	case in.Step == Ticking:
		in.Step, in.Procedure, in.Rows, in.Paid, in.Price = Choosing, nil, nil, "", Price{}
	case in.close():
	case in.Query != "":
		in.look("")
	default:
		return true
	}
	return false
}
