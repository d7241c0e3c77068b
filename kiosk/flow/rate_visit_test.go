package flow

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/seal"
	"motcua/internal/ui"
)

// done is a visit that was served at counter 02.
var done = hall.Served{Ticket: "visit", Number: "A017", Counter: "02", State: queue.Done}

// mustClaim types a number from the first screen on.
func (l *harness) mustClaim(t testing.TB, number string) {
	t.Helper()
	l.window.mustTap(t, "opinion")
	l.mustType(t, number)
	l.window.mustTap(t, "done")
}

func TestRatingByTheNumberOnTheSlip(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.visited = done
	l.mustClaim(t, "a017")
	l.window.mustShow(t, "asking")
	l.window.mustTap(t, "rate.1")
	l.window.mustTap(t, "reason.attitude")
	l.window.mustTap(t, "words")
	l.mustType(t, "chowf laau")
	l.window.mustTap(t, "send")
	l.window.mustShow(t, "checking")
	l.window.mustTap(t, "send")
	l.window.mustShow(t, "thanks")
	want := []rating.Rating{{Ticket: "visit", Counter: "02", Level: rating.Dissatisfied, Reasons: []rating.Reason{"attitude"}, Words: "chờ lâu"}}
	if diff := cmp.Diff(want, l.given); diff != "" || l.claimed[0].Number != "A017" {
		t.Errorf("claimed %+v; %s", l.claimed, diff)
	}
	l.window.mustTap(t, "done")
	l.window.mustShow(t, "home")
}

func TestRatingByTheSlipItself(t *testing.T) {
	ring := seal.Ring{}.Renewed()
	for name, now := range map[string]seal.Ring{"as printed": ring, "its key was taken back since": ring.TakenBack(nine)} {
		t.Run(name, func(t *testing.T) { rateBySlip(t, ring, now) })
	}
}

func rateBySlip(t *testing.T, printed, now seal.Ring) {
	l := mustOpenKiosk(t, portrait, district())
	l.OpenTicket = now.OpenTicket
	l.view.Centre.PublicURL = "https://hall.example"
	l.OnHall()
	l.visited = done
	ticket := queue.Ticket{ID: "019a5c3e-7b00-7000-8000-0123456789ab", Number: "A017", IssuedAt: nine}
	l.OnScan("https://hall.example/t/" + printed.TicketCode(ticket))
	l.window.mustShow(t, "asking")
	if l.claimed[0].Ticket != ticket.ID {
		t.Errorf("claimed %+v", l.claimed)
	}
	l.window.mustTap(t, "rate.4")
	l.pass(8)
	if len(l.given) != 1 || l.given[0].Level != rating.VerySatisfied {
		t.Errorf("given %+v", l.given)
	}
}

func TestWrongWaysToARating(t *testing.T) {
	waiting, rated, called, old := done, done, done, done
	waiting.State, rated.Rated, called.State, old.Over = queue.Waiting, true, queue.Called, true
	for _, c := range []struct {
		name, typed string
		visit       hall.Served
		err         error
		says        string
	}{
		{"no number", "abc", done, nil, "Không tìm thấy phiếu này hôm nay.\nHãy xem lại số trên phiếu, ví dụ A001"},
		{"a number of nobody", "a099", done, hall.ErrNoTicket, "Không tìm thấy phiếu này hôm nay.\nHãy xem lại số trên phiếu, ví dụ A001"},
		{"not served yet", "a017", waiting, nil, "Số này chưa được phục vụ xong.\nMời quý khách đánh giá khi đã xong việc ở quầy"},
		{"still at the counter", "a017", called, nil, "Số này chưa được phục vụ xong.\nMời quý khách đánh giá khi đã xong việc ở quầy"},
		{"long ago", "a017", old, nil, "Đã quá thời gian đánh giá lượt này.\nMời quét mã trên phiếu, hoặc góp ý tại bàn hướng dẫn"},
		{"rated before", "a017", rated, nil, "Lượt này đã được đánh giá.\nCảm ơn quý khách!"},
		{"without central", "a017", done, errNoWay, "Máy đang mất kết nối.\nMời quét mã trên phiếu, hoặc thử lại sau ít phút"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := mustOpenKiosk(t, portrait, district())
			l.visited, l.unseen = c.visit, c.err
			l.mustClaim(t, c.typed)
			if l.window.mustShow(t, "judging"); !l.window.says(c.says) {
				t.Errorf("the screen does not say %q", c.says)
			}
		})
	}
}

func TestLowRatingOfWhoWalksAwayCountsOnce(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.visited = done
	l.mustClaim(t, "a017")
	l.window.mustTap(t, "rate.2")
	l.pass(41)
	l.window.mustShow(t, "home")
	if len(l.given) != 1 || l.given[0].Level != rating.Fair {
		t.Errorf("given %+v; want the level that was touched", l.given)
	}
	l.pass(120)
	if len(l.given) != 1 {
		t.Errorf("given %d times", len(l.given))
	}
}

func TestLateClaimDoesNotReachTheNextVisitor(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.visited = done
	l.Run = l.delay
	l.mustClaim(t, "a017")
	late := l.later[len(l.later)-1]
	l.leave()
	l.Run = ui.Inline
	l.window.mustTap(t, "opinion")
	late()
	l.window.mustShow(t, "judging")
}

func TestANumberAsPeopleTypeIt(t *testing.T) {
	a3 := hall.Served{Ticket: "visit", Number: "A003", Counter: "02", State: queue.Done}
	b3 := hall.Served{Ticket: "another", Number: "B003", Counter: "03", State: queue.Called}
	for _, c := range []struct {
		typed string
		slips map[string]hall.Served
		want  string // the screen, or the problem
	}{
		{"a3", map[string]hall.Served{"A003": a3, "B003": b3}, "asking"},
		{"a-3", map[string]hall.Served{"A003": a3}, "asking"},
		{"003", map[string]hall.Served{"A003": a3}, "asking"},
		{"3", map[string]hall.Served{"A003": a3}, "asking"},
		{"3", map[string]hall.Served{"A003": a3, "B003": b3}, "Số này hôm nay có ở nhiều dịch vụ: A003, B003.\nHãy gõ cả chữ cái ở đầu số"},
		{"4", map[string]hall.Served{"A003": a3}, "Không tìm thấy phiếu này hôm nay.\nHãy xem lại số trên phiếu, ví dụ A001"},
	} {
		l := mustOpenKiosk(t, portrait, district())
		l.slips = c.slips
		l.mustClaim(t, c.typed)
		if c.want == "asking" {
			l.window.mustShow(t, "asking")
		} else if !l.window.says(c.want) {
			t.Errorf("%q among %v: %q is not said", c.typed, c.slips, c.want)
		}
	}
}

func TestEveryPageOfARatingLeadsBackAndHome(t *testing.T) {
	for name, page := range map[string][]string{
		"asking": nil, "reasons": {"rate.1"}, "wording": {"rate.1", "words"}, "checking": {"rate.4"},
	} {
		t.Run(name, func(t *testing.T) {
			l := mustOpenKiosk(t, portrait, district())
			l.visited = done
			l.mustClaim(t, "a017")
			for _, touch := range page {
				l.window.mustTap(t, touch)
			}
			l.window.mustShow(t, name)
			l.window.mustTap(t, "back")
			if l.window.Seen().Name == name {
				t.Error("there is no way back")
			}
			l.window.mustTap(t, "first")
			l.window.mustShow(t, "home")
			if len(l.given) != 0 {
				t.Errorf("given %+v by whoever took it back", l.given)
			}
		})
	}
}
