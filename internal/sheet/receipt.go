package sheet

import (
	"fmt"

	"motcua/internal/dossier"
)

// copies are the two of a receipt, as its note has it.
var copies = []string{"(Liên 1: Lưu)", "(Liên 2: Giao khách hàng)"}

// Receipt is form 01, in its two copies: what was received, and for when the result is promised. It is the one form
// that shows the identity number whole.
func Receipt(o Office, i Issue, d dossier.Dossier) (Document, error) {
	pp, err := FormReceipt.paper(i.At, a5, 9)
	if err != nil {
		return Document{}, err
	}
	pp.least = 7.25
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
	p.field(identified(d.Applicant.Owner), d.Applicant.Owner.Identity.Whole())
	p.field("Nội dung yêu cầu giải quyết", d.Procedure.Name)
	p.text(left, span{"1. Thành phần hồ sơ, yêu cầu và số lượng mỗi loại giấy tờ gồm:", plain})
	p.papers(d.Papers)
	p.field("2. Số lượng hồ sơ", fmt.Sprintf("%02d (bộ)", max(1, d.Sets)))
	p.field("3. Thời gian giải quyết hồ sơ theo quy định là", limit(d.Procedure.Limit))
	p.field("4. Thời gian nhận hồ sơ", moment(d.AcceptedAt()))
	p.strong("5. Thời gian trả kết quả giải quyết hồ sơ", moment(d.Appointment))
	p.field("6. Đăng ký nhận kết quả tại", d.Wish.Place)
	p.pair("Vào Sổ theo dõi hồ sơ, Quyển số", i.Volume, "Số thứ tự", i.Entry)
	p.notes(
		"Giấy tiếp nhận hồ sơ và hẹn trả kết quả được lập thành 02 liên; một liên chuyển kèm theo Phiếu kiểm soát quá trình giải quyết hồ sơ và được lưu tại Bộ phận tiếp nhận và trả kết quả; một liên giao cho cá nhân, tổ chức nộp hồ sơ.",
		"Cá nhân, tổ chức có thể đăng ký nhận kết quả tại Bộ phận tiếp nhận và trả kết quả hoặc tại nhà (trụ sở tổ chức) qua dịch vụ bưu chính.",
		"Khi đến nhận kết quả, đề nghị mang theo Giấy này (và giấy ủy quyền nếu nhận thay).",
	)
	p.signed(i.Link,
		signature{"NGƯỜI NỘP HỒ SƠ", "(Ký và ghi rõ họ tên)", d.Applicant.Brings().Name},
		signature{"NGƯỜI TIẾP NHẬN HỒ SƠ", "(Ký và ghi rõ họ tên)", i.Officer})
}

// identified is what the number is called by which an applicant is known.
func identified(who dossier.Party) string {
	if who.Kind == dossier.Business {
		return "Mã số doanh nghiệp"
	}
	return "Số CMND/Thẻ căn cước/Hộ chiếu"
}

// contact sets where the applicant is found.
func (p *page) contact(a dossier.Applicant) {
	who := a.Owner
	p.field("Địa chỉ", who.Address)
	p.pair("Số điện thoại", who.Phone, "Email", who.Email)
}

// papers sets the table of documents handed in.
func (p *page) papers(papers []dossier.Paper) {
	t := p.table(p.paper.points-0.5,
		column{head: "TT", width: 7},
		column{head: "Thành phần hồ sơ", width: 68},
		column{head: "Bản chính", group: "Số lượng", width: 12},
		column{head: "Bản chứng thực", group: "Số lượng", width: 20},
		column{head: "Bản photo", group: "Số lượng", width: 12})
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
