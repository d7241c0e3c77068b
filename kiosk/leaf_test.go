package main

import (
	"strings"
	"testing"

	"motcua/internal/guide"
	"motcua/internal/words"
)

// TestNoPageIsNearlyEmpty: what a procedure asks for stands on as few pages as hold it, each with its share.
func TestNoPageIsNearlyEmpty(t *testing.T) {
	list := mustReadCatalogue(t)
	for i := range list {
		sections := guide.Of(words.In("vi"), &list[i]).Sections
		pages := fill(sections, leafLines)
		all := 0
		for n, page := range pages {
			used := linesIn(page)
			all += used
			if used > leafLines {
				t.Errorf("%s: page %d of %d has %d lines", list[i].Code, n+1, len(pages), used)
			}
			if len(pages) > 1 && used < leafLines/4 {
				t.Errorf("%s: page %d of %d has %d lines only", list[i].Code, n+1, len(pages), used)
			}
		}
		if most := 1 + 3*all/(2*leafLines); len(pages) > most {
			t.Errorf("%s: %d lines take %d pages", list[i].Code, all, len(pages))
		}
		if got, want := itemsOf(pages), itemsIn(sections); got != want {
			t.Errorf("%s: the pages say\n%s\nwant\n%s", list[i].Code, got, want)
		}
	}
}

func linesIn(page []leaf) (n int) {
	for _, l := range page {
		if l.title != "" {
			n += titleLines
		}
		for _, item := range l.items {
			n += linesOf(item)
		}
	}
	return n
}

func itemsOf(pages [][]leaf) string {
	var items []string
	for _, page := range pages {
		for _, l := range page {
			items = append(items, l.items...)
		}
	}
	return strings.ReplaceAll(strings.Join(items, " "), " …", "")
}

func itemsIn(sections []guide.Section) string {
	var items []string
	for _, s := range sections {
		for _, item := range s.Items {
			items = append(items, strings.Fields(item)...)
		}
	}
	return strings.ReplaceAll(strings.Join(items, " "), " …", "")
}

func TestPagerEndsWhereThePagesEnd(t *testing.T) {
	l := mustOpenLobby(t, portrait, district())
	l.stage.mustTap(t, "find")
	l.stage.mustTap(t, "offer.1")
	l.stage.mustTap(t, "page.back")
	if l.visit.Find.Page != 0 {
		t.Errorf("before the first page comes page %d", l.visit.Find.Page+1)
	}
	pages := len(fill(guide.Of(l.speaker(), l.visit.Find.Procedure).Sections, l.leafLines()))
	for range pages + 3 {
		l.stage.mustTap(t, "page.next")
	}
	if l.visit.Find.Page != pages-1 {
		t.Errorf("after the last of %d pages comes page %d", pages, l.visit.Find.Page+1)
	}
}
