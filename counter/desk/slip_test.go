package desk

import (
	"slices"
	"strings"
	"testing"
	"time"

	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/seal"
)

// paper is the ticket of a slip, as its QR tells it.
func paper(number string, at time.Time) queue.Ticket {
	return queue.Ticket{ID: "019a5c3e-7b00-7000-8000-0123456789ab", Number: number, IssuedAt: at}
}

func TestReadSlip(t *testing.T) {
	ring, other := seal.Ring{}.Renewed(), seal.Ring{}.Renewed()
	ours := testCentre
	ours.PublicURL = "https://hcc.example.vn/"
	at06 := paper("A002", morning)
	at06.Counter, at06.State = "06", queue.Called
	back := ring.TakenBack(morning)
	for _, tt := range []struct {
		name    string
		ring    seal.Ring
		text    string
		visit   *Visit
		at06    bool
		served  bool
		want    Refusal
		counter string
	}{
		{"today's slip", ring, "https://hcc.example.vn/t/" + ring.TicketCode(paper("A002", morning)), nil, false, false, Welcome, ""},
		{"a scanner with the caps lock on", ring, strings.ToUpper("https://hcc.example.vn/t/" + ring.TicketCode(paper("A002", morning))), nil, false, false, Welcome, ""},
		{"the centre's address was changed since", ring, "http://10.0.0.2/t/" + ring.TicketCode(paper("A002", morning)), nil, false, false, Welcome, ""},
		{"yesterday's slip", ring, "https://hcc.example.vn/t/" + ring.TicketCode(paper("A002", morning.AddDate(0, 0, -1))), nil, false, false, OtherDay, ""},
		{"another centre's slip", ring, "https://elsewhere.example.vn/t/" + other.TicketCode(paper("A002", morning)), nil, false, false, OtherCentre, ""},
		{"a letter that the centre has not", ring, "https://hcc.example.vn/t/" + ring.TicketCode(paper("Z002", morning)), nil, false, false, OtherCentre, ""},
		{"a slip made at home", ring, "https://hcc.example.vn/t/" + other.TicketCode(paper("A002", morning)), nil, false, false, Forged, ""},
		{"its key was taken back, and its ticket is at counter 06", back, "https://hcc.example.vn/t/" + ring.TicketCode(paper("A002", morning)), nil, true, false, Elsewhere, "06"},
		{"its key was taken back, and it was served here", back, "https://hcc.example.vn/t/" + ring.TicketCode(paper("A002", morning)), nil, false, true, Served, "05"},
		{"yesterday's, and its key was taken back", back, "https://hcc.example.vn/t/" + ring.TicketCode(paper("A002", morning.AddDate(0, 0, -1))), nil, false, false, OtherDay, ""},
		{"a counter that never saw central", nil, "https://hcc.example.vn/t/" + ring.TicketCode(paper("A002", morning)), nil, false, false, NoKey, ""},
		{"somebody else is here", ring, "https://hcc.example.vn/t/" + ring.TicketCode(paper("A002", morning)), called("A001"), false, false, Busy, ""},
		{"called here", ring, "https://hcc.example.vn/t/" + ring.TicketCode(paper("A002", morning)), &Visit{Ticket: paper("A002", morning)}, false, false, Here, ""},
		{"called at counter 06", ring, "https://hcc.example.vn/t/" + ring.TicketCode(paper("A002", morning)), nil, true, false, Elsewhere, "06"},
		{"served here before", ring, "https://hcc.example.vn/t/" + ring.TicketCode(paper("A002", morning)), nil, false, true, Served, "05"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := view("")
			v.Centre = ours
			if tt.at06 {
				v.Desks[1].Ticket = &at06
			}
			d := online(tt.visit, v)
			if tt.served {
				d.Remember(at06.ID, 1, queue.Finish)
			}
			s, ok := d.ReadSlip(tt.text, tt.ring, morning)
			if !ok || s.Refused != tt.want || s.Counter != tt.counter {
				t.Errorf("got %v, %q at %q; want %q at %q", ok, s.Refused, s.Counter, tt.want, tt.counter)
			}
		})
	}
}

// TestSlipOfAKeyThatWasTakenBack: when a thief's slip says that it was issued plays no part, for he can write what he likes there.
func TestSlipOfAKeyThatWasTakenBack(t *testing.T) {
	ring := seal.Ring{}.Renewed()
	back := ring.TakenBack(morning)
	for _, tt := range []struct {
		name   string
		issued time.Time
		waits  bool // in the line, as it was seen last
		online bool
		want   Refusal
		doubt  bool
	}{
		{"issued later, without central", morning.Add(time.Minute), false, false, KeyOver, true},
		{"issued before, without central", morning.Add(-time.Hour), false, false, KeyOver, true},
		{"and it stands in the line", morning.Add(-time.Hour), true, false, Welcome, false},
		{"central is there to say", morning.Add(-time.Hour), false, true, Welcome, true},
		{"central is there, and it stands in the line", morning.Add(-time.Hour), true, true, Welcome, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			slip, v := paper("A002", tt.issued), view("")
			if tt.waits {
				v.Waiting = append(v.Waiting, slip)
			}
			d := online(nil, v)
			d.See(v, tt.online, morning)
			s, ok := d.ReadSlip("https://hcc.example.vn/t/"+ring.TicketCode(slip), back, morning)
			if !ok || s.Refused != tt.want || (s.Doubt == KeyOver) != tt.doubt {
				t.Errorf("got %v, %q, doubted %q; want %q, %v", ok, s.Refused, s.Doubt, tt.want, tt.doubt)
			}
		})
	}
}

// TestSlipOfAKeyThatIsNewHere: while a counter was without central, another key began to sign.
func TestSlipOfAKeyThatIsNewHere(t *testing.T) {
	ring := seal.Ring{}.Renewed()
	for _, tt := range []struct {
		name   string
		online bool
		want   Refusal
	}{
		{"the counter is without central", false, NewKey},
		{"central is there to say", true, Welcome},
	} {
		t.Run(tt.name, func(t *testing.T) {
			v := view("")
			v.Centre.PublicURL = "https://hcc.example.vn"
			d := online(nil, v)
			d.See(v, tt.online, morning)
			if s, ok := d.ReadSlip("https://hcc.example.vn/t/"+ring.TakenBack(morning).TicketCode(paper("A002", morning)), ring, morning); !ok || s.Refused != tt.want || s.Doubt != NewKey {
				t.Errorf("got %v, %q; want %q", ok, s.Refused, tt.want)
			}
		})
	}
}

// TestLaneWithoutCentral goes through a morning without central at two counters that saw the same line last. Of A005 its kiosk has not said
// yet that it is on the paper.
func TestLaneWithoutCentral(t *testing.T) {
	both := centre.Centre{Services: testCentre.Services[:1], Counters: []queue.Counter{{ID: "05", Services: []string{"ho-tich"}}, {ID: "06", Services: []string{"ho-tich"}}}}
	v := hall.View{At: morning, Centre: both}
	for n := range 8 {
		t := ticket(queue.Number("A", queue.Central, n+1), "ho-tich")
		t.Serial, t.QueueTime, t.InHand = n+1, morning.Add(time.Duration(n)*time.Minute), n != 4
		v.Waiting = append(v.Waiting, t)
	}
	calls := func(counter string, n int) (numbers []string) {
		d := New(counter, nil)
		d.See(v, true, morning)
		d.See(v, false, morning)
		for range n {
			step, ok := d.CallAlone(morning)
			if !ok {
				break
			}
			numbers = append(numbers, step.Ticket.Number)
			if step.Ticket.Turn != 1 && step.Ticket.Number != numbers[0] {
				t.Errorf("%s is called in turn %d", step.Ticket.Number, step.Ticket.Turn)
			}
			d.Take(step, morning)
			end := queue.Finish
			if len(numbers) == 1 {
				end = queue.Skip
			}
			step, _ = d.Do(end, step.Ticket.ID, "")
			d.Take(step, morning)
			d.See(v, false, morning) // the line stays away
		}
		return numbers
	}
	if got, want := calls("05", 9), []string{"A002", "A004", "A006", "A008", "A002"}; !slices.Equal(got, want) {
		t.Errorf("counter 05, which skips its first, calls %v, want %v", got, want)
	}
	if got, want := calls("06", 9), []string{"A001", "A003", "A007", "A001"}; !slices.Equal(got, want) {
		t.Errorf("counter 06 calls %v, want %v", got, want)
	}
}

// TestWhatASlipSaysOfItsIssue: the word that a ticket was issued is about what it was issued for, though it was sent on to another service since.
func TestWhatASlipSaysOfItsIssue(t *testing.T) {
	shown := paper("B002", morning)
	transferred := ticket("B002", "doanh-nghiep")
	transferred.ID, transferred.Turn, transferred.Kiosk = shown.ID, 1, 2
	d := online(nil, view("", transferred))
	d.See(d.view, false, morning)
	step := d.CallSlip(Slip{Ticket: shown}, morning)
	if step.Ticket.Service != "doanh-nghiep" || step.Ticket.Turn != 2 {
		t.Errorf("called for %s in turn %d; want doanh-nghiep in turn 2", step.Ticket.Service, step.Ticket.Turn)
	}
	if i := step.Issued; i.Service != "dat-dai" || i.State != queue.Waiting || i.Turn != 0 || i.Kiosk != 2 {
		t.Errorf("issued as %+v", i)
	}
}

// TestTheNumberOnTheSlipStands: central's answer was lost on its way to the kiosk, and the line that was seen last has a number that nobody holds.
func TestTheNumberOnTheSlipStands(t *testing.T) {
	shown := paper("A7001", morning)
	shown.Series, shown.Serial = 7, 1
	seen := ticket("A008", "ho-tich")
	seen.ID, seen.Serial, seen.Kiosk = shown.ID, 8, 7
	d := online(nil, view("", seen))
	d.See(d.view, false, morning)
	step := d.CallSlip(Slip{Ticket: shown}, morning)
	for _, got := range []queue.Ticket{step.Ticket, *step.Issued} {
		if got.Number != "A7001" || got.Series != 7 || got.Serial != 1 || got.Kiosk != 7 || !got.InHand {
			t.Errorf("%+v; want A7001, as on the paper", got)
		}
	}
}
