package intake

import (
	"strings"
	"unicode/utf8"

	"motcua/internal/procedure"
	"motcua/internal/procedure/browse"
)

// MostHits is how many procedures are offered: as many as there are digits to choose by.
const MostHits = 9

// siblings is how many procedures the families that are found have at the most, on average: so many more are looked for.
const siblings = 4

const mostQuery = 120 // runes

// Catalogue is what can be chosen from.
type Catalogue struct {
	Index    *procedure.Index
	Contents func() *browse.Contents // to leaf through
	Frequent []*procedure.Procedure  // at this desk, offered before anything is typed
}

// search returns the procedures for what was typed; without words, the frequent ones of the desk.
func (c Catalogue) search(query string) (hits []browse.Item) {
	if strings.TrimSpace(query) == "" {
		for _, p := range c.Frequent {
			hits = append(hits, browse.RowItem(browse.Row{p}))
		}
		return hits
	}
	return browse.Found(c.Index, c.Index.Search(query, MostHits*siblings), MostHits)
}

// Offers are the procedures that can be chosen, by what was typed or as the catalogue was opened.
type Offers struct {
	Query string
	Hits  []browse.Item
	At    int // the line that the cursor is on

	catalogue Catalogue
	opened    []leaf // the lists behind the one that is shown
}

// leaf is a list that another one was opened from, and where its cursor was.
type leaf struct {
	items []browse.Item
	at    int
}

// look looks for a text, as much of it as may be typed, and closes what was opened.
func (o *Offers) look(query string) {
	for utf8.RuneCountInString(query) > mostQuery {
		_, size := utf8.DecodeLastRuneInString(query)
		query = query[:len(query)-size]
	}
	o.Query, o.At, o.Hits, o.opened = query, 0, o.catalogue.search(query), nil
}

// open shows a list instead of the one that is shown.
func (o *Offers) open(items []browse.Item) {
	o.opened = append(o.opened, leaf{o.Hits, o.At})
	o.Hits, o.At = items, 0
}

// close goes back to the list behind, at the line where it was left; false where there is none.
func (o *Offers) close() bool {
	n := len(o.opened)
	if n == 0 {
		return false
	}
	last := o.opened[n-1]
	o.Hits, o.At, o.opened = last.items, last.at, o.opened[:n-1]
	return true
}

// Opened reports whether a list was opened that Esc closes.
func (o *Offers) Opened() bool { return len(o.opened) > 0 }

// Browses reports whether lists of the catalogue can be opened now.
func (in *Intake) Browses() bool { return in.Step == Choosing && in.catalogue.Contents != nil }

// Browse opens the catalogue, to be leafed through by field, event or letter.
func (in *Intake) Browse() {
	if in.Browses() {
		in.open(in.catalogue.Contents().Start())
	}
}
