package slip

import (
	"cmp"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"motcua/drivers"
	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
	"motcua/internal/workday"
)

var (
	body    = drivers.Style{}
	strong  = drivers.Style{Bold: true}
	promise = drivers.Style{Align: drivers.Centre, Bold: true, Wide: 2, High: 2}
)

// Receipt is form 01 (giấy tiếp nhận hồ sơ và hẹn trả kết quả) in short, and says so: what was handed in, to whom, and for when the
// result is promised. Signatures, address and telephone stand on the form alone: slips are left on benches. The link is where anybody can see that it is genuine; without one the code alone is in the QR.
func Receipt(say i18n.Localizer, centre centre.Centre, counter string, d dossier.Dossier, link string) drivers.Document {
	p := begin(say, centre, "slip.receipt.title", d)
	p.Text(centred, say.Text("slip.receipt.short"))
	p.applicant(d)
	p.field("slip.receipt.competent", d.Competent)
	p.Rule()
	p.papers(d)
	p.field("slip.receipt.sets", fmt.Sprintf("%02d", max(1, d.Sets)))
	p.fees(d)
	p.field("slip.receipt.limit", p.limit(d.Procedure.Limit))
	p.field("slip.receipt.received", p.moment(d.AcceptedAt()))
	step, _ := d.Last(dossier.Receive, dossier.Supply, dossier.Resume)
	p.hand(centre, counter, step.By)
	p.promise(d)
	p.trace(d, link)
	p.Text(heading, say.Text("slip.receipt.bring"))
	return p.end()
}

// Fee says what was paid for, in figures and in words. It goes with the biên lai, whose number it carries and which it does not replace.
func Fee(say i18n.Localizer, centre centre.Centre, counter string, d dossier.Dossier, f dossier.Fee) drivers.Document {
	p := begin(say, centre, "slip.fee.title", d)
	p.Text(centred, say.Text("slip.fee.no_receipt"))
	p.field("slip.fee.payer", d.Applicant.Brings().Name)
	p.field("slip.fee.name", f.Name)
	p.Rule()
	p.Text(promise, dong(f.Amount))
	p.Text(centred, f.Amount.Words())
	p.Rule()
	if paid := f.Payment; paid != nil {
		p.field("slip.fee.method", say.Text("dossier.method."+string(paid.Method)))
		p.field("slip.fee.receipt", paid.Receipt)
		p.field("slip.fee.paid", p.moment(paid.At))
		p.hand(centre, counter, paid.Officer)
	}
	return p.end()
}

// Delivery is the receipt for a result that was given back (giấy biên nhận trả kết quả), with room for both to sign.
func Delivery(say i18n.Localizer, centre centre.Centre, d dossier.Dossier) drivers.Document {
	p := begin(say, centre, "slip.delivery.title", d)
	p.applicant(d)
	p.Rule()
	if r := d.Result; r != nil {
		p.field("slip.delivery.result", r.Name)
		p.field("slip.delivery.number", r.Number)
	}
	for _, paper := range d.Lent() {
		p.field("slip.delivery.lent", fmt.Sprintf("%s (%02d)", paper.Name, paper.Lent))
	}
	p.field("slip.delivery.at", p.moment(d.ReturnedAt()))
	var hands dossier.Delivery
	if d.Delivery != nil {
		hands = *d.Delivery
	}
	p.field("slip.delivery.phone", hands.Phone)
	p.Feed(1)
	p.both(strong, say.Text("slip.delivery.taken"), say.Text("slip.delivery.given"))
	p.Feed(3)
	p.both(body, hands.Taker, hands.Officer)
	return p.end()
}

// paper is a dossier's slip while it is written.
type paper struct {
	drivers.Document
	say i18n.Localizer
}

// begin heads a slip with the centre, what it is, and the dossier's code.
func begin(say i18n.Localizer, centre centre.Centre, title string, d dossier.Dossier) *paper {
	p := &paper{say: say}
	p.Text(heading, strings.ToUpper(centre.Name.In(say.Lang)))
	p.Text(heading, say.Text(title))
	if d.Code != "" {
		p.Text(service, d.Code)
	}
	p.Rule()
	return p
}

func (p *paper) end() drivers.Document {
	p.Cut()
	return p.Document
}

// both writes side by side what concerns two hands.
func (p *paper) both(style drivers.Style, one, other string) {
	p.Columns(style, drivers.Cell{Text: one, Align: drivers.Centre}, drivers.Cell{Text: other, Align: drivers.Centre})
}

// field writes "Label: value", and nothing without a value: paper is dear.
func (p *paper) field(id, value string) {
	if strings.TrimSpace(value) != "" {
		p.Text(body, p.say.Text(id)+": "+value)
	}
}

// applicant says whose dossier it is and what it is about. The identity number is masked: slips are left on benches.
func (p *paper) applicant(d dossier.Dossier) {
	p.field("slip.receipt.owner", d.Applicant.Owner.Name)
	if d.Applicant.Submitter != nil {
		p.field("slip.receipt.submitter", d.Applicant.Submitter.Name)
	}
	p.field("slip.receipt.identity", d.Applicant.Owner.Identity.String())
	p.field("slip.receipt.procedure", plainName(d.Procedure.Name))
}

// plainName is a procedure's name behind the word "Thủ tục", with which the catalogue begins many of them.
func plainName(name string) string {
	rest, named := strings.CutPrefix(name, "Thủ tục ")
	if !named || rest == "" {
		return name
	}
	first, size := utf8.DecodeRuneInString(rest)
	return string(unicode.ToUpper(first)) + rest[size:]
}

// dong is an amount with its currency, which stay on one line.
func dong(amount dossier.Dong) string { return amount.String() + "\u00a0đồng" }

// hand says who took what the slip is for, at which counter, and where to ask.
func (p *paper) hand(centre centre.Centre, counter, officer string) {
	p.field("slip.notice.officer", officer)
	p.field("slip.hand.counter", counter)
	p.field("slip.hand.phone", centre.Papers.Phone)
}

// promise is the appointment, large, and where.
func (p *paper) promise(d dossier.Dossier) {
	p.Rule()
	p.Text(centred, p.say.Text("slip.receipt.appointment"))
	if d.Appointment.IsZero() {
		p.Text(heading, p.say.Text("slip.receipt.later"))
	} else {
		p.Text(promise, p.moment(d.Appointment))
	}
	place := d.Wish.Place
	if c := d.Wish.Channel; c != "" && c != procedure.Counter {
		place = strings.TrimSuffix(p.say.Text("dossier.channel."+string(c))+": "+place, ": ")
	}
	p.Text(centred, place)
}

// papers lists what was handed in, in how many copies of each make.
func (p *paper) papers(d dossier.Dossier) {
	p.Text(strong, p.say.Text("slip.receipt.papers"))
	for n, paper := range d.Papers {
		p.Columns(body,
			drivers.Cell{Text: fmt.Sprintf("%d. %s", n+1, paper.Name), Weight: 3},
			drivers.Cell{Text: p.copies(paper), Weight: 1, Align: drivers.Right})
	}
}

func (p *paper) copies(paper dossier.Paper) string {
	var parts []string
	for _, kind := range []struct {
		id string
		n  int
	}{{"originals", paper.Originals}, {"certified", paper.Certified}, {"copies", paper.Copies}, {"lent", paper.Lent}} {
		if kind.n > 0 {
			parts = append(parts, fmt.Sprintf("%d\u00a0%s", kind.n, p.say.Text("slip.receipt."+kind.id)))
		}
	}
	return strings.Join(parts, "\n")
}

func (p *paper) fees(d dossier.Dossier) {
	for _, f := range d.Fees {
		amount := dong(f.Amount)
		if f.Payment != nil {
			amount += "\n" + p.say.Text("slip.receipt.paid")
		}
		p.Columns(body, drivers.Cell{Text: f.Name, Weight: 3}, drivers.Cell{Text: amount, Weight: 1, Align: drivers.Right})
	}
}

// trace is how the dossier is found again: by a phone where the link leads, by the office's scanner otherwise.
func (p *paper) trace(d dossier.Dossier, link string) {
	p.Rule()
	p.QR(cmp.Or(link, d.Code))
	if link != "" {
		p.Text(centred, p.say.Text("slip.receipt.scan"))
	}
}

func (p *paper) moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	local := t.In(workday.Vietnam)
	return p.say.Text("slip.issued_at", i18n.Args{"Time": local.Format("15:04"), "Date": local.Format("02/01/2006")})
}

func (p *paper) limit(l workday.Limit) string {
	if l.Validate() != nil {
		return ""
	}
	return p.say.Text("dossier.limit."+string(l.Unit), i18n.Args{"Amount": dossier.Amount(l)})
}
