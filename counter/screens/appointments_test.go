package screens

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"motcua/counter/calls/callstest"
	"motcua/counter/navigation"
	"motcua/drivers"
	"motcua/internal/hall"
	"motcua/internal/paper"
	"motcua/internal/queue"
	"motcua/internal/uplink"
	"motcua/internal/workday"
)

// fakeAppointments is central's part on paper; its answers are set by hand.
type fakeAppointments struct {
	entries []hall.Appointment
	asked   []hall.Booking
	no      error

	admitted []hall.CheckInRequest
	admits   hall.Admission
	lost     bool // it does what it is asked, and the answer gets lost
	strict   bool // as central about an appointment's code
}

func (f *fakeAppointments) Appointments(_ context.Context, day workday.Date) (list []hall.Appointment, err error) {
	for _, e := range f.entries {
		if workday.DateOf(e.From) == day {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b hall.Appointment) int { return cmp.Or(a.From.Compare(b.From), cmp.Compare(a.Code, b.Code)) })
	return list, f.no
}

func (f *fakeAppointments) Appoint(_ context.Context, b hall.Booking) (hall.Appointment, error) {
	f.asked = append(f.asked, b)
	if f.no != nil {
		return hall.Appointment{}, f.no
	}
	known := slices.ContainsFunc(f.entries, func(e hall.Appointment) bool { return e.Code == b.Code })
	switch {
	case f.strict && known && !b.Move:
		return hall.Appointment{}, &uplink.Refusal{Status: 422, Reason: uplink.SlotCode}
	case f.strict && !known && b.Move:
		return hall.Appointment{}, &uplink.Refusal{Status: 404, Reason: uplink.NoAppointment}
	}
	e := hall.Appointment{Code: b.Code, Service: b.Service, From: b.From, To: b.From.Add(30 * time.Minute), Whose: b.Card.String(), Arrival: queue.Early}
	f.entries = append(slices.DeleteFunc(f.entries, func(e hall.Appointment) bool { return e.Code == b.Code }), e)
	if f.lost {
		return hall.Appointment{}, errors.New("the cable was pulled")
	}
	return e, nil
}

func (f *fakeAppointments) GiveUp(_ context.Context, code string) (hall.Appointment, error) {
	at := slices.IndexFunc(f.entries, func(e hall.Appointment) bool { return e.Code == code })
	f.entries[at].Arrival = queue.GivenUp
	return f.entries[at], f.no
}

func (f *fakeAppointments) Admit(_ context.Context, s hall.CheckInRequest) (hall.Admission, error) {
	f.admitted = append(f.admitted, s)
	return f.admits, f.no
}

// newAppointmentsOfficer is an officer of a centre that takes appointments, and has some today.
func newAppointmentsOfficer(t *testing.T, lang string, size fyne.Size) (*hands, *fakeAppointments) {
	t.Helper()
	o := newOfficer(t, lang, size)
	booking := filedCentre
	booking.Services, booking.Counters = callstest.Centre.Services, callstest.Centre.Counters
	booking.Appointments = queue.CheckIn{Taken: true, Before: 30, After: 15, Length: 30, Most: 2}
	at := func(hour, minute int) time.Time { return time.Date(2026, 11, 23, hour, minute, 0, 0, queue.Zone) }
	entry := func(code, service string, from time.Time, whose string, a queue.Arrival, number string) hall.Appointment {
		return hall.Appointment{Code: code, Service: service, From: from, To: from.Add(30 * time.Minute), Whose: whose, Arrival: a, Number: number}
	}
	f := &fakeAppointments{entries: []hall.Appointment{
		entry("HN2041", "ho-tich", at(7, 30), "035•••••1234", queue.Over, ""),
		entry("4KQM7F9X", "ho-tich", at(8, 30), "035•••••0001", queue.Used, "A007"),
		entry("9TH3KX2D", "dat-dai", at(9, 0), "", queue.OnTime, ""),
		entry("C3DVT8AB", "xay-dung", at(10, 0), "036•••••4321", queue.GivenUp, ""),
		entry("MVB4QE7H", "dat-dai", at(10, 30), "001•••••0777", queue.Early, ""),
	}}
	o.filed.centreIs, o.filed.appointments.Central = booking, f
	o.screen.draw()
	return o, f
}

func TestAnOfficerMakesAnAppointment(t *testing.T) {
	o, f := newAppointmentsOfficer(t, "vi", usual)
	o.press(keyAppointments)
	o.wantPlace(navigation.Appointments)
	o.press(fyne.KeyReturn)
	if o.canvas.Focused() != fyne.Focusable(o.screen.form.Rows[0].Field()) {
		t.Error("the key that opened the card is typed into it")
	}
	if got := o.screen.form.Rows[0].Choice.Options; len(got) != len(callstest.Centre.Services) || got[1].Value != "B" || got[1].Text != "Đất đai – Môi trường" {
		t.Errorf("to choose from: %v", got)
	}
	f.no = &uplink.Refusal{Status: 422, Reason: uplink.SlotFull}
	o.fill("b", "25/11/2026", "9h30", "035 090 001234")
	if got := o.screen.form.Help.Words(); got != "Giờ này đã đủ 2 lịch hẹn của dịch vụ. Hãy chọn giờ khác." {
		t.Errorf("a full slot: told %q", got)
	}
	f.no = nil
	o.fill("b", "25/11/2026", "10.00", "035 090 001234")
	want := hall.Booking{Code: f.asked[0].Code, Service: "dat-dai", From: time.Date(2026, 11, 25, 10, 0, 0, 0, queue.Zone), Card: "035090001234"}
	if got := f.asked[1]; got.Code != want.Code || got.Service != want.Service || !got.From.Equal(want.From) || got.Card != want.Card || got.Move {
		t.Errorf("asked for %+v; want %+v", got, want)
	}
	if code, err := queue.AppointmentCode(want.Code); err != nil || code != want.Code || len(code) != 8 {
		t.Errorf("the code is %q, %v", want.Code, err)
	}
	o.wantTold("Đã ghi lịch hẹn 10:00 ngày 25/11/2026, mã " + queue.SpellAppointmentCode(want.Code))
	if o.screen.form.Box.Visible() || o.filed.appointments.Day != workday.DateOf(want.From) {
		t.Errorf("the card is still open, or the day shown is %s", o.filed.appointments.Day)
	}
	jobs, err := paper.NewStore(o.filed.journal, nil).Pending(t.Context())
	if err != nil || len(jobs) != 1 || o.filed.woken != 1 {
		t.Fatalf("%d slips, %v", len(jobs), err)
	}
	if text := fmt.Sprint(jobs[0].Document); !strings.Contains(text, want.Code) || strings.Contains(text, "1234") {
		t.Errorf("the slip lacks the code, or tells of the card: %s", text)
	}
}

func TestAnOfficerMovesAndCancels(t *testing.T) {
	o, f := newAppointmentsOfficer(t, "vi", usual)
	o.press(keyAppointments, fyne.KeyDown, fyne.KeyDown, keyMove)
	o.fill("23/11/2026", "11:00")
	if got := f.asked[0]; !got.Move || got.Code != "9TH3KX2D" || got.Card != "" || got.From.In(queue.Zone).Format("15:04") != "11:00" {
		t.Fatalf("asked for %+v", got)
	}
	if e, _ := o.filed.appointments.Chosen(); e.Code != "9TH3KX2D" {
		t.Errorf("the cursor left for %s", e.Code)
	}
	o.press(keyCancel)
	o.wantTold("Bấm số 3 lần nữa để hủy lịch hẹn 11:00")
	o.press(fyne.KeyUp, fyne.KeyDown, keyCancel) // looked elsewhere: asked anew
	if e, open := o.filed.appointments.Chosen(); e.Code != "9TH3KX2D" || !open {
		t.Fatalf("%+v, %v", e, open)
	}
	o.press(keyCancel)
	o.wantTold("Đã hủy lịch hẹn 11:00 ngày 23/11/2026, mã 9TH3-KX2D")
	o.press(keyCancel, keyMove)
	if o.screen.form.Box.Visible() {
		t.Error("what was cancelled is moved")
	}
}

func TestWhatAnOfficerMistypes(t *testing.T) {
	for _, c := range []struct {
		name    string
		answers []string
		says    string
	}{
		{"no day", []string{"A", "hôm nay", "9:30", ""}, "Ghi ngày theo dạng"},
		{"a day in no calendar", []string{"A", "31/2/2026", "9:30", ""}, "không có ngày này"},
		{"no time", []string{"A", "25/11/2026", "25:00", ""}, "Ghi giờ theo dạng 09:30"},
		{"half a card", []string{"A", "25/11/2026", "9:30", "03509"}, "12 chữ số"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, f := newAppointmentsOfficer(t, "vi", usual)
			o.press(keyAppointments, fyne.KeyReturn)
			o.fill(c.answers...)
			if got := o.screen.form.Help.Words(); !strings.Contains(got, c.says) || len(f.asked) != 0 {
				t.Errorf("told %q, asked %v", got, f.asked)
			}
		})
	}
}

func TestAppointmentsNeedCentral(t *testing.T) {
	o, f := newAppointmentsOfficer(t, "vi", usual)
	f.no = errors.New("no route to host")
	o.press(keyAppointments)
	o.wantTold("khi có kết nối với máy chủ")
	if says := o.screen.appointments.title.Words(); strings.Contains(says, "lượt") {
		t.Errorf("without central the screen says %q", says)
	}
	o.press(fyne.KeyReturn)
	o.fill("A", "25/11/2026", "9:30", "")
	if got := o.screen.form.Help.Words(); !strings.Contains(got, "Chưa rõ máy chủ đã ghi") {
		t.Errorf("told %q", got)
	}
	f.no = nil
	o.fill("A", "25/11/2026", "9:30", "") // what was typed is still there; the same appointment
	if len(f.asked) != 2 || f.asked[0].Code != f.asked[1].Code {
		t.Errorf("asked for %+v", f.asked)
	}
}

func TestWithoutPaperTheCodeIsReadOut(t *testing.T) {
	o, _ := newAppointmentsOfficer(t, "vi", usual)
	o.filed.printerIs = drivers.PaperOut
	o.press(keyAppointments, fyne.KeyReturn)
	o.fill("A", "25/11/2026", "9:30", "")
	if o.wantTold("đọc mã cho người dân"); !o.filed.Notice.Alert {
		t.Error("it is not told as something not to miss")
	}
}

func TestACardScannedAtTheDiaryBeginsAnAppointment(t *testing.T) {
	o, _ := newAppointmentsOfficer(t, "vi", usual)
	o.press(keyAppointments)
	o.scan(nguyet)
	if !o.screen.form.Box.Visible() || o.screen.form.Rows[3].Field().Answer() != "035199000001" {
		t.Errorf("the card is asked for with %q", o.screen.form.Rows[3].Field().Answer())
	}
}

func TestACentreWithoutAppointmentsHasNoDiary(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.press(keyAppointments)
	if o.wantPlace(navigation.Queue); o.screen.queue.appointments.Box.Visible() {
		t.Error("its key is shown")
	}
}

func TestAnotherOfficerSeesNoDiary(t *testing.T) {
	o, _ := newAppointmentsOfficer(t, "vi", usual)
	o.press(keyAppointments)
	o.filed.quit()
	if o.wantPlace(navigation.Queue); len(o.filed.appointments.Entries) != 0 {
		t.Error("what the last officer looked at is kept")
	}
}

// TestAnOfficerChecksIn whom a kiosk did not: the chosen appointment by one key, a code that is scanned or typed, a card where only numbers from
// home are taken; the number is printed and said, and so is why there is none.
func TestAnOfficerChecksIn(t *testing.T) {
	o, f := newAppointmentsOfficer(t, "vi", usual)
	from := time.Date(2026, 11, 23, 8, 30, 0, 0, queue.Zone)
	f.admits = hall.Admission{
		CheckInResult: hall.CheckInResult{Code: "9TH3KX2D", Service: "dat-dai", From: from, To: from.Add(time.Hour), Opens: from, Arrival: queue.OnTime, Number: "B004"},
		Ticket:        &queue.Ticket{ID: "t", Number: "B004", Service: "dat-dai"}, Slip: "x",
	}
	o.press(keyAppointments)
	o.press(fyne.KeyDown)
	o.press(fyne.KeyDown)
	o.press(keyAdmit)
	o.press(fyne.KeyReturn)
	if len(f.admitted) != 1 || f.admitted[0].Code != "9TH3KX2D" {
		t.Fatalf("asked for %+v", f.admitted)
	}
	o.wantTold("Đã cấp số B004, Đất đai – Môi trường.")
	f.admits = hall.Admission{CheckInResult: hall.CheckInResult{Home: true, Service: "dat-dai", From: from, To: from.Add(time.Hour), Arrival: queue.Used, Number: "B004"}}
	o.scan("https://hanam.example.vn/lay-so/7K2MQ4XZ")
	if o.wantTold("Đất đai – Môi trường: đã lấy số B004."); len(f.admitted) != 2 || f.admitted[1].Code != "7K2MQ4XZ" {
		t.Errorf("asked for %+v", f.admitted)
	}
	f.no = &uplink.Refusal{Status: 422, Reason: uplink.NoAppointment}
	o.press(keyAdmit)
	o.fill("ab")
	if got := o.screen.form.Help.Words(); !strings.HasPrefix(got, "Mã gồm chữ không dấu và số") {
		t.Errorf("no code: told %q", got)
	}
	o.fill("AB2345CD")
	o.wantTold("Không có lịch hẹn hay số lấy từ nhà nào")
}
