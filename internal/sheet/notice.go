package sheet

import (
	"cmp"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/internal/dossier"
)

// Supplement is form 02: all that is missing, said once.
func Supplement(o Office, i Issue, d dossier.Dossier) (Document, error) {
	pp, err := FormSupplement.paper(i.At, a5, 9)
	if err != nil {
		return Document{}, err
	}
	if d.Request == nil {
		return Document{}, ErrNothingToSay
	}
	return pp.document(func(p *page) {
		p.begin(o, i, d)
		p.strong("Hồ sơ của", whom(d.Applicant))
		p.field("Nội dung yêu cầu giải quyết", d.Procedure.Name)
		p.contact(d.Applicant)
		p.text(left, span{"Yêu cầu hoàn thiện hồ sơ gồm những nội dung như sau:", plain})
		for n, item := range d.Request.Items {
			p.text(left, span{fmt.Sprintf("%d. %s", n+1, item), plain})
		}
		p.field("Lý do", d.Request.Reason)
		p.letter(span{fmt.Sprintf("Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, %s liên hệ với %s để được hướng dẫn./.",
			addressed(d.Applicant.Owner), reached(cmp.Or(d.Request.Contact, o.Name), cmp.Or(d.Request.Phone, o.Phone))), plain})
		p.gap(3)
		p.signedOnTheRight(i, signature{"NGƯỜI HƯỚNG DẪN", "(Ký và ghi rõ họ tên)", i.Officer})
	})
}

// Refusal is form 03: why a dossier is not taken, or why its result is no.
func Refusal(o Office, i Issue, d dossier.Dossier) (Document, error) {
	pp, err := FormRefusal.paper(i.At, a5, 9)
	if err != nil {
		return Document{}, err
	}
	reason := refusedFor(d)
	if reason == "" {
		return Document{}, ErrNothingToSay
	}
	return pp.document(func(p *page) {
		p.begin(o, i, d)
		p.strong("Tiếp nhận hồ sơ của", whom(d.Applicant))
		p.contact(d.Applicant)
		p.field("Nội dung yêu cầu giải quyết", d.Procedure.Name)
		p.letter(span{fmt.Sprintf("Qua xem xét, %s thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:", o.Name), plain})
		p.letter(span{reason, plain})
		p.letter(span{fmt.Sprintf("Xin thông báo cho %s được biết và thực hiện./.", addressed(d.Applicant.Owner)), plain})
		p.gap(3)
		p.signed(i.Link,
			signature{"NGƯỜI NỘP HỒ SƠ", "(Ký và ghi rõ họ tên)", d.Applicant.Brings().Name},
			signature{"NGƯỜI TIẾP NHẬN HỒ SƠ", "(Ký và ghi rõ họ tên)", i.Officer})
	})
}

func refusedFor(d dossier.Dossier) string {
	switch {
	case d.Refusal != nil:
		return d.Refusal.Reason
	case d.Result != nil && d.Result.Declined:
		return d.Result.Reason
	}
	return ""
}

// Apology is form 04: the one new appointment. The head of the agency that is late signs it, not the desk.
func Apology(o Office, i Issue, d dossier.Dossier) (Document, error) {
	pp, err := FormApology.paper(i.At, a5, 9)
	if err != nil {
		return Document{}, err
	}
	if d.Extension == nil {
		return Document{}, ErrNothingToSay
	}
	if o.Symbol != "" && strings.HasPrefix(pp.title, "PHIẾU XIN LỖI") {
		o.Symbol = "PXL-" + o.Symbol // numbered apart from the office's other papers: 125/PXL-TTPVHCC
	}
	return pp.document(func(p *page) {
		p.begin(o, i, dossier.Dossier{})
		p.addressee(d.Applicant.Owner)
		you, agency, e := addressed(d.Applicant.Owner), d.Competent, d.Extension
		p.letter(span{fmt.Sprintf("%s, %s tiếp nhận giải quyết hồ sơ đề nghị giải quyết thủ tục hành chính %s của %s; mã số: ",
			capital(longDate(d.AcceptedAt())), agency, d.Procedure.Name, you), plain}, span{d.Code, bold}, span{".", plain})
		p.letter(span{"Thời gian hẹn trả kết quả: " + moment(e.Was) + ".", plain})
		p.letter(span{fmt.Sprintf("Tuy nhiên đến nay, %s chưa trả kết quả giải quyết hồ sơ của %s đúng thời hạn quy định với lý do: %s", agency, you, stop(e.Reason)), plain})
		p.letter(span{fmt.Sprintf("%s xin lỗi %s vì sự chậm trễ này và sẽ trả kết quả giải quyết hồ sơ vào ", agency, you), plain},
			span{longDate(e.Until), bold}, span{".", plain})
		p.letter(span{fmt.Sprintf("Mong nhận được sự thông cảm của %s./.", you), plain})
		p.gap(3)
		p.signedOnTheRight(i, signature{"THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", "(Ký, ghi rõ họ tên và đóng dấu)", e.Head})
	})
}

// Suspended is form 05 of 2025: that work on a dossier stops, and why. The circular of 2018 has none.
func Suspended(o Office, i Issue, d dossier.Dossier) (Document, error) {
	pp, err := FormSuspension.paper(i.At, a5, 9)
	if err != nil {
		return Document{}, err
	}
	reason, asked := stoppedFor(d)
	if reason == "" {
		return Document{}, ErrNothingToSay
	}
	return pp.document(func(p *page) {
		p.begin(o, i, dossier.Dossier{})
		p.addressee(d.Applicant.Owner)
		you := addressed(d.Applicant.Owner)
		p.letter(span{fmt.Sprintf("%s, %s tiếp nhận hồ sơ đề nghị giải quyết thủ tục hành chính %s của %s; mã số: ",
			capital(longDate(d.AcceptedAt())), o.Name, d.Procedure.Name, you), plain}, span{d.Code, bold}, span{".", plain})
		if asked {
			p.letter(span{fmt.Sprintf("Theo đề nghị của %s, %s thông báo dừng giải quyết hồ sơ nêu trên.", you, o.Name), plain})
		} else {
			p.letter(span{fmt.Sprintf("Qua xem xét, %s thông báo dừng giải quyết hồ sơ nêu trên.", o.Name), plain})
		}
		p.letter(span{"Lý do: " + stop(reason), plain})
		p.letter(span{fmt.Sprintf("Hồ sơ được trả lại khi %s đề nghị. Mọi vướng mắc xin liên hệ với %s để được hướng dẫn.", you, reached(o.Name, o.Phone)), plain})
		p.letter(span{fmt.Sprintf("Xin thông báo để %s được biết./.", you), plain})
		p.gap(3)
		p.signedOnTheRight(i, signature{"THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", "(Ký, ghi rõ họ tên và đóng dấu)", i.Officer})
	})
}

// stoppedFor is why work stops, and whether the applicant asked for it.
func stoppedFor(d dossier.Dossier) (reason string, asked bool) {
	switch {
	case d.Withdrawal != nil:
		return d.Withdrawal.Reason, true
	case d.Suspension != nil:
		return d.Suspension.Reason, d.Suspension.AtRequest
	}
	return "", false
}

// begin sets the head and the heading of a notice, and the code below it where the notice has it there.
func (p *page) begin(o Office, i Issue, d dossier.Dossier) {
	p.part()
	p.head(o, i)
	p.heading("")
	if d.Code != "" {
		p.text(centre, span{"Mã hồ sơ: ", plain}, span{d.Code, bold})
	}
	p.gap(1.5)
}

func (p *page) addressee(who dossier.Party) {
	title := ""
	if !organisation(who) {
		title = addressed(who) + " "
	}
	p.text(centre, span{"Kính gửi: " + title, plain}, span{who.Name, bold})
	p.gap(2)
}

// signedOnTheRight sets one hand, with the QR on the left.
func (p *page) signedOnTheRight(i Issue, hand signature) {
	p.need(36)
	p.qr(i.Link, p.left+8, p.y+4, 20)
	p.signatures(0, signature{}, hand)
}

// reached is whom to ask, by telephone where there is one.
func reached(whom, phone string) string {
	if phone == "" {
		return whom
	}
	return whom + ", số điện thoại " + phone
}

// capital begins a sentence.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// stop ends a sentence that may have its full stop already.
func stop(sentence string) string { return strings.TrimRight(strings.TrimSpace(sentence), ".") + "." }
