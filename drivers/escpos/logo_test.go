package escpos_test

import (
	"bytes"
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"motcua/drivers"
	"motcua/drivers/escpos"
	"motcua/drivers/simulator"
)

// TestLogoBrokenOff breaks it off on the printer of the sample hall; the others' turn comes without the race detector.
func TestLogoBrokenOff(t *testing.T) {
	breakOff(t, slices.DeleteFunc(escpos.Profiles(), func(p escpos.Profile) bool { return p.Name != "epson-tm-t20" }))
}

// breakOff breaks the storing of a logo off all over it. The slip after that carries the whole picture: neither a half one
// that the zeros of the next conversation completed, nor none.
func breakOff(t *testing.T, profiles []escpos.Profile) {
	for _, profile := range profiles {
		if profile.Logo != escpos.LogoKeyed && profile.Logo != escpos.LogoNumbered {
			continue
		}
		t.Run(profile.Name, func(t *testing.T) {
			_, want := printLogo(t, profile, simulator.Fault{After: 1 << 20, Do: simulator.TearOff}, false)
			for name, fault := range map[string]simulator.Fault{
				"the printer loses its power": {Do: simulator.PowerOff, For: time.Second},
				"the computer dies":           {Do: simulator.Unplug, For: time.Second},
			} {
				for struck := true; struck && !t.Failed(); fault.After += 17 {
					var got []byte
					if struck, got = printLogo(t, profile, fault, fault.Do == simulator.Unplug); !bytes.Equal(got, want) {
						t.Errorf("%s at byte %d: the logo is not whole", name, fault.After)
					}
				}
			}
		})
	}
}

// printLogo prints a slip through a fault and then, by a new program or the same, another one, whose picture it returns.
func printLogo(t *testing.T, profile escpos.Profile, fault simulator.Fault, anew bool) (struck bool, picture []byte) {
	logo := escpos.NewBitmap(48, 32)
	for i := range logo.Rows {
		logo.Rows[i] = byte(0xF0 >> (i % 5))
	}
	d := drivers.Document{{Kind: drivers.KindLogo, Text: "centre"}, {Kind: drivers.KindCut}}
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer synctest.Wait()
		defer cancel()
		s := simulator.New(mustModel(t, profile), simulator.Config{Speed: 150})
		b := &bench{t: t, what: profile.Name, printer: s, encoder: escpos.NewEncoder(profile, escpos.Logos{"centre": logo})}
		defer func() { b.unplug() }()
		s.Do(fault)
		b.plug(ctx)
		b.driver.Print(ctx, d)
		struck = s.Received() >= fault.After
		time.Sleep(5 * time.Second)
		if anew {
			b.unplug()
			b.encoder = escpos.NewEncoder(profile, escpos.Logos{"centre": logo})
			d = append(drivers.Document{{Kind: drivers.KindCut}}, d...) // as a spool does
		}
		s.Do(simulator.Fault{Do: simulator.TearOff})
		b.until(ctx, d, 20)
		time.Sleep(5 * time.Second)
		s.Do(simulator.Fault{Do: simulator.TearOff})
		paper := s.Slips()
		slip := escpos.BitmapOf(paper[len(paper)-1].Image())
		top, bottom := slip.Inked()
		picture = slip.Rows[top*slip.Width/8 : bottom*slip.Width/8]
	})
	return struck, picture
}
