package guide

import (
	"strings"

	"motcua/internal/i18n"
	"motcua/internal/procedure"
	"motcua/internal/procedure/browse"
)

// Item is how an item of a list that is leafed through stands there: what it is and, below, what is behind it.
func Item(say i18n.Localizer, item browse.Item) (title, below string) {
	count := i18n.Args{"Count": item.Count}
	switch item.Kind {
	case browse.AWay:
		return say.Text("browse.way." + item.ID), say.Text("browse.way." + item.ID + ".help")
	case browse.AnInitial:
		return initial(say, item), say.Text("browse.groups", count)
	case browse.AGroup:
		return GroupName(say, item.Group), say.Text("browse.count", count)
	case browse.APart:
		return part(say, item), say.Text("browse.count", count)
	case browse.AFamily:
		title, _ = Heading(say, item.Entry, "")
		if say.Lang != "en" || len(item.Entry.English) == 0 {
			title = cut(item.Entry.Common(), longestName)
		}
		return title, say.Text("browse.family", count)
	}
	if item.Sibling {
		return sibling(say, item.Entry)
	}
	title, below = Heading(say, item.Entry, "")
	if below == cut(item.Entry.Field, longestBelow) && item.Entry.Agency != "" {
		below = cut(item.Entry.Agency, longestBelow)
	}
	return title, below
}

// Found is Item for somebody who has typed something.
func Found(say i18n.Localizer, item browse.Item, typed string) (title, below string) {
	if item.Kind == browse.AnEntry {
		return Heading(say, item.Entry, typed)
	}
	return Item(say, item)
}

// ListHeading returns what a list is called that an item opens, and what to do with it. The zero item opens the whole catalogue.
func ListHeading(say i18n.Localizer, from browse.Item, items []browse.Item) (title, help string) {
	if from.ID == "" {
		return say.Text("browse.title"), say.Text("browse.title.help")
	}
	title, _ = Item(say, from)
	switch {
	case from.Kind == browse.AFamily:
		return title, say.Text("browse.family.help")
	case len(items) > 0 && items[0].Kind >= browse.AFamily:
		return title, say.Text("browse.entries.help")
	}
	return title, say.Text("browse.groups.help")
}

// AreLetters reports whether a list has letters of the alphabet alone.
func AreLetters(items []browse.Item) bool {
	for _, item := range items {
		if item.Kind != browse.AnInitial && (item.Kind != browse.AGroup || item.Group.By != browse.Letter) {
			return false
		}
	}
	return len(items) > 0
}

// GroupName is what a group of the catalogue is called. The catalogue's own words stay Vietnamese.
func GroupName(say i18n.Localizer, g *browse.Group) string {
	switch {
	case g.ID == browse.Unnamed:
		return say.Text("browse.unnamed." + string(g.By))
	case g.By == browse.Level:
		return say.Text("browse.level." + g.ID)
	}
	return cut(g.In(say.Lang), longestName)
}

func initial(say i18n.Localizer, item browse.Item) string {
	if item.Name == "" {
		return say.Text("browse.unnamed.letter")
	}
	return item.Name
}

func part(say i18n.Localizer, item browse.Item) string {
	if item.Name == "" {
		return say.Text("browse.rest")
	}
	return item.Name + " …"
}

// sibling is what tells an entry from its siblings: what its name adds, or its levels, over who does it.
func sibling(say i18n.Localizer, p *procedure.Procedure) (title, below string) {
	title = p.Apart()
	if title == "" {
		title = levelsOf(say, p)
	}
	if title == "" {
		title = Short(p)
	}
	return cut(title, longestName), strings.Join(present(cut(p.Agency, longestBelow), p.Code), " · ")
}

// levelIDs are the translations of levels.
var levelIDs = map[procedure.Level]string{procedure.Commune: "xa", procedure.Province: "tinh", procedure.Ministry: "bo", procedure.Other: "khac"}

func levelsOf(say i18n.Localizer, p *procedure.Procedure) string {
	var names []string
	for _, l := range p.Levels {
		names = append(names, say.Text("browse.level."+levelIDs[l]))
	}
	return strings.Join(names, ", ")
}
