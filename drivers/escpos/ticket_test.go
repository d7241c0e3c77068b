package escpos_test

import (
	"motcua/drivers"
	"motcua/drivers/escpos"
)

// ticketQR is the content of the measured ticket's code, 60 characters.
const ticketQR = "https://hcc.hanam.example.vn/t/A0123-20261123-7K2QX9M4RT8WZ5"

// ticket is the slip that all printing libraries were measured with: a logo, a number, five lines, a QR code, a foot.
func ticket() drivers.Document {
	var d drivers.Document
	centre := drivers.Style{Align: drivers.Centre}
	d.Logo("centre")
	d.Text(centre, "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG")
	d.Text(centre, "TỈNH HÀ NAM")
	d.Text(centre, "SỐ THỨ TỰ CỦA BẠN")
	d.Text(drivers.Style{Align: drivers.Centre, Bold: true, Wide: 4, High: 4}, "A0123")
	d.Text(drivers.Style{Align: drivers.Centre, High: 2}, "Đăng ký khai sinh")
	d.Text(drivers.Style{}, "Dịch vụ: Đăng ký khai sinh")
	d.Text(drivers.Style{}, "Quầy phục vụ: 05, 06, 07")
	d.Text(drivers.Style{}, "Giờ lấy số: 08:15 ngày 23/11/2026")
	d.Text(drivers.Style{}, "Số người đang chờ: 14")
	d.Text(drivers.Style{}, "Thời gian chờ dự kiến: 25 phút")
	d.QR(ticketQR)
	d.Text(centre, "Quét mã để theo dõi lượt của bạn")
	d.Text(centre, "Cảm ơn quý khách!")
	d.Text(centre, "Vui lòng giữ phiếu và chờ gọi số.")
	d.Cut()
	return d
}

// emblem is a logo of 200 × 200 dots: rings and a star's rays.
func emblem() escpos.Logos {
	b := escpos.NewBitmap(200, 200)
	for y := range 200 {
		for x := range 200 {
			dx, dy := x-100, y-100
			r := dx*dx + dy*dy
			ring := r < 99*99 && r > 90*90 || r < 80*80 && r > 77*77
			if ring || r < 70*70 && (dx*dx*3 < dy*dy || dy*dy*3 < dx*dx) {
				b.Set(x, y)
			}
		}
	}
	return escpos.Logos{"centre": b}
}
