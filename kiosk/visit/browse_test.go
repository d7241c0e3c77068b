package visit

import (
	"testing"

	"motcua/internal/procedure"
	"motcua/internal/procedure/browse"
)

// TestBackClosesOneListAndKeepsThePage walks three lists deep, reads, and comes back to the pages that were open.
func TestBackClosesOneListAndKeepsThePage(t *testing.T) {
	v := New("vi")
	v.Begin(Finding, nine)
	search, list := Search{&v}, []browse.Item{{ID: "a"}, {ID: "b"}}
	for page := range 3 {
		if !search.Open(Leaf{Items: list}, nine) {
			t.Fatal("no list opens")
		}
		search.TurnLeaf(page, nine)
	}
	if search.Open(Leaf{}, nine) {
		t.Error("a list of nothing opens")
	}
	search.Read(&procedure.Procedure{Name: "Đăng ký kết hôn"}, nine)
	for page := 2; page >= 0; page-- {
		if v.Back(nine); v.Step != Browsing || search.Leaf().Page != page {
			t.Fatalf("step %s, page %d; want page %d", v.Step, search.Leaf().Page, page)
		}
	}
	if v.Back(nine); v.Step != Finding || v.Find.Leaves != nil {
		t.Errorf("step %s", v.Step)
	}
	if (Search{&v}).Leaf().Items != nil {
		t.Error("a list is open where none was opened")
	}
}

func TestWhoHoldsANumberOpensNoList(t *testing.T) {
	v := New("vi")
	if (Search{&v}).Open(Leaf{Items: []browse.Item{{ID: "a"}}}, nine) {
		t.Error("a list opens on the first screen")
	}
}
