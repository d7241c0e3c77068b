package screens

import (
	"bytes"
	"strings"
	"testing"

	"motcua/assets"
	"motcua/internal/guide"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
)

// TestNoPageIsNearlyEmpty: what a procedure asks for stands on as few pages as hold it, each with its share.
func TestNoPageIsNearlyEmpty(t *testing.T) {
	list := mustReadCatalogue(t)
	for i := range list {
		sections := guide.Of(i18n.In("vi"), &list[i]).Sections
		pages := paginate(sections, PageLines)
		all := 0
		for n, page := range pages {
			used := linesIn(page)
			all += used
			if used > PageLines {
				t.Errorf("%s: page %d of %d has %d lines", list[i].Code, n+1, len(pages), used)
			}
			if len(pages) > 1 && used < PageLines/4 {
				t.Errorf("%s: page %d of %d has %d lines only", list[i].Code, n+1, len(pages), used)
			}
		}
		if most := 1 + 3*all/(2*PageLines); len(pages) > most {
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

func mustReadCatalogue(t testing.TB) []procedure.Procedure {
	t.Helper()
	list, problems, err := procedure.ReadNDJSON(bytes.NewReader(assets.Catalogue))
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return list
}
