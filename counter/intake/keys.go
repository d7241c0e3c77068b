package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/internal/dossier"
)

const mostQuery = 120 // runes

// Type takes one rune from the keyboard; false when it means nothing here.
func (in *Intake) Type(r rune) bool {
	switch in.Step {
	case Choosing:
		return in.typeQuery(r)
	case Ticking:
		return in.typeTick(r)
	}
	return in.typeMethod(r)
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
	in.Query += string(r)
	in.look()
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
				in.tick(i)
			}
		}
	case r >= '1' && r <= '9' && int(r-'1') < len(in.Rows):
		in.Cursor = int(r - '1')
		in.tick(in.Cursor)
	case r == ' ':
		in.tick(in.Cursor)
	case r == '+' || r == '=':
		in.count(1)
	case r == '-':
		in.count(-1)
	default:
		return false
	}
	return true
}

func (in *Intake) tick(i int) {
	row := &in.Rows[i]
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

func (in *Intake) count(by int) {
	row := &in.Rows[in.Cursor]
	n := row.number(in.Column)
	*n = min(mostPapers, max(0, *n+by))
	g := row.Given
	row.Ticked = g.Originals+g.Certified+g.Copies+g.Lent > 0
}

func (r *Row) number(c Column) *int {
	switch c {
	case Certified:
		return &r.Given.Certified
	case Copies:
		return &r.Given.Copies
	case Lent:
		return &r.Given.Lent
	}
	return &r.Given.Originals
}

// typeMethod takes how the fee was taken: 1 to 4 by the methods, 0 not yet.
func (in *Intake) typeMethod(r rune) bool {
	n := int(r - '1')
	switch {
	case r == '0':
		in.Paid = ""
	case n >= 0 && n < len(dossier.Methods()):
		in.Paid = dossier.Methods()[n]
	default:
		return false
	}
	return true
}

// Erase takes the last rune typed back.
func (in *Intake) Erase() {
	if in.Step == Choosing && in.Query != "" {
		_, size := utf8.DecodeLastRuneInString(in.Query)
		in.Query = in.Query[:len(in.Query)-size]
		in.look()
	}
}

// Move moves the cursor by rows and columns.
func (in *Intake) Move(rows, cols int) {
	last := len(in.Hits) - 1
	if in.Step == Ticking {
		last = len(in.Rows) - 1
		in.Column = min(columns-1, max(0, in.Column+Column(cols)))
	}
	in.Cursor = max(0, min(last, in.Cursor+rows))
}

// Enter ends a step; done when there is no further one, and the dossier is to be received.
func (in *Intake) Enter() (done bool) {
	switch {
	case in.Step == Choosing:
		in.pick(in.Cursor)
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
		in.Cursor = in.chosen
	case in.close():
	case in.Query != "":
		in.Query = ""
		in.look()
	default:
		return true
	}
	return false
}
