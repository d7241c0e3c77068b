package flow

import (
	"fmt"
	"testing"
	"time"

	"motcua/internal/queue"
	"motcua/kiosk/dispenser"
)

// mornings are the hours of a centre that opens on working mornings.
var mornings = []queue.Opening{{Days: []string{"mon", "tue", "wed", "thu", "fri"}, From: 7*60 + 30, To: 11*60 + 30}}

func TestOutsideOpeningHours(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.view.Centre.Hours = mornings
	l.clock = nine.Add(4 * time.Hour)
	l.OnHall()
	l.window.mustTap(t, "number")
	if !l.window.says("Ngoài giờ nhận hồ sơ") {
		t.Error("the tiles do not tell that the centre is closed")
	}
	l.window.mustTap(t, "service.A")
	l.window.mustShow(t, "closed")
	if len(l.taken) != 0 || !l.window.says("Mời quý khách quay lại từ 07:30 Thứ Tư, 25/11/2026") { // the 24th is the Culture Day
		t.Errorf("%d numbers taken, or nobody is told when to come back", len(l.taken))
	}
	l.window.mustTap(t, "back")
	l.window.mustShow(t, "services")
}

func TestServiceWithHoursOfItsOwn(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.view.Centre.Services[1].Hours = []queue.Opening{{Days: []string{"mon"}, From: 13 * 60, To: 17 * 60}}
	l.OnHall()
	l.mustChoose(t, "B")
	l.window.mustShow(t, "closed")
	l.window.mustTap(t, "back")
	l.window.mustTap(t, "service.A")
	l.window.mustShow(t, "ticket")
}

func TestQuotaOfTheDay(t *testing.T) {
	for name, change := range map[string]func(*harness){
		"known from the view":         func(l *harness) { l.view.Given = map[string]int{"ho-tich": 40} },
		"known only from the refusal": func(l *harness) { l.refuses = fmt.Errorf("%w: %w", dispenser.ErrRefused, dispenser.ErrQuota) },
	} {
		t.Run(name, func(t *testing.T) {
			l := mustOpenKiosk(t, portrait, district())
			l.view.Centre.Hours, l.view.Centre.Services[0].Quota = mornings, 40
			change(l)
			l.OnHall()
			l.mustChoose(t, "A")
			l.window.mustShow(t, "closed")
			if !l.window.says("Hộ tịch – Chứng thực\nHôm nay đã phát hết số") || !l.window.says("Mời quý khách quay lại từ 07:30 Thứ Tư, 25/11/2026") {
				t.Error("nobody is told that the day's numbers are given out, or when to come back")
			}
			l.window.mustTap(t, "back")
			l.view.Centre.Hours = nil
			l.OnHall()
			l.window.mustTap(t, "service.A")
			l.window.mustShow(t, "closed")
			if !l.window.says("Mời quý khách quay lại vào Thứ Tư, 25/11/2026") {
				t.Error("without hours nobody is told on which day to come back")
			}
		})
	}
}
