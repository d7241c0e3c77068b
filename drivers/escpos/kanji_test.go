package escpos_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"motcua/drivers"
	"motcua/drivers/escpos"
	"motcua/drivers/simulator"
)

// TestPrintersThatWakeInKanjiMode prints on the firmware for East Asia of every model, after a power cut between two slips too.
func TestPrintersThatWakeInKanjiMode(t *testing.T) {
	for _, profile := range escpos.Profiles() {
		t.Run(profile.Name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := simulator.New(mustModel(t, profile).Asian(), simulator.Config{Baud: 9600, Speed: 150})
				teach(s)
				p := mustPlug(t, s, escpos.NewEncoder(profile, nil))
				for range 2 {
					var d drivers.Document
					d.Text(drivers.Style{}, escpos.Vietnamese)
					d.Cut()
					slip := mustPrint(t, s, p, d)
					got := strings.Join(slip.Text, "")
					if inBands(profile, drivers.Style{}) {
						got = readDots(slip.Image(), (slip.Image().Rect.Dx()-profile.Dots)/2, drivers.Style{})
					}
					if got != escpos.Vietnamese {
						t.Errorf("it prints %s", got)
					}
				}
			})
		})
	}
}

// TestNamesOfTheHighlands prints letters that Unicode composes with no code: each takes one place, and none becomes a sign.
func TestNamesOfTheHighlands(t *testing.T) {
	for text, want := range map[string]int{
		"H’Blơ\u0306m": 6, "Niê\u0306": 3, "Ksơ\u0306r": 4, "Ñĕô\u0306ư\u0306": 4, "Y-Č\u0323in": 5, "ƀuôn": 4,
	} {
		got := escpos.Legible(text)
		if len(got) != want || strings.ContainsRune(string(got), '□') {
			t.Errorf("%s takes %d places: %q", text, len(got), string(got))
		}
	}
	// A mark that we do not draw goes, and its letter stays; nothing stands alone.
	for text, want := range map[string]string{"x\u0489y": "xy", "\u0306a": "a", "a \u0306b": "a b", "\ue000": "□"} {
		if got := string(escpos.Legible(text)); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
	breve, bare := escpos.Legible("ê\u0306")[0], 'ê'
	for _, small := range []bool{false, true} {
		if string(escpos.Columns(breve, small, false, 0)) == string(escpos.Columns(bare, small, false, 0)) {
			t.Error("the mark is not drawn")
		}
	}
}
