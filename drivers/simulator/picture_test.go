package simulator

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A letter of three columns: a stroke, a dot in the middle, a stroke.
const letterH = "\xff\xff\xff" + "\x00\x18\x00" + "\xff\xff\xff"

// The two letters of the samples below as they are taught.
func taught(t testing.TB, model string) *Printer {
	p := New(mustModel(t, model), Config{})
	p.Teach('Ẫ', []byte(letterH))
	p.Teach('ữ', []byte("\x01\x01\x01"+letterH+"\x00\x00\x00"))
	return p
}

func TestDownloadedLetters(t *testing.T) {
	define := "\x1b&\x03\x41\x42\x03" + letterH + "\x04\x01\x01\x01" + letterH
	for _, c := range []struct {
		name, bytes string
		want        []string
	}{
		{"not used until ESC %", define + "AB\n", []string{"AB"}},
		{"used", define + "\x1b%\x01ABC\n", []string{"ẪữC"}},
		{"switched off again", define + "\x1b%\x01A\x1b%\x00A\n", []string{"ẪA"}},
		{"one given back by ESC ?", define + "\x1b%\x01\x1b?\x41AB\n", []string{"Aữ"}},
		{"lost by ESC @", define + "\x1b@\x1b%\x01AB\n", []string{"AB"}},
		{"each font has its own", define + "\x1b%\x01\x1bM\x01AB\n", []string{"AB"}},
		{"nobody knows this one", "\x1b&\x03\x41\x41\x01\xaa\xaa\xaa\x1b%\x01A\n", []string{"▒"}},
		{"redefined", define + "\x1b&\x03\x41\x41\x01\xaa\xaa\xaa\x1b%\x01AB\n", []string{"▒ữ"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := taught(t, "xprinter-xp80")
			p.Feed([]byte(c.bytes + cut))
			mustObey(t, p)
			if d := cmp.Diff(c.want, one(t, p).Text); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestLettersAsPictures(t *testing.T) {
	wide := "\xff\xff\xff\xff\xff\xff" + "\x00\x18\x00\x00\x18\x00" + "\xff\xff\xff\xff\xff\xff"
	blank := strings.Repeat("\x00", 9*3)
	for _, c := range []struct {
		name, bytes string
		want        []string
	}{
		{"one within a word", "a\x1b*\x21\x03\x00" + letterH + "b\n", []string{"aẪb"}},
		{"two in one picture", "\x1b*\x21\x0f\x00" + letterH + blank + letterH + "\n", []string{"ẪẪ"}},
		{"twice as wide", "\x1b*\x21\x06\x00" + wide + "\n", []string{"Ẫ"}},
		{"unknown", "\x1b*\x21\x02\x00\x01\x02\x03\x04\x05\x06\n", []string{"▒"}},
		{"a wide picture is no letter", "\x1b*\x21\x64\x00" + strings.Repeat("\x01\x02\x04", 100) + "\n", nil},
		{"a line as a raster", "\x1dv0\x00\x01\x00\x18\x00" + strings.Repeat("\xa0", 11) + "\xe0\xe0" + strings.Repeat("\xa0", 11), []string{"Ẫ"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := taught(t, "generic-80")
			p.Feed([]byte(c.bytes + strings.Repeat("\n", 5) + "\x1bm"))
			mustObey(t, p)
			if d := cmp.Diff(c.want, one(t, p).Text); d != "" {
				t.Error(d)
			}
		})
	}
}

// Pictures has every way to send one, to be looked at.
func TestPictures(t *testing.T) {
	eighths := strings.Repeat("\x01\x03\x07\x0f\x1f\x3f\x7f\xff", 8)
	thirds := strings.Repeat("\x80\x00\x01\xc0\x18\x03\xe0\x3c\x07\xf0\xff\x0f", 8)
	triangle := strings.Repeat("\xff\xff\xff\xff", 8) + strings.Repeat("\xff\xff\x00\x00", 8) + strings.Repeat("\xff\x00\x00\x00", 8)
	logo := "\x1d(L\x6b\x00" + "0C0TT\x01\x20\x00\x18\x001" + triangle
	stored := "\x1d8L\x6a\x00\x00\x00" + "0p0\x02\x01\x31\x20\x00\x18\x00" + triangle
	p := fed(t, "epson-tm-t82", "8 single:\x1b*\x00\x40\x00"+eighths+"\n8 double:\x1b*\x01\x40\x00"+eighths+
		"\n24 single:\x1b*\x20\x20\x00"+thirds+"\n24 double:\x1b*\x21\x20\x00"+thirds+"\n"+
		"\x1dv0\x00\x04\x00\x18\x00"+triangle+"\x1ba\x01\x1dv0\x01\x04\x00\x18\x00"+triangle+"\x1ba\x02\x1dv0\x03\x04\x00\x18\x00"+triangle+
		"\x1ba\x00"+logo+"\x1d(L\x06\x000ETT\x01\x01\x1ba\x01\x1d(L\x06\x000ETT\x02\x02"+stored+"\x1d(L\x02\x0002"+cut)
	mustObey(t, p)
	slip := one(t, p)
	golden(t, "pictures.png", slip.PNG())
	if d := cmp.Diff([]string{"TT", "TT"}, slip.Logos); d != "" {
		t.Error(d)
	}
}

func TestSymbols(t *testing.T) {
	p := fed(t, "epson-tm-t82", "\x1ba\x01\x1dh\x50\x1dw\x02\x1dH\x02\x1dk\x49\x0a{BH25-0001"+"\n"+
		"\x1dH\x03\x1df\x01\x1dk\x49\x08{C\x0c\x22{B/A"+"\n\x1dH\x01\x1dk\x04A123\x00\n\x1dH\x00\x1dk\x43\x0c893456789012\n"+
		"\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C\x04\x1d(k\x03\x001E3\x1d(k\x08\x001P0A0123\x1d(k\x03\x001Q0"+cut)
	mustObey(t, p)
	slip := one(t, p)
	golden(t, "symbols.png", slip.PNG())
	if d := cmp.Diff([]string{"H25-0001", "1234/A", "A123", "893456789012"}, slip.Barcodes); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{"A0123"}, slip.QR); d != "" {
		t.Error(d)
	}
	for _, want := range []string{"H25-0001", "1234/A", "A0123"} {
		if got := scan(t, slip); !strings.Contains(got, want) {
			t.Errorf("zbarimg reads %q, not %q", got, want)
		}
	}
}
