package flow

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/go-cmp/cmp"

	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/ui"
	"motcua/internal/uplink"
)

// ratingHarness is a rating screen at counter 05, with all behind its glass in the test's hands.
type ratingHarness struct {
	*RatingMode
	window *testWindow
	view   hall.View
	stands uplink.TrustState
	gone   bool  // central
	full   error // the disk
	clock  time.Time
	given  []rating.Rating
}

func mustOpenRatingScreen(t testing.TB, size fyne.Size, lang string) *ratingHarness {
	t.Helper()
	p := &ratingHarness{view: hall.View{Centre: province()}, clock: nine}
	p.window = mustOpenWindow(t, size)
	p.RatingMode = NewRatingMode(RatingBackend{
		Hall:     func() (hall.View, bool) { return p.view, !p.gone },
		Standing: func() uplink.TrustState { return p.stands }, Wall: func() time.Time { return p.clock },
		Rate: func(r rating.Rating) error { p.given = append(p.given, r); return p.full },
	}, Config{Window: p.window.Window, Run: ui.Inline, Now: func() time.Time { return p.clock }, Lang: lang, Patience: 20 * time.Second}, "05")
	p.window.on.Language, p.window.on.Reach = func() { p.OnLanguage() }, func() { p.OnReach() }
	p.window.on.Eyes, p.window.on.Contrast = func() { p.OnDisplay(ui.Large) }, func() { p.OnDisplay(ui.Contrast) }
	p.Start(nil)
	return p
}

// see is news from the counter: who sits there, and whose visit may be rated.
func (p *ratingHarness) see(serving, unrated string) {
	desk := hall.Desk{Counter: "05", Unrated: unrated}
	if serving != "" {
		desk.Ticket = &queue.Ticket{Number: serving}
	}
	p.view.Desks = []hall.Desk{desk}
	p.OnHall()
}

func (p *ratingHarness) pass(seconds int) {
	for range seconds {
		p.clock = p.clock.Add(time.Second)
		p.OnTick()
	}
}

func TestEveryScreenOfRatingFits(t *testing.T) {
	for _, size := range []fyne.Size{portrait, landscape} {
		for _, lang := range []string{"vi", "en"} {
			t.Run(fmt.Sprintf("%vx%v %s", size.Width, size.Height, lang), func(t *testing.T) {
				p := mustOpenRatingScreen(t, size, lang)
				p.see("AA7012", "")
				p.window.mustFit(t)
				p.see("", "visit")
				p.window.mustFit(t)
				p.window.mustTap(t, "rate.1")
				p.window.mustFit(t)
				p.window.mustTap(t, "reason.guidance")
				p.window.mustFit(t)
				p.window.mustTap(t, "words")
				p.window.mustFit(t)
				p.window.mustTap(t, "send")
				p.window.mustFit(t)
			})
		}
	}
}

func TestOneTouchRates(t *testing.T) {
	p := mustOpenRatingScreen(t, portrait, "vi")
	p.window.mustShow(t, "resting")
	p.see("B001", "")
	if !p.window.says("Đang phục vụ số B001") {
		t.Error("the screen does not tell who is being served")
	}
	p.see("", "visit")
	p.window.mustShow(t, "asking")
	p.window.mustTap(t, "rate.4")
	if p.window.mustShow(t, "checking"); len(p.given) != 0 {
		t.Error("a touch cannot be taken back")
	}
	p.pass(8)
	p.window.mustShow(t, "thanks")
	p.pass(5)
	p.window.mustShow(t, "resting")
	p.see("", "visit") // the view is behind
	p.window.mustShow(t, "resting")
	want := []rating.Rating{{Ticket: "visit", Counter: "05", Level: rating.VerySatisfied}}
	if diff := cmp.Diff(want, p.given); diff != "" {
		t.Error(diff)
	}
}

func TestLowRatingWithReasons(t *testing.T) {
	p := mustOpenRatingScreen(t, portrait, "vi")
	p.see("", "visit")
	p.window.mustTap(t, "rate.1")
	p.window.mustShow(t, "reasons")
	if !p.window.says("Gửi, không nêu lý do") {
		t.Error("nobody is told that the mark counts without reasons")
	}
	for _, b := range []string{"reason.waiting", "reason.attitude", "reason.waiting"} {
		p.window.mustTap(t, b)
	}
	if !p.window.says("Gửi đánh giá") {
		t.Error("a chosen reason cannot be sent")
	}
	p.window.mustTap(t, "send")
	p.pass(60)
	want := []rating.Rating{{Ticket: "visit", Counter: "05", Level: rating.Dissatisfied, Reasons: []rating.Reason{"attitude"}}}
	if diff := cmp.Diff(want, p.given); diff != "" {
		t.Error(diff)
	}
}

func TestCitizenWhoWalksAwayFromTheReasons(t *testing.T) {
	p := mustOpenRatingScreen(t, portrait, "vi")
	p.see("", "visit")
	p.window.mustTap(t, "rate.2")
	p.pass(20)
	p.window.mustShow(t, "thanks")
	if len(p.given) != 1 || p.given[0].Level != rating.Fair {
		t.Errorf("given %+v; want the level that was touched", p.given)
	}
}

func TestNextCitizenIsNotAskedAboutTheLast(t *testing.T) {
	p := mustOpenRatingScreen(t, portrait, "vi")
	p.see("", "visit")
	p.see("B002", "visit")
	p.pass(20)
	p.window.mustShow(t, "resting")
}

func TestLowRatingInTheCitizensOwnWords(t *testing.T) {
	p := mustOpenRatingScreen(t, portrait, "vi")
	p.see("", "visit")
	p.window.mustTap(t, "rate.2")
	p.window.mustTap(t, "reason.waiting")
	p.window.mustTap(t, "words")
	p.window.mustShow(t, "wording")
	for _, key := range "chowf" {
		p.window.mustTap(t, "key."+string(key))
	}
	p.window.mustTap(t, "back")
	p.window.mustShow(t, "reasons")
	p.window.mustTap(t, "words")
	p.window.mustTap(t, "send")
	p.window.mustTap(t, "send")
	p.window.mustShow(t, "thanks")
	want := []rating.Rating{{Ticket: "visit", Counter: "05", Level: rating.Fair, Reasons: []rating.Reason{"waiting"}, Words: "chờ"}}
	if diff := cmp.Diff(want, p.given); diff != "" {
		t.Error(diff)
	}
}

func TestAMarkIsTakenBackAtTheCounter(t *testing.T) {
	p := mustOpenRatingScreen(t, portrait, "vi")
	p.see("", "visit")
	p.window.mustTap(t, "rate.1")
	p.window.mustTap(t, "back")
	p.window.mustShow(t, "asking")
	p.window.mustTap(t, "rate.4")
	p.window.mustTap(t, "again")
	p.window.mustShow(t, "asking")
	p.window.mustTap(t, "rate.3")
	p.window.mustTap(t, "send")
	if len(p.given) != 1 || p.given[0].Level != rating.Satisfied {
		t.Errorf("given %+v; want the mark that was meant", p.given)
	}
}

func TestNobodyIsThankedForARatingThatIsLost(t *testing.T) {
	p := mustOpenRatingScreen(t, portrait, "vi")
	p.full = errNoWay
	p.see("", "visit")
	p.window.mustTap(t, "rate.4")
	p.window.mustTap(t, "send")
	if p.window.shows("đã được ghi nhận") || !p.window.says("Chưa ghi được ý kiến") {
		t.Error("the screen says that it was recorded")
	}
}

// TestAVisitOfLongAgoIsNotAskedAbout: what the screen knew before it lost central is of another citizen by now.
func TestAVisitOfLongAgoIsNotAskedAbout(t *testing.T) {
	p := mustOpenRatingScreen(t, portrait, "vi")
	p.gone, p.view.At = true, p.clock.Add(-hall.RateWithin-time.Second)
	p.see("", "visit")
	p.window.mustShow(t, "resting")
	p.view.At = p.clock
	p.see("", "visit")
	p.window.mustShow(t, "asking")
}
