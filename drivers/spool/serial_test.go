package spool

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"motcua/drivers"
	"motcua/drivers/escpos"
	"motcua/drivers/serialport"
	"motcua/drivers/simulator"
)

// TestOverASerialLine runs all the real parts on a real pty and the real clock: the cable is pulled in the middle of a slip.
func TestOverASerialLine(t *testing.T) {
	model, err := simulator.LookUp("epson-tm-t82")
	if err != nil {
		t.Fatal(err)
	}
	profile, err := escpos.ProfileNamed("epson-tm-t82")
	if err != nil {
		t.Fatal(err)
	}
	device := filepath.Join(t.TempDir(), "usb-EPSON_TM-T82-if00-port0")
	printer := mustServe(t, simulator.New(model, simulator.Config{Handshake: simulator.XonXoff}), device)
	encoder := escpos.NewEncoder(profile, emblem())
	done := make(chan string, len(tickets))
	s := New(newMemory(), func(context.Context) (drivers.Printer, error) {
		wire, err := serialport.Open(serialport.Settings{Device: device, Flow: serialport.XONXOFF})
		if err != nil {
			return nil, err
		}
		return escpos.New(wire, encoder), nil
	}, heading, Watcher{Done: func(j Job, o Outcome) { done <- j.ID + " " + string(o) }})
	mustRun(t, s)

	mustHandIn(t, s, "A001")
	mustHear(t, done, "A001 printed")
	printer.Do(simulator.Fault{After: 150, Do: simulator.Unplug, For: 2 * time.Second})
	mustHandIn(t, s, "A002")
	mustHear(t, done, "A002 reprinted")
	mustHandIn(t, s, "A003")
	mustHear(t, done, "A003 printed")
	for _, v := range printer.Violations() {
		if !v.Broken { // by the cable
			t.Errorf("the printer complains: %v", v)
		}
	}
}

func mustServe(t testing.TB, printer *simulator.Printer, device string) *simulator.Printer {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	ready, served := make(chan struct{}, 16), make(chan error, 1)
	go func() { served <- printer.ServePTY(ctx, device, func() { ready <- struct{}{} }) }()
	t.Cleanup(func() {
		stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	select {
	case <-ready:
	case err := <-served:
		t.Fatal(err)
	}
	return printer
}

func mustRun(t testing.TB, s *Spool) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	stopped := make(chan error, 1)
	go func() { stopped <- s.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-stopped; !errors.Is(err, context.Canceled) {
			t.Errorf("Run = %v", err)
		}
	})
}

func mustHandIn(t testing.TB, s *Spool, number string) {
	t.Helper()
	if err := s.Print(context.Background(), ticket(number)); err != nil {
		t.Fatal(err)
	}
}

func mustHear(t testing.TB, done <-chan string, want string) {
	t.Helper()
	select {
	case got := <-done:
		if got != want {
			t.Fatalf("%s; want %s", got, want)
		}
	case <-time.After(time.Minute):
		t.Fatalf("no word of %s after a minute", want)
	}
}
