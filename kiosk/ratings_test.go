package main

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
	"motcua/kiosk/visit"
)

// post is a rating screen at counter 05, with all behind its glass in the test's hands.
type post struct {
	*ratings
	view   hall.View
	stands uplink.Standing
	gone   bool  // central
	full   error // the disk
	clock  time.Time
	given  []rating.Rating
}

func mustOpenPost(t testing.TB, size fyne.Size, lang string) *post {
	t.Helper()
	p := &post{view: hall.View{Centre: province()}, clock: nine}
	p.ratings = &ratings{
		hall:     func() (hall.View, bool) { return p.view, !p.gone },
		standing: func() uplink.Standing { return p.stands }, wall: func() time.Time { return p.clock },
		rate: func(r rating.Rating) error { p.given = append(p.given, r); return p.full },
		run:  ui.Inline, now: func() time.Time { return p.clock }, counter: "05", patience: 20 * time.Second, opinion: visit.NewOpinion("05", lang),
	}
	p.stage = mustOpenStage(t, size, func() { p.onLanguage() }, func(change ui.Mode) { p.onEyes(change) }, func() { p.onReach() })
	p.start(nil)
	return p
}

// see is news from the counter: who sits there, and whose visit may be rated.
func (p *post) see(serving, unrated string) {
	desk := hall.Desk{Counter: "05", Unrated: unrated}
	if serving != "" {
		desk.Ticket = &queue.Ticket{Number: serving}
	}
	p.view.Desks = []hall.Desk{desk}
	p.onHall()
}

func (p *post) pass(seconds int) {
	for range seconds {
		p.clock = p.clock.Add(time.Second)
		p.onTick()
	}
}

func TestEveryScreenOfRatingSits(t *testing.T) {
	for _, size := range []fyne.Size{portrait, landscape} {
		for _, lang := range []string{"vi", "en"} {
			t.Run(fmt.Sprintf("%vx%v %s", size.Width, size.Height, lang), func(t *testing.T) {
				p := mustOpenPost(t, size, lang)
				p.see("AA7012", "")
				p.stage.mustSit(t)
				p.see("", "visit")
				p.stage.mustSit(t)
				p.stage.mustTap(t, "rate.1")
				p.stage.mustSit(t)
				p.stage.mustTap(t, "reason.guidance")
				p.stage.mustSit(t)
				p.stage.mustTap(t, "words")
				p.stage.mustSit(t)
				p.stage.mustTap(t, "send")
				p.stage.mustSit(t)
			})
		}
	}
}

func TestOneTouchRates(t *testing.T) {
	p := mustOpenPost(t, portrait, "vi")
	p.stage.mustShow(t, "resting")
	p.see("B001", "")
	if !p.stage.says("Đang phục vụ số B001") {
		t.Error("the screen does not tell who is being served")
	}
	p.see("", "visit")
	p.stage.mustShow(t, "asking")
	p.stage.mustTap(t, "rate.4")
	if p.stage.mustShow(t, "checking"); len(p.given) != 0 {
		t.Error("a touch cannot be taken back")
	}
	p.pass(8)
	p.stage.mustShow(t, "thanks")
	p.pass(5)
	p.stage.mustShow(t, "resting")
	p.see("", "visit") // the view is behind
	p.stage.mustShow(t, "resting")
	want := []rating.Rating{{Ticket: "visit", Counter: "05", Level: rating.VerySatisfied}}
	if diff := cmp.Diff(want, p.given); diff != "" {
		t.Error(diff)
	}
}

func TestLowRatingWithReasons(t *testing.T) {
	p := mustOpenPost(t, portrait, "vi")
	p.see("", "visit")
	p.stage.mustTap(t, "rate.1")
	p.stage.mustShow(t, "reasons")
	if !p.stage.says("Gửi, không nêu lý do") {
		t.Error("nobody is told that the mark counts without reasons")
	}
	for _, b := range []string{"reason.waiting", "reason.attitude", "reason.waiting"} {
		p.stage.mustTap(t, b)
	}
	if !p.stage.says("Gửi đánh giá") {
		t.Error("a chosen reason cannot be sent")
	}
	p.stage.mustTap(t, "send")
	p.pass(60)
	want := []rating.Rating{{Ticket: "visit", Counter: "05", Level: rating.Dissatisfied, Reasons: []rating.Reason{"attitude"}}}
	if diff := cmp.Diff(want, p.given); diff != "" {
		t.Error(diff)
	}
}

func TestCitizenWhoWalksAwayFromTheReasons(t *testing.T) {
	p := mustOpenPost(t, portrait, "vi")
	p.see("", "visit")
	p.stage.mustTap(t, "rate.2")
	p.pass(20)
	p.stage.mustShow(t, "thanks")
	if len(p.given) != 1 || p.given[0].Level != rating.Fair {
		t.Errorf("given %+v; want the level that was touched", p.given)
	}
}

func TestNextCitizenIsNotAskedAboutTheLast(t *testing.T) {
	p := mustOpenPost(t, portrait, "vi")
	p.see("", "visit")
	p.see("B002", "visit")
	p.pass(20)
	p.stage.mustShow(t, "resting")
}

func TestLowRatingInTheCitizensOwnWords(t *testing.T) {
	p := mustOpenPost(t, portrait, "vi")
	p.see("", "visit")
	p.stage.mustTap(t, "rate.2")
	p.stage.mustTap(t, "reason.waiting")
	p.stage.mustTap(t, "words")
	p.stage.mustShow(t, "wording")
	for _, key := range "chowf" {
		p.stage.mustTap(t, "key."+string(key))
	}
	p.stage.mustTap(t, "back")
	p.stage.mustShow(t, "reasons")
	p.stage.mustTap(t, "words")
	p.stage.mustTap(t, "send")
	p.stage.mustTap(t, "send")
	p.stage.mustShow(t, "thanks")
	want := []rating.Rating{{Ticket: "visit", Counter: "05", Level: rating.Fair, Reasons: []rating.Reason{"waiting"}, Words: "chờ"}}
	if diff := cmp.Diff(want, p.given); diff != "" {
		t.Error(diff)
	}
}

func TestAMarkIsTakenBackAtTheCounter(t *testing.T) {
	p := mustOpenPost(t, portrait, "vi")
	p.see("", "visit")
	p.stage.mustTap(t, "rate.1")
	p.stage.mustTap(t, "back")
	p.stage.mustShow(t, "asking")
	p.stage.mustTap(t, "rate.4")
	p.stage.mustTap(t, "again")
	p.stage.mustShow(t, "asking")
	p.stage.mustTap(t, "rate.3")
	p.stage.mustTap(t, "send")
	if len(p.given) != 1 || p.given[0].Level != rating.Satisfied {
		t.Errorf("given %+v; want the mark that was meant", p.given)
	}
}

func TestNobodyIsThankedForARatingThatIsLost(t *testing.T) {
	p := mustOpenPost(t, portrait, "vi")
	p.full = errNoWay
	p.see("", "visit")
	p.stage.mustTap(t, "rate.4")
	p.stage.mustTap(t, "send")
	if p.stage.shows("đã được ghi nhận") || !p.stage.says("Chưa ghi được ý kiến") {
		t.Error("the screen says that it was recorded")
	}
}

// TestAVisitOfLongAgoIsNotAskedAbout: what the screen knew before it lost central is of another citizen by now.
func TestAVisitOfLongAgoIsNotAskedAbout(t *testing.T) {
	p := mustOpenPost(t, portrait, "vi")
	p.gone, p.view.At = true, p.clock.Add(-hall.RateWithin-time.Second)
	p.see("", "visit")
	p.stage.mustShow(t, "resting")
	p.view.At = p.clock
	p.see("", "visit")
	p.stage.mustShow(t, "asking")
}
