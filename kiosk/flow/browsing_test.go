package flow

import (
	"testing"

	"motcua/internal/catalogue/shelf"
	"motcua/internal/procedure"
	"motcua/kiosk/visit"
)

// TestFromALifeEventToATicket is the way of whoever knows no name and types nothing.
func TestFromALifeEventToATicket(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "find")
	l.window.mustTap(t, "browse")
	l.window.mustShow(t, "browsing")
	if !l.window.says("Việc trong đời sống") {
		t.Fatal("the ways to look are not on the screen")
	}
	l.window.mustTap(t, "choice.1")
	if !l.window.says("Sinh con") {
		t.Fatal("no event is on the screen")
	}
	l.window.mustTap(t, "choice.1")
	l.window.mustTap(t, "choice.1")
	l.window.mustShow(t, "reading")
	if l.visit.Find.Procedure.Code != "1.001193" {
		t.Errorf("whoever has had a child is shown %s first", l.visit.Find.Procedure.Name)
	}
	l.window.mustTap(t, "take")
	l.window.mustShow(t, "ticket")
	if len(l.taken) != 1 || l.taken[0].Service != "ho-tich" {
		t.Errorf("asked for %+v; want a number of the civil registry", l.taken)
	}
}

// TestBackKeepsThePlace: one step back is the list, at the page and in the order in which it was left.
func TestBackKeepsThePlace(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "find")
	l.mustType(t, "ket")
	l.window.mustTap(t, "browse")
	l.window.mustTap(t, "choice.1") // events in life, of which there are pages
	deep := len(l.visit.Find.Leaves) + 1
	l.window.mustTap(t, "page.next")
	first := l.window.Seen().Targets[0].Content().Title
	l.window.mustTap(t, l.window.Seen().Targets[0].Name)
	l.window.mustTap(t, "back")
	if got := l.window.Seen().Targets[0].Content().Title; got != first || len(l.visit.Find.Leaves) != deep-1 {
		t.Errorf("back leads to %q, %d lists deep; it was left at %q", got, len(l.visit.Find.Leaves), first)
	}
	for range deep - 1 {
		l.window.mustTap(t, "back")
	}
	l.window.mustShow(t, "finding")
	if l.visit.Find.Typing.Text != "ket" {
		t.Error("what was typed is gone")
	}
}

// TestAFamilyIsOneOfferThatOpens: three passports that differ by who gives them are one line, and the line asks which.
func TestAFamilyIsOneOfferThatOpens(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.leave()
	l.newest = shelf.NewBook("2", []procedure.Procedure{
		{Code: "1.000001", Name: "Cấp hộ chiếu (thực hiện tại cấp trung ương)", Levels: []procedure.Level{procedure.Ministry}, Agency: "Cục Quản lý xuất nhập cảnh"},
		{Code: "1.000002", Name: "Cấp hộ chiếu (thực hiện tại cấp tỉnh)", Levels: []procedure.Level{procedure.Province}, Agency: "Công an tỉnh"},
		{Code: "1.000003", Name: "Cấp hộ khẩu"},
	})
	l.pass(1)
	l.window.mustTap(t, "find")
	l.mustType(t, "cap ho chieu")
	if found := l.visit.Find.Found; len(found) == 0 || found[0].Count != 2 || !l.window.says("Cấp hộ chiếu") || l.window.says("Cấp hộ chiếu (thực hiện tại cấp tỉnh)") {
		t.Fatalf("%+v", found)
	}
	l.window.mustTap(t, "offer.1")
	if !l.window.says("Thực hiện tại cấp tỉnh") || !l.window.says("Thực hiện tại cấp trung ương") {
		t.Error("nothing tells the siblings apart")
	}
	l.window.mustTap(t, "choice.1")
	if l.visit.Find.Procedure.Code != "1.000002" {
		t.Errorf("%s, want the nearest first", l.visit.Find.Procedure.Name)
	}
	l.window.mustTap(t, "back")
	l.window.mustShow(t, "browsing")
	l.window.mustTap(t, "back")
	l.window.mustShow(t, "finding")
}

// TestNextVisitorFindsNoListOpen of the last one.
func TestNextVisitorFindsNoListOpen(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "find")
	l.window.mustTap(t, "browse")
	l.pass(int(visit.IdleLimit.Seconds()) + 21)
	l.window.mustShow(t, "home")
	if l.visit.Find.Leaves != nil {
		t.Error("the list of the last visitor is open")
	}
}
