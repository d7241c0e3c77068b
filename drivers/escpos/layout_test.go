package escpos

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"motcua/drivers"
)

func TestLegible(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"typed on a phone, marks apart", "Nguye\u0302\u0303n", "Nguyễn"},
		{"a mark that is not drawn", "a\u20DD", "a"},
		{"control characters in a name", "A\x1b@\x00B\x7f", "A□@□B□"},
		{"Chinese and emoji", "越南 😀", "□□ □"},
		{"bytes that are no text", "A\xffB", "A□B"},
		{"invisible joiners", "co\u200bng\u00ad", "cong"},
		{"tab and exotic spaces", "a\tb\u2003c", "a b c"},
		{"quotation marks and the currency", "“50.000 ₫”", "“50.000 ₫”"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := string(legible(c.text)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"fits", "Cảm ơn", []string{"Cảm ơn"}},
		{"breaks at words", "Vui lòng giữ phiếu", []string{"Vui lòng", "giữ phiếu"}},
		{"just full", "0123456789 ab", []string{"0123456789", "ab"}},
		{"a code longer than the line", "000.00.00.H25-261123", []string{"000.00.00.", "H25-261123"}},
		{"lines of its own", "a\n\nb", []string{"a", "", "b"}},
		{"amount and currency stay together", "Phí: 50\u00a0000\u00a0đ", []string{"Phí:", "50\u00a0000\u00a0đ"}},
		{"nothing", "", []string{""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, l := range wrap([]rune(c.text), 10) {
				got = append(got, string(l))
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestColumns(t *testing.T) {
	lines := columns([]drivers.Cell{{Text: "Bản sao hộ khẩu", Weight: 2}, {Text: "2", Align: drivers.Right},
		{Text: "8.000", Align: drivers.Right, Weight: 1}}, 22)
	var got []string
	for _, l := range lines {
		got = append(got, string(l))
	}
	want := []string{
		"Bản sao hộ     2 8.000",
		"khẩu",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestNoWordOfACellIsBroken sets an amount beside a long name, on wide paper and on narrow: it takes what it needs of the name's share.
func TestNoWordOfACellIsBroken(t *testing.T) {
	const amount = "1.100.000\u00a0đồng"
	for _, width := range []int{48, 32} {
		var lines []string
		for _, l := range columns([]drivers.Cell{{Text: "Phí thẩm định cấp Giấy phép sản xuất rượu thủ công", Weight: 3}, {Text: amount, Weight: 1, Align: drivers.Right}}, width) {
			lines = append(lines, string(l))
		}
		if !strings.HasSuffix(lines[0], amount) || utf8.RuneCountInString(lines[0]) != width {
			t.Errorf("%d letters wide: %q", width, lines)
		}
	}
	lines := columns([]drivers.Cell{{Text: strings.Repeat("a", 40)}, {Text: strings.Repeat("b", 40)}}, 21)
	if len(lines) != 4 || string(lines[0]) != "aaaaaaaaaa bbbbbbbbbb" {
		t.Errorf("two words that no cell has room for: %q", lines)
	}
}

func TestSharesFillTheLine(t *testing.T) {
	for width := 5; width < 70; width++ {
		sum := 0
		for _, w := range shares([]drivers.Cell{{Weight: 3}, {}, {Weight: 7}}, width) {
			sum += w
		}
		if sum != width {
			t.Errorf("%d letters shared out as %d", width, sum)
		}
	}
}

func TestBarcodeData(t *testing.T) {
	for _, c := range []struct{ content, want string }{
		{"A0123", "{BA{C\x01\x17"},
		{"12345", "{C\x0c\x22{B5"},
		{"a{b", "{Ba{{b"},
		{"HS-12", "{BHS-12"},
	} {
		if got := string(code128Data(c.content)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.content, got, c.want)
		}
	}
}

func TestRefusedDocuments(t *testing.T) {
	for _, c := range []struct {
		name  string
		block drivers.Block
	}{
		{"empty code", drivers.Block{Kind: drivers.KindQR}},
		{"code too long", drivers.Block{Kind: drivers.KindQR, Text: strings.Repeat("x", 701)}},
		{"Vietnamese bar code", drivers.Block{Kind: drivers.KindBarcode, Text: "Đ1"}},
		{"bar code wider than the paper", drivers.Block{Kind: drivers.KindBarcode, Text: strings.Repeat("ab", 20)}},
		{"letters too large", drivers.Block{Kind: drivers.KindText, Style: drivers.Style{Wide: 9}, Text: "a"}},
		{"no feed", drivers.Block{Kind: drivers.KindFeed}},
		{"no cells", drivers.Block{Kind: drivers.KindColumns}},
		{"a kind nobody knows", drivers.Block{Kind: "hologram"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if b, err := NewEncoder(profiles[0], nil).Encode(drivers.Document{c.block}); err == nil {
				t.Errorf("encoded as % X", b)
			}
		})
	}
}

// TestPicturesHoldNoCommands sends a picture that is nothing but real-time commands.
func TestPicturesHoldNoCommands(t *testing.T) {
	b := NewBitmap(24, 24)
	for y := range 24 {
		copy(b.row(y), [][]byte{{dle, 4, 1}, {dle, 5, 2}, {0, dle, 0x14}}[y%3])
	}
	for _, p := range profiles {
		e := NewEncoder(p, Logos{"all": b})
		out, err := e.Encode(drivers.Document{{Kind: drivers.KindLogo, Text: "all"}})
		if err != nil {
			t.Fatal(err)
		}
		out = append(append(out, e.numberLogos()...), storePicture(nvKey{'A', 'A'}, b)...)
		for i := range len(out) - 1 {
			if out[i] == dle && (out[i+1] == 4 || out[i+1] == 5 || out[i+1] == 0x14) {
				t.Errorf("%s: % X at byte %d", p.Name, out[i:i+2], i)
			}
		}
	}
}

// TestTornSlipIsCutOffOnce begins the slip after a torn one with a cut, be it the document's own.
func TestTornSlipIsCutOffOnce(t *testing.T) {
	profile, err := ProfileNamed("epson-tm-t20")
	if err != nil {
		t.Fatal(err)
	}
	e := NewEncoder(profile, nil)
	for _, d := range []drivers.Document{
		{{Kind: drivers.KindText, Text: "A001"}, {Kind: drivers.KindCut}},
		{{Kind: drivers.KindCut}, {Kind: drivers.KindText, Text: "A001"}, {Kind: drivers.KindCut}},
	} {
		e.Abandon()
		slip, err := e.Encode(d)
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(slip, []byte{gs, 'V', 65, 0}); n != 2 {
			t.Errorf("%d cuts; want one above and one below", n)
		}
	}
}
