//go:build !race

package browse

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"motcua/internal/catalogue"
	"motcua/internal/procedure"
	"motcua/internal/vietnamese"
)

// catalogues are the lists that all rules are tried on.
func catalogues(t *testing.T) map[string][]procedure.Procedure {
	t.Helper()
	all := map[string][]procedure.Procedure{"sample": catalogue.BuiltIn(), "nothing": nil}
	if list, err := national(); err == nil {
		all["national"] = list
	}
	return all
}

// failer is a test of either kind.
type failer interface{ Errorf(string, ...any) }

// mustBeWhole fails where an entry is not to be reached, or a group has it twice.
func mustBeWhole(t failer, list []procedure.Procedure, c *Contents) {
	for _, by := range Groupings {
		reached, ids := map[*procedure.Procedure]bool{}, map[string]bool{}
		for _, g := range c.Groups(by) {
			if again, ok := c.Group(by, g.ID); ids[g.ID] || !ok || again != g || g.By != by || len(g.Entries) == 0 || (g.Name == "") != (g.ID == Unnamed) {
				t.Errorf("%s: group %q %q is empty, or no group of its own", by, g.ID, g.Name)
			}
			ids[g.ID] = true
			inGroup := map[*procedure.Procedure]bool{}
			for _, p := range g.Entries {
				if inGroup[p] {
					t.Errorf("%s: %q has %s twice", by, g.Name, p.Code)
				}
				inGroup[p], reached[p] = true, true
			}
			mustHaveRows(t, g)
		}
		if by != Event && len(reached) != len(list) {
			t.Errorf("%s: %d of %d entries can be reached", by, len(reached), len(list))
		}
	}
}

// mustHaveRows fails where an entry of a group stands on no row, or on two, or in no part.
func mustHaveRows(t failer, g *Group) {
	rows := g.Rows()
	if count(rows) != len(g.Entries) {
		t.Errorf("%s %q: %d entries on rows, want %d", g.By, g.Name, count(rows), len(g.Entries))
	}
	mustPart(t, rows)
}

func mustPart(t failer, rows []Row) {
	parts := Parts(rows, 8)
	if parts == nil {
		return
	}
	n, ids := 0, map[string]bool{}
	for _, p := range parts {
		if ids[p.ID] || len(p.Rows) == 0 || (p.ID == Unnamed) != (p.Name == "") || p.Count != count(p.Rows) {
			t.Errorf("part %q %q: %d rows", p.ID, p.Name, len(p.Rows))
		}
		if len(p.Rows) == len(rows) && p.ID == Unnamed {
			t.Errorf("a list of %d rows has itself as a part", len(rows))
			return
		}
		ids[p.ID] = true
		n += len(p.Rows)
		mustPart(t, p.Rows)
	}
	if n != len(rows) {
		t.Errorf("the parts have %d of %d rows", n, len(rows))
	}
}

func TestEveryEntryIsReachedInEveryGrouping(t *testing.T) {
	for name, list := range catalogues(t) {
		t.Run(name, func(t *testing.T) { mustBeWhole(t, list, Of(list)) })
	}
	t.Run("whatever a catalogue holds", func(t *testing.T) {
		word := rapid.SampledFrom(strings.Fields("cấp đăng ký Thủ tục lại giấy phép đất nhà Ủy ban, Sở . - 2 Ổn"))
		text := rapid.Map(rapid.SliceOfN(word, 0, 5), func(w []string) string { return strings.Join(w, " ") })
		level := rapid.SampledFrom([]procedure.Level{procedure.Commune, procedure.Province, procedure.Ministry, procedure.Other})
		rapid.Check(t, func(t *rapid.T) {
			list := make([]procedure.Procedure, rapid.IntRange(0, 40).Draw(t, "entries"))
			for i := range list {
				list[i] = procedure.Procedure{
					Code: fmt.Sprintf("1.%06d", i), Name: "Thủ tục " + text.Draw(t, "name"), Field: text.Draw(t, "field"), Agency: text.Draw(t, "agency"), Levels: rapid.SliceOfDistinct(level, rapid.ID).Draw(t, "levels"),
				}
			}
			mustBeWhole(t, list, Of(list))
		})
	})
}

func TestOrderIsThatOfADictionary(t *testing.T) {
	for name, list := range catalogues(t) {
		c := Of(list)
		backwards := slices.Clone(list)
		slices.Reverse(backwards)
		other := Of(backwards)
		for _, by := range Groupings {
			if by != Event && by != Level {
				mustBeSorted(t, c.Groups(by))
			}
			if got, want := fmt.Sprint(codesOf(other.Groups(by))), fmt.Sprint(codesOf(c.Groups(by))); got != want {
				t.Errorf("%s: groups by %s depend on the order of the file", name, by)
			}
		}
	}
}

// mustBeSorted fails where groups or their entries stand out of order.
func mustBeSorted(t *testing.T, groups []*Group) {
	t.Helper()
	before := func(a, b string) int { return strings.Compare(vietnamese.OrderKey(a), vietnamese.OrderKey(b)) }
	if n := len(groups); n > 0 && groups[n-1].ID == Unnamed {
		groups = groups[:n-1]
	}
	if !slices.IsSortedFunc(groups, func(a, b *Group) int { return before(a.Name, b.Name) }) {
		t.Errorf("groups are out of order")
	}
	for _, g := range groups {
		if !slices.IsSortedFunc(g.Entries, func(a, b *procedure.Procedure) int { return before(a.Title(), b.Title()) }) {
			t.Errorf("%s is out of order", g.Name)
		}
	}
}

func codesOf(groups []*Group) (out []string) {
	for _, g := range groups {
		out = append(out, g.ID, g.Name)
		for _, p := range g.Entries {
			out = append(out, p.Code)
		}
	}
	return out
}

func TestAlphabet(t *testing.T) {
	var names []string
	for _, g := range Of(catalogue.BuiltIn()).Groups(Letter) {
		names = append(names, g.Name)
	}
	if got := strings.Join(names, ""); got != "CĐGHKLNQTXY" {
		t.Errorf("letters %s", got)
	}
}

// TestEveryEventHasProcedures: an event that leads to nothing has no place on a screen.
func TestEveryEventHasProcedures(t *testing.T) {
	for name, list := range catalogues(t) {
		found := Of(list).Groups(Event)
		if name == "nothing" {
			continue
		}
		if len(found) != len(builtIn()) {
			t.Errorf("%s: %d of %d events have procedures", name, len(found), len(builtIn()))
		}
		for _, h := range builtIn() {
			if h.English == "" || h.Origin == "" || !slices.ContainsFunc(found, func(g *Group) bool { return g.ID == h.ID }) {
				t.Errorf("%s: nothing belongs to %q, or it has no English name or origin", name, h.Name)
			}
		}
	}
}

// TestEveryMemberHasProcedures: a line of the file that means nothing, in any catalogue, is a slip of the pen.
func TestEveryMemberHasProcedures(t *testing.T) {
	all := describe(ordered(slices.Concat(catalogue.BuiltIn(), nat(t))))
	for _, h := range builtIn() {
		for _, m := range h.members {
			if !slices.ContainsFunc(all, m.has) {
				t.Errorf("%s: %+v is in no catalogue", h.ID, m)
			}
		}
	}
}

func TestEventsAreReadAndFaultsNamed(t *testing.T) {
	const birth = "sinh-con\tcitizen\tSinh con\tHaving a child\tcổng\n"
	for name, tt := range map[string]struct {
		text string
		ok   bool
	}{
		"an event":               {"# lời\n\n" + birth + "\t1.001193\n\t@Hộ tịch\n\tkhai sinh\n\t!lưu động\n", true},
		"no event before":        {"\t1.001193\n", false},
		"twice":                  {birth + birth, false},
		"the same member twice":  {birth + "\tkhai sinh\n\tKHAI SINH\n", false},
		"nothing that belongs":   {birth + "\t!\n", false},
		"for nobody":             {strings.Replace(birth, "citizen", "nobody", 1), false},
		"no origin":              {"sinh-con\tcitizen\tSinh con\tHaving a child\n", false},
		"an id for no address":   {strings.Replace(birth, "sinh-con", "Sinh con", 1), false},
		"a name without letters": {strings.Replace(birth, "Having a child", "", 1), false},
	} {
		if events, err := ReadEvents([]byte(tt.text)); (err == nil) != tt.ok || tt.ok && (len(events) != 1 || len(events[0].members) != 4) {
			t.Errorf("%s: %v, %v", name, events, err)
		}
	}
}

func TestAnEventHasWhatBelongsToIt(t *testing.T) {
	events, err := ReadEvents([]byte("sinh-con\tcitizen\tSinh con\tHaving a child\tcổng\n\t1.000003\n\tkhai sinh\n\t@Hộ tịch\n\t!lưu động\n"))
	if err != nil {
		t.Fatal(err)
	}
	list := []procedure.Procedure{
		{Code: "1.000001", Name: "Đăng ký khai sinh", Field: "Hộ tịch"}, {Code: "1.000002", Name: "Đăng ký khai sinh lưu động", Field: "Hộ tịch"},
		{Code: "1.000003.000.00.00.H25", Name: "Chế độ thai sản", Field: "Bảo hiểm"}, {Code: "1.000004", Name: "Giám hộ", Field: "HỘ TỊCH"}, {Code: "1.000005", Name: "Khai sinhh", Field: "Khác"},
	}
	groups := OfWith(list, events).Groups(Event)
	if len(groups) != 1 {
		t.Fatal(groups)
	}
	if got := strings.Join(codesOf(groups), " "); got != "sinh-con Sinh con 1.000003.000.00.00.H25 1.000001 1.000004" {
		t.Error(got)
	}
}

func TestAgencies(t *testing.T) {
	for text, want := range map[string][]string{
		"Sở Văn hóa, Thể thao và Du lịch":                           {"Sở Văn hóa, Thể thao và Du lịch"},
		"Cục Thuế - Bộ tài chính, Thuế tỉnh, thành phố, Thuế cơ sở": {"Cục Thuế - Bộ tài chính", "Thuế tỉnh, thành phố", "Thuế cơ sở"},
		"Ủy ban Nhân dân xã, phường, thị trấn.":                     {"Ủy ban Nhân dân xã, phường, thị trấn"},
		"Bộ Xây dựng, Cục Hàng hải và Đường thủy Việt Nam":          {"Bộ Xây dựng", "Cục Hàng hải và Đường thủy Việt Nam"},
		"": {""},
		"Ghi đầy đủ lời chứng theo mẫu quy định" + strings.Repeat(" và ghi rõ họ tên", 9): {""},
	} {
		if got := agencies(text); !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// TestSpellingsOfOneName: catalogues are written by many hands.
func TestSpellingsOfOneName(t *testing.T) {
	list := []procedure.Procedure{
		{Code: "1.000001", Name: "A", Agency: "Công an cấp Xã"}, {Code: "1.000002", Name: "B", Agency: "Công an cấp xã"}, {Code: "1.000003", Name: "C", Agency: "Công an cấp xã."},
		{Code: "1.000004", Name: "D", Agency: "Công an cấp xã, Công an cấp Xã"},
	}
	groups := Of(list).Groups(Agency)
	if len(groups) != 1 || groups[0].Name != "Công an cấp xã" || groups[0].ID != "cong-an-cap-xa" || len(groups[0].Entries) != 4 {
		t.Errorf("%+v", groups)
	}
}

func TestSiblingsStandOnOneRow(t *testing.T) {
	list := []procedure.Procedure{
		{Code: "1.000001", Name: "Cấp hộ chiếu (thực hiện tại cấp tỉnh)", Levels: []procedure.Level{procedure.Province}},
		{Code: "1.000002", Name: "Cấp hộ chiếu (thực hiện tại cấp xã)", Levels: []procedure.Level{procedure.Commune}}, {Code: "1.000003", Name: "Cấp hộ khẩu"},
	}
	rows := Of(list).Groups(Letter)[0].Rows()
	if len(rows) != 2 || len(rows[0]) != 2 || rows[0][0].Code != "1.000002" || rows[1][0].Code != "1.000003" {
		t.Errorf("%+v", rows)
	}
}

func TestALongListIsPartedByItsFirstWords(t *testing.T) {
	var list []procedure.Procedure
	for i, name := range []string{"Cấp đổi thẻ một", "Cấp đổi thẻ hai", "Cấp đổi, thẻ ba", "Cấp lại giấy", "Cấp lại sổ", "Cấp lại thẻ", "Cấp phép", "Chứng thực"} {
		list = append(list, procedure.Procedure{Code: fmt.Sprintf("1.%06d", i), Name: name})
	}
	rows := Of(list).Groups(Letter)[0].Rows()
	var got []string
	for _, p := range Parts(rows, 5) {
		got = append(got, fmt.Sprintf("%s:%s:%d", p.ID, p.Name, p.Count))
	}
	if want := "cap:Cấp:7 _::1"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
	cap, _ := PartOf(rows, 5, "cap")
	got = nil
	for _, p := range Parts(cap.Rows, 5) {
		got = append(got, fmt.Sprintf("%s:%s:%d", p.ID, p.Name, p.Count))
	}
	if want := "cap-doi-the:Cấp đổi, thẻ:3 cap-lai:Cấp lại:3 _::1"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
	if Parts(rows, len(rows)) != nil {
		t.Error("a list that is short has parts")
	}
}

// TestWhatTheCentreDoesNotTakeIsNotThere: Join leaves out what is switched off, and an import what is withdrawn.
func TestWhatTheCentreDoesNotTakeIsNotThere(t *testing.T) {
	national := []procedure.Procedure{{Code: "1.000001", Name: "Một", Field: "Hộ tịch"}, {Code: "1.000002", Name: "Hai", Field: "Đất đai"}}
	list, _ := catalogue.Join(national, nil, []catalogue.Own{{Code: "1.000002", Off: true}})
	if got := fmt.Sprint(codesOf(Of(list).Groups(Field))); got != "[ho-tich Hộ tịch 1.000001]" {
		t.Error(got)
	}
}
