package spool

import (
	"flag"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"motcua/drivers/escpos"
	"motcua/drivers/simulator"
)

// step thins the matrix for the daily test; make print-faults takes each 64th byte.
var step = flag.Int("step", 997, "bytes from one fault of the matrix to the next")

func TestMain(m *testing.M) {
	slog.SetDefault(slog.New(slog.DiscardHandler))
	code := m.Run()
	if matrix.cases > 0 {
		fmt.Printf("print-faults: cases=%d lost=%d doubled=%d\n", matrix.cases, matrix.lost, matrix.doubled)
	}
	os.Exit(code)
}

// mishap is what befalls the printer at one byte, and what somebody does about it half a minute later, a step a second.
type mishap struct {
	name     string
	fall     simulator.Fault
	cure     []simulator.Action
	box      bool // the computer dies instead
	heedless bool // over a line without flow control
}

var mishaps = []mishap{
	{name: "paper out", fall: simulator.Fault{Do: simulator.PaperOut},
		cure: []simulator.Action{simulator.CoverOpen, simulator.PaperIn, simulator.CoverShut}},
	{name: "cover open", fall: simulator.Fault{Do: simulator.CoverOpen, For: 20 * time.Second}},
	{name: "cable pulled", fall: simulator.Fault{Do: simulator.Unplug, For: 20 * time.Second}},
	{name: "cable loose", fall: simulator.Fault{Do: simulator.Unplug, For: 10 * time.Millisecond}},
	{name: "power off", fall: simulator.Fault{Do: simulator.PowerOff, For: 20 * time.Second}},
	{name: "power cycle", fall: simulator.Fault{Do: simulator.PowerOff, For: time.Second}}, // no printer wakes up faster
	{name: "cutter jam", fall: simulator.Fault{Do: simulator.CutterJam},
		cure: []simulator.Action{simulator.CoverOpen, simulator.CutterFree, simulator.CoverShut}},
	{name: "garbage", fall: simulator.Fault{Do: simulator.Garble, For: 5 * time.Second}},
	{name: "silent", fall: simulator.Fault{Do: simulator.Silent, For: 20 * time.Second}},
	{name: "XOFF 3 s", fall: simulator.Fault{Do: simulator.Xoff, For: 3 * time.Second}},
	{name: "XOFF 25 s", fall: simulator.Fault{Do: simulator.Xoff, For: 25 * time.Second}},
	{name: "XOFF 3 s ignored", fall: simulator.Fault{Do: simulator.Xoff, For: 3 * time.Second}, heedless: true},
	{name: "XOFF 25 s ignored", fall: simulator.Fault{Do: simulator.Xoff, For: 25 * time.Second}, heedless: true},
	{name: "computer dies", box: true},
}

// strike lets a mishap befall three tickets and counts what came out.
func (m mishap) strike(t *testing.T, profile escpos.Profile, at int, ref reference) (lost, doubled []string) {
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, profile, m.heedless)
		defer b.power()
		for _, number := range tickets {
			b.store.Add(t.Context(), ticket(number))
		}
		if m.box {
			b.boot(int64(at))
		} else {
			fall := m.fall
			fall.After = at
			b.printer.Do(fall)
			b.boot(0)
		}
		after(30 * time.Second)
		if m.box {
			b.shutDown()
			b.boot(0)
		}
		for _, act := range m.cure {
			b.printer.Do(simulator.Fault{Do: act})
			after(time.Second)
		}
		b.allEnded()
		b.shutDown()
		lost, doubled = b.judge(ref)
	})
	return lost, doubled
}

// tally counts the cases of the matrix and the slips that went wrong in them.
type tally struct{ cases, lost, doubled int }

// matrix is the sum over all profiles, the closing line of make print-faults.
var matrix tally

// TestFaultMatrix lets each mishap strike at each step of the first two tickets, on each profile.
func TestFaultMatrix(t *testing.T) {
	var mu sync.Mutex
	for _, profile := range slices.Backward(escpos.Profiles()) { // the slowest first
		t.Run(profile.Name, func(t *testing.T) {
			t.Parallel()
			sum := matrixOf(t, profile)
			mu.Lock()
			defer mu.Unlock()
			matrix = tally{matrix.cases + sum.cases, matrix.lost + sum.lost, matrix.doubled + sum.doubled}
		})
	}
}

func matrixOf(t *testing.T, profile escpos.Profile) (sum tally) {
	ref := calm(t, profile)
	for _, m := range mishaps {
		for at := 1; at <= ref.bytes; at += *step {
			lost, doubled := m.strike(t, profile, at, ref)
			sum = tally{sum.cases + 1, sum.lost + len(lost), sum.doubled + len(doubled)}
			if len(lost)+len(doubled) > 0 {
				t.Errorf("%s at byte %d: lost %q, doubled %q", m.name, at, lost, doubled)
			}
		}
	}
	return sum
}
