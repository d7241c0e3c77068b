package flow

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/kiosk/visit"
)

func TestPriorityWithItsReason(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "number")
	l.window.mustTap(t, "priority")
	l.window.mustTap(t, "choice.3")
	if l.window.mustShow(t, "services"); !l.window.says("Người khuyết tật") {
		t.Error("what was chosen is not on the screen")
	}
	l.window.mustTap(t, "service.A")
	if l.taken[0].Class != "khuyet-tat" {
		t.Errorf("asked with class %q", l.taken[0].Class)
	}
	l.window.mustTap(t, "done")
	l.mustChoose(t, "A")
	if l.taken[1].Class != "" {
		t.Error("the next visitor has the priority of the last")
	}
}

func TestPriorityTakenBack(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "number")
	for _, touch := range []string{"priority", "choice.2", "priority", "choice.1", "service.A"} {
		l.window.mustTap(t, touch)
	}
	if l.taken[0].Class != "" {
		t.Errorf("asked with class %q", l.taken[0].Class)
	}
}

func TestServicesOfOneAgency(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "number")
	l.window.mustTap(t, "offices")
	l.window.mustTap(t, "choice.3")
	if l.window.says("Hộ tịch – Chứng thực") || !l.window.says("Đất đai – Môi trường") {
		t.Error("services of another agency are offered, or its own are not")
	}
	l.window.mustTap(t, "offices")
	l.window.mustTap(t, "choice.1")
	if !l.window.says("Hộ tịch – Chứng thực") {
		t.Error("there is no way back to all services")
	}
}

func TestCentreWithoutClassesOrAgenciesOffersNeither(t *testing.T) {
	l := mustOpenKiosk(t, portrait, province())
	l.window.mustTap(t, "number")
	for _, target := range l.window.Targets() {
		if target.Name == "priority" || target.Name == "offices" {
			t.Errorf("%s is offered", target.Name)
		}
	}
}

func TestSeveralNumbersInOneVisit(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "number")
	l.window.mustTap(t, "priority")
	l.window.mustTap(t, "choice.2")
	l.window.mustTap(t, "service.A")
	l.paper = false
	l.OnPrinter() // the first slip does not come out
	for range visit.MostTickets - 1 {
		l.window.mustTap(t, "more")
		l.window.mustTap(t, "service.B")
	}
	if len(l.taken) != visit.MostTickets || l.taken[4].Class != "cao-tuoi" {
		t.Fatalf("asked for %+v", l.taken)
	}
	if slices.ContainsFunc(l.window.Targets(), func(target ui.Target) bool { return target.Name == "more" }) {
		t.Error("a child could take numbers all day")
	}
	if !l.window.says("Mỗi lượt lấy tối đa 5 số") {
		t.Error("nobody is told why there is no further number")
	}
	if len(l.withdrawn) != visit.MostTickets {
		t.Errorf("withdrawn %q; want all, which would else come out unasked", l.withdrawn)
	}
}

func TestWaitIsToldAsARange(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.busy()
	l.mustChoose(t, "A")
	if !l.window.says("25–35 phút") {
		t.Error("the wait is not on the screen")
	}
	l.leave()
	l.online = false
	l.mustChoose(t, "A")
	if l.window.says("25–35 phút") {
		t.Error("without central a wait is told that nobody knows")
	}
}

// busy is a morning on which counter 01 has served people for nine minutes each, and three wait.
func (l *harness) busy() {
	l.view.At = l.clock
	l.view.Desks = []hall.Desk{{Counter: "01", Ticket: &queue.Ticket{Number: "A000"}}}
	for i := range 10 {
		l.view.Paces = append(l.view.Paces, hall.Pace{Service: "ho-tich", Counter: "01", Seconds: 540 + 60*(i%3-1), Ended: l.clock})
	}
	for i := range 3 {
		l.view.Waiting = append(l.view.Waiting, queue.Ticket{ID: fmt.Sprint(i), Service: "ho-tich", QueueTime: l.clock.Add(-time.Hour)})
	}
}

// TestNobodyInheritsAPriority: whichever way somebody goes home who said that they go before others, the next one does not.
func TestNobodyInheritsAPriority(t *testing.T) {
	for name, home := range map[string]func(*harness){
		"first screen": func(l *harness) { l.window.mustTap(t, "first") },
		"back":         func(l *harness) { l.window.mustTap(t, "back") },
		"says so":      func(l *harness) { l.pass(21); l.window.mustTap(t, "leave") },
		"walks away":   func(l *harness) { l.pass(40) },
		"is done":      func(l *harness) { l.window.mustTap(t, "service.A"); l.window.mustTap(t, "done") },
	} {
		t.Run(name, func(t *testing.T) {
			l := mustOpenKiosk(t, portrait, district())
			for _, touch := range []string{"number", "priority", "choice.2"} {
				l.window.mustTap(t, touch)
			}
			home(l)
			l.window.mustShow(t, "home")
			l.mustChoose(t, "A")
			if last := l.taken[len(l.taken)-1]; last.Class != "" || l.window.shows("Ưu tiên") {
				t.Errorf("the next one goes before others as %q", last.Class)
			}
		})
	}
}

// TestWhoSitsCanGoBack: back leads to the first screen as its person needs it, first screen and silence to everybody's.
func TestWhoSitsCanGoBack(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	for _, touch := range []string{"reach", "lang", "number", "back"} {
		l.window.mustTap(t, touch)
	}
	if l.window.mustShow(t, "home"); !l.visit.Low || l.visit.Lang != "en" {
		t.Error("who sits stands before a screen out of reach, or in another language")
	}
	l.pass(20)
	if l.visit.Low || l.visit.Lang != "vi" {
		t.Error("the next one has the last one's height or language")
	}
	for _, touch := range []string{"reach", "number", "first"} {
		l.window.mustTap(t, touch)
	}
	if l.visit.Low {
		t.Error("the first screen is not everybody's")
	}
}
