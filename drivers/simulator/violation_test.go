package simulator

import (
	"strings"
	"testing"
)

// What a careless driver sends, and what a printer of that make thinks of it.
func TestViolations(t *testing.T) {
	for _, c := range []struct{ name, model, bytes, want string }{
		{"a letter of the control codes", "epson-tm-t82", "\x07", "07: no such command"},
		{"DEL", "epson-tm-t82", "\x7f", "text: 7Fh"},
		{"unknown escape", "epson-tm-t82", "\x1bZ", "1B 5A: no such command"},
		{"unknown group", "epson-tm-t82", "\x1d(Z\x02\x0000", "1D 28 5A: no such command"},
		{"a page that Epson lacks", "epson-tm-t82", "\x1bt\x63", "ESC t: no code page 99: page 0 stays"},
		{"page 30 on a clone", "xprinter-xp80", "\x1bt\x1e", "ESC t: no code page 30"},
		{"no such country", "epson-tm-t82", "\x1bR\x63", "ESC R: country"},
		{"alignment 3", "epson-tm-t82", "\x1ba\x03", "ESC a: parameter 3"},
		{"alignment within a line", "epson-tm-t82", "A\x1ba\x01", "ESC a: the line buffer is not empty"},
		{"upside down within a line", "epson-tm-t82", "A\x1b{\x01", "ESC {: the line buffer"},
		{"margin within a line", "epson-tm-t82", "A\x1dL\x10\x00", "GS L: the line buffer"},
		{"nine times as high", "epson-tm-t82", "\x1d!\x08", "GS !: size 08h"},
		{"font C", "epson-tm-t82", "\x1bM\x02", "ESC M: parameter 2"},
		{"underline of three dots", "epson-tm-t82", "\x1b-\x03", "ESC -: parameter 3"},
		{"a tab past the line", "generic-58", strings.Repeat("\t", 9), "HT: no tab stop"},
		{"tabs in disorder", "epson-tm-t82", "\x1bD\x08\x04\x00", "ESC D: tab 4 stands left"},
		{"tabs without an end", "epson-tm-t82", "\x1bD" + strings.Repeat("\x01", 40), "ESC D: more than 32"},
		{"a column off the paper", "epson-tm-t82", "\x1b$\xff\x7f", "ESC $: position"},
		{"left of the paper", "epson-tm-t82", "\x1b\\\xff\xff", "ESC \\: position -1"},
		{"cut within a line", "epson-tm-t82", "A\x1dV\x00", "GS V: the line buffer"},
		{"cut through the last line", "epson-tm-t82", "A\n\x1dV\x01", "GS V: the last lines had not passed the knife"},
		{"cut 2", "epson-tm-t82", "\x1dV\x02", "GS V: m = 2"},
		{"cut without a cutter", "generic-58", "\x1dV\x00", "GS V: this model has no such command"},
		{"ESC i without a cutter", "xprinter-xp58", "\x1bi", "ESC i: this model has no"},
		{"raster within a line", "epson-tm-t82", "A\x1dv0\x00\x01\x00\x01\x00\xff", "GS v 0: the line buffer"},
		{"raster of no rows", "epson-tm-t82", "\x1dv0\x00\x01\x00\x00\x00", "GS v 0: rows = 0"},
		{"raster wider than the paper", "generic-58", "\x1dv0\x00\x40\x00\x01\x00" + strings.Repeat("\xff", 64), "GS v 0: 512 dots are wider"},
		{"bit image mode 2", "epson-tm-t82", "\x1b*\x02\x01\x00", "ESC *: mode 2"},
		{"bit image past the line's end", "generic-58", "\x1b$\x70\x01\x1b*\x01\x20\x00" + strings.Repeat("\xff", 32), "ESC *: 32 dots do not fit"},
		{"bit image on a raster clone", "raster-58", "\x1b*\x01\x01\x00A", "ESC *: this model"},
		{"a letter 13 dots wide", "epson-tm-t82", "\x1b&\x03AA\x0d", "ESC &: a letter 13 dots wide"},
		{"a letter of font B 12 dots wide", "epson-tm-t82", "\x1bM\x01\x1b&\x03AA\x0a" + strings.Repeat("\x01", 30), "ESC &: letter's width = 10"},
		{"a letter above 7Eh", "epson-tm-t82", "\x1b&\x03\x41\x80", "ESC &: y c1 c2"},
		{"ESC & on a clone without", "generic-80", "\x1b&\x03AA\x01AAA", "ESC &: this model"},
		{"QR on a clone without", "generic-80", "\x1d(k\x03\x001C\x06", "GS ( k: this model"},
		{"QR without data", "epson-tm-t82", "\x1d(k\x03\x001Q0", "GS ( k: no symbol data"},
		{"QR data is lost by ESC @", "epson-tm-t82", "\x1d(k\x04\x001P0A\x1b@\x1d(k\x03\x001Q0", "GS ( k: no symbol data"},
		{"QR within a line", "epson-tm-t82", "\x1d(k\x04\x001P0AB\x1d(k\x03\x001Q0", "GS ( k: the line buffer"},
		{"QR module of 17 dots", "epson-tm-t82", "\x1d(k\x03\x001C\x11", "GS ( k: n = 17"},
		{"QR level 5", "epson-tm-t82", "\x1d(k\x03\x001E5", "GS ( k: n = 53"},
		{"QR model 1", "epson-tm-t82", "\x1d(k\x04\x001A1\x00", "GS ( k: n1 n2 = 50 0"},
		{"QR wider than the paper", "xprinter-xp58", "\x1d(k\x03\x001C\x10\x1d(k\x22\x001P0" + strings.Repeat("a", 31) + "\x1d(k\x03\x001Q0", "GS ( k: a symbol"},
		{"PDF417", "epson-tm-t82", "\x1d(k\x03\x000A\x00", "GS ( k: cn = 48"},
		{"bar code on a clone without", "generic-80", "\x1dk\x49\x03{BA", "GS k: this model"},
		{"CODE128 without a code set", "epson-tm-t82", "\x1dk\x49\x02A1", "GS k: CODE128 begins"},
		{"a pair above 99 in set C", "epson-tm-t82", "\x1dk\x49\x03{C\x64", "GS k: byte 64h"},
		{"bar code wider than the paper", "xprinter-xp58", "\x1dw\x06\x1dk\x49\x08{BABCDEF", "GS k: a bar code"},
		{"bar code 80", "epson-tm-t82", "\x1dk\x50\x01A", "GS k: m = 80"},
		{"bars of 7 dots", "epson-tm-t82", "\x1dw\x07", "GS w: width = 7"},
		{"bars of no height", "epson-tm-t82", "\x1dh\x00", "GS h: height = 0"},
		{"NV graphics on a clone", "xprinter-xp80", "\x1d(L\x02\x0000", "GS ( L: this model"},
		{"a logo that is not there", "epson-tm-t82", "\x1d(L\x06\x000EXX\x01\x01", "GS ( L: no graphic \"XX\""},
		{"a logo within a line", "epson-tm-t82", "\x1d(L\x0c\x000C0XX\x01\x08\x00\x01\x001\xffA\x1d(L\x06\x000EXX\x01\x01", "GS ( L: the line buffer"},
		{"a logo of the wrong length", "epson-tm-t82", "\x1d(L\x0c\x000C0XX\x01\x08\x00\x02\x001\xff", "GS ( L: 8 by 2 dots are 2 bytes, 1 came"},
		{"deleting a logo that is not there", "epson-tm-t82", "\x1d(L\x04\x000BXX", "GS ( L: no graphic \"XX\" to delete"},
		{"deleting all without CLR", "epson-tm-t82", "\x1d(L\x05\x000AABC", "GS ( L: all graphics"},
		{"an unknown graphics function", "epson-tm-t82", "\x1d(L\x02\x000\x63", "GS ( L: no function 99"},
		{"printing nothing stored", "epson-tm-t82", "\x1d(L\x02\x0002", "GS ( L: no graphic is stored"},
		{"FS p without FS q", "epson-tm-t82", "\x1cp\x01\x00", "FS p: picture = 1"},
		{"FS & where nothing is Chinese", "epson-tm-t82", "\x1c&", "FS &: this model"},
		{"GS a on a clone", "generic-80", "\x1da\x0f", "GS a: this model"},
		{"GS r 3", "epson-tm-t82", "\x1dr\x03", "GS r: parameter 3"},
		{"GS I 99", "epson-tm-t82", "\x1dI\x63", "GS I: no identity 99"},
		{"drawer pin 3", "epson-tm-t82", "\x1bp\x02\x19\xfa", "ESC p: parameter 2"},
		{"an acknowledgement out of the blue", "epson-tm-t82", "\x06", "ACK: no block"},
		{"DLE EOT 9", "epson-tm-t82", "\x10\x04\x09", "DLE EOT: n = 9"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := fed(t, c.model, c.bytes).Violations()
			if len(got) == 0 || !strings.HasPrefix(got[0].Command+": "+got[0].Reason, c.want) {
				t.Errorf("%+v, want %q", got, c.want)
			}
		})
	}
}

// A command out of range is cancelled, and what follows is data: a reader sees it.
func TestCancelledCommandPrints(t *testing.T) {
	p := fed(t, "generic-80", "\x1d(k\x03\x001C\x06\n"+strings.Repeat("\n", 5)+"\x1bm")
	if got := strings.Join(one(t, p).Text, ""); got != "1C" {
		t.Errorf("the paper says %q", got)
	}
}
