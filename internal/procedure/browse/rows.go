package browse

import (
	"cmp"
	"slices"
	"strings"

	"motcua/internal/procedure"
	"motcua/internal/vietnamese"
)

// Row is one line of a list: siblings, which differ by level or agency alone, the nearest to people first. Most rows have one entry.
type Row []*procedure.Procedure

// Rows sets entries on lines; each stands where the first of its family does.
func Rows(entries []*procedure.Procedure) (rows []Row) {
	at := map[string]int{}
	for _, p := range entries {
		key := p.FamilyKey()
		i, known := at[key]
		if !known {
			i = len(rows)
			at[key], rows = i, append(rows, nil)
		}
		rows[i] = append(rows[i], p)
	}
	for _, row := range rows {
		slices.SortStableFunc(row, func(a, b *procedure.Procedure) int { return cmp.Compare(distance(a), distance(b)) })
	}
	return rows
}

// Rows returns the group's lines.
func (g *Group) Rows() []Row { return Rows(g.Entries) }

// distance is how far from people it is decided.
func distance(p *procedure.Procedure) int {
	for i, l := range levelIDs {
		if slices.Contains(p.Levels, l.level) {
			return i
		}
	}
	return len(levelIDs)
}

// Part is what of a long list begins with the same words.
type Part struct {
	ID    string // as a group's
	Name  string // the words; empty: what begins otherwise
	Rows  []Row
	Count int // of entries
}

// fewInPart is how many rows a part has at least.
const fewInPart = 3

// Parts divides a list of more rows than most by the words with which its names begin, as few of them as tell the parts apart; what begins
// with none of them comes last. A part may be long enough to be divided again. A list that is short, or alike, has no parts.
func Parts(rows []Row, most int) []Part {
	if len(rows) <= most {
		return nil
	}
	common := commonWords(rows)
	byWords, rest := map[string][]Row{}, []Row(nil)
	var order []string
	for _, row := range rows {
		id := begin(row, common+1)
		if byWords[id] == nil {
			order = append(order, id)
		}
		byWords[id] = append(byWords[id], row)
	}
	var parts []Part
	for _, id := range order {
		if in := byWords[id]; len(in) >= fewInPart && id != "" {
			parts = append(parts, newPart(in))
		} else {
			rest = append(rest, in...)
		}
	}
	if len(parts) == 0 {
		return nil
	}
	if len(rest) > 0 {
		parts = append(parts, Part{ID: Unnamed, Rows: rest, Count: count(rest)})
	}
	return parts
}

// PartOf returns the rows of a part that Parts names so.
func PartOf(rows []Row, most int, id string) (part Part, ok bool) {
	for _, p := range Parts(rows, most) {
		if p.ID == id {
			return p, true
		}
	}
	return Part{}, false
}

func newPart(rows []Row) Part {
	n := commonWords(rows)
	return Part{ID: begin(rows[0], n), Name: firstWords(rows[0][0].Title(), n), Rows: rows, Count: count(rows)}
}

func count(rows []Row) (n int) {
	for _, row := range rows {
		n += len(row)
	}
	return n
}

// begin is the first n words of a row; empty where it has fewer.
func begin(row Row, n int) string {
	w := words(row[0].Title())
	if len(w) < n {
		return ""
	}
	return strings.Join(w[:n], "-")
}

// commonWords is with how many words all rows begin alike; not all of a name's, so that one is left to tell them apart.
func commonWords(rows []Row) int {
	common := words(rows[0][0].Title())
	for _, row := range rows[1:] {
		w := words(row[0].Title())
		n := 0
		for n < len(w) && n < len(common) && w[n] == common[n] {
			n++
		}
		common = common[:n]
	}
	return len(common)
}

// firstWords is the beginning of a name up to its n-th word.
func firstWords(name string, n int) string {
	inWord := false
	for i, r := range name {
		word := len(words(string(r))) > 0
		if inWord && !word {
			if n--; n == 0 {
				return name[:i]
			}
		}
		inWord = word
	}
	return name
}

// In returns a group's name in a language; empty where the catalogue gives none.
func (g *Group) In(lang string) string {
	if lang == "en" && g.English != "" {
		return g.English
	}
	return vietnamese.Letters(g.Name)
}
