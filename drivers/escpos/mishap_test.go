package escpos_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"motcua/drivers"
	"motcua/drivers/escpos"
	"motcua/drivers/simulator"
)

// step thins the mishaps for the daily test; make print-faults takes each 449th byte.
var step = flag.Int("step", 2203, "bytes from one mishap to the next")

// mishaps are what befalls a printer in mid-slip, each put right a while later.
var mishaps = map[string]simulator.Fault{
	"paper out":        {Do: simulator.PaperOut, For: 5 * time.Second},
	"cover open":       {Do: simulator.CoverOpen, For: 5 * time.Second},
	"knife jammed":     {Do: simulator.CutterJam, For: 5 * time.Second},
	"cable pulled":     {Do: simulator.Unplug, For: 5 * time.Second},
	"power off":        {Do: simulator.PowerOff, For: 5 * time.Second},
	"a blink of power": {Do: simulator.PowerOff, For: time.Second},
	"no answers":       {Do: simulator.Silent, For: 5 * time.Second},
	"noise":            {Do: simulator.Garble, For: 5 * time.Second},
	"held for 3 s":     {Do: simulator.Xoff, For: 3 * time.Second},
}

// TestMishaps lets each mishap strike at one printer; the others' turn comes without the race detector.
func TestMishaps(t *testing.T) { strikeAll(t, escpos.Profiles()[:1]) }

// strikeAll lets each mishap strike at bytes all over a slip, cold and warm. As often as it takes the slip is printed again; in
// the end it must be there whole, and no piece of paper may hold two.
func strikeAll(t *testing.T, profiles []escpos.Profile) {
	for _, profile := range profiles {
		t.Run(profile.Name, func(t *testing.T) {
			t.Parallel()
			for name, fault := range mishaps {
				for _, warm := range []bool{false, true} {
					for after := 1; after < 8000; after += *step {
						struck := false
						synctest.Test(t, func(t *testing.T) {
							struck = strike(t, fmt.Sprintf("%s after %d, warm %v", name, after, warm), profile, fault, after, warm)
						})
						if !struck || t.Failed() {
							break
						}
					}
				}
			}
		})
	}
}

// bench is a printer with a driver that opens its wire anew when the printer is gone, as a spool does.
type bench struct {
	t       testing.TB
	what    string
	printer *simulator.Printer
	encoder *escpos.Encoder
	driver  *escpos.Printer
}

func (b *bench) plug(ctx context.Context) {
	if b.driver == nil {
		ours, theirs := net.Pipe()
		go b.printer.ServeTCP(ctx, &socket{conn: theirs})
		b.driver = escpos.New(ours, b.encoder)
	}
}

// socket is a network printer's, called once: unlike a bare wire TCP holds back what the printer cannot take.
type socket struct {
	net.Listener
	conn net.Conn
}

func (s *socket) Accept() (net.Conn, error) {
	if s.conn == nil {
		return nil, net.ErrClosed
	}
	conn := s.conn
	s.conn = nil
	return conn, nil
}

func (s *socket) Close() error { return nil }

func (b *bench) unplug() {
	if b.driver != nil {
		b.driver.Close()
		b.driver = nil
	}
}

// strike prints a slip through a fault and tells whether the fault came before the slip was done.
func strike(t *testing.T, what string, profile escpos.Profile, fault simulator.Fault, after int, warm bool) bool {
	ctx, cancel := context.WithCancel(t.Context())
	defer synctest.Wait()
	defer cancel()
	s := simulator.New(mustModel(t, profile), simulator.Config{Baud: 9600, Speed: 150})
	teach(s)
	b := &bench{t: t, what: what, printer: s, encoder: escpos.NewEncoder(profile, emblem(t))}
	defer b.unplug()
	if warm {
		b.until(ctx, slipOf("warm"), 1)
	}
	before := s.Received()
	s.Do(simulator.Fault{After: after, Do: fault.Do, For: fault.For})
	b.until(ctx, slipOf("one"), 20)
	struck := s.Received() >= before+after
	b.until(ctx, slipOf("two"), 20)
	time.Sleep(10 * time.Second)
	s.Do(simulator.Fault{Do: simulator.TearOff})
	checkPaper(t, what, s.Slips(), warm)
	return struck
}

// until prints d, again after each fault, and puts IN LẠI on what is printed again.
func (b *bench) until(ctx context.Context, d drivers.Document, tries int) {
	b.t.Helper()
	for range tries {
		for wait := 0; wait < 60; wait++ {
			b.plug(ctx)
			s := b.driver.Status(ctx)
			if s.CanPrint() {
				break
			}
			if s == drivers.Gone {
				b.unplug()
			}
			time.Sleep(time.Second)
		}
		b.plug(ctx)
		err := b.driver.Print(ctx, d)
		if err == nil {
			return
		}
		var fault *drivers.Fault
		if !errors.As(err, &fault) {
			b.t.Fatal(err)
		}
		if fault.Status == drivers.Gone {
			b.unplug()
		}
		if fault.Sent > 0 && d[0].Text != "IN LẠI" {
			d = append(drivers.Document{{Kind: drivers.KindText, Text: "IN LẠI"}}, d...)
		}
		time.Sleep(time.Second)
	}
	b.t.Fatalf("%s: never printed", b.what)
}

// slipOf is a ticket whose every line tells which slip it belongs to.
func slipOf(name string) drivers.Document {
	var d drivers.Document
	d.Logo("centre")
	d.Text(drivers.Style{Align: drivers.Centre}, name+" Trung tâm phục vụ")
	d.Text(drivers.Style{Wide: 4, High: 4}, name)
	d.Text(drivers.Style{Small: true}, name+" Đăng ký khai sinh")
	d.QR(name + "-7K2QX9M4RT8WZ5")
	d.Text(drivers.Style{}, name+" Vui lòng giữ phiếu")
	d.Text(drivers.Style{}, name+" end")
	d.Cut()
	return d
}

// checkPaper looks at all that came out: the last piece that speaks of each slip is the whole of it, and no piece speaks of two.
func checkPaper(t *testing.T, what string, slips []simulator.Slip, warm bool) {
	t.Helper()
	names := []string{"one", "two"}
	whole := map[string]int{}
	for _, slip := range slips {
		text := strings.Join(slip.Text, "\n")
		seen := 0
		for _, name := range append(names, "warm") {
			if strings.Contains(text, name) {
				seen++
			}
			if strings.Contains("\n"+text, "\n"+name+"\n") && strings.HasSuffix(text, name+" end") {
				whole[name]++
			}
		}
		if seen > 1 {
			t.Errorf("%s: two slips on one paper:\n%s", what, text)
		}
	}
	for _, name := range names {
		if whole[name] == 0 {
			t.Errorf("%s: no whole slip %q", what, name)
			for _, slip := range slips {
				t.Logf("whole %v: %q", slip.Whole, slip.Text)
			}
		}
	}
}

// TestASlowPrinterIsWaitedFor prints long slips on a motor that is hardly getting on: as long as its paper moves, it is not down.
func TestASlowPrinterIsWaitedFor(t *testing.T) {
	for _, profile := range escpos.Profiles() {
		if !profile.Words {
			continue // what does not say that it is done is given no more than a moment
		}
		t.Run(profile.Name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, cancel := context.WithCancel(t.Context())
				defer synctest.Wait()
				defer cancel()
				const lines, mmASecond = 80, 8
				b := &bench{t: t, printer: simulator.New(mustModel(t, profile), simulator.Config{Baud: 9600, Speed: mmASecond}), encoder: escpos.NewEncoder(profile, nil)}
				b.plug(ctx)
				defer b.unplug()
				var d drivers.Document
				for range lines {
					d.Text(drivers.Style{}, "Ho so")
				}
				d.Cut()
				began := time.Now()
				if err := b.driver.Print(ctx, d); err != nil {
					t.Errorf("after %v: %v", time.Since(began), err)
				}
			})
		})
	}
}
