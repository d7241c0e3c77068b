package sheet

import (
	"cmp"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"motcua/internal/dossier"
)

// Supplement is form 02: all that is missing, said once. Where the agency that decides asks, it is named (NĐ 61/2018 đ.19 k.4).
func Supplement(o Office, i Issue, d dossier.Dossier) (Document, error) {
	pp, err := FormSupplement.letter(i.At)
	if err != nil {
		return Document{}, err
	}
	if d.Request == nil {
		return Document{}, ErrNothingToSay
	}
	asks, ask := "Yêu cầu hoàn thiện hồ sơ gồm những nội dung như sau:", o
	if d.AgencyBefore(dossier.AskSupplement) && d.Competent != "" {
		asks = fmt.Sprintf("Theo thông báo của %s, yêu cầu hoàn thiện hồ sơ gồm những nội dung như sau:", d.Competent)
		ask = contact(o, d.Competent)
	}
	return pp.document(func(p *page) {
		p.begin(o, i, d)
		p.strong("Hồ sơ của", whom(d.Applicant))
		p.field("Nội dung yêu cầu giải quyết", d.Procedure.Name)
		p.contact(d.Applicant)
		p.text(left, span{asks, plain})
		for n, item := range d.Request.Items {
			p.text(left, span{fmt.Sprintf("%d. %s", n+1, item), plain})
		}
		p.field("Lý do", d.Request.Reason)
		p.letter(span{fmt.Sprintf("Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, %s liên hệ với %s để được hướng dẫn./.",
			addressed(d.Applicant.Owner), reached(cmp.Or(d.Request.Contact, ask.Name), cmp.Or(d.Request.Phone, ask.Phone))), plain})
		p.gap(3)
		p.signedOnTheRight(i, signature{"NGƯỜI HƯỚNG DẪN", "(Ký và ghi rõ họ tên)", i.Officer})
	})
}

// contact is the agency to ask, or the office itself where no telephone of the agency is known.
func contact(o Office, agency string) Office {
	if deciding := o.Deciding(agency); deciding.Phone != "" {
		return deciding
	}
	return o
}

// letter is how a notice is set.
func (f Form) letter(at time.Time) (paper, error) {
	pp, err := f.paper(at, a5, most)
	pp.least = 9
	return pp, err
}

// Refusal is form 03: why a dossier is not taken, or why its result is no. A no that the agency gave is the agency's paper, headed and
// signed by it (NĐ 61/2018 đ.19 k.8); the desk hands it out.
func Refusal(o Office, i Issue, d dossier.Dossier) (Document, error) {
	pp, err := FormRefusal.letter(i.At)
	if err != nil {
		return Document{}, err
	}
	reason := refusedFor(d)
	if reason == "" {
		return Document{}, ErrNothingToSay
	}
	hand := signature{"NGƯỜI TIẾP NHẬN HỒ SƠ", "(Ký và ghi rõ họ tên)", i.Officer}
	if d.Refusal == nil {
		o = o.Deciding(d.Competent)
		hand = signature{chief, stamped, o.Head}
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
		p.signed(i.Link, signature{"NGƯỜI NỘP HỒ SƠ", "(Ký và ghi rõ họ tên)", d.Applicant.Brings().Name}, hand)
	})
}

// The head of an agency signs with its seal.
const (
	chief   = "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ"
	stamped = "(Ký, ghi rõ họ tên và đóng dấu)"
)

func refusedFor(d dossier.Dossier) string {
	switch {
	case d.Refusal != nil:
		return d.Refusal.Reason
	case d.Result != nil && d.Result.Declined:
		return d.Result.Reason
	}
	return ""
}

// Apology is form 04: the one new appointment. It is the late agency's paper, headed by it and signed by its head, not the desk's
// (NĐ 61/2018 đ.19 k.9).
func Apology(o Office, i Issue, d dossier.Dossier) (Document, error) {
	pp, err := FormApology.letter(i.At)
	if err != nil {
		return Document{}, err
	}
	if d.Extension == nil {
		return Document{}, ErrNothingToSay
	}
	o = o.Deciding(d.Competent)
	if !inForce(i.At).titles {
		o = o.numbered("PXL") // apart from the agency's other papers
	}
	return pp.document(func(p *page) {
		p.begin(o, i, dossier.Dossier{})
		p.addressee(d.Applicant.Owner)
		you, agency, e := addressed(d.Applicant.Owner), o.Name, d.Extension
		p.about(d, fmt.Sprintf("%s tiếp nhận giải quyết hồ sơ", agency))
		p.letter(span{"Thời gian hẹn trả kết quả: " + moment(e.Was) + ".", plain})
		p.letter(span{fmt.Sprintf("Tuy nhiên đến nay, %s chưa trả kết quả giải quyết hồ sơ của %s đúng thời hạn quy định với lý do: %s", agency, you, stop(e.Reason)), plain})
		p.letter(span{fmt.Sprintf("%s xin lỗi %s vì sự chậm trễ này và sẽ trả kết quả giải quyết hồ sơ vào ", agency, you), plain},
			span{longDate(e.Until), bold}, span{".", plain})
		p.letter(span{fmt.Sprintf("Mong nhận được sự thông cảm của %s./.", you), plain})
		p.gap(3)
		p.signedOnTheRight(i, signature{chief, stamped, cmp.Or(e.Head, o.Head)})
	})
}

// about says which dossier a letter is about.
func (p *page) about(d dossier.Dossier, received string) {
	p.letter(span{fmt.Sprintf("%s, %s đề nghị giải quyết thủ tục hành chính %s của %s; mã\u00a0số:\u00a0",
		capital(longDate(d.AcceptedAt())), received, d.Procedure.Name, addressed(d.Applicant.Owner)), plain}, span{d.Code, bold}, span{".", plain})
}

// Suspended is form 05 of 2025: that work on a dossier stops, and why. The circular of 2018 has none. It is the paper of the agency that
// works on the dossier, or of the office while no agency has it, and its head signs.
func Suspended(o Office, i Issue, d dossier.Dossier) (Document, error) {
	pp, err := FormSuspension.letter(i.At)
	if err != nil {
		return Document{}, err
	}
	reason, asked := stoppedFor(d)
	if reason == "" {
		return Document{}, ErrNothingToSay
	}
	centre := o
	if d.AgencyBefore(dossier.Suspend) || d.AgencyBefore(dossier.Withdraw) {
		o = o.Deciding(d.Competent)
	}
	return pp.document(func(p *page) {
		p.begin(o.numbered("TB"), i, dossier.Dossier{})
		p.addressee(d.Applicant.Owner)
		you := addressed(d.Applicant.Owner)
		p.about(d, fmt.Sprintf("%s tiếp nhận hồ sơ", centre.Name))
		if asked {
			p.letter(span{fmt.Sprintf("Theo đề nghị của %s, %s thông báo dừng giải quyết hồ sơ nêu trên.", you, o.Name), plain})
		} else {
			p.letter(span{fmt.Sprintf("Qua xem xét, %s thông báo dừng giải quyết hồ sơ nêu trên.", o.Name), plain})
		}
		p.letter(span{"Lý do: " + stop(reason), plain})
		p.letter(span{fmt.Sprintf("Hồ sơ được trả lại khi %s đề nghị. Mọi vướng mắc xin liên hệ với %s để được hướng dẫn.", you, reached(centre.Name, centre.Phone)), plain})
		p.letter(span{fmt.Sprintf("Xin thông báo để %s được biết./.", you), plain})
		p.gap(3)
		p.signedOnTheRight(i, signature{chief, stamped, o.Head})
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
