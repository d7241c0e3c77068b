package barcode

import (
	"context"
	"errors"
	"net"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const card = "001090123456|012345678|Nguyễn Thị Ngọc Ánh|01011990|Nữ|Số 1, Hà Nam|15042021"

func TestFraming(t *testing.T) {
	for _, c := range []struct {
		name string
		f    Framing
		sent string
		want []string
	}{
		{"ticket ended by CR", Framing{}, "A001\r", []string{"A001"}},
		{"ticket ended by LF", Framing{}, "A001\n", []string{"A001"}},
		{"ticket ended by CR LF", Framing{}, "A001\r\nA002\r\n", []string{"A001", "A002"}},
		{"empty lines", Framing{}, "\r\r\n\n", nil},
		{"CR only, LF inside", Framing{End: CR}, "a\nb\rc", []string{"a\nb"}},
		{"LF only, CR inside", Framing{End: LF}, "a\rb\nc", []string{"a\rb"}},
		{"CR LF only, both inside", Framing{End: CRLF}, "a\rb\nc\r\nd", []string{"a\rb\nc"}},
		{"prefix and suffix", Framing{Prefix: "\x02", Suffix: "\x03"}, "\x02A001\x03\r", []string{"A001"}},
		{"prefix that is not there", Framing{Prefix: "]Q3"}, "A001\r", []string{"A001"}},
		{"nothing but the prefix", Framing{Prefix: "]Q3"}, "]Q3\r", nil},
		{"too long, then a good one", Framing{Max: 4}, "A0010\rA001\r", []string{"A001"}},
		{"far too long, CR LF", Framing{Max: 4, End: CRLF}, strings.Repeat("A", 99) + "\r\nA001\r\n", []string{"A001"}},
		{"far too long, CR where it is shortened", Framing{Max: 4, End: CRLF}, "AAAA\rAAAA\nA\r\nA001\r\n", []string{"A001"}},
		{"identity card", Framing{}, card + "\r\n", []string{card}},
		{"identity card, marks apart", Framing{}, norm.NFD.String(card) + "\r", []string{card}},
		{"scanner set to another code page", Framing{}, "Nguy\xea~n\r", []string{"Nguy\uFFFD~n"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, size := range []int{1, 3, len(c.sent)} {
				a := assembler{Framing: c.f.withDefaults()}
				var got []string
				for piece := range slices.Chunk([]byte(c.sent), size) {
					got = append(got, a.feed(piece)...)
				}
				if !slices.Equal(got, c.want) {
					t.Errorf("in pieces of %d: %q; want %q", size, got, c.want)
				}
			}
		})
	}
}

// scan reads codes of a scanner that sends the pieces with a pause before each.
func scan(t *testing.T, f Framing, pause time.Duration, pieces ...string) []string {
	t.Helper()
	var got []string
	synctest.Test(t, func(t *testing.T) {
		wire, scanner := net.Pipe()
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- Read(ctx, wire, f, func(code string) { got = append(got, code) }) }()
		for _, piece := range pieces {
			time.Sleep(pause)
			if _, err := scanner.Write([]byte(piece)); err != nil {
				t.Fatal(err)
			}
		}
		time.Sleep(time.Second)
		stop()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("Read = %v; want %v", err, context.Canceled)
		}
	})
	return got
}

func TestPauses(t *testing.T) {
	for _, c := range []struct {
		name   string
		f      Framing
		pause  time.Duration
		pieces []string
		want   []string
	}{
		{"no end sign, one scan a second", Framing{End: Silence}, time.Second, []string{"A001", "A002"}, []string{"A001", "A002"}},
		{"no end sign, in two pieces", Framing{End: Silence}, 50 * time.Millisecond, []string{"A0", "01"}, []string{"A001"}},
		{"slow line", Framing{}, 150 * time.Millisecond, []string{"A", "0", "0", "1", "\r"}, []string{"A001"}},
		{"torn off, then scanned anew", Framing{}, time.Second, []string{"A000\r", "A0", "A001\r"}, []string{"A000", "A001"}},
		{"torn off, lines alone", Framing{End: AnyLine}, time.Second, []string{"A0", "A001\r"}, []string{"A001"}},
		{"set to send nothing behind", Framing{}, time.Second, []string{"A001", "A002"}, []string{"A001", "A002"}},
		{"set to send nothing behind, slow line", Framing{}, 150 * time.Millisecond, []string{"A", "0", "0", "1"}, []string{"A001"}},
		{"set to send TAB", Framing{}, time.Second, []string{"A001\t", "A002\t"}, []string{"A001", "A002"}},
		{"set to send ETX", Framing{}, time.Second, []string{"A001\x03", "A002\x03"}, []string{"A001", "A002"}},
		{"set to send EOT", Framing{}, time.Second, []string{"A001\x04", "A002\x04"}, []string{"A001", "A002"}},
		{"set to send STX and ETX", Framing{}, time.Second, []string{"\x02A001\x03", "\x02A002\x03"}, []string{"A001", "A002"}},
		{"set to send STX alone", Framing{}, time.Second, []string{"\x02A001"}, []string{"A001"}},
		{"set anew while it runs", Framing{}, time.Second, []string{"A001\r", "A002", "A003", "A004"}, []string{"A001", "A003", "A004"}},
		{"a prefix of the settings", Framing{Prefix: "Q~"}, time.Second, []string{"Q~A001", "Q~A002\r"}, []string{"A001", "A002"}},
		{"TAB by the settings", Framing{End: Tab}, time.Second, []string{"A001\tA002\t"}, []string{"A001", "A002"}},
		{"a card without an end", Framing{}, time.Second, []string{card}, []string{card}},
		{"too long without an end sign", Framing{End: Silence, Max: 4}, time.Second, []string{"A0010", "A001"}, []string{"A001"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := scan(t, c.f, c.pause, c.pieces...); !slices.Equal(got, c.want) {
				t.Errorf("read %q; want %q", got, c.want)
			}
		})
	}
}

func TestScannerUnplugged(t *testing.T) {
	wire, scanner := net.Pipe()
	scanner.Close()
	if err := Read(t.Context(), wire, Framing{}, nil); err == nil {
		t.Error("Read ended without a word")
	}
}

func FuzzFraming(f *testing.F) {
	f.Add([]byte("A001\r\n"+card+"\n"), uint8(0), uint8(3), uint8(40))
	f.Add([]byte("\x02\xff\xfe\r\r\n\x03"), uint8(3), uint8(1), uint8(4))
	f.Fuzz(func(t *testing.T, sent []byte, end, size, most uint8) {
		framing := Framing{
			End: Ends[int(end)%len(Ends)], Prefix: "\x02", Suffix: "\x03", Max: int(most) + 1,
		}.withDefaults()
		whole, pieces := assembler{Framing: framing}, assembler{Framing: framing}
		want := whole.feed(slices.Clone(sent))
		var got []string
		for piece := range slices.Chunk(sent, int(size)+1) {
			got = append(got, pieces.feed(piece)...)
			if len(pieces.pending) > framing.Max+2 {
				t.Fatalf("%d bytes kept of a code of at most %d", len(pieces.pending), framing.Max)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("in pieces of %d: %q; at once: %q", int(size)+1, got, want)
		}
		last, _ := pieces.pause()
		for _, code := range append(got, last) {
			if !utf8.ValidString(code) || !norm.NFC.IsNormalString(code) {
				t.Fatalf("code %q is no UTF-8 in NFC", code)
			}
		}
	})
}

func TestMaskedTellsHowAScannerIsSetAndOfNobody(t *testing.T) {
	for _, tt := range []struct{ raw, want string }{
		{"\x02A001\x03\r", "‹STX›A0••‹ETX›‹CR›"},
		{"001090123456|012345678|Nguyễn Thị Ngọc Ánh|01011990", "00••••••••••|•••••••••|•••••• ••• •••• •••|••••••••"},
		{"]Q3A001\t", "]Q3••••‹TAB›"},
		{"\xff\x80\x00", "‹FF›‹80›‹00›"},
	} {
		if got := Masked([]byte(tt.raw)); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}
