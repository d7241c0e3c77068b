package simulator

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// tcvn writes text in the two pages of TCVN-3 by hand: each letter under the page that has it.
func tcvn(text string) string {
	var out strings.Builder
	at := 30
	for _, r := range text {
		b, where := byte(r), at
		for n, table := range map[int]page{30: tcvnSmall, 31: tcvnCapital} {
			for c := 0x80; r >= 0x80 && c <= 0xFF; c++ {
				if table(byte(c)) == r {
					b, where = byte(c), n
				}
			}
		}
		if where != at || out.Len() == 0 {
			out.WriteString("\x1bt" + string([]byte{byte(where)}))
			at = where
		}
		out.WriteByte(b)
	}
	return out.String()
}

func mustModel(t testing.TB, name string) Model {
	t.Helper()
	m, err := LookUp(name)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// mustObey fails the test when what it fed was not by the data sheet.
func mustObey(t testing.TB, p *Printer) {
	t.Helper()
	for _, v := range p.Violations() {
		t.Errorf("byte %d: %s: %s", v.Offset, v.Command, v.Reason)
	}
}

// scan reads the QR code on the picture with zbarimg.
func scan(t *testing.T, s Slip) string {
	t.Helper()
	if _, err := exec.LookPath("zbarimg"); err != nil {
		t.Skip("zbarimg is not installed")
	}
	file := filepath.Join(t.TempDir(), "slip.png")
	if err := os.WriteFile(file, s.PNG(), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("zbarimg", "-q", "--raw", file).Output()
	if err != nil {
		t.Fatalf("zbarimg: %v", err)
	}
	return strings.TrimSpace(string(out))
}

// fed prints bytes on a fresh printer and returns it.
func fed(t testing.TB, model, bytes string) *Printer {
	t.Helper()
	p := New(mustModel(t, model), Config{})
	p.Feed([]byte(bytes))
	return p
}

// one returns the only slip that came out.
func one(t testing.TB, p *Printer) Slip {
	t.Helper()
	slips := p.Slips()
	if len(slips) != 1 {
		t.Fatalf("%d slips came out, not one", len(slips))
	}
	return slips[0]
}
