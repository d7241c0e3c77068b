package flow

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/internal/uplink"
)

// meeting is an appointment at nine, in the words of central.
var meeting = hall.CheckInResult{
	Code: "HN2041", Service: "dat-dai", From: nine, To: nine.Add(30 * time.Minute), Opens: nine.Add(-30 * time.Minute), Arrival: queue.OnTime, Number: "B012",
}

// shows tells whether words stand somewhere on the screen.
func (s *testWindow) shows(words string) (found bool) {
	each(s.Native.Content(), func(o fyne.CanvasObject) {
		if text, ok := o.(*ui.Text); ok && strings.Contains(text.Words(), words) {
			found = true
		}
	})
	return found
}

func TestAnAppointmentByItsCode(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.coming = meeting
	l.window.mustTap(t, "number")
	l.window.mustTap(t, "appointment")
	l.window.mustShow(t, "arriving")
	l.mustType(t, "hn2041")
	l.window.mustTap(t, "done")
	l.window.mustShow(t, "ticket")
	if len(l.summoned) != 1 || l.summoned[0].Code != "HN2041" || len(l.taken) != 1 || l.taken[0].Appointment != "HN2041" || l.taken[0].Service != "dat-dai" {
		t.Errorf("asked %v, taken %+v", l.summoned, l.taken)
	}
	if !l.window.shows("Hẹn 09:00") {
		t.Error("the slot is not on the screen")
	}
}

func TestAnAppointmentByWhatIsScanned(t *testing.T) {
	for name, scan := range map[string]struct {
		from []string // what was touched before
		text string
		want hall.CheckInRequest
	}{
		"its QR code, from the first screen": {nil, "https://dichvucong.gov.vn/lich-hen/HN2041", hall.CheckInRequest{Code: "HN2041"}},
		"its QR code, among the services":    {[]string{"number"}, "HN-2041", hall.CheckInRequest{Code: "HN2041"}},
		"the card":                           {[]string{"number", "appointment"}, card, hall.CheckInRequest{Card: "035199000001"}},
	} {
		t.Run(name, func(t *testing.T) {
			l := mustOpenKiosk(t, portrait, district())
			l.coming = meeting
			for _, button := range scan.from {
				l.window.mustTap(t, button)
			}
			l.OnScan(scan.text)
			if len(l.summoned) != 1 || l.summoned[0] != scan.want {
				t.Fatalf("asked %v; want %v", l.summoned, scan.want)
			}
			l.window.mustShow(t, "ticket")
		})
	}
}

func TestAnAppointmentWithoutANumber(t *testing.T) {
	for _, c := range []struct {
		name    string
		arrival queue.Arrival
		err     error
		says    string
	}{
		{"too early", queue.Early, nil, "Mời quý khách lấy số từ 08:30"},
		{"too late", queue.Over, nil, "Đã quá giờ hẹn 09:00–09:30"},
		{"another day", queue.OtherDay, nil, "Thứ Hai, 23/11/2026"},
		{"taken before", queue.Used, nil, "đã lấy số B012"},
		{"cancelled", queue.GivenUp, nil, "đã hủy"},
		{"nobody's", "", &uplink.Refusal{Status: http.StatusNotFound}, "Không có lịch hẹn nào mang mã này"},
		{"too many of nobody's", "", &uplink.Refusal{Status: http.StatusTooManyRequests}, "đưa thẻ căn cước"},
		{"central is gone", "", errNoWay, "mất kết nối"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := mustOpenKiosk(t, portrait, district())
			l.coming, l.unmet = meeting, c.err
			l.coming.Arrival = c.arrival
			l.window.mustTap(t, "number")
			l.window.mustTap(t, "appointment")
			l.mustType(t, "hn2041")
			l.window.mustTap(t, "done")
			l.window.mustShow(t, "arriving")
			if len(l.taken) > 0 || !l.window.shows(c.says) {
				t.Errorf("%d numbers; want none and %q on the screen", len(l.taken), c.says)
			}
			l.window.mustTap(t, "back")
			l.mustTakeAsEverybody(t)
		})
	}
}

// mustTakeAsEverybody takes a number the ordinary way, with nothing of an appointment in it.
func (l *harness) mustTakeAsEverybody(t *testing.T) {
	t.Helper()
	l.window.mustTap(t, "service.A")
	if l.window.mustShow(t, "ticket"); l.taken[0].Appointment != "" {
		t.Errorf("taken for %q", l.taken[0].Appointment)
	}
}

func TestALateAnswerAboutAnAppointmentReachesNobodyElse(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.coming = meeting
	l.window.mustTap(t, "number")
	l.window.mustTap(t, "appointment")
	l.mustType(t, "hn2041")
	l.Run = l.delay
	l.window.mustTap(t, "done")
	l.leave()
	l.window.mustTap(t, "number")
	l.window.mustTap(t, "appointment")
	l.later[0]()
	if l.window.mustShow(t, "arriving"); len(l.taken) != 0 || l.visit.Arrival.Typing.Text != "" {
		t.Error("the next visitor got the last one's appointment")
	}
}

func TestACentreWithoutAppointmentsAsksForNone(t *testing.T) {
	c := district()
	c.Appointments.Taken = false
	l := mustOpenKiosk(t, portrait, c)
	l.window.mustTap(t, "number")
	for _, b := range l.window.Targets() {
		if b.Name == "appointment" {
			t.Error("it is asked for")
		}
	}
	l.OnScan("HN-2041")
	l.window.mustShow(t, "services")
}
