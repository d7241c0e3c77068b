package flow

import (
	"fmt"
	"testing"

	"motcua/kiosk/visit"
)

// TestWhatCameOfAQuestionIsCounted looks for procedures in one visit and in the next, and sees what is told of each when it is over.
func TestWhatCameOfAQuestionIsCounted(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	var told [][]visit.Sought
	l.Asked = func(q []visit.Sought) { told = append(told, q) }
	l.window.mustTap(t, "find")
	l.mustType(t, "ket hon")
	l.window.mustTap(t, "offer.1")
	if len(told) != 0 {
		t.Fatal("it is told before the visit is over")
	}
	chosen := l.visit.Find.Procedure.Code
	l.onBack()
	l.mustType(t, " gi") // goes on typing, and gives up
	l.leave()
	l.window.mustTap(t, "find")
	l.mustType(t, "wifi")
	l.window.mustTap(t, "around")
	l.leave()
	l.window.mustTap(t, "find")
	l.leave() // typed nothing
	want := [][]visit.Sought{{{Text: "ket hon", Code: chosen}, {Text: "ket hon gi"}}, {{Text: "wifi"}}}
	if fmt.Sprint(told) != fmt.Sprint(want) {
		t.Errorf("%v, want %v", told, want)
	}
}
