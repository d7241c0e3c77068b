package sheet

import (
	"fmt"
	"slices"
	"strings"

	"motcua/internal/dossier"
)

// feeCopies are the two of a fee receipt that have a name; further ones are named by their number.
var feeCopies = []string{"(Liên 1: Lưu tại cơ quan thu)", "(Liên 2: Giao cho người nộp)"}

// below are the lines under the titles of a receipt's copies.
func below(copies int) []string {
	if copies == 0 {
		return []string{""}
	}
	lines := slices.Clone(feeCopies[:min(copies, len(feeCopies))])
	for n := len(lines) + 1; n <= copies; n++ {
		lines = append(lines, fmt.Sprintf("(Liên %d)", n))
	}
	return lines
}

// FeeReceipt is the biên lai of one fee, in the copies its template has, on A5 landscape, the amount in words too.
func FeeReceipt(o Office, i Issue, d dossier.Dossier, f dossier.Fee) (Document, error) {
	if f.Payment == nil {
		return Document{}, ErrNothingToSay
	}
	copies, err := o.Fees.Copies()
	if err != nil {
		return Document{}, err
	}
	pp := paper{size: a5Landscape, points: most, least: 11, title: "BIÊN LAI THU TIỀN PHÍ, LỆ PHÍ", at: i.At}
	return pp.document(func(p *page) {
		for _, which := range below(copies) {
			p.part()
			p.feeHead(o, f)
			p.heading(which)
			p.feeReceipt(o, i, d, f)
		}
	})
}

// feeHead sets who takes the money, the state, and the receipt's number, side by side.
func (p *page) feeHead(o Office, f dossier.Fee) {
	const points = 10
	side := p.width() * 0.27
	x, y := p.left+side, p.y
	middle, last := p.width()-2*side, p.right-side
	p.feeSide(p.left, side, "Đơn vị thu: "+o.Name, "Mã số thuế: "+o.TaxCode)
	lowest := p.y
	p.y = y
	p.state(x, middle, points)
	p.y = y
	p.feeSide(last+8, side-8, "Mẫu số: "+o.Fees.Template, "Ký hiệu: "+o.Fees.Symbol, "Số: "+f.Payment.Receipt)
	p.y = max(p.y, lowest) + 4
}

func (p *page) feeSide(x, width float64, lines ...string) {
	const points = 10
	for _, text := range lines {
		p.lines(wrap([]span{{text, plain}}, points, width), points, x, width, left)
	}
}

func (p *page) feeReceipt(o Office, i Issue, d dossier.Dossier, f dossier.Fee) {
	who := d.Applicant.Brings()
	p.field("Tên loại phí, lệ phí", f.Name)
	p.strong("Tên đơn vị hoặc người nộp tiền", who.Name)
	p.field("Địa chỉ", who.Address)
	p.pair("Mã hồ sơ", d.Code, "Số điện thoại", who.Phone)
	p.strong("Số tiền", f.Amount.String()+" đồng")
	p.field("(Viết bằng chữ)", f.Amount.Words())
	p.field("Hình thức thanh toán", paymentMethods(f.Payment.Method))
	p.gap(2)
	p.need(38)
	half := p.width() / 2
	p.centred(dated(o, f.Payment.At), italic, p.left+half, half, p.paper.points)
	p.signed(i.Link,
		signature{"NGƯỜI NỘP TIỀN", "(Ký, ghi rõ họ tên)", who.Name},
		signature{"NGƯỜI THU TIỀN", "(Ký, ghi rõ họ tên)", i.Officer})
}

// paymentMethods are the boxes of a fee receipt, one of them ticked.
func paymentMethods(chosen dossier.Method) string {
	var boxes []string
	for _, m := range dossier.Methods() {
		box := "☐ "
		if m == chosen {
			box = "☑ "
		}
		boxes = append(boxes, box+vietnamese.Text("dossier.method."+string(m)))
	}
	return strings.Join(boxes, "     ")
}
