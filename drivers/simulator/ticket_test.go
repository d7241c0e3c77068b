package simulator

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

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
