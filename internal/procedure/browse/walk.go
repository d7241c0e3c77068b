package browse

import (
	"motcua/internal/procedure"
	"motcua/internal/vietnamese"
)

// Kind is what an item of a list is.
type Kind int

// The kinds of items.
const (
	AWay      Kind = iota // to look: its id is one of Ways
	AnInitial             // of many groups, those that begin with a letter
	AGroup
	APart
	AFamily // siblings on one row
	AnEntry
)

// Ways are the ids of the first list, in its order.
var Ways = []string{"citizen", "business", string(Field), string(Agency), string(Level), string(Letter)}

// Item is a line of a list that is leafed through: it opens another list, or it is an entry.
type Item struct {
	Kind    Kind
	ID      string
	Name    string // of an initial or a part; empty: what is named otherwise
	Count   int    // of entries; of an initial, of groups
	Group   *Group // of a group
	Entry   *procedure.Procedure
	Sibling bool // an entry that stands among its siblings: what it has in common with them is said above

	open func() []Item
}

// Open returns the list that an item leads to; none for an entry.
func (i Item) Open() []Item {
	if i.open == nil {
		return nil
	}
	return i.open()
}

// long is how many lines a list has at the most before it is divided by what its lines begin with.
const long = 24

// Start returns the ways that lead to an entry.
func (c *Contents) Start() (list []Item) {
	for _, id := range Ways {
		groups := c.groupsOf(id)
		if len(groups) == 0 {
			continue
		}
		list = append(list, Item{Kind: AWay, ID: id, Count: len(groups), open: func() []Item { return groupItems(groups, id == string(Field) || id == string(Agency)) }})
	}
	return list
}

func (c *Contents) groupsOf(way string) (groups []*Group) {
	if way != "citizen" && way != "business" {
		return c.groups[By(way)]
	}
	for _, g := range c.groups[Event] {
		if g.Business == (way == "business") {
			groups = append(groups, g)
		}
	}
	return groups
}

// groupItems are groups, or the letters with which many begin.
func groupItems(groups []*Group, divides bool) (list []Item) {
	if divides && len(groups) > long {
		return initials(groups)
	}
	for _, g := range groups {
		list = append(list, Item{Kind: AGroup, ID: g.ID, Name: g.Name, Count: len(g.Entries), Group: g, open: func() []Item { return rowItems(g.Rows()) }})
	}
	return list
}

func initials(groups []*Group) (list []Item) {
	byLetter := map[string][]*Group{}
	var order []string
	for _, g := range groups {
		letter := ""
		if r := vietnamese.Initial(g.Name); r != 0 {
			letter = string(r)
		}
		if byLetter[letter] == nil {
			order = append(order, letter)
		}
		byLetter[letter] = append(byLetter[letter], g)
	}
	for _, letter := range order {
		list = append(list, Item{Kind: AnInitial, ID: "=" + letter, Name: letter, Count: len(byLetter[letter]), open: func() []Item { return groupItems(byLetter[letter], false) }})
	}
	return list
}

// rowItems are rows, or the parts of many.
func rowItems(rows []Row) (list []Item) {
	for _, p := range Parts(rows, long) {
		list = append(list, Item{Kind: APart, ID: "-" + p.ID, Name: p.Name, Count: p.Count, open: func() []Item { return rowItems(p.Rows) }})
	}
	if list != nil {
		return list
	}
	for _, row := range rows {
		list = append(list, RowItem(row))
	}
	return list
}

// RowItem returns the item of a row: its one entry, or the family that opens.
func RowItem(row Row) Item {
	p := row[0]
	if len(row) == 1 {
		return Item{Kind: AnEntry, ID: p.Code, Count: 1, Entry: p}
	}
	return Item{Kind: AFamily, ID: p.Code, Count: len(row), Entry: p, open: func() []Item { return siblings(row) }}
}

func siblings(row Row) (list []Item) {
	for _, p := range row {
		list = append(list, Item{Kind: AnEntry, ID: p.Code, Count: 1, Entry: p, Sibling: true})
	}
	return list
}

// Found sets hits of a search on rows as many as are wanted, each where the best of its family was found, and opens the others of the family with it.
func Found(x *procedure.Index, hits []procedure.Hit, most int) (list []Item) {
	seen := map[string]bool{}
	for _, hit := range hits {
		if seen[hit.Family] || len(list) == most {
			continue
		}
		seen[hit.Family] = true
		row := Row{hit.Procedure}
		if hit.Siblings > 0 {
			row = Rows(x.Family(hit.Family))[0]
		}
		list = append(list, RowItem(row))
	}
	return list
}
