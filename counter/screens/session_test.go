package screens

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/counter/calls"
	"motcua/counter/desk"
	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/seal"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/words"
)

var morning = time.Date(2026, 11, 23, 8, 30, 0, 0, queue.Zone)

var testCentre = centre.Centre{
	Services: []queue.Service{
		{ID: "ho-tich", Letter: "A", Name: queue.Name{"vi": "Hộ tịch – Chứng thực"}},
		{ID: "dat-dai", Letter: "B", Name: queue.Name{"vi": "Đất đai – Môi trường"}},
		{ID: "xay-dung", Letter: "D", Name: queue.Name{"vi": "Xây dựng – Giao thông"}},
	},
	Counters: []queue.Counter{
		{ID: "05", Services: []string{"ho-tich", "dat-dai"}},
		{ID: "06", Services: []string{"xay-dung"}},
	},
	Classes: []queue.Class{{ID: "cao-tuoi", Name: queue.Name{"vi": "Người cao tuổi từ đủ 75 tuổi"}, HeadStart: 60}},
}

// fakeOffice is a hall of one counter on paper: its rules are the queue's, its faults are set by hand.
type fakeOffice struct {
	line    []queue.Ticket // who waits, next first
	at05    *queue.Ticket
	written []string // "called A001"
	asked   int      // how often for the next person
	by      string   // login name of who took the last step
	down    error    // central's answer
	disk    error    // the journal's

	seals     seal.Ring
	newer     seal.Ring               // central's, of which the counter has not heard yet
	elsewhere map[string]queue.Ticket // by id
}

func (f *fakeOffice) Write(_ context.Context, s desk.Step) error {
	if f.disk != nil {
		return f.disk
	}
	f.by = s.Officer
	f.written = append(f.written, strings.TrimSpace(string(s.Action)+" "+s.Ticket.Number+" "+s.Service))
	if s.Action != "" && s.Visit == nil {
		f.at05 = nil
	}
	return nil
}

func (f *fakeOffice) Next(context.Context) (*queue.Ticket, error) {
	f.asked++
	if f.down != nil {
		return nil, f.down
	}
	if f.at05 == nil && len(f.line) > 0 {
		t := f.line[0]
		t.State, t.Counter = queue.Called, "05"
		f.at05, f.line = &t, f.line[1:]
	}
	return f.at05, nil
}

// CallSlip calls whoever waits with the slip; what is called elsewhere or done it shows as it is.
func (f *fakeOffice) CallSlip(_ context.Context, code string) (queue.Ticket, error) {
	if f.down != nil {
		return queue.Ticket{}, f.down
	}
	ring := f.seals
	if f.newer != nil {
		ring = f.newer
	}
	t, err := ring.OpenTicket(code)
	if errors.Is(err, seal.ErrOver) {
		err = nil // it knows the ticket
	}
	if there, known := f.elsewhere[t.ID]; known {
		return there, err
	}
	t.State, t.Counter, t.Turn, t.Service = queue.Called, "05", 1, "ho-tich"
	f.at05 = &t
	return t, err
}

func (f *fakeOffice) Seals() seal.Ring { return f.seals }

func (f *fakeOffice) Tell(_ context.Context, c hall.Conflict) error {
	f.written = append(f.written, "told "+c.Number)
	return f.disk
}

func (f *fakeOffice) TellClash(_ context.Context, c dossier.Clash) error {
	f.written = append(f.written, "told "+c.Code)
	return f.disk
}

func (f *fakeOffice) Hall(context.Context) (hall.View, error) {
	if f.down != nil {
		return hall.View{}, f.down
	}
	return hall.View{At: morning, Centre: testCentre, Waiting: f.line, Desks: []hall.Desk{{Counter: "05", Ticket: f.at05}}}, nil
}

// shift is a session under test, whose clock is set by hand.
type shift struct {
	testing.TB
	*calls.Session
	office *fakeOffice
	clock  time.Time
}

func newShift(t testing.TB, waiting ...string) *shift {
	t.Helper()
	s := &shift{TB: t, office: &fakeOffice{}, clock: morning}
	for _, number := range waiting {
		s.office.line = append(s.office.line, queue.Ticket{ID: "id-" + number, Number: number, Service: "ho-tich", IssuedAt: morning, InHand: true, State: queue.Waiting})
	}
	s.Session = calls.New(t.Context(), desk.New("05", nil), s.office, ui.Inline, func() time.Time { return s.clock }, words.In("vi"), func() string { return lan.ID })
	s.look()
	return s
}

// look lets the newest view reach the desk.
func (s *shift) look() {
	s.Helper()
	v, err := s.office.Hall(s.Context())
	s.See(v, err == nil)
}

// keys presses keys at a human pace.
func (s *shift) keys(actions ...desk.Action) {
	for _, a := range actions {
		s.clock = s.clock.Add(5 * time.Second)
		s.Press(a)
	}
}

func (s *shift) wantAt(number string) {
	s.Helper()
	if got := s.Number(); got != number {
		s.Errorf("at the desk: %q, want %q", got, number)
	}
}

func (s *shift) wantWritten(steps ...string) {
	s.Helper()
	if !slices.Equal(s.office.written, steps) {
		s.Errorf("written down: %q, want %q", s.office.written, steps)
	}
}

func (s *shift) wantTold(part string) {
	s.Helper()
	if !strings.Contains(s.Notice.Text, part) {
		s.Errorf("the officer is told %q, want %q in it", s.Notice.Text, part)
	}
}

func TestAnOrdinaryMorning(t *testing.T) {
	s := newShift(t, "A001", "A002", "A003", "A004")
	s.keys(desk.Next)
	s.wantAt("A001")
	s.keys(desk.Recall, desk.FinishNext)
	s.wantAt("A002")
	s.wantTold("Đã hoàn thành số A001. Mời số A002 đến quầy 05.")
	s.keys(desk.NoShow, desk.Next, desk.Skip, desk.FinishNext)
	s.wantAt("A004")
	s.Transfer("id-A004", "xay-dung")
	s.wantAt("A004") // called this moment: nobody is sent on unseen
	s.clock = s.clock.Add(5 * time.Second)
	s.Transfer("id-A004", "xay-dung")
	s.wantAt("")
	s.wantTold("Đã chuyển số A004 sang Xây dựng – Giao thông.")
	s.wantWritten("called A001", "recalled A001", "finished A001", "called A002", "no_show A002",
		"called A003", "skipped A003", "called A004", "transferred A004 xay-dung")
	s.keys(desk.FinishNext)
	s.wantTold("Không còn ai chờ.")
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
			s := newShift(t, "A001", "A002", "A003")
			s.keys(tt.before...)
			s.keys(tt.action)
			s.clock = s.clock.Add(300 * time.Millisecond)
			s.Press(tt.action)
			s.wantWritten(tt.want...)
		})
	}
}

// TestPressWhileCentralIsAsked holds central's answer back.
func TestPressWhileCentralIsAsked(t *testing.T) {
	s := newShift(t, "A001", "A002")
	var shows []func()
	s.Run = func(work, show func()) { work(); shows = append(shows, show) }
	s.keys(desk.Next, desk.Next, desk.FinishNext)
	for len(shows) > 0 {
		show := shows[0]
		shows = shows[1:]
		show()
	}
	s.wantAt("A001")
	if s.office.asked != 1 {
		t.Errorf("central was asked %d times, want once", s.office.asked)
	}
	s.wantWritten("called A001")
}

func TestTransferOfThePersonBefore(t *testing.T) {
	s := newShift(t, "A001", "A002")
	s.keys(desk.Next, desk.FinishNext)
	s.clock = s.clock.Add(time.Minute)
	s.Transfer("id-A001", "xay-dung")
	s.wantAt("A002")
}

func TestClosedKeysSayWhy(t *testing.T) {
	s := newShift(t, "A001")
	s.keys(desk.Finish)
	s.wantTold("Chưa gọi ai đến quầy")
	s.keys(desk.Next, desk.Next)
	s.wantTold("Số A001 đang ở quầy.")
	s.office.down = errors.New("cable pulled")
	s.look()
	s.keys(desk.FinishNext)
	s.wantTold("không còn số dành cho quầy này")
	s.wantAt("A001")
	s.keys(desk.Finish)
	s.wantTold("Đã hoàn thành số A001.")
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
			s := newShift(t, "A001")
			s.office.down = tt.err
			s.keys(desk.Next)
			s.wantAt("")
			s.wantWritten()
			s.wantTold(tt.told)
			s.office.down = nil
			s.keys(desk.Next)
			s.wantAt("A001")
		})
	}
}

func TestDiskOfTheCounterIsFull(t *testing.T) {
	s := newShift(t, "A001", "A002")
	s.keys(desk.Next)
	s.office.disk = errors.New("no space left on device")
	s.keys(desk.FinishNext)
	s.wantAt("A001")
	s.wantTold("Máy không ghi được vào ổ đĩa")
	if s.office.asked != 1 {
		t.Error("the next person was called though the one before was not finished")
	}
	s.office.disk = nil
	s.keys(desk.FinishNext)
	s.wantAt("A002")
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
			s := newShift(t)
			s.Desk = desk.New("05", tt.visit)
			s.office.at05 = tt.central
			s.look()
			s.wantAt(tt.at)
			s.wantTold(tt.told)
			s.wantWritten(tt.written...)
			if s.Notice.Alert != (tt.told != "") {
				t.Error("the officer may miss it")
			}
		})
	}
}

// TestOldViewIsNotCentralsWord lets a view arrive that was made before the officer's last step.
func TestOldViewIsNotCentralsWord(t *testing.T) {
	s := newShift(t, "A001")
	before, _ := s.office.Hall(t.Context())
	s.keys(desk.Next)
	s.See(before, true)
	s.wantAt("A001")
	s.wantTold("Mời số A001")
}

// TestOfficerIsFasterThanCentralsWord finishes a ticket while central is asked about it.
func TestOfficerIsFasterThanCentralsWord(t *testing.T) {
	s := newShift(t, "A001", "A002")
	before, _ := s.office.Hall(t.Context())
	s.keys(desk.Next)
	var late func()
	s.Run = func(work, show func()) { work(); late = show }
	s.See(before, true) // in doubt: asks
	s.Run = ui.Inline
	s.keys(desk.FinishNext)
	late()
	s.wantAt("A002")
	s.wantWritten("called A001", "finished A001", "called A002")
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
			s := newShift(t, "A001")
			s.Standing, s.office.down = tt.standing, tt.err
			if tt.standing != uplink.Trusted {
				s.look()
			}
			s.keys(desk.Next)
			if !s.Notice.Alert || !strings.Contains(s.Notice.Text, tt.says) || !strings.Contains(s.Notice.Text, "kỹ thuật viên") {
				t.Errorf("the officer reads %q", s.Notice.Text)
			}
		})
	}
}
