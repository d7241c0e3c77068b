package flow

import (
	"testing"
	"time"

	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/queue"
)

// fromHome is a place taken from home, in the words of central.
var fromHome = hall.CheckInResult{
	Home: true, Code: "K7QF2M3P", Service: "dat-dai", From: nine.Add(-time.Hour), To: nine.Add(7 * time.Hour), Opens: nine.Add(-time.Hour), Arrival: queue.OnTime, Number: "B012",
}

// reserving is a centre that takes no appointments, and places from home.
func reserving() centre.Centre {
	c := district()
	c.Appointments.Taken, c.Reservations.Taken = false, true
	return c
}

// TestAPlaceTakenFromHome: the code on the phone, scanned on the first screen or typed, becomes a number on paper.
func TestAPlaceTakenFromHome(t *testing.T) {
	l := mustOpenKiosk(t, portrait, reserving())
	l.coming = fromHome
	l.OnScan("https://hcc.example.vn/lay-so/K7QF2M3P")
	l.window.mustShow(t, "ticket")
	if len(l.taken) != 1 || l.taken[0].Appointment != "K7QF2M3P" || l.taken[0].Service != "dat-dai" {
		t.Errorf("asked %v, taken %+v", l.summoned, l.taken)
	}

	l = mustOpenKiosk(t, portrait, reserving())
	l.coming = fromHome
	l.window.mustTap(t, "number")
	if !l.window.shows("Tôi có mã") {
		t.Error("the services do not say that a code is taken")
	}
	l.window.mustTap(t, "appointment")
	if !l.window.shows("số lấy từ nhà") {
		t.Error("the screen does not say that a number from home is taken")
	}
	l.mustType(t, "k7qf2m3p")
	l.window.mustTap(t, "done")
	l.window.mustShow(t, "ticket")
}

func TestAPlaceFromHomeWithoutANumber(t *testing.T) {
	for _, c := range []struct {
		name    string
		arrival queue.Arrival
		says    string
	}{
		{"too early", queue.Early, "dùng được từ 08:00 đến 16:00"},
		{"too late", queue.Over, "hết hạn lúc 16:00"},
		{"another day", queue.OtherDay, "dùng cho Thứ Hai, 23/11/2026"},
		{"taken before", queue.Used, "đã nhận số B012"},
		{"given back", queue.GivenUp, "đã trả lại"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := mustOpenKiosk(t, portrait, reserving())
			l.coming = fromHome
			l.coming.Arrival = c.arrival
			l.OnScan("K7QF2M3P")
			l.window.mustShow(t, "arriving")
			if len(l.taken) > 0 || !l.window.shows(c.says) {
				t.Errorf("%d numbers; want none and %q on the screen", len(l.taken), c.says)
			}
		})
	}
}
