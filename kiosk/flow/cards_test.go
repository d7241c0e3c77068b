package flow

import (
	"net/http"
	"testing"

	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/uplink"
)

// notFound is central's word on a card that has no appointment, forbidden that on one without a dossier.
var (
	notFound  = &uplink.Refusal{Status: http.StatusNotFound}
	forbidden = &uplink.Refusal{Status: http.StatusForbidden}
)

// otherCard is the QR of another invented citizen's card.
const otherCard = "035088000002||Trần Văn Bình|01011988|Nam|Thôn 2, Xã Bình Nghĩa, Hà Nam|15042021"

func TestACardOnTheFirstScreenFindsWhatThereIs(t *testing.T) {
	early := meeting
	early.Arrival = queue.Early
	for _, c := range []struct {
		name           string
		coming         hall.CheckInResult
		told           []registry.Progress
		unmet, puzzled error
		screen         string
		says           string
		touch, leads   string
	}{
		{"an appointment now", meeting, nil, nil, forbidden, "ticket", "Hẹn 09:00", "", ""},
		{"an appointment later", early, nil, nil, forbidden, "arriving", "Mời quý khách lấy số từ 08:30", "", ""},
		{"dossiers", hall.CheckInResult{}, []registry.Progress{incomplete, underWay}, notFound, nil, "told", "Hồ sơ 1/2", "", ""},
		{"both: the appointment", meeting, []registry.Progress{incomplete}, nil, nil, "presented", "Xem 1 hồ sơ", "choice.1", "ticket"},
		{"both: the dossiers", meeting, []registry.Progress{incomplete}, nil, nil, "presented", "Lịch hẹn 09:00", "choice.2", "told"},
		{"neither", hall.CheckInResult{}, nil, notFound, forbidden, "presented", "Chưa có hồ sơ, lịch hẹn nào của thẻ này", "choice.1", "services"},
		{"neither: by a code", hall.CheckInResult{}, nil, notFound, forbidden, "presented", "Chưa có hồ sơ, lịch hẹn nào của thẻ này", "choice.2", "seeking"},
		{"no central", hall.CheckInResult{}, nil, errNoWay, errNoWay, "presented", "Đang mất kết nối, chưa xem được thẻ", "choice.1", "services"},
		{"too many cards", hall.CheckInResult{}, nil, &uplink.Refusal{Status: http.StatusTooManyRequests}, forbidden, "presented", "Nhiều thẻ không đúng, xin chờ một lát", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := mustOpenKiosk(t, portrait, district())
			l.coming, l.told, l.unmet, l.puzzled = c.coming, c.told, c.unmet, c.puzzled
			l.OnScan(card)
			if l.window.mustShow(t, c.screen); !l.window.shows(c.says) {
				t.Errorf("the screen does not say %q", c.says)
			}
			l.window.mustFit(t)
			if c.touch != "" {
				l.window.mustTap(t, c.touch)
				l.window.mustShow(t, c.leads)
			}
		})
	}
}

// TestTheNextPersonsCardIsAnotherVisit: whoever shows a card while another's dossiers are on the glass sees their own, or nothing.
func TestTheNextPersonsCardIsAnotherVisit(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.unmet, l.told = notFound, []registry.Progress{incomplete}
	l.OnScan(card)
	l.window.mustShow(t, "told")
	l.told, l.puzzled = nil, forbidden
	l.OnScan(otherCard)
	if l.window.mustShow(t, "presented"); l.window.shows(incomplete.Code) || len(l.visit.Inquiry.Dossiers) != 0 {
		t.Error("the next person sees the last one's dossier")
	}
}

func TestYesterdaysAppointmentIsOver(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.coming = meeting
	l.coming.Arrival, l.coming.From, l.coming.To = queue.OtherDay, meeting.From.AddDate(0, 0, -1), meeting.To.AddDate(0, 0, -1)
	l.window.mustTap(t, "number")
	l.window.mustTap(t, "appointment")
	l.OnScan("HN2041")
	if !l.window.shows("Lịch hẹn này đã qua:") {
		t.Error("nobody is told that it is over")
	}
}
