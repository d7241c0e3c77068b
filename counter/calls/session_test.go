package calls_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"motcua/counter/calls/callstest"
	"motcua/counter/desk"
	"motcua/internal/queue"
	"motcua/internal/ui"
	"motcua/internal/uplink"
)

func TestAnOrdinaryMorning(t *testing.T) {
	s := callstest.NewShift(t, "A001", "A002", "A003", "A004")
	s.Keys(desk.Next)
	s.WantAt("A001")
	s.Keys(desk.Recall, desk.FinishNext)
	s.WantAt("A002")
	s.WantTold("Đã hoàn thành số A001. Mời số A002 đến quầy 05.")
	s.Keys(desk.NoShow, desk.Next, desk.Skip, desk.FinishNext)
	s.WantAt("A004")
	s.Transfer("id-A004", "xay-dung")
	s.WantAt("A004") // called this moment: nobody is sent on unseen
	s.Clock = s.Clock.Add(5 * time.Second)
	s.Transfer("id-A004", "xay-dung")
	s.WantAt("")
	s.WantTold("Đã chuyển số A004 sang Xây dựng – Giao thông.")
	s.WantWritten("called A001", "recalled A001", "finished A001", "called A002", "no_show A002",
		"called A003", "skipped A003", "called A004", "transferred A004 xay-dung")
	s.Keys(desk.FinishNext)
	s.WantTold("Không còn ai chờ.")
}

func TestSecondPress(t *testing.T) {
	for _, tt := range []struct {
		action desk.Action
		before []desk.Action
		want   []string
	}{
		{desk.Next, nil, []string{"called A001"}},
		{desk.FinishNext, []desk.Action{desk.Next}, []string{"called A001", "finished A001", "called A002"}},
		{desk.Finish, []desk.Action{desk.Next}, []string{"called A001", "finished A001"}},
		{desk.Skip, []desk.Action{desk.Next}, []string{"called A001", "skipped A001"}},
		{desk.NoShow, []desk.Action{desk.Next}, []string{"called A001", "no_show A001"}},
		{desk.Recall, []desk.Action{desk.Next}, []string{"called A001", "recalled A001"}},
	} {
		t.Run(string(tt.action), func(t *testing.T) {
			s := callstest.NewShift(t, "A001", "A002", "A003")
			s.Keys(tt.before...)
			s.Keys(tt.action)
			s.Clock = s.Clock.Add(300 * time.Millisecond)
			s.Press(tt.action)
			s.WantWritten(tt.want...)
		})
	}
}

// TestPressWhileCentralIsAsked holds central's answer back.
func TestPressWhileCentralIsAsked(t *testing.T) {
	s := callstest.NewShift(t, "A001", "A002")
	var shows []func()
	s.Run = func(work, show func()) { work(); shows = append(shows, show) }
	s.Keys(desk.Next, desk.Next, desk.FinishNext)
	for len(shows) > 0 {
		show := shows[0]
		shows = shows[1:]
		show()
	}
	s.WantAt("A001")
	if s.Backend.Asked != 1 {
		t.Errorf("central was asked %d times, want once", s.Backend.Asked)
	}
	s.WantWritten("called A001")
}

func TestTransferOfThePersonBefore(t *testing.T) {
	s := callstest.NewShift(t, "A001", "A002")
	s.Keys(desk.Next, desk.FinishNext)
	s.Clock = s.Clock.Add(time.Minute)
	s.Transfer("id-A001", "xay-dung")
	s.WantAt("A002")
}

func TestClosedKeysSayWhy(t *testing.T) {
	s := callstest.NewShift(t, "A001")
	s.Keys(desk.Finish)
	s.WantTold("Chưa gọi ai đến quầy")
	s.Keys(desk.Next, desk.Next)
	s.WantTold("Số A001 đang ở quầy.")
	s.Backend.Down = errors.New("cable pulled")
	s.Look()
	s.Keys(desk.FinishNext)
	s.WantTold("không còn số dành cho quầy này")
	s.WantAt("A001")
	s.Keys(desk.Finish)
	s.WantTold("Đã hoàn thành số A001.")
}

func TestCentralDoesNotAnswer(t *testing.T) {
	for _, tt := range []struct {
		name string
		err  error
		told string
	}{
		{"cable pulled this moment", context.DeadlineExceeded, "Máy chủ không trả lời nên chưa gọi ai."},
		{"central's disk is full", &uplink.Refusal{Status: http.StatusInternalServerError}, "Máy chủ đang trục trặc"},
		{"counter was struck off", &uplink.Refusal{Status: http.StatusNotFound}, "Quầy 05 chưa được khai báo trên máy chủ."},
		{"too many keys at once", &uplink.Refusal{Status: http.StatusTooManyRequests}, "Xin chờ vài giây rồi bấm lại."},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := callstest.NewShift(t, "A001")
			s.Backend.Down = tt.err
			s.Keys(desk.Next)
			s.WantAt("")
			s.WantWritten()
			s.WantTold(tt.told)
			s.Backend.Down = nil
			s.Keys(desk.Next)
			s.WantAt("A001")
		})
	}
}

func TestDiskOfTheCounterIsFull(t *testing.T) {
	s := callstest.NewShift(t, "A001", "A002")
	s.Keys(desk.Next)
	s.Backend.Disk = errors.New("no space left on device")
	s.Keys(desk.FinishNext)
	s.WantAt("A001")
	s.WantTold("Máy không ghi được vào ổ đĩa")
	if s.Backend.Asked != 1 {
		t.Error("the next person was called though the one before was not finished")
	}
	s.Backend.Disk = nil
	s.Keys(desk.FinishNext)
	s.WantAt("A002")
}

func TestCentralsWord(t *testing.T) {
	a001 := queue.Ticket{ID: "id-A001", Number: "A001", Service: "ho-tich", State: queue.Called, Counter: "05"}
	a002 := queue.Ticket{ID: "id-A002", Number: "A002", Service: "ho-tich", State: queue.Called, Counter: "05"}
	for _, tt := range []struct {
		name    string
		visit   *desk.Visit
		central *queue.Ticket
		at      string
		told    string
		written []string
	}{
		{"the answer to the call was lost", nil, &a001, "A001", "số A001 đang được gọi ở quầy này", []string{"called A001"}},
		{"central was restored", &desk.Visit{Ticket: a001}, nil, "", "số A001 không còn ở quầy này", []string{"A001"}},
		{"central says somebody else", &desk.Visit{Ticket: a001}, &a002, "A002", "đang gọi số A002, không phải số A001", []string{"called A002"}},
		{"the same", &desk.Visit{Ticket: a001}, &a001, "A001", "", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := callstest.NewShift(t)
			s.Desk = desk.New("05", tt.visit)
			s.Backend.At05 = tt.central
			s.Look()
			s.WantAt(tt.at)
			s.WantTold(tt.told)
			s.WantWritten(tt.written...)
			if s.Notice.Alert != (tt.told != "") {
				t.Error("the officer may miss it")
			}
		})
	}
}

// TestOldViewIsNotCentralsWord lets a view arrive that was made before the officer's last step.
func TestOldViewIsNotCentralsWord(t *testing.T) {
	s := callstest.NewShift(t, "A001")
	before, _ := s.Backend.Hall(t.Context())
	s.Keys(desk.Next)
	s.See(before, true)
	s.WantAt("A001")
	s.WantTold("Mời số A001")
}

// TestOfficerIsFasterThanCentralsWord finishes a ticket while central is asked about it.
func TestOfficerIsFasterThanCentralsWord(t *testing.T) {
	s := callstest.NewShift(t, "A001", "A002")
	before, _ := s.Backend.Hall(t.Context())
	s.Keys(desk.Next)
	var late func()
	s.Run = func(work, show func()) { work(); late = show }
	s.See(before, true) // in doubt: asks
	s.Run = ui.Inline
	s.Keys(desk.FinishNext)
	late()
	s.WantAt("A002")
	s.WantWritten("called A001", "finished A001", "called A002")
}

func TestDeskThatIsNotTrustedSaysSo(t *testing.T) {
	for _, tt := range []struct {
		name     string
		standing uplink.TrustState
		err      error
		says     string
	}{
		{"never enrolled", uplink.NotEnrolled, uplink.ErrNotEnrolled, "chưa đăng ký"},
		{"revoked while it was asked", uplink.Trusted, &uplink.Refusal{Status: http.StatusUnauthorized}, "không còn chấp nhận thiết bị này"},
		{"before another central", uplink.WrongServer, uplink.ErrStranger, "không phải máy chủ đã đăng ký"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := callstest.NewShift(t, "A001")
			s.Standing, s.Backend.Down = tt.standing, tt.err
			if tt.standing != uplink.Trusted {
				s.Look()
			}
			s.Keys(desk.Next)
			if !s.Notice.Alert || !strings.Contains(s.Notice.Text, tt.says) || !strings.Contains(s.Notice.Text, "kỹ thuật viên") {
				t.Errorf("the officer reads %q", s.Notice.Text)
			}
		})
	}
}
