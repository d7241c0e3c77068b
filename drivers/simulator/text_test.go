package simulator

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const cut = "\x1dVB\x00"

func TestText(t *testing.T) {
	for _, c := range []struct {
		name, model, bytes string
		want               []string
	}{
		{"plain lines", "epson-tm-t82", "Xin\nchao\n", []string{"Xin", "chao"}},
		{"small letters on page 30", "epson-tm-t82", "\x1bt\x1eTi\xd5p nh\xcbn\n", []string{"Tiếp nhận"}},
		{"capitals on page 31", "epson-tm-t82", "\x1bt\x1f\xa7\xb8NG\n", []string{"ĐÁNG"}},
		{"Bixolon has them at 49 and 50", "bixolon-srp350", "\x1bt\x31Ti\xd5p \x1bt\x32\xa7\n", []string{"Tiếp Đ"}},
		{"a clone prints Latin letters for them", "xprinter-xp80", "\x1c.Ti\xd5p\n", []string{"Ti╒p"}},
		{"and Chinese ones until told otherwise", "xprinter-xp80", "Ti\xd5\xcap\n", []string{"Ti〓p"}},
		{"page 1258 composes nothing", "epson-tm-t82", "\x1bt\x34\xea\xec\n", []string{"ê´"}},
		{"Japan's set has a yen for the backslash", "epson-tm-t82", "\x1bR\x08a\\\n", []string{"a¥"}},
		{"a full line goes on below", "generic-58", strings.Repeat("0123456789", 4) + "\n",
			[]string{"01234567890123456789012345678901", "23456789"}},
		{"font B has more on a line", "generic-58", "\x1bM\x01" + strings.Repeat("0123456789", 5) + "\n",
			[]string{"012345678901234567890123456789012345678901", "23456789"}},
		{"tab stops at every eighth letter", "epson-tm-t82", "A\tB\t\tC\n", []string{"A       B               C"}},
		{"own tab stops", "epson-tm-t82", "\x1bD\x04\x0a\x00A\tB\tC\n", []string{"A   B     C"}},
		{"a column by position", "epson-tm-t82", "So\x1b$\x78\x0012\n", []string{"So        12"}},
		{"a column by distance", "epson-tm-t82", "So\x1b\\\x18\x0012\n", []string{"So  12"}},
		{"back over the line and read from the left", "epson-tm-t82", "\x1b$\x78\x00B\x1b$\x00\x00A\n", []string{"A         B"}},
		{"upside down reads the same", "epson-tm-t82", "\x1b{\x01Xin chao\n", []string{"Xin chao"}},
		{"feeding lines prints what waits", "epson-tm-t82", "A\x1bd\x03B\x1bJ\x10C\x1bd\x00", []string{"A", "B", "C"}},
		{"ESC @ drops what waits", "epson-tm-t82", "lost\x1b@kept\n", []string{"kept"}},
		{"NUL is nothing", "epson-tm-t82", "A\x00\x00B\n", []string{"AB"}},
		{"CR is nothing on a serial line", "epson-tm-t82", "A\r\nB\r\n", []string{"A", "B"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := mustModel(t, c.model)
			m.Cutter = true
			p := New(m, Config{})
			p.Feed([]byte(c.bytes + cut))
			mustObey(t, p)
			if d := cmp.Diff(c.want, one(t, p).Text); d != "" {
				t.Error(d)
			}
		})
	}
}

// All 67 letters of either page, each by its own code.
func TestAlphabet(t *testing.T) {
	for n, table := range map[byte]page{30: tcvnSmall, 31: tcvnCapital} {
		letters := 0
		for c := 0x80; c <= 0xFF; c++ {
			if table(byte(c)) != ' ' {
				letters++
			}
		}
		if letters != 67 {
			t.Errorf("page %d has %d letters", n, letters)
		}
	}
	small := "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
	var slip strings.Builder
	for _, font := range []string{"\x1bM\x00", "\x1bM\x01", "\x1bM\x00\x1bE\x01", "\x1bE\x00\x1d!\x11"} {
		slip.WriteString(font + tcvn(small+" "+strings.ToUpper(small)) + "\n")
	}
	p := fed(t, "epson-tm-t82", slip.String()+cut)
	mustObey(t, p)
	golden(t, "alphabet.png", one(t, p).PNG())
	if got := strings.Join(one(t, p).Text, ""); strings.Count(got, "ẫ") != 4 || strings.Count(got, "Ữ") != 4 {
		t.Error(got)
	}
}

// Styles has every look on one slip, to be looked at.
func TestStyles(t *testing.T) {
	p := fed(t, "epson-tm-t82", "\x1bE\x01bold\x1bE\x00 \x1b-\x01underlined\x1b-\x02 twice\x1b-\x00 \x1dB\x01reverse\x1dB\x00\n"+
		"\x1b!\x10high \x1b!\x20wide \x1b!\x30both \x1b!\x81small, underlined\x1b!\x00\n"+
		"\x1b \x06spaced\x1b \x00\n\x1ba\x01centre\n\x1ba\x02right\n\x1ba\x00\x1dL\x60\x00\x1dW\x80\x01\x1ba\x01within margins\n"+
		"\x1dL\x00\x00\x1dW\x40\x02\x1ba\x00\x1b{\x01upside down\n\x1b{\x00\x1b3\x50far\n\x1b2apart\n\x1d!\x77A9\n"+cut)
	mustObey(t, p)
	golden(t, "styles.png", one(t, p).PNG())
}
