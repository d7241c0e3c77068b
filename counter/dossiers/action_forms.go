package dossiers

import (
	"cmp"
	"strconv"
	"strings"

	"motcua/counter/typed"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/workday"
)

func askReason(*Page) []typed.Question { return []typed.Question{{Label: "counter.ask.reason"}} }

// askHandOver proposes the competent agency, and all the days there are for its own deadline.
func askHandOver(p *Page) []typed.Question {
	d, desk, days := p.Dossier, p.Store.Desk(), ""
	if left := desk.Calendar.WorkingDaysBetween(workday.DateOf(desk.At), workday.DateOf(d.Appointment)); !d.Appointment.IsZero() && left > 0 {
		days = strconv.Itoa(left)
	}
	return []typed.Question{{Label: "counter.ask.agency", Value: d.Competent}, {Label: "counter.ask.taker"}, {Label: "counter.ask.days", Value: days}}
}

func decideHandOver(p *Page, answers []string) (dossier.Body, error) {
	limit, err := typed.ParseDays(answers[2])
	if err != nil {
		return nil, err
	}
	desk := p.Store.Desk()
	h := dossier.Handover{From: p.Centre().Name.In(i18n.Vietnamese), To: answers[0], Centre: p.Centre().PartnerFor(answers[0]), Giver: desk.Officer, Taker: answers[1], Limit: limit}
	if beyond(desk, p.Dossier, limit) {
		return nil, typed.ErrBeyond
	}
	if n := len(p.Dossier.Stages); n > 0 && p.Dossier.Stages[n-1].Done.IsZero() {
		h.From, h.Giver = p.Dossier.Stages[n-1].To, p.Dossier.Stages[n-1].Taker
	}
	return desk.HandOver(p.Dossier, h)
}

// beyond reports whether an agency's time, begun now, ends after the appointment.
func beyond(k dossier.Desk, d dossier.Dossier, limit workday.Limit) bool {
	due := dossier.Stage{Handover: dossier.Handover{Limit: limit}, At: k.At}.Due(k.Calendar)
	return !due.IsZero() && !d.Appointment.IsZero() && workday.DateOf(d.Appointment).Before(workday.DateOf(due))
}

func askTakeOver(p *Page) []typed.Question {
	return []typed.Question{{Label: "counter.ask.taker", Value: p.Store.Desk().Officer}}
}

func decideTakeOver(p *Page, answers []string) (dossier.Body, error) {
	return p.Store.Desk().TakeOver(p.Dossier, answers[0])
}

func askSupplement(*Page) []typed.Question {
	return []typed.Question{{Label: "counter.ask.items"}, {Label: "counter.ask.reason"}}
}

func decideSupplement(p *Page, answers []string) (dossier.Body, error) {
	return p.Store.Desk().AskSupplement(p.Dossier, dossier.SupplementRequest{Items: typed.Items(answers[0]), Reason: answers[1]})
}

// askSupply proposes what was asked for.
func askSupply(p *Page) []typed.Question {
	missing := ""
	if r := p.Dossier.Request; r != nil {
		missing = strings.Join(r.Items, "; ")
	}
	return []typed.Question{{Label: "counter.ask.brought", Value: missing}}
}

func decideSupply(p *Page, answers []string) (dossier.Body, error) {
	return p.Store.Desk().Supply(p.Dossier, papersOf(answers[0]))
}

// papersOf returns documents written down by their names.
func papersOf(text string) (papers []dossier.Paper) {
	for _, name := range typed.Items(text) {
		papers = append(papers, dossier.Paper{Name: name, Originals: 1})
	}
	return papers
}

func askDemand(*Page) []typed.Question {
	return []typed.Question{{Label: "counter.ask.charge"}, {Label: "counter.ask.amount"}, {Label: "counter.ask.notice"}}
}

func decideDemand(p *Page, answers []string) (dossier.Body, error) {
	amount, err := dossier.ParseDong(answers[1])
	if err != nil {
		return nil, err
	}
	return p.Store.Desk().DemandPayment(p.Dossier, []dossier.Charge{{Name: answers[0], Amount: amount}}, answers[2])
}

func askResume(p *Page) []typed.Question {
	if p.Dossier.Status != dossier.Incomplete {
		return []typed.Question{{Label: "counter.ask.reached"}}
	}
	return askSupply(p)
}

func decideResume(p *Page, answers []string) (dossier.Body, error) {
	return p.Store.Desk().Resume(p.Dossier, papersOf(answers[0]))
}

func askSuspend(*Page) []typed.Question {
	return []typed.Question{{Label: "counter.ask.reason"}, {Label: "counter.ask.wish", Value: "1"}}
}

func decideSuspend(p *Page, answers []string) (dossier.Body, error) {
	wish := strings.TrimSpace(answers[1])
	if wish != "1" && wish != "2" {
		return nil, typed.ErrWish
	}
	return p.Store.Desk().Suspend(p.Dossier, answers[0], wish == "1")
}

// askExtend proposes a few days more.
func askExtend(p *Page) []typed.Question {
	const days = 3
	until := p.Store.Desk().Calendar.AddWorkingDays(workday.DateOf(p.Dossier.Appointment), days)
	return []typed.Question{{Label: "counter.ask.until", Value: until.At(0).Format("02/01/2006")}, {Label: "counter.ask.reason"}, {Label: "counter.ask.head"}}
}

func decideExtend(p *Page, answers []string) (dossier.Body, error) {
	until, err := typed.ParseDay(answers[0])
	if err != nil {
		return nil, err
	}
	return p.Store.Desk().Extend(p.Dossier, until, answers[1], answers[2])
}

func askFinish(p *Page) []typed.Question {
	return []typed.Question{{Label: "counter.ask.result", Value: p.resultOf(p.Dossier.Procedure.Code)}, {Label: "counter.ask.number"}}
}

// resultOf returns what a procedure comes to, by the catalogue.
func (p *Page) resultOf(code string) string {
	for i := range p.Procedures {
		if p.Procedures[i].Code == code {
			return p.Procedures[i].Result
		}
	}
	return ""
}

func decideFinish(p *Page, answers []string) (dossier.Body, error) {
	return p.Store.Desk().Finish(p.Dossier, dossier.Result{Name: answers[0], Number: answers[1]})
}

func askPay(*Page) []typed.Question {
	return []typed.Question{{Label: "counter.ask.method", Value: "1"}, {Label: "counter.ask.receipt"}}
}

// decidePay takes the first fee that is owed.
func decidePay(p *Page, answers []string) (dossier.Body, error) {
	n, err := strconv.Atoi(strings.TrimSpace(answers[0]))
	if err != nil || n < 1 || n > len(dossier.Methods()) {
		return nil, typed.ErrMethod
	}
	for _, fee := range p.Dossier.Fees {
		if fee.Payment == nil {
			return p.Store.Desk().Pay(p.Dossier, dossier.Payment{Fee: fee.Name, Method: dossier.Methods()[n-1], Receipt: answers[1]})
		}
	}
	return nil, dossier.ErrNoSuchFee
}

func askReturn(p *Page) []typed.Question {
	who := p.Dossier.Applicant.Brings()
	return []typed.Question{{Label: "counter.ask.receiver", Value: who.Name}, {Label: "counter.ask.phone", Value: who.Phone}}
}

func decideReturn(p *Page, answers []string) (dossier.Body, error) {
	proxy := answers[0] != p.Dossier.Applicant.Brings().Name
	channel := cmp.Or(p.Dossier.Wish.Channel, p.Dossier.Channel)
	return p.Store.Desk().Return(p.Dossier, dossier.Delivery{Channel: channel, Taker: answers[0], Phone: answers[1], Proxy: proxy})
}

func decideWithdraw(p *Page, answers []string) (dossier.Body, error) {
	return p.Store.Desk().Withdraw(p.Dossier, answers[0])
}

func decideRefuse(p *Page, answers []string) (dossier.Body, error) {
	return p.Store.Desk().Refuse(p.Dossier, nil, answers[0])
}
