package screens

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"motcua/counter/typed"
	"motcua/internal/queue"
	"motcua/internal/uplink"
)

// held are answers that have not come yet.
type held []func()

// hold lets the answers at a desk wait until they are told to come.
func (o *hands) hold() *held {
	var waiting held
	o.filed.Run = func(work, show func()) { work(); waiting = append(waiting, show) }
	return &waiting
}

func (h *held) come() {
	for len(*h) > 0 {
		next := (*h)[0]
		*h = (*h)[1:]
		next()
	}
}

func TestCancellingIsAskedAnewAfterAnotherKey(t *testing.T) {
	for name, between := range map[string]func(*hands){
		"the slip was printed":       func(o *hands) { o.press(keySlip) },
		"a form was opened and left": func(o *hands) { o.press(fyne.KeyReturn, fyne.KeyEscape) },
		"a card was scanned":         func(o *hands) { o.scan(nguyet); o.press(fyne.KeyEscape) },
	} {
		t.Run(name, func(t *testing.T) {
			o, f := newAppointmentsOfficer(t, "vi", usual)
			o.press(keyAppointments, fyne.KeyDown, fyne.KeyDown, keyCancel)
			between(o)
			o.press(keyCancel)
			if f.entries[2].Arrival == queue.GivenUp {
				t.Fatal("cancelled without a question")
			}
			o.wantTold("Bấm số 3 lần nữa")
			if o.press(keyCancel); f.entries[2].Arrival != queue.GivenUp {
				t.Error("not cancelled at the second press")
			}
		})
	}
}

func TestWhyCentralDoesNothingWithAppointments(t *testing.T) {
	for _, c := range []struct {
		name string
		no   error
		says string
	}{
		{"too many at once", &uplink.Refusal{Status: http.StatusTooManyRequests}, "Hãy chờ một lát rồi thử lại."},
		{"a counter that was revoked", &uplink.Refusal{Status: http.StatusUnauthorized}, "Máy chủ không còn chấp nhận thiết bị này nên"},
		{"a counter that was never enrolled", uplink.ErrNotEnrolled, "Máy này chưa đăng ký với máy chủ nên"},
		{"an officer who may not", &uplink.Refusal{Status: http.StatusForbidden}, "Tài khoản này không được"},
		{"a fault", &uplink.Refusal{Status: http.StatusInternalServerError}, "nên chưa ghi, đổi hay hủy được lịch hẹn"},
		{"no line", errors.New("no route to host"), "Chỉ xem, đặt, đổi, hủy lịch hẹn được khi có kết nối"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, f := newAppointmentsOfficer(t, "vi", usual)
			f.no = c.no
			o.press(keyAppointments)
			o.wantTold(c.says)
		})
	}
}

// TestAnAppointmentWhoseAnswerWasLost: central has it, and the officer, who does not know, changes the time before asking again.
func TestAnAppointmentWhoseAnswerWasLost(t *testing.T) {
	for _, arrived := range []bool{true, false} {
		o, f := newAppointmentsOfficer(t, "vi", usual)
		f.strict, f.lost = true, arrived
		if !arrived {
			f.no = errors.New("no route to host")
		}
		o.press(keyAppointments, fyne.KeyReturn)
		o.fill("A", "25/11/2026", "9:30", "")
		if got := o.screen.form.Help.Words(); !strings.Contains(got, "Chưa rõ máy chủ đã ghi") || !strings.Contains(got, "Enter") {
			t.Errorf("told %q", got)
		}
		f.no, f.lost = nil, false
		o.fill("A", "25/11/2026", "10:00", "")
		if made := f.entries[len(f.entries)-1]; len(f.entries) != 6 || made.Code != f.asked[0].Code || made.From.In(queue.Zone).Format("15:04") != "10:00" {
			t.Errorf("arrived %v: %d appointments, the last %+v; told %q", arrived, len(f.entries), made, o.screen.form.Help.Words())
		}
	}
}

func TestALateAnswerIsNotToldTheNextOfficer(t *testing.T) {
	do := map[string]func(*hands){
		"made":      func(o *hands) { o.press(fyne.KeyReturn); o.fill("A", "25/11/2026", "9:30", "") },
		"cancelled": func(o *hands) { o.press(keyCancel, keyCancel) },
		"printed":   func(o *hands) { o.press(keySlip) },
	}
	for name, act := range do {
		t.Run(name, func(t *testing.T) {
			o, _ := newAppointmentsOfficer(t, "vi", usual)
			o.press(keyAppointments, fyne.KeyDown, fyne.KeyDown)
			late := o.hold()
			act(o)
			o.screen.form.Dismiss()
			o.filed.quit()
			o.screen.askDay()
			late.come()
			if told := o.filed.Notice.Text; told != "" || !o.screen.form.Box.Visible() {
				t.Errorf("the next officer is told %q; the form is open: %v", told, o.screen.form.Box.Visible())
			}
			if o.filed.Busy() {
				t.Error("the desk stays busy")
			}
			if name != "cancelled" && o.filed.woken != 1 {
				t.Errorf("%d slips printed", o.filed.woken)
			}
		})
	}
	t.Run("left for the queue", func(t *testing.T) {
		o, _ := newAppointmentsOfficer(t, "vi", usual)
		o.press(keyAppointments, fyne.KeyDown, fyne.KeyDown)
		late := o.hold()
		o.press(keySlip, fyne.KeyEscape)
		late.come()
		if told := o.filed.Notice.Text; told != "" {
			t.Errorf("the queue tells %q", told)
		}
	})
}

// TestAnswerToACardThatWasClosed: Escape before central's answer hides neither it nor what is asked by then.
func TestAnswerToACardThatWasClosed(t *testing.T) {
	for name, again := range map[string]bool{"closed": false, "another opened": true} {
		for says, no := range map[string]error{"đã đủ 2 lịch hẹn": &uplink.Refusal{Status: 422, Reason: uplink.SlotFull}, "Đã ghi lịch hẹn": nil} {
			t.Run(name+", "+says, func(t *testing.T) {
				o, f := newAppointmentsOfficer(t, "vi", usual)
				o.press(keyAppointments, fyne.KeyReturn)
				late := o.hold()
				f.no = no
				o.fill("A", "25/11/2026", "9:30", "")
				o.screen.form.Close()
				if again {
					o.screen.askDay()
				}
				late.come()
				if told := o.filed.Notice.Text; !strings.Contains(told, says) {
					t.Errorf("told %q", told)
				}
				if open := o.screen.form.Box.Visible(); open != again {
					t.Errorf("a card is open: %v", open)
				}
			})
		}
	}
}

func TestCancelledAppointmentsAreNotCounted(t *testing.T) {
	o, _ := newAppointmentsOfficer(t, "vi", usual)
	o.press(keyAppointments)
	if got := o.screen.appointments.title.Words(); got != "Lịch hẹn · Thứ Hai, 23/11/2026 · 4 lượt" {
		t.Errorf("the title is %q", got)
	}
}

// askDay opens a form that has nothing to do with appointments.
func (d *Desk) askDay() {
	d.form.Ask("", []typed.Question{{Label: "counter.ask.day"}}, func([]string) bool { return true })
}
