// Package browse leafs through a catalogue of procedures: by field, agency, level, event in life and first letter.
// It groups and orders what it is given; which entries a centre has is settled before, and what is shown after.
package browse

import (
	"cmp"
	"slices"
	"strings"

	"motcua/internal/procedure"
	"motcua/internal/vietnamese"
)

// By is what entries are grouped by.
type By string

// The groupings.
const (
	Field  By = "field"  // lĩnh vực
	Event  By = "event"  // what happens in life
	Agency By = "agency" // cơ quan
	Level  By = "level"  // cấp
	Letter By = "letter" // of the name, in the Vietnamese alphabet
)

// Groupings are all of them, in the order in which they are offered.
var Groupings = []By{Event, Field, Agency, Level, Letter}

// Unnamed is the id of what has no name: of the entries of which the catalogue does not tell a grouping's name, and of a
// list's part whose names begin otherwise. It stands last and has no name.
const Unnamed = "_"

// Group is the entries that have something in common.
type Group struct {
	By       By
	ID       string // a-z, 0-9 and dashes: fit for addresses; the same as long as the name is
	Name     string // in Vietnamese; empty where the catalogue gives none
	English  string // of events
	Business bool   // an event in the life of a business
	Entries  []*procedure.Procedure
}

// Contents is a catalogue in groups. It never changes: safe for any goroutine.
type Contents struct {
	groups  map[By][]*Group
	entries int
}

// Of groups a catalogue, with the events that are built in. The list must not change afterwards.
func Of(list []procedure.Procedure) *Contents { return OfWith(list, builtIn()) }

// OfWith groups a catalogue. Entries stand as in a Vietnamese dictionary, those of an event in the event's own order first.
func OfWith(list []procedure.Procedure, events []Happening) *Contents {
	entries := ordered(list)
	return &Contents{entries: len(list), groups: map[By][]*Group{
		Field:  gather(Field, entries, func(e entry) []string { return []string{e.Field} }),
		Agency: gather(Agency, entries, func(e entry) []string { return agencies(e.Agency) }),
		Level:  levels(entries),
		Letter: letters(entries),
		Event:  eventsOf(entries, events),
	}}
}

// Size returns how many entries there are.
func (c *Contents) Size() int { return c.entries }

// Groups returns the groups that have an entry, in their order.
func (c *Contents) Groups(by By) []*Group { return c.groups[by] }

// Group returns the group of an id.
func (c *Contents) Group(by By, id string) (g *Group, ok bool) {
	for _, g := range c.groups[by] {
		if g.ID == id {
			return g, true
		}
	}
	return nil, false
}

// entry is one of the catalogue with what it is ordered and found by.
type entry struct {
	*procedure.Procedure
	order string
}

func ordered(list []procedure.Procedure) []entry {
	out := make([]entry, len(list))
	for i := range list {
		out[i] = entry{&list[i], vietnamese.OrderKey(list[i].Title())}
	}
	slices.SortStableFunc(out, func(a, b entry) int {
		return cmp.Or(strings.Compare(a.order, b.order), strings.Compare(a.Code, b.Code))
	})
	return out
}

// gather groups entries by names that the catalogue writes freely: one that differs by capitals, marks or punctuation is the same, and the
// commonest spelling is shown.
func gather(by By, entries []entry, names func(entry) []string) []*Group {
	found, spelt := map[string]*Group{}, map[string]map[string]int{}
	for _, e := range entries {
		for _, name := range names(e) {
			id := cmp.Or(slug(name), Unnamed)
			g := found[id]
			if g == nil {
				g = &Group{By: by, ID: id}
				found[id], spelt[id] = g, map[string]int{}
			}
			spelt[id][name]++
			if n := len(g.Entries); n == 0 || g.Entries[n-1] != e.Procedure {
				g.Entries = append(g.Entries, e.Procedure)
			}
		}
	}
	for id, g := range found {
		if id != Unnamed {
			g.Name = commonest(spelt[id])
		}
	}
	return sorted(found)
}

func commonest(spelt map[string]int) (best string) {
	for name, n := range spelt {
		if n > spelt[best] || n == spelt[best] && name < best {
			best = name
		}
	}
	return best
}

// sorted returns groups by their names, the nameless one last.
func sorted(found map[string]*Group) []*Group {
	var list []*Group
	for _, g := range found {
		list = append(list, g)
	}
	slices.SortFunc(list, func(a, b *Group) int {
		if a.Name == "" || b.Name == "" {
			return cmp.Compare(len(b.Name), len(a.Name))
		}
		return cmp.Or(strings.Compare(vietnamese.OrderKey(a.Name), vietnamese.OrderKey(b.Name)), strings.Compare(a.ID, b.ID))
	})
	return list
}

// slug is a name as it stands in an address; empty where it has no letter.
func slug(name string) string { return strings.Join(words(name), "-") }

// words are those of a text without capitals and marks.
func words(text string) []string {
	return strings.FieldsFunc(vietnamese.Fold(text), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
}

// levelIDs are the levels, the nearest to people first.
var levelIDs = []struct {
	level procedure.Level
	id    string
}{{procedure.Commune, "xa"}, {procedure.Province, "tinh"}, {procedure.Ministry, "bo"}, {procedure.Other, "khac"}, {"", Unnamed}}

func levels(entries []entry) (list []*Group) {
	for _, l := range levelIDs {
		g := &Group{By: Level, ID: l.id, Name: string(l.level)}
		for _, e := range entries {
			if slices.Contains(e.Levels, l.level) || l.level == "" && len(e.Levels) == 0 {
				g.Entries = append(g.Entries, e.Procedure)
			}
		}
		if len(g.Entries) > 0 {
			list = append(list, g)
		}
	}
	return list
}

// letterIDs are the letters with marks as Telex has them, for an address.
var letterIDs = map[rune]string{'Ă': "aw", 'Â': "aa", 'Đ': "dd", 'Ê': "ee", 'Ô': "oo", 'Ơ': "ow", 'Ư': "uw"}

// letters groups entries in the order of the alphabet, which is theirs already.
func letters(entries []entry) (list []*Group) {
	var none *Group
	byLetter := map[rune]*Group{}
	for _, e := range entries {
		letter := vietnamese.Initial(e.Title())
		g := byLetter[letter]
		switch {
		case g != nil:
		case letter == 0:
			none = &Group{By: Letter, ID: Unnamed}
			g = none
		default:
			g = &Group{By: Letter, ID: cmp.Or(letterIDs[letter], strings.ToLower(string(letter))), Name: string(letter)}
			list = append(list, g)
		}
		byLetter[letter] = g
		g.Entries = append(g.Entries, e.Procedure)
	}
	if none != nil {
		list = append(list, none)
	}
	return list
}
