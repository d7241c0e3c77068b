package spool

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"motcua/drivers"
)

func TestSlipIsPrintedAgainAfterTheFault(t *testing.T) {
	for _, status := range []drivers.Status{
		drivers.PaperOut, drivers.CoverOpen, drivers.CutterError, drivers.Overheated, drivers.Broken, drivers.Offline, drivers.Gone,
	} {
		for _, sent := range []int{0, 1, 521} {
			t.Run(fmt.Sprintf("%s after %d bytes", status, sent), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					h := newHall(t, newDesk(fault(status, sent)), newMemory())
					h.mustPrint(t, "A001", "A002")
					after(time.Minute)
					h.mustLie(t)
					h.set(drivers.Ready)
					after(5 * time.Second)
					if sent == 0 {
						h.mustLie(t, "A001", "A002")
						h.mustEnd(t, "A001 printed", "A002 printed")
					} else {
						h.mustLie(t, heading+" A001", "A002")
						h.mustEnd(t, "A001 reprinted", "A002 printed")
					}
				})
			})
		}
	}
}

func TestSecondFaultKeepsTheHeading(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t, newDesk(fault(drivers.PaperOut, 64), fault(drivers.Offline, 0)), newMemory())
		h.mustPrint(t, "A001")
		for range 2 {
			after(5 * time.Second)
			h.set(drivers.Ready)
		}
		after(5 * time.Second)
		h.mustLie(t, heading+" A001")
	})
}

func TestPrinterGoneIsOpenedAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t, newDesk(fault(drivers.Gone, 64)), newMemory())
		h.mustPrint(t, "A001")
		after(time.Minute)
		h.set(drivers.Ready)
		after(5 * time.Second)
		if h.opened != 2 {
			t.Errorf("opened %d times; want 2", h.opened)
		}
	})
}

func TestPowerCutWhilePrinting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := newMemory()
		cut := newHall(t, newDesk(), store)
		cut.takes = time.Hour // the box dies before the printer has answered
		cut.mustPrint(t, "A001", "A002")
		after(time.Second)
		cut.halt()
		h := newHall(t, newDesk(), store)
		after(5 * time.Second)
		h.mustLie(t, "✂ "+heading+" A001", "A002") // the cut parts it from what the last run left in the printer
		h.mustEnd(t, "A001 reprinted", "A002 printed")
	})
}

func TestRestartCutsOffEvenWhenItsFirstTryFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t, newDesk(func(*desk) error { return &drivers.Fault{Status: drivers.Offline} }), tornBefore(t, time.Time{}))
		after(5 * time.Second)
		h.mustLie(t, "✂ "+heading+" A001")
	})
}

func TestNextSlipCutsOffATornOneThatExpired(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := tornBefore(t, time.Now().Add(-time.Second))
		if err := store.Add(t.Context(), job("A002")); err != nil {
			t.Fatal(err)
		}
		h := newHall(t, newDesk(), store)
		after(5 * time.Second)
		h.mustLie(t, "✂ A002")
		h.mustEnd(t, "A001 expired", "A002 printed")
	})
}

// tornBefore is a store as a power cut in the middle of A001 leaves it.
func tornBefore(t testing.TB, expires time.Time) *memory {
	t.Helper()
	store, torn := newMemory(), job("A001")
	torn.Expires = expires
	if err := errors.Join(store.Add(t.Context(), torn), store.Attempt(t.Context(), "A001", 1)); err != nil {
		t.Fatal(err)
	}
	return store
}

func TestPowerCutBeforePrinting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := newMemory()
		if err := store.Add(t.Context(), job("A001")); err != nil {
			t.Fatal(err)
		}
		h := newHall(t, newDesk(), store)
		after(time.Second)
		h.mustLie(t, "A001")
	})
}

func TestPrinterThatNeverConfirmsDoesNotEmptyItsRoll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mute []func(*desk) error
		for range 10 {
			mute = append(mute, func(*desk) error { return &drivers.Fault{Status: drivers.Ready, Sent: 521} })
		}
		h := newHall(t, newDesk(mute...), newMemory())
		h.mustPrint(t, "A001")
		after(time.Minute)
		h.mustEnd(t, "A001 unconfirmed")
		if left := len(h.desk.print); left != 10-maxAttempts {
			t.Errorf("tried %d times; want %d", 10-left, maxAttempts)
		}
	})
}

var errFull = errors.New("database or disk is full")

func TestFullDisk(t *testing.T) {
	for _, c := range []struct {
		method string
		tray   []string // while the disk is full
	}{
		{"Attempt", nil}, {"Pending", nil}, {"Close", []string{"A001"}},
	} {
		t.Run(c.method, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := newHall(t, newDesk(), newMemory())
				h.store.fill(c.method, errFull)
				h.mustPrint(t, "A001", "A002")
				after(time.Minute)
				h.mustLie(t, c.tray...)
				h.mustEnd(t)
				h.store.fill(c.method, nil)
				after(5 * time.Second)
				h.mustLie(t, "A001", "A002")
				h.mustEnd(t, "A001 printed", "A002 printed")
			})
		})
	}
}

func TestFullDiskAtHandIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t, newDesk(), newMemory())
		h.store.fill("Add", errFull)
		if err := h.Print(context.Background(), job("A001")); !errors.Is(err, errFull) {
			t.Errorf("Print = %v; want %v", err, errFull)
		}
	})
}

func TestCancelOfASlipOnPaperWhileTheDiskIsFull(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHall(t, newDesk(), newMemory())
		h.store.fill("Close", errFull)
		h.mustPrint(t, "A001")
		after(200 * time.Millisecond)
		h.Cancel(t.Context(), "A001")
		after(5 * time.Second)
		h.store.fill("Close", nil)
		h.Cancel(t.Context(), "A001")
		after(5 * time.Second)
		h.mustLie(t, "A001")
		h.mustEnd(t, "A001 printed")
	})
}
