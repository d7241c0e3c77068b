package sheet

import (
	"fmt"
	"math"
	"strings"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/procedure"
)

// most is the largest type of a form's body (NĐ 30/2020 Phụ lục I: 13 to 14, on the A4 it is written for): where it does not fit
// on one A5 sheet, it shrinks.
const most = 13.0

// leastReceipt is what a receipt shrinks to: TT 01/2018 đ.9 k.2 asks for A5 and not for one sheet, so a longer one goes on overleaf, in most.
const leastReceipt = 10

// copies are the two of a receipt, as its note has it.
var copies = []string{"(Liên 1: Lưu)", "(Liên 2: Giao khách hàng)"}

// Receipt is form 01, in its two copies: what was received, and for when the result is promised. It is the one form
// that shows the identity number whole.
func Receipt(o Office, i Issue, d dossier.Dossier) (Document, error) {
	pp, err := FormReceipt.paper(i.At, a5, most)
	if err != nil {
		return Document{}, err
	}
	pp.least = leastReceipt
	return pp.document(func(p *page) {
		for _, which := range copies {
			p.part()
			p.head(o, i)
			p.heading(which)
			p.receipt(o, i, d)
		}
	})
}

func (p *page) receipt(o Office, i Issue, d dossier.Dossier) {
	p.text(centre, span{"Mã hồ sơ: ", plain}, span{d.Code, bold})
	p.gap(1)
	p.field("Bộ phận tiếp nhận và trả kết quả", o.Name)
	p.strong("Tiếp nhận hồ sơ của", whom(d.Applicant))
	p.contact(d.Applicant)
	p.field(identified(d.Applicant.Owner, i.At), d.Applicant.Owner.Identity.Whole())
	p.field("Nội dung yêu cầu giải quyết", d.Procedure.Name)
	p.text(left, span{"1. Thành phần hồ sơ, yêu cầu và số lượng mỗi loại giấy tờ gồm:", plain})
	p.papers(d.Papers)
	p.field("2. Số lượng hồ sơ", fmt.Sprintf("%02d (bộ)", max(1, d.Sets)))
	p.field("3. Thời gian giải quyết hồ sơ theo quy định là", limit(d.Procedure.Limit))
	p.field("4. Thời gian nhận hồ sơ", moment(d.AcceptedAt()))
	p.strong("5. Thời gian trả kết quả giải quyết hồ sơ", moment(promised(d, i.At)))
	p.field(since2025(i.At, "6. Đăng ký nhận kết quả tại", "6. Đăng ký trả kết quả tại"), wanted(d.Wish))
	if inForce(i.At).titles {
		p.field("7. Phí, lệ phí (nếu có)", charged(d))
	}
	p.pair("Vào Sổ theo dõi hồ sơ, Quyển số", i.Volume, since2025(i.At, "Số thứ tự", "Số thứ tự (nếu có)"), i.Entry)
	p.notes(
		"Giấy tiếp nhận hồ sơ và hẹn trả kết quả được lập thành 02 liên; một liên chuyển kèm theo Phiếu kiểm soát quá trình giải quyết hồ sơ và được lưu tại Bộ phận tiếp nhận và trả kết quả; một liên giao cho cá nhân, tổ chức nộp hồ sơ.",
		"Cá nhân, tổ chức có thể đăng ký nhận kết quả tại Bộ phận tiếp nhận và trả kết quả hoặc tại nhà (trụ sở tổ chức) qua dịch vụ bưu chính.",
	)
	p.small(left, span{"Khi đến nhận kết quả, đề nghị mang theo Giấy này (và giấy ủy quyền nếu nhận thay).", italic}) // NĐ 61/2018 đ.6 k.2
	p.gap(1)
	p.signed(i.Link,
		signature{"NGƯỜI NỘP HỒ SƠ", "(Ký và ghi rõ họ tên)", d.Applicant.Brings().Name},
		signature{"NGƯỜI TIẾP NHẬN HỒ SƠ", "(Ký và ghi rõ họ tên)", i.Officer})
}

// since2025 is a wording of 2018, or the one in use since the circular of 2025.
func since2025(at time.Time, before, since string) string {
	if inForce(at).titles {
		return since
	}
	return before
}

// wanted is where, and how, the applicant wants the result.
func wanted(w dossier.Wish) string {
	switch w.Channel {
	case procedure.Post:
		return joinNonEmpty(": ", "tại nhà (trụ sở tổ chức) qua dịch vụ bưu chính", w.Place)
	case procedure.Web:
		return joinNonEmpty(", ", "Cổng Dịch vụ công (bản điện tử)", w.Place)
	}
	return w.Place
}

// charged is what is to be paid, and what of it was.
func charged(d dossier.Dossier) string {
	var parts []string
	for _, f := range d.Fees {
		state := "chưa nộp"
		if f.Payment != nil {
			state = "đã nộp"
		}
		parts = append(parts, fmt.Sprintf("%s %s đồng (%s)", f.Name, f.Amount, state))
	}
	if len(parts) == 0 {
		return "không"
	}
	return strings.Join(parts, "; ")
}

// identified is what the number is called by which an applicant is known. The old identity cards ended with 2024
// (Luật Căn cước 26/2023 đ.46).
func identified(who dossier.Party, at time.Time) string {
	if who.Kind == dossier.Business {
		return "Mã số doanh nghiệp"
	}
	return since2025(at, "Số CMND/Thẻ căn cước/Hộ chiếu", "Số định danh cá nhân/Hộ chiếu")
}

// contact sets where the applicant is found.
func (p *page) contact(a dossier.Applicant) {
	who := a.Owner
	p.field("Địa chỉ", who.Address)
	p.pair("Số điện thoại", who.Phone, "Email", who.Email)
}

// papers sets the table of documents handed in.
func (p *page) papers(papers []dossier.Paper) {
	t := p.table(math.Min(p.paper.points-0.5, 11),
		column{head: "TT", width: 8},
		column{head: "Thành phần hồ sơ", width: 63},
		column{head: "Bản chính", group: "Số lượng", width: 14},
		column{head: "Bản chứng thực", group: "Số lượng", width: 20},
		column{head: "Bản photo", group: "Số lượng", width: 14})
	var rows [][]cell
	for n, paper := range papers {
		name := paper.Name
		if paper.Lent > 0 {
			name += fmt.Sprintf(" (%02d bản chính để đối chiếu, trả lại cùng kết quả)", paper.Lent)
		}
		rows = append(rows, []cell{
			middle(fmt.Sprint(n + 1)), flush(name), middle(count(paper.Originals)), middle(count(paper.Certified)), middle(count(paper.Copies)),
		})
	}
	t.set(rows)
}

func middle(text string) cell { return cell{spans: []span{{text, plain}}, align: centre} }
func flush(text string) cell  { return cell{spans: []span{{text, plain}}} }

// notes sets the small print.
func (p *page) notes(notes ...string) {
	p.gap(0.5)
	p.small(left, span{"Ghi chú:", bold | italic})
	for _, note := range notes {
		p.small(justify, span{"- " + note, italic})
	}
	p.gap(1.5)
}

// signed sets the hands under a form, and between two of them the QR.
func (p *page) signed(link string, hands ...signature) {
	const side = 17
	if link == "" || len(hands) != 2 {
		p.signatures(0, hands...)
		return
	}
	p.need(26)
	y := p.y
	p.signatures(side+4, hands...)
	p.qr(link, p.left+(p.width()-side)/2, y+3, side)
}
