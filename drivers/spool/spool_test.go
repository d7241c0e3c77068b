package spool

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"motcua/drivers"
)

func TestSlipsComeOutInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t, newDesk(), newMemory())
		h.mustPrint(t, "A001", "A002", "B001")
		after(2 * time.Second)
		h.mustLie(t, "A001", "A002", "B001")
		h.mustEnd(t, "A001 printed", "A002 printed", "B001 printed")
	})
}

func TestSlipStartsAtOnceWhenThePrinterIsIdle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t, newDesk(), newMemory())
		after(10*time.Second + poll/2)
		h.mustPrint(t, "A001")
		after(h.takes)
		h.mustLie(t, "A001")
	})
}

func TestAttemptIsDurableBeforeTheFirstByte(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := newMemory()
		var before int
		h := newHall(t, newDesk(func(*desk) error { before = store.attempts("A001"); return nil }), store)
		h.mustPrint(t, "A001")
		after(time.Second)
		if before != 1 {
			t.Errorf("while it printed the store knew of %d attempts; want 1", before)
		}
	})
}

func TestSameTicketHandedInTwice(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t, newDesk(), newMemory())
		h.mustPrint(t, "A001")
		if err := h.Print(context.Background(), job("A001")); !errors.Is(err, ErrKnown) {
			t.Errorf("second Print = %v; want %v", err, ErrKnown)
		}
		after(2 * time.Second)
		if err := h.Print(context.Background(), job("A001")); !errors.Is(err, ErrKnown) {
			t.Errorf("Print after it came out = %v; want %v", err, ErrKnown)
		}
		after(2 * time.Second)
		h.mustLie(t, "A001")
	})
}

func TestRefusedSlipDoesNotHoldUpTheNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t, newDesk(func(*desk) error { return errors.New("QR code of 900 bytes") }), newMemory())
		h.mustPrint(t, "A001", "A002")
		after(2 * time.Second)
		h.mustLie(t, "A002")
		h.mustEnd(t, "A001 refused", "A002 printed")
	})
}

func TestStateIsReportedOnChangeOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk()
		d.set(drivers.Gone)
		h := newHall(t, d, newMemory())
		if got := h.Status(); got != drivers.Gone {
			t.Errorf("before the first answer Status = %q; want gone", got)
		}
		after(5 * time.Second)
		for _, s := range []drivers.Status{drivers.Ready, drivers.PaperLow, drivers.CoverOpen, drivers.PaperOut, drivers.Ready} {
			d.set(s)
			after(3 * time.Second)
			if got := h.Status(); got != s {
				t.Errorf("Status = %q; want %q", got, s)
			}
		}
		want := []drivers.Status{drivers.Gone, drivers.Ready, drivers.PaperLow, drivers.CoverOpen, drivers.PaperOut, drivers.Ready}
		if got := h.seen(); !slices.Equal(got, want) {
			t.Errorf("reported %q; want %q", got, want)
		}
	})
}

func TestTicketNobodyWaitsForStaysUnprinted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk()
		d.set(drivers.PaperOut)
		h := newHall(t, d, newMemory())
		late := job("A001")
		late.Expires = time.Now().Add(5 * time.Minute)
		if err := h.Print(t.Context(), late); err != nil {
			t.Fatal(err)
		}
		h.mustPrint(t, "A002")
		after(6 * time.Minute)
		h.mustEnd(t, "A001 expired")
		d.set(drivers.Ready)
		after(5 * time.Second)
		h.mustLie(t, "A002")
	})
}

func TestCancel(t *testing.T) {
	for _, c := range []struct {
		name    string
		mishaps []func(*desk) error
		at      time.Duration
		tray    []string
		ended   []string
	}{
		{"before the slip is in print", nil, 0, nil, []string{"A001 cancelled"}},
		{"in print, and it comes out", nil, 200 * time.Millisecond, []string{"A001"}, []string{"A001 printed"}},
		{"in print, and the paper ends", []func(*desk) error{fault(drivers.PaperOut, 64)}, 200 * time.Millisecond, nil, []string{"A001 cancelled"}},
		{"while the roll is changed", []func(*desk) error{fault(drivers.PaperOut, 64)}, 5 * time.Second, nil, []string{"A001 cancelled"}},
		{"after it came out", nil, 5 * time.Second, []string{"A001"}, []string{"A001 printed"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := newHall(t, newDesk(c.mishaps...), newMemory())
				h.mustPrint(t, "A001")
				if c.at > 0 {
					after(c.at)
				}
				if err := h.Cancel(t.Context(), "A001"); err != nil {
					t.Fatal(err)
				}
				after(10 * time.Second)
				h.set(drivers.Ready)
				after(10 * time.Second)
				h.mustLie(t, c.tray...)
				h.mustEnd(t, c.ended...)
			})
		})
	}
}

func TestSlipInPrintIsFinishedWhenTheProgramStops(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t, newDesk(), newMemory())
		h.mustPrint(t, "A001", "A002")
		after(200 * time.Millisecond)
		h.halt()
		h.mustLie(t, "A001")
		h.mustEnd(t, "A001 printed")
	})
}

func TestManyHandsAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk(fault(drivers.PaperOut, 64), nothing, fault(drivers.Gone, 0), nothing, fault(drivers.Offline, 500))
		d.takes = time.Millisecond
		h := newHall(t, d, newMemory())
		var hands sync.WaitGroup
		for i := range 20 {
			hands.Go(func() {
				id := fmt.Sprintf("A%03d", i)
				h.Print(t.Context(), job(id))
				if i%5 == 0 {
					h.Cancel(t.Context(), id)
				}
				h.Spool.Status()
			})
		}
		hands.Wait()
		for range 5 {
			h.set(drivers.Ready)
			after(5 * time.Second)
		}
		if got := len(h.outcomes()); got != 20 {
			t.Errorf("%d of 20 jobs ended: %q", got, h.outcomes())
		}
		if got := len(h.slips()); got < 16 {
			t.Errorf("%d slips; 16 were never cancelled: %q", got, h.slips())
		}
	})
}

func nothing(*desk) error { return nil }
