package queue_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"motcua/internal/queue"
)

var nine = time.Date(2026, 11, 23, 9, 0, 0, 0, queue.Zone)

// deed reads one in words: "05 called 1"; seq is its place in the counter's log.
func deed(seq int64, words string) queue.TicketAction {
	d := queue.TicketAction{Seq: seq, At: nine.Add(time.Duration(seq) * time.Minute)}
	fmt.Sscan(words, &d.Counter, &d.Action, &d.Turn, &d.Service)
	if d.Action == "offered" {
		d.Action, d.Offered = queue.Call, true
	}
	return d
}

func TestMerge(t *testing.T) {
	for _, tt := range []struct {
		name  string
		deeds []string
		want  string   // state, service, counter, turn
		told  []string // counter, what it did, who stands, what it did
	}{
		{"nobody has called", nil, "waiting ho-tich  0", nil},
		{"central called and the counter heard", []string{"05 offered 1", "05 called 1"}, "called ho-tich 05 1", nil},
		{"served", []string{"05 called 1", "05 recalled 1", "05 finished 1"}, "done ho-tich 05 1", nil},
		{"skipped and called by another", []string{"05 called 1", "05 skipped 1", "06 called 2"}, "called ho-tich 06 2", nil},
		{"the other's word comes first", []string{"06 called 2", "05 skipped 1", "05 called 1"}, "called ho-tich 06 2", nil},
		{"sent on", []string{"05 called 1", "05 transferred 1 dat-dai"}, "waiting dat-dai 05 1", nil},
		{"back after a no-show", []string{"05 called 1", "05 no_show 1", "05 called 2"}, "called ho-tich 05 2", nil},
		{"finished without a call", []string{"05 finished 1"}, "waiting ho-tich  0", nil},
		{"two counters without a network: the earlier call", []string{"05 called 1", "06 called 1"}, "called ho-tich 05 1", []string{"06 called 05 called"}},
		{"served beats called", []string{"05 called 1", "06 called 1", "06 finished 1"}, "done ho-tich 06 1", []string{"05 called 06 finished"}},
		{"served beats a no-show", []string{"05 called 1", "05 no_show 1", "06 called 1", "06 finished 1"}, "done ho-tich 06 1", []string{"05 no_show 06 finished"}},
		{"served beats sent on", []string{"05 called 1", "05 transferred 1 dat-dai", "06 called 1", "06 finished 1"}, "done ho-tich 06 1", []string{"05 transferred 06 finished"}},
		{"both served: the earlier call", []string{"06 called 1", "05 called 1", "05 finished 1", "06 finished 1"}, "done ho-tich 06 1", []string{"05 finished 06 finished"}},
		{"central's call that never reached the counter", []string{"05 offered 1", "06 called 1"}, "called ho-tich 06 1", nil},
		{"served while another called again later", []string{"05 called 1", "05 skipped 1", "07 called 2", "06 called 1", "06 finished 1"}, "done ho-tich 06 1",
			[]string{"05 skipped 06 finished", "07 called 06 finished"}},
		{"the slip never came out", []string{"- cancelled 0"}, "cancelled ho-tich  0", nil},
		{"the slip never came out, and yet somebody came", []string{"- cancelled 0", "05 called 1"}, "called ho-tich 05 1", nil},
		{"its holder let others go first", []string{"- deferred 0"}, "waiting ho-tich  0", nil},
		{"its holder left", []string{"- left 0"}, "cancelled ho-tich  0", nil},
		{"left after a skip", []string{"05 called 1", "05 skipped 1", "- left 1"}, "cancelled ho-tich 05 1", nil},
		{"left, and a counter without central had called already", []string{"- left 0", "05 called 1"}, "called ho-tich 05 1", nil},
		{"left, and served by a counter without central", []string{"05 called 1", "05 finished 1", "- left 0"}, "done ho-tich 05 1", nil},
		{"cannot leave from a counter", []string{"05 called 1", "- left 1"}, "called ho-tich 05 1", nil},
		{"came back", []string{"05 called 1", "05 no_show 1", "- returned 1"}, "waiting ho-tich 05 1", nil},
		{"came back and left", []string{"05 called 1", "05 no_show 1", "- returned 1", "- left 1"}, "cancelled ho-tich 05 1", nil},
		{"came back and was called", []string{"05 called 1", "05 no_show 1", "- returned 1", "06 called 2"}, "called ho-tich 06 2", nil},
		{"came back, and another counter had served them", []string{"05 called 1", "05 no_show 1", "- returned 1", "06 called 1", "06 finished 1"}, "done ho-tich 06 1",
			[]string{"05 no_show 06 finished"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var deeds []queue.TicketAction
			for i, words := range tt.deeds {
				deeds = append(deeds, deed(int64(i+1), words))
			}
			c := queue.Merge("ho-tich", deeds)
			var told []string
			for _, o := range c.Superseded {
				told = append(told, fmt.Sprint(o.Counter, " ", o.Did, " ", o.Stands, " ", o.There))
			}
			if got := fmt.Sprint(c.State, " ", c.Service, " ", c.Counter, " ", c.Turn); got != tt.want || !slices.Equal(told, tt.told) {
				t.Errorf("got %q, told %q; want %q, %q", got, told, tt.want, tt.told)
			}
		})
	}
}

// TestMergeKnowsNoOrder holds that any deeds, sensible or not, make one course however they come.
func TestMergeKnowsNoOrder(t *testing.T) {
	action := rapid.SampledFrom([]queue.Action{queue.Call, queue.Call, queue.Call, queue.Recall, queue.Skip, queue.Miss, queue.Finish, queue.Transfer, queue.Cancel, queue.Defer, queue.Leave, queue.Return})
	rapid.Check(t, func(t *rapid.T) {
		var deeds []queue.TicketAction
		for seq := range rapid.IntRange(0, 12).Draw(t, "deeds") {
			deeds = append(deeds, queue.TicketAction{
				Action: action.Draw(t, "action"), Turn: rapid.IntRange(1, 3).Draw(t, "turn"), Counter: rapid.SampledFrom([]string{"01", "02", "03"}).Draw(t, "counter"),
				Service: rapid.SampledFrom([]string{"", "dat-dai"}).Draw(t, "service"), Offered: rapid.Bool().Draw(t, "offered"),
				At: nine.Add(time.Duration(rapid.IntRange(0, 2).Draw(t, "minute")) * time.Minute), Seq: int64(seq),
			})
		}
		one, other := queue.Merge("ho-tich", deeds), queue.Merge("ho-tich", rapid.Permutation(deeds).Draw(t, "order"))
		if diff := cmp.Diff(one, other, cmpopts.IgnoreUnexported(queue.Outcome{})); diff != "" {
			t.Fatal(diff)
		}
		servers := map[string]bool{}
		for _, d := range one.Counted {
			if d.Action == queue.Finish {
				servers[d.Counter] = true
			}
		}
		if len(servers) > 1 || (one.State == queue.Done) != (len(servers) == 1) {
			t.Fatalf("%s, served by %v", one.State, servers)
		}
	})
}

func TestLane(t *testing.T) {
	counters := []string{"01", "02", "05"}
	for _, tt := range []struct {
		name, counter string
		serial        int
		inHand        bool
		want          bool
	}{
		{"A003 is the first counter's", "01", 3, true, true},
		{"A004 is the second's", "02", 4, true, true},
		{"A005 is the last's", "05", 5, true, true},
		{"A005 is not the first's", "01", 5, true, false},
		{"a counter that does not take the service", "04", 3, true, false},
		{"A003 is in nobody's hand yet", "01", 3, false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := queue.Lane(queue.Ticket{Serial: tt.serial, InHand: tt.inHand}, tt.counter, counters); got != tt.want {
				t.Errorf("got %v", got)
			}
		})
	}
}

// TestEveryTicketIsInOneLane holds that no two counters call one person without central, whatever each of them saw of the line last.
func TestEveryTicketIsInOneLane(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		counters := rapid.SliceOfNDistinct(rapid.StringMatching(`[0-9]{2}`), 1, 20, rapid.ID).Draw(t, "counters")
		ticket := queue.Ticket{InHand: true, Serial: rapid.IntRange(1, 5000).Draw(t, "serial")}
		callers := 0
		for _, c := range counters {
			if queue.Lane(ticket, c, counters) {
				callers++
			}
		}
		if callers != 1 {
			t.Errorf("%d counters may call number %d", callers, ticket.Serial)
		}
	})
}
