package escpos

import (
	"context"
	"fmt"
	"strings"

	"motcua/drivers"
)

// testPages are the pages under which makers are known to hide Vietnamese.
var testPages = []byte{27, 30, 31, 32, 35, 52, 94}

const (
	testWords   = "Nguyễn Thị Ngọc Ánh: ĐẶT TRƯỚC, trả đúng hẹn"
	testPhrase  = "tiếng việt"
	testCP1258  = "ti\xEA\xECng vi\xEA\xF2t" // base letters and marks of their own, as Windows writes it
	testRuler   = "1234567890123456789012345678901234567890123456789012345678901234"
	testContent = "https://hcc.example.vn/kiem-tra-may-in"
)

// sheet is a self-test sheet being written. Its explanations are pictures of lines, which every printer can print.
type sheet struct {
	profile Profile
	job     job
}

// SelfTest returns a sheet that shows a technician, in Vietnamese, what an unknown printer can do and which profile to choose for it.
// Of p it takes the width, the knife and the buffer.
func SelfTest(p Profile) ([]byte, error) {
	j, err := selfTest(p)
	return j.bytes, err
}

// SelfTest prints the sheet.
func (p *Printer) SelfTest(ctx context.Context) error {
	j, err := selfTest(p.encoder.profile)
	if err != nil {
		return err
	}
	defer p.forget() // the sheet has changed everything that the printer was told
	return p.print(ctx, func() (job, error) { return j, nil })
}

func selfTest(p Profile) (job, error) {
	s := &sheet{profile: p}
	steps := []func() error{s.head, s.pages, s.letters, s.widths, s.codes, s.advice}
	for _, step := range steps {
		if err := step(); err != nil {
			return job{}, fmt.Errorf("self-test sheet: %w", err)
		}
	}
	return s.job, nil
}

func (s *sheet) head() error {
	return s.explain("PHIẾU KIỂM TRA MÁY IN", "Cấu hình đang chọn: "+s.profile.Name,
		"Đọc từng phần, ghi lại số của phần in đúng, rồi chọn cấu hình theo bảng ở cuối phiếu.")
}

// add appends what an encoder of its own makes of d: each part begins from a printer reset.
func (s *sheet) add(p Profile, d drivers.Document) error {
	part, err := NewEncoder(p, nil).encode(d)
	if err != nil {
		return err
	}
	for _, bound := range part.bounds {
		s.job.bounds = append(s.job.bounds, len(s.job.bytes)+bound)
	}
	s.job.bytes = append(s.job.bytes, part.bytes...)
	return nil
}

func (s *sheet) raw(line string) {
	s.job.bytes = append(s.job.bytes, line...)
	s.job.bounds = append(s.job.bounds, len(s.job.bytes))
}

func (s *sheet) explain(lines ...string) error {
	p := s.profile
	p.Letters, p.Pages = Raster, Pages{}
	var d drivers.Document
	d.Rule()
	d.Text(drivers.Style{}, strings.Join(lines, "\n"))
	return s.add(p, d)
}

// pages prints one phrase under each page, in the bytes of TCVN-3 and in those of CP1258.
func (s *sheet) pages() error {
	err := s.explain("1. Trang mã: dòng nào đọc được \"tiếng việt\" (trang 31: \"TIẾNG VIỆT\") thì máy có trang mã ấy.",
		"Trước dấu / là TCVN-3, sau là CP1258. Dấu đứng rời khỏi chữ là không dùng được.")
	if err != nil {
		return err
	}
	s.raw("\x1c.") // FS .: Chinese mode would take two bytes for one character
	for _, n := range testPages {
		s.raw(fmt.Sprintf("%4d: \x1bt%c", n, n))
		s.raw(tcvnBytes(testPhrase, n == 31) + " / " + testCP1258 + "\n")
	}
	return nil
}

func tcvnBytes(text string, upper bool) string {
	if upper {
		text = strings.ToUpper(text)
	}
	var out strings.Builder
	for _, r := range text {
		if at, ok := tcvn[r]; ok {
			out.WriteByte(at.code)
		} else {
			out.WriteByte(byte(r))
		}
	}
	return out.String()
}

// letters prints one sentence in each of the other ways to print Vietnamese.
func (s *sheet) letters() error {
	for i, way := range []struct {
		letters Letters
		words   string
	}{
		{Downloaded, "Chữ tải xuống máy in (ESC &)"},
		{Inline, "Chữ vẽ trong dòng (ESC *)"},
		{Raster, "Cả dòng là ảnh (GS v 0)"},
	} {
		if err := s.explain(fmt.Sprintf("%d. %s, cỡ thường, cỡ nhỏ, cỡ đôi:", i+2, way.words)); err != nil {
			return err
		}
		p := s.profile
		p.Letters, p.Pages = way.letters, Pages{}
		var d drivers.Document
		d.Text(drivers.Style{}, testWords)
		d.Text(drivers.Style{Small: true}, testWords)
		d.Text(drivers.Style{Wide: 2, High: 2}, "Số thứ tự")
		if err := s.add(p, d); err != nil {
			return err
		}
	}
	return nil
}

// widths prints rulers longer than any line: where the printer breaks them is its width.
func (s *sheet) widths() error {
	if err := s.explain("5. Bề rộng: dòng đầu xuống hàng sau bao nhiêu chữ số? 48 hoặc 42: khổ 80 mm; 32: khổ 58 mm."); err != nil {
		return err
	}
	s.raw(testRuler + "\n")
	return nil
}

// codes prints a QR code and a bar code by the printer's own command and as pictures.
func (s *sheet) codes() error {
	for _, own := range []bool{true, false} {
		words := "6. Mã QR và mã vạch do máy in tự vẽ:"
		if !own {
			words = "7. Mã QR và mã vạch gửi bằng ảnh:"
		}
		if err := s.explain(words); err != nil {
			return err
		}
		p := s.profile
		p.QR, p.Code128 = own, own
		var d drivers.Document
		d.QR(testContent)
		d.Barcode("0123456789")
		if err := s.add(p, d); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheet) advice() error {
	err := s.explain("CHỌN CẤU HÌNH (khổ 80 / khổ 58):",
		"Phần 1 đúng ở trang 30 và 31: epson-tm-t20",
		"Phần 2 đúng: xprinter-xp80 / xprinter-xp58",
		"Chỉ phần 3 đúng: generic-80 / generic-58",
		"Chỉ phần 4 đúng: raster-80 / raster-58",
		"Phiếu này phải được cắt, hoặc xé được, dưới dòng chữ cuối.")
	if err != nil {
		return err
	}
	var d drivers.Document
	d.Cut()
	return s.add(s.profile, d)
}
