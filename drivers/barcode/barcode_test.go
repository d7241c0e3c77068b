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
					got = append(got, a.feed(piece, time.Time{})...)
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
		{"torn off, then scanned anew", Framing{}, 3 * time.Second / 2, []string{"A000\r", "A0", "A001\r"}, []string{"A000", "A001"}},
		{"torn off, lines alone", Framing{End: AnyLine}, 3 * time.Second / 2, []string{"A0", "A001\r"}, []string{"A001"}},
		{"set to send nothing behind", Framing{}, time.Second, []string{"A001", "A002"}, []string{"A001", "A002"}},
		{"set to send nothing behind, slow line", Framing{}, 150 * time.Millisecond, []string{"A", "0", "0", "1"}, []string{"A001"}},
		{"set to send TAB", Framing{}, time.Second, []string{"A001\t", "A002\t"}, []string{"A001", "A002"}},
		{"set to send ETX", Framing{}, time.Second, []string{"A001\x03", "A002\x03"}, []string{"A001", "A002"}},
		{"set to send EOT", Framing{}, time.Second, []string{"A001\x04", "A002\x04"}, []string{"A001", "A002"}},
		{"set to send STX and ETX", Framing{}, time.Second, []string{"\x02A001\x03", "\x02A002\x03"}, []string{"A001", "A002"}},
		{"set to send STX alone", Framing{}, time.Second, []string{"\x02A001"}, []string{"A001"}},
		{"set anew while it runs", Framing{}, 3 * time.Second / 2, []string{"A001\r", "A002", "A003", "A004"}, []string{"A001", "A003", "A004"}},
		{"pauses in the middle", Framing{}, 900 * time.Millisecond, []string{"A000\r", "A0", "01", "\r"}, []string{"A000", "A001"}},
		{"pauses in the middle, the first of all", Framing{}, 900 * time.Millisecond, []string{"A0", "01", "2\r"}, []string{"A0"}},
		{"pauses in the middle, nothing behind", Framing{End: Silence}, 900 * time.Millisecond, []string{"A0", "01", "2"}, []string{"A0"}},
		{"set to say what kind of code it is", Framing{}, time.Second, []string{"]Q1A001\r", "]C0A002\r"}, []string{"A001", "A002"}},
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

// sender is how a scanner is set, and the settings with which it is to be read.
type sender struct {
	name, before, behind string
	read                 Framing
}

// senders are the ways in which scanners frame a code: each read as detected, and as the settings say.
func senders() (all []sender) {
	for _, s := range []sender{
		{"nothing", "", "", Framing{End: Silence}},
		{"CR", "", "\r", Framing{End: CR}},
		{"LF", "", "\n", Framing{End: LF}},
		{"CR LF", "", "\r\n", Framing{End: CRLF}},
		{"any line", "", "\r\n", Framing{End: AnyLine}},
		{"TAB", "", "\t", Framing{End: Tab}},
		{"ETX", "", "\x03", Framing{End: ETX}},
		{"EOT", "", "\x04", Framing{End: EOT}},
		{"STX and ETX", "\x02", "\x03", Framing{End: ETX, Prefix: "\x02"}},
		{"STX, ETX and CR", "\x02", "\x03\r", Framing{End: CR, Prefix: "\x02", Suffix: "\x03"}},
		{"SOH and EOT", "\x01", "\x04", Framing{End: EOT, Prefix: "\x01"}},
		{"an AIM identifier", "]Q1", "\r", Framing{End: AnyLine, Prefix: "]Q1"}},
		{"a prefix of the settings", "~~", "\r\n", Framing{End: CRLF, Prefix: "~~"}},
		{"an AIM identifier alone", "]Q1", "", Framing{End: Silence, Prefix: "]Q1"}},
	} {
		all = append(all, s)
		detected := s
		detected.name, detected.read = s.name+", detected", Framing{}
		if s.before == "~~" {
			detected.read.Prefix = "~~"
		}
		all = append(all, detected)
	}
	return all
}

// piece is what comes together, and how long after what came before.
type piece struct {
	after time.Duration
	raw   []byte
}

// hear plays pieces to an assembler as Read does, on a clock of their own.
func hear(f Framing, pieces []piece) (codes []string) {
	a, now := assembler{Framing: f.withDefaults()}, time.Unix(0, 0)
	for _, p := range append(pieces, piece{after: 10 * time.Second}) {
		for came := now.Add(p.after); now.Before(came); {
			if now = now.Add(a.Gap); now.After(came) {
				now = came
			} else if code, ok := a.pause(now); ok {
				codes = append(codes, code)
			}
		}
		codes = append(codes, a.feed(p.raw, now)...)
	}
	return codes
}

// scannedCodes are what papers and cards hold; none is the beginning or the end of another.
var scannedCodes = []string{card, "A0123-20261123", "000.00.00.H25-261123-0001", "https://hanam.example/t/QUJDREVGRw", "Ê̆ Đê|Y Blơ̆m"}

// TestEveryFramingWhereverItIsSplit: each whole code is read exactly once, split at any byte, with pauses shorter than those behind a code.
func TestEveryFramingWhereverItIsSplit(t *testing.T) {
	for _, s := range senders() {
		t.Run(s.name, func(t *testing.T) {
			for _, code := range scannedCodes {
				first, sent := []byte(s.before+"A001"+s.behind), []byte(s.before+code+s.behind)
				want := []string{"A001", norm.NFC.String(code), "A001"}
				for at := range sent {
					for _, pause := range []time.Duration{0, time.Millisecond, 190 * time.Millisecond} {
						got := hear(s.read, []piece{{0, first}, {time.Second, sent[:at]}, {pause, sent[at:]}, {time.Second, first}})
						if !slices.Equal(got, want) {
							t.Fatalf("split at %d of %q, %v: %q, want %q", at, sent, pause, got, want)
						}
					}
				}
			}
		})
	}
}

// TestTheEndOfACodeIsNone: a scanner that pauses in the middle of its codes sends whole ones where a sign ends them, and otherwise their
// beginning; never what comes behind the pause.
func TestTheEndOfACodeIsNone(t *testing.T) {
	for _, s := range senders() {
		t.Run(s.name, func(t *testing.T) {
			for _, code := range scannedCodes {
				sent := []byte(s.before + code + s.behind)
				for at := 1; at < len(sent); at++ {
					for _, pause := range []time.Duration{250 * time.Millisecond, 900 * time.Millisecond} {
						head, tail := piece{time.Second, sent[:at]}, piece{pause, sent[at:]}
						for i, got := range hear(s.read, []piece{head, tail, {2 * time.Second, sent}}) {
							if begun, _ := s.read.withDefaults().clean(string(sent[:at])); got != norm.NFC.String(code) && (i > 0 || got != begun) {
								t.Fatalf("split at %d of %q, %v: %q", at, sent, pause, got)
							}
						}
					}
				}
			}
		})
	}
}

// FuzzPieces lets scanners of every kind send codes in pieces of any size, with pauses between them, and each is read exactly once.
func FuzzPieces(f *testing.F) {
	f.Add("A0123-20261123", card, uint8(0), []byte{1, 0, 3, 180, 200, 7})
	f.Add("000.00.00.H25-261123-0001", "Y Blơ̆m", uint8(9), []byte{5, 5, 5, 5})
	f.Fuzz(func(t *testing.T, one, two string, which uint8, cuts []byte) {
		s := senders()[int(which)%len(senders())]
		var sent []piece
		var want []string
		for _, code := range []string{one, two, one} {
			if !sendable(code) {
				return
			}
			want = append(want, norm.NFC.String(code))
			sent = append(sent, cut([]byte(s.before+code+s.behind), cuts)...)
		}
		if got := hear(s.read, sent); !slices.Equal(got, want) {
			t.Fatalf("%s: %q, want %q of %v", s.name, got, want, sent)
		}
	})
}

// sendable reports whether a text may stand in a code, which no scanner's own signs do.
func sendable(code string) bool {
	return code != "" && len(code) < 3000 && utf8.ValidString(code) && !strings.ContainsAny(code, "\x01\x02\x03\x04\t\r\n]~")
}

// cut cuts bytes into pieces with pauses of less than 200 ms, the first of which comes a second after what was before.
func cut(raw, cuts []byte) (pieces []piece) {
	pause := time.Second
	for i := 0; len(raw) > 0; i++ {
		size := len(raw)
		if i < len(cuts) {
			size = min(size, 1+int(cuts[i])%40)
		}
		pieces = append(pieces, piece{pause, raw[:size]})
		raw, pause = raw[size:], time.Duration(i*37%190)*time.Millisecond
	}
	return pieces
}

func FuzzFraming(f *testing.F) {
	f.Add([]byte("A001\r\n"+card+"\n"), uint8(0), uint8(3), uint8(40))
	f.Add([]byte("\x02\xff\xfe\r\r\n\x03"), uint8(3), uint8(1), uint8(4))
	f.Fuzz(func(t *testing.T, sent []byte, end, size, most uint8) {
		framing := Framing{
			End: Ends[int(end)%len(Ends)], Prefix: "\x02", Suffix: "\x03", Max: int(most) + 1,
		}.withDefaults()
		whole, pieces := assembler{Framing: framing}, assembler{Framing: framing}
		want := whole.feed(slices.Clone(sent), time.Time{})
		var got []string
		for piece := range slices.Chunk(sent, int(size)+1) {
			got = append(got, pieces.feed(piece, time.Time{})...)
			if len(pieces.pending) > framing.Max+2 {
				t.Fatalf("%d bytes kept of a code of at most %d", len(pieces.pending), framing.Max)
			}
		}
		if !slices.Equal(got, want) {
			t.Fatalf("in pieces of %d: %q; at once: %q", int(size)+1, got, want)
		}
		last, _ := pieces.pause(time.Time{}.Add(apart))
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
