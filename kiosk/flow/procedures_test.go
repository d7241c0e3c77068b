package flow

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"motcua/drivers"
	"motcua/drivers/escpos"
	"motcua/drivers/simulator"
	"motcua/drivers/spool"
	"motcua/internal/catalogue/shelf"
	"motcua/internal/guide"
	"motcua/internal/procedure"
	"motcua/internal/ui"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/screens"
)

func TestFromANeedToATicket(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "find")
	l.mustType(t, "ddawng kys ket hon")
	if !l.window.says("đăng ký ket hon|") || !l.window.says("Đăng ký kết hôn") {
		t.Fatal("what was typed, or what it means, is not on the screen")
	}
	l.window.mustTap(t, "offer.1")
	l.window.mustShow(t, "reading")
	if !l.window.says("Miễn phí") || !l.window.says("Giấy tờ cần mang") {
		t.Error("fee or documents are not on the screen")
	}
	l.window.mustTap(t, "take")
	l.window.mustShow(t, "ticket")
	if len(l.taken) != 1 || l.taken[0].Service != "ho-tich" {
		t.Errorf("asked for %+v; want a number of the civil registry", l.taken)
	}
}

// Find, one letter or none, the procedure, take: four touches at most for ten things that people come for.
func TestEverydayNeedsAreFourTouchesAway(t *testing.T) {
	for need, letter := range map[string]string{
		"Đăng ký khai sinh": "", "Sao y bản chính": "", "Đăng ký kết hôn": "", "Sang tên sổ đỏ": "",
		"Đăng ký thành lập hộ kinh doanh": "", "Đăng ký khai tử": "t", "Cấp Giấy xác nhận tình trạng hôn nhân": "d",
		"Đăng ký thường trú": "n", "Cấp đổi thẻ căn cước": "h", "Đổi giấy phép lái xe": "x",
	} {
		t.Run(need, func(t *testing.T) {
			l := mustOpenKiosk(t, portrait, district())
			l.window.mustTap(t, "find")
			l.mustType(t, letter)
			if !l.window.says(need) {
				t.Errorf("not offered after %q", letter)
			}
		})
	}
}

func TestNewerLettersOutrunOlderAnswers(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "find")
	l.Run = l.delay
	l.mustType(t, "ho")
	first, second := l.later[0], l.later[1]
	second()
	shown := l.visit.Find.Found
	first()
	if l.visit.Find.Asked != "ho" || len(shown) == 0 || l.visit.Find.Found[0].Entry != shown[0].Entry {
		t.Errorf("the screen shows what was found for %q", l.visit.Find.Asked)
	}
}

func TestLateAnswerDoesNotReachTheNextVisitor(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "find")
	l.Run = l.delay
	l.mustType(t, "k")
	l.leave()
	l.window.mustTap(t, "find")
	l.later[0]()
	if l.visit.Find.Asked != "" || len(l.visit.Find.Found) != 0 {
		t.Errorf("the next visitor sees %+v", l.visit.Find)
	}
}

func TestNextVisitorSeesNothingOfTheLast(t *testing.T) {
	for name, leave := range map[string]func(*harness){
		"who says so":      func(l *harness) { l.pass(61); l.window.mustTap(t, "leave") },
		"who walks away":   func(l *harness) { l.pass(80) },
		"who has a ticket": func(l *harness) { l.window.mustTap(t, "take"); l.window.mustTap(t, "done") },
	} {
		t.Run(name, func(t *testing.T) {
			l := mustOpenKiosk(t, portrait, district())
			l.window.mustTap(t, "lang")
			l.window.mustTap(t, "eyes")
			l.window.mustTap(t, "find")
			l.mustType(t, "ly hon")
			l.window.mustTap(t, "key.clear")
			l.mustType(t, "khai sinh")
			l.window.mustTap(t, "offer.1")
			leave(l)
			l.window.mustShow(t, "home")
			if !l.window.says("Lấy số thứ tự") || !l.window.says("Chữ to") {
				t.Error("language or mode of the last visitor is still on")
			}
			l.window.mustTap(t, "find")
			if l.visit.Find.Typing.Text != "" || !l.window.says("Ví dụ: khai sinh, kết hôn, sổ đỏ…") {
				t.Errorf("%q is still there", l.visit.Find.Typing.Text)
			}
		})
	}
}

func TestWhoReadsSlowlyIsAskedBeforeAllIsWiped(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "find")
	l.mustType(t, "ket hon")
	l.pass(19)
	l.window.mustShow(t, "finding")
	l.pass(1)
	l.window.mustShow(t, "still")
	if l.window.says("ket hon|") || !l.window.says("20") {
		t.Error("a passer-by reads what was typed, or nobody is told how long is left")
	}
	l.pass(5)
	if !l.window.says("15") {
		t.Error("the seconds do not count down")
	}
	l.window.mustTap(t, "stay")
	l.window.mustShow(t, "finding")
	if !l.window.says("ket hon|") {
		t.Error("what was typed is lost")
	}
}

func TestGuideOnPaper(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "find")
	l.window.mustTap(t, "offer.1")
	l.window.mustTap(t, "print")
	l.window.mustTap(t, "print")
	if len(l.printed) != 1 || !dispenser.IsPage(l.printed[0]) || !l.window.says("Đang in…") {
		t.Fatalf("printed %q", l.printed)
	}
	l.OnSlip(l.printed[0], spool.Printed)
	if !l.window.says("Mời lấy giấy") {
		t.Error("nobody is told to take the guide")
	}
	l.leave()
	if len(l.withdrawn) != 0 {
		t.Errorf("withdrawn %q, which is out", l.withdrawn)
	}
}

func TestGuideThatDidNotComeOutIsWithdrawn(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.paper = false
	l.window.mustTap(t, "find")
	l.window.mustTap(t, "offer.1")
	l.window.mustTap(t, "print")
	if !l.window.says("Chưa in được") {
		t.Error("nobody is told that the printer is down")
	}
	l.leave()
	if strings.Join(l.withdrawn, " ") != strings.Join(l.printed, " ") {
		t.Errorf("withdrawn %q; want %q", l.withdrawn, l.printed)
	}
}

func TestProcedureOfNoServiceGivesNoNumber(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "find")
	l.mustType(t, "giay phep lai xe")
	l.window.mustTap(t, "offer.1")
	if !l.window.shows("Không nhận ở đây. Nơi giải quyết: ") {
		t.Error("nobody is told who does it")
	}
}

func TestWaysBack(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "find")
	l.mustType(t, "k")
	l.window.mustTap(t, "offer.1")
	l.window.mustTap(t, "back")
	if l.window.mustShow(t, "finding"); !l.window.says("k|") {
		t.Error("what was typed is lost on the way back")
	}
	l.window.mustTap(t, "first")
	l.window.mustShow(t, "home")
	l.window.mustTap(t, "find")
	l.window.mustTap(t, "back")
	l.window.mustShow(t, "home")
}

func TestEyesOfTheVisitor(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	for _, c := range []struct {
		key  string
		want ui.Mode
	}{{"eyes", ui.Large}, {"contrast", ui.Both}, {"eyes", ui.Contrast}, {"contrast", ui.Normal}, {"contrast", ui.Contrast}, {"eyes", ui.Both}} {
		l.window.mustTap(t, c.key)
		if got := ui.Mode(l.visit.Mode); got != c.want {
			t.Fatalf("after %s the mode is %q; want %q", c.key, got, c.want)
		}
	}
	l.pass(20)
	if l.visit.Mode != "" || l.window.mustFind(t, "eyes").Selected() {
		t.Error("the next visitor sees the last one's mode")
	}
}

func TestWhoReachesLow(t *testing.T) {
	for _, size := range []fyne.Size{portrait, landscape} {
		l := mustOpenKiosk(t, size, district())
		l.window.mustTap(t, "reach")
		l.window.mustTap(t, "eyes")
		if !l.visit.Low || ui.Mode(l.visit.Mode) != ui.Large {
			t.Fatalf("low %v, mode %q; want both at once", l.visit.Low, l.visit.Mode)
		}
		l.window.mustTap(t, "number")
		l.window.mustFit(t)
		l.window.mustTap(t, "service.A")
		l.window.mustFit(t)
		l.pass(20)
		if l.visit.Low || !l.window.says("Hạ thấp") {
			t.Error("the next visitor has the last one's height")
		}
	}
}

func TestWhatIsReadStaysWhenACoverIsLifted(t *testing.T) {
	w := mustOpenOverlays(t, portrait, district())
	s := w.window
	s.mustTap(t, "reach")
	s.mustTap(t, "help")
	s.mustTap(t, "back")
	if s.mustShow(t, "home"); !s.says("Quý khách cần gì?") {
		t.Error("the title is lost")
	}
	s.mustTap(t, "reach")
	if s.Low() || !s.says("Quý khách cần gì?") {
		t.Error("the way back to the whole panel loses the title")
	}
}

func TestWhoReadsEnglishFindsAndReadsEnglish(t *testing.T) {
	for typed, name := range map[string]string{"birth cert": "Birth registration", "marriage": "Marriage registration", "passport": "Passport", "work permit": "Work permit for foreigners"} {
		l := mustOpenKiosk(t, portrait, district())
		l.window.mustTap(t, "lang")
		l.window.mustTap(t, "find")
		l.mustType(t, typed)
		if !l.window.says(typed+"|") || !l.window.says(name) {
			t.Errorf("%q is not what is read, or does not find %q", typed, name)
			continue
		}
		l.window.mustTap(t, "offer.1")
		if !l.window.says(name) {
			t.Errorf("%q is not the heading", name)
		}
	}
}

func TestVietnameseHasItsMarksAndForeignWordsTheirLetters(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "find")
	if l.mustType(t, "passport"); !l.window.says("passport|") || !l.window.says("Cấp hộ chiếu phổ thông ở trong nước (thực hiện tại cấp tỉnh)") {
		t.Errorf("%q is read", l.visit.Find.Typing.Text)
	}
	l.window.mustTap(t, "key.clear")
	for range 2 {
		l.window.mustTap(t, "key.method")
	}
	if l.mustType(t, "khai sinhs"); !l.window.says("khai sinhs|") || !l.window.says("Gõ: không dấu") {
		t.Errorf("%q is read", l.visit.Find.Typing.Text)
	}
	l.window.mustTap(t, "lang")
	l.window.mustTap(t, "lang")
	if !l.window.says("Gõ: không dấu") {
		t.Error("the language has taken the choice back")
	}
}

func TestAFullBoxSaysSo(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	full := "Ô đã đầy – hãy chạm Xóa để bớt"
	for screen, open := range map[string][]string{"finding": {"find"}, "seeking": {"lookup"}, "judging": {"opinion"}, "arriving": {"number", "appointment"}} {
		l.leave()
		for _, name := range open {
			l.window.mustTap(t, name)
		}
		l.window.mustShow(t, screen)
		for range 100 {
			if l.window.says(full) {
				break
			}
			l.mustType(t, "b")
		}
		if !l.window.says(full) {
			t.Errorf("%s: more is typed than is taken, and nobody is told", screen)
		}
		l.window.mustTap(t, "key.erase")
		if l.window.says(full) {
			t.Errorf("%s: is still full", screen)
		}
	}
}

func TestAnExampleIsReadFromItsBeginning(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "eyes")
	l.window.mustTap(t, "find")
	each(l.window.Native.Content(), func(o fyne.CanvasObject) {
		if line, ok := o.(*canvas.Text); ok && strings.HasPrefix(line.Text, "…") {
			t.Errorf("%q has lost its beginning", line.Text)
		}
	})
}

func TestPagerEndsWhereThePagesEnd(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "find")
	l.window.mustTap(t, "offer.1")
	l.window.mustTap(t, "page.back")
	if l.visit.Find.Page != 0 {
		t.Errorf("before the first page comes page %d", l.visit.Find.Page+1)
	}
	pages := screens.Pages(guide.Of(l.speaker(), l.visit.Find.Procedure).Sections, l.procedures.lines())
	for range pages + 3 {
		l.window.mustTap(t, "page.next")
	}
	if l.visit.Find.Page != pages-1 {
		t.Errorf("after the last of %d pages comes page %d", pages, l.visit.Find.Page+1)
	}
}

// TestACatalogueChangesBetweenVisits has a new catalogue come while somebody types: they find what was there, and the next one the new one.
func TestACatalogueChangesBetweenVisits(t *testing.T) {
	finds := func(l *harness, question string) bool {
		l.mustType(t, question)
		return l.window.says("Giấy phép của phiên bản mới")
	}
	l := mustOpenKiosk(t, portrait, district())
	l.window.mustTap(t, "find")
	l.newest = shelf.NewBook("2", []procedure.Procedure{{
		Code: "1.000001", Name: "Giấy phép của phiên bản mới", Documents: []procedure.Paper{{Name: "TK-2027", Originals: 1}},
	}})
	l.pass(1)
	if finds(l, "phien ban moi") {
		t.Error("the catalogue changed in the middle of a visit")
	}
	l.window.mustTap(t, "back")
	l.pass(1)
	l.window.mustTap(t, "find")
	if finds(l, "phien ban moi") {
		t.Error("it changed under somebody who stands there still")
	}
	l.leave()
	l.pass(1)
	l.window.mustTap(t, "find")
	if !finds(l, "phien ban moi") {
		t.Fatal("the next visitor does not get the new catalogue")
	}
	l.window.mustTap(t, "offer.1")
	l.window.mustTap(t, "print")
	if paper := mustPrint(t, l.pages[len(l.pages)-1]); !strings.Contains(paper, "TK-2027") { // the letters with marks are pictures
		t.Errorf("the leaflet is not of the new catalogue:\n%s", paper)
	}
}

// mustPrint is what a simulated printer has on its paper.
func mustPrint(t *testing.T, d drivers.Document) string {
	t.Helper()
	profile := escpos.Profiles()[0]
	model, err := simulator.LookUp(profile.Name)
	if err != nil {
		t.Fatal(err)
	}
	bytes, err := escpos.NewEncoder(profile, nil).Encode(d)
	if err != nil {
		t.Fatal(err)
	}
	printer := simulator.New(model, simulator.Config{})
	printer.Feed(bytes)
	slips := printer.Slips()
	if len(slips) != 1 || len(printer.Violations()) > 0 {
		t.Fatalf("%d slips, violations %v", len(slips), printer.Violations())
	}
	return strings.Join(slips[0].Text, "\n")
}
