//go:build !race

package browse

import (
	"testing"

	"motcua/internal/procedure"
)

// reach opens every list that an item leads to and notes the entries.
func reach(t *testing.T, from Item, met map[*procedure.Procedure]bool) (longest, deepest int) {
	t.Helper()
	items := from.Open()
	ids := map[string]bool{}
	longest = len(items)
	for _, item := range items {
		if ids[item.ID] || (len(item.Open()) == 0) != (item.Kind == AnEntry) || item.Count < 1 || item.Kind != AnEntry && item.Name == from.Name && item.Count == from.Count && item.Name != "" && item.Kind == from.Kind {
			t.Fatalf("%+v: %+v is no item of its own", from, item)
		}
		ids[item.ID] = true
		if item.Kind == AnEntry {
			met[item.Entry] = true
			continue
		}
		l, d := reach(t, item, met)
		longest, deepest = max(longest, l), max(deepest, d+1)
	}
	return longest, deepest
}

// TestEveryWayLeadsToEveryEntry but the events, which are of everyday life.
func TestEveryWayLeadsToEveryEntry(t *testing.T) {
	for name, list := range catalogues(t) {
		for _, way := range Of(list).Start() {
			met := map[*procedure.Procedure]bool{}
			longest, deepest := reach(t, way, met)
			if whole := way.ID != "citizen" && way.ID != "business"; whole && len(met) != len(list) {
				t.Errorf("%s, %s: %d of %d entries", name, way.ID, len(met), len(list))
			}
			t.Logf("%s, %s: %d entries, lists of %d at the most, %d deep", name, way.ID, len(met), longest, deepest)
		}
	}
}

// TestAFamilyIsOneRowOfWhatIsFound, where its best stands, and the row opens.
func TestAFamilyIsOneRowOfWhatIsFound(t *testing.T) {
	list := []procedure.Procedure{
		{Code: "1.000001", Name: "Cấp hộ chiếu (thực hiện tại cấp trung ương)", Levels: []procedure.Level{procedure.Ministry}},
		{Code: "1.000002", Name: "Cấp hộ chiếu (thực hiện tại cấp xã)", Levels: []procedure.Level{procedure.Commune}},
		{Code: "1.000003", Name: "Cấp lại hộ chiếu"},
	}
	x := procedure.NewIndex(list)
	found := Found(x, x.Search("ho chieu", 9), 5)
	if len(found) != 2 || found[0].Kind != AFamily || found[0].Count != 2 || found[1].Kind != AnEntry {
		t.Fatalf("%+v", found)
	}
	if in := found[0].Open(); in[0].Entry.Code != "1.000002" || !in[0].Sibling || in[1].Entry.Code != "1.000001" {
		t.Errorf("%+v", in)
	}
	if one := Found(x, x.Search("ho chieu", 9), 1); len(one) != 1 {
		t.Errorf("%d rows, want 1", len(one))
	}
}
