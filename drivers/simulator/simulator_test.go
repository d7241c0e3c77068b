package simulator

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
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

const ticketLink = "https://hcc.hanam.example.vn/t/A0123-20261123-7K2QX9M4RT8WZ5"

// ticket is the slip of the hall, written byte by byte from the data sheets.
func ticket() []byte {
	var b bytes.Buffer
	b.WriteString("\x1ba\x01\x1bE\x01" + tcvn("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG") + "\n" + tcvn("TỈNH HÀ NAM") + "\n\x1bE\x00")
	b.WriteString(tcvn("SỐ THỨ TỰ CỦA BẠN") + "\n\x1d!\x33\x1bE\x01A0123\n\x1bE\x00\x1d!\x01")
	b.WriteString(tcvn("Đăng ký khai sinh") + "\n\x1d!\x00\x1ba\x00")
	for _, line := range []string{"Dịch vụ: Đăng ký khai sinh", "Quầy phục vụ: 05, 06, 07", "Giờ lấy số: 08:15 ngày 23/11/2026",
		"Số người đang chờ: 14", "Thời gian chờ dự kiến: 25 phút"} {
		b.WriteString(tcvn(line) + "\n")
	}
	b.WriteString("\x1ba\x01\x1d(k\x04\x001A2\x00\x1d(k\x03\x001C\x06\x1d(k\x03\x001E1")
	b.WriteString("\x1d(k\x3f\x001P0" + ticketLink + "\x1d(k\x03\x001Q0")
	b.WriteString(tcvn("Quét mã để theo dõi lượt của bạn") + "\n" + tcvn("Cảm ơn quý khách!") + "\n\x1bM\x01")
	b.WriteString(tcvn("Vui lòng giữ phiếu và chờ gọi số.") + "\n\x1bM\x00\x1dVB\x00")
	return b.Bytes()
}

func TestTicket(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{})
	p.Feed(ticket())
	mustObey(t, p)
	slips := p.Slips()
	if len(slips) != 1 || !slips[0].Whole {
		t.Fatalf("slips %+v", slips)
	}
	want := []string{"TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "TỈNH HÀ NAM", "SỐ THỨ TỰ CỦA BẠN", "A0123", "Đăng ký khai sinh",
		"Dịch vụ: Đăng ký khai sinh", "Quầy phục vụ: 05, 06, 07", "Giờ lấy số: 08:15 ngày 23/11/2026", "Số người đang chờ: 14",
		"Thời gian chờ dự kiến: 25 phút", "Quét mã để theo dõi lượt của bạn", "Cảm ơn quý khách!", "Vui lòng giữ phiếu và chờ gọi số."}
	if d := cmp.Diff(want, slips[0].Text); d != "" {
		t.Error(d)
	}
	golden(t, "ticket.png", slips[0].PNG())
	if got := scan(t, slips[0]); got != ticketLink {
		t.Errorf("zbarimg reads %q", got)
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

var _ = charmap.CodePage437
