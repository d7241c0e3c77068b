package desk

import (
	"slices"
	"testing"
	"time"

	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/queue"
)

var morning = time.Date(2026, 11, 23, 8, 30, 0, 0, queue.Zone)

var testCentre = centre.Centre{
	Services: []queue.Service{
		{ID: "ho-tich", Letter: "A", Name: queue.Name{"vi": "Hộ tịch"}},
		{ID: "dat-dai", Letter: "B", Name: queue.Name{"vi": "Đất đai"}},
		{ID: "doanh-nghiep", Letter: "C", Name: queue.Name{"vi": "Đăng ký doanh nghiệp"}},
		{ID: "bo-trong", Letter: "D", Name: queue.Name{"vi": "Không quầy nào nhận"}},
	},
	Counters: []queue.Counter{
		{ID: "05", Services: []string{"dat-dai", "ho-tich"}},
		{ID: "06", Services: []string{"doanh-nghiep"}},
	},
}

func ticket(number, service string) queue.Ticket {
	return queue.Ticket{ID: "id-" + number, Number: number, Service: service, IssuedAt: morning, QueueTime: morning, State: queue.Waiting}
}

// view shows who waits, and who is called at counter 05 ("" for nobody).
func view(at05 string, waiting ...queue.Ticket) hall.View {
	v := hall.View{At: morning, Centre: testCentre, Waiting: waiting, Desks: []hall.Desk{{Counter: "05"}, {Counter: "06"}}}
	if at05 != "" {
		t := ticket(at05, "ho-tich")
		t.State, t.Counter = queue.Called, "05"
		v.Desks[0].Ticket = &t
	}
	return v
}

func called(number string) *Visit {
	return &Visit{Ticket: ticket(number, "ho-tich"), Since: morning, Times: 1}
}

func online(visit *Visit, v hall.View) *Desk {
	d := New("05", visit)
	d.See(v, true, morning)
	return d
}

func TestClosed(t *testing.T) {
	empty := online(nil, view(""))
	occupied := online(called("A001"), view("A001"))
	offlineEmpty, offlineOccupied := New("05", nil), New("05", called("A001"))
	offlineOccupied.See(hall.View{Centre: testCentre}, false, morning)
	stranger := New("99", nil)
	stranger.See(view(""), true, morning)
	alone := New("05", called("A001"))
	alone.See(hall.View{Centre: centre.Centre{Counters: testCentre.Counters[:1], Services: testCentre.Services[:1]}}, true, morning)

	tests := []struct {
		name   string
		desk   *Desk
		action Action
		want   Reason
	}{
		{"nobody called: next", empty, Next, Open},
		{"nobody called: the one key calls", empty, FinishNext, Open},
		{"nobody called: recall", empty, Recall, Empty},
		{"nobody called: skip", empty, Skip, Empty},
		{"nobody called: no-show", empty, NoShow, Empty},
		{"nobody called: transfer", empty, Transfer, Empty},
		{"nobody called: finish", empty, Finish, Empty},
		{"somebody called: next", occupied, Next, Occupied},
		{"somebody called: recall", occupied, Recall, Open},
		{"somebody called: skip", occupied, Skip, Open},
		{"somebody called: no-show", occupied, NoShow, Open},
		{"somebody called: transfer", occupied, Transfer, Open},
		{"somebody called: finish", occupied, Finish, Open},
		{"somebody called: the one key", occupied, FinishNext, Open},
		{"cable pulled: next", offlineEmpty, Next, Offline},
		{"cable pulled: finish is still possible", offlineOccupied, Finish, Open},
		{"cable pulled: transfer is still possible", offlineOccupied, Transfer, Open},
		{"cable pulled: the one key", offlineOccupied, FinishNext, Offline},
		{"cable pulled, somebody called: next", offlineOccupied, Next, Occupied},
		{"counter that central does not know", stranger, Next, NoSuchCounter},
		{"a centre of one service: transfer", alone, Transfer, NoTarget},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.desk.Closed(tt.action, morning); got != tt.want {
				t.Errorf("Closed(%s) = %q, want %q", tt.action, got, tt.want)
			}
		})
	}
}

func TestReady(t *testing.T) {
	tests := []struct {
		name  string
		visit *Visit
		after time.Duration // since the call
		ask   bool
		want  bool
	}{
		{"second press of the key that called", called("A001"), 200 * time.Millisecond, false, false},
		{"the person has had time to come", called("A001"), Settle, false, true},
		{"skipped, and the next at once", nil, 100 * time.Millisecond, false, true},
		{"the device's clock jumped back", called("A001"), -time.Hour, false, true},
		{"central has not answered yet", nil, time.Minute, true, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := online(nil, view(""))
			d.Take(Step{Action: queue.Call, Visit: tt.visit}, morning)
			if tt.ask {
				d.Ask(morning)
			}
			if got := d.Ready(morning.Add(tt.after)); got != tt.want {
				t.Errorf("Ready = %v, want %v", got, tt.want)
			}
		})
	}
}

func TestDo(t *testing.T) {
	tests := []struct {
		name    string
		action  queue.Action
		ticket  string
		service string
		ok      bool
		times   int // how often called after it; 0: nobody is at the desk
	}{
		{"recall", queue.Recall, "id-A001", "", true, 2},
		{"skip", queue.Skip, "id-A001", "", true, 0},
		{"no-show", queue.Miss, "id-A001", "", true, 0},
		{"finish", queue.Finish, "id-A001", "", true, 0},
		{"transfer", queue.Transfer, "id-A001", "doanh-nghiep", true, 0},
		{"transfer to the service it has", queue.Transfer, "id-A001", "ho-tich", false, 0},
		{"transfer to a service no counter takes", queue.Transfer, "id-A001", "bo-trong", false, 0},
		{"transfer to nothing", queue.Transfer, "id-A001", "", false, 0},
		{"finish for the person before", queue.Finish, "id-A000", "", false, 0},
		{"a number called is not cancelled at the desk", queue.Cancel, "id-A001", "", false, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := online(called("A001"), view("A001"))
			step, ok := d.Do(tt.action, tt.ticket, tt.service)
			if ok != tt.ok {
				t.Fatalf("ok = %v, want %v", ok, tt.ok)
			}
			if !ok {
				return
			}
			if d.Visit().Times != 1 {
				t.Error("the desk changed before the journal had the step")
			}
			d.Take(step, morning)
			times := 0
			if d.Visit() != nil {
				times = d.Visit().Times
			}
			if times != tt.times {
				t.Errorf("called %d times, want %d", times, tt.times)
			}
		})
	}
}

func TestLine(t *testing.T) {
	d := online(nil, view("", ticket("B001", "dat-dai"), ticket("C001", "doanh-nghiep"), ticket("A001", "ho-tich")))
	var numbers []string
	for _, waiting := range d.Line() {
		numbers = append(numbers, waiting.Number)
	}
	if want := []string{"B001", "A001"}; !slices.Equal(numbers, want) {
		t.Errorf("line = %v, want %v", numbers, want)
	}
	if got := d.Elsewhere(); got != 1 {
		t.Errorf("Elsewhere = %d, want 1", got)
	}
}

func TestTargets(t *testing.T) {
	d := online(called("A001"), view("A001", ticket("C001", "doanh-nghiep")))
	var ids []string
	for _, target := range d.Targets() {
		ids = append(ids, target.Service.ID)
	}
	if want := []string{"dat-dai", "doanh-nghiep"}; !slices.Equal(ids, want) {
		t.Fatalf("targets = %v, want %v", ids, want)
	}
	if last := d.Targets()[1]; last.Waiting != 1 || !slices.Equal(last.Counters, []string{"06"}) {
		t.Errorf("target = %+v, want one waiting and counter 06", last)
	}
}

func TestClockIsCentrals(t *testing.T) {
	d := New("05", nil)
	dead := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC) // a dead battery
	d.See(view(""), true, dead)
	if got, want := d.Clock(dead.Add(time.Minute)), morning.Add(time.Minute); !got.Equal(want) {
		t.Errorf("clock = %v, want %v", got, want)
	}
	d.See(view(""), false, dead.Add(time.Hour))
	if got, want := d.Clock(dead.Add(time.Hour)), morning.Add(time.Hour); !got.Equal(want) {
		t.Errorf("offline an hour later: clock = %v, want %v", got, want)
	}
}

func TestCorrect(t *testing.T) {
	renumbered := view("A7001")
	renumbered.Desks[0].Ticket.ID = "id-A001"
	answered := view("A002")
	answered.Calls = []hall.CallShown{{Number: "A002", Counter: "05", At: morning.Add(-time.Minute), Times: 2}}
	tests := []struct {
		name    string
		visit   *Visit
		view    hall.View
		doubt   bool
		number  string // at the desk afterwards
		times   int
		journal queue.Action
	}{
		{"both say nobody", nil, view(""), false, "", 0, ""},
		{"both say A001", called("A001"), view("A001"), false, "A001", 1, ""},
		{"the answer to next was lost", nil, answered, true, "A002", 2, queue.Call},
		{"central was restored and knows of nobody here", called("A001"), view(""), true, "", 0, ""},
		{"central says somebody else", called("A001"), view("A002"), true, "A002", 1, queue.Call},
		{"the paper has another number", called("A001"), renumbered, true, "A7001", 1, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := online(tt.visit, tt.view)
			if got := d.InDoubt(); got != tt.doubt {
				t.Fatalf("InDoubt = %v, want %v", got, tt.doubt)
			}
			step, ok := d.Correct(tt.view, morning)
			if ok != tt.doubt {
				t.Fatalf("Correct says %v, want %v", ok, tt.doubt)
			}
			if ok {
				d.Take(step, morning)
			}
			if step.Action != tt.journal {
				t.Errorf("journal gets %q, want %q", step.Action, tt.journal)
			}
			var number string
			var times int
			if v := d.Visit(); v != nil {
				number, times = v.Ticket.Number, v.Times
			}
			if number != tt.number || times != tt.times {
				t.Errorf("at the desk: %q called %d times, want %q, %d", number, times, tt.number, tt.times)
			}
			if d.InDoubt() {
				t.Error("still in doubt after central's word")
			}
		})
	}
}

// TestANewNumberKeepsItsReason: the hall's view tells no reasons.
func TestANewNumberKeepsItsReason(t *testing.T) {
	visit := called("A001")
	visit.Ticket.Why = queue.Why{Reason: queue.BySlot}
	renumbered := view("A7001")
	renumbered.Desks[0].Ticket.ID = "id-A001"
	d := online(visit, renumbered)
	step, ok := d.Correct(renumbered, morning)
	if !ok || step.Visit.Ticket.Why.Reason != queue.BySlot {
		t.Errorf("%+v, %v", step.Visit, ok)
	}
}

func TestNoDoubtWhileAsking(t *testing.T) {
	d := online(nil, view("A001"))
	d.Ask(morning)
	if d.InDoubt() {
		t.Error("in doubt about the person being called this moment")
	}
	d.Answered()
	d.See(view("A001"), false, morning)
	if d.InDoubt() {
		t.Error("in doubt because of an old view")
	}
}
