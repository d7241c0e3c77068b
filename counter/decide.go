package main

import (
	"cmp"
	"strconv"
	"strings"

	"motcua/counter/typed"
	"motcua/internal/dossier"
	"motcua/internal/words"
	"motcua/internal/workday"
)

func askReason(*clerk) []typed.Question { return []typed.Question{{Label: "counter.ask.reason"}} }

// askHandOver proposes the competent agency, and all the days there are for its own deadline.
func askHandOver(c *clerk) []typed.Question {
	d, desk, days := c.dossier, c.cabinet.Desk(), ""
	if left := desk.Calendar.WorkingDaysBetween(workday.DateOf(desk.At), workday.DateOf(d.Appointment)); !d.Appointment.IsZero() && left > 0 {
		days = strconv.Itoa(left)
	}
	return []typed.Question{{Label: "counter.ask.agency", Value: d.Competent}, {Label: "counter.ask.taker"}, {Label: "counter.ask.days", Value: days}}
}

func decideHandOver(c *clerk, answers []string) (dossier.Body, error) {
	limit, err := typed.ParseDays(answers[2])
	if err != nil {
		return nil, err
	}
	desk := c.cabinet.Desk()
	h := dossier.Handover{From: c.centre().Name.In(words.Vietnamese), To: answers[0], Centre: c.centre().PartnerFor(answers[0]), Giver: desk.Officer, Taker: answers[1], Limit: limit}
	if beyond(desk, c.dossier, limit) {
		return nil, typed.ErrBeyond
	}
	if n := len(c.dossier.Stages); n > 0 && c.dossier.Stages[n-1].Done.IsZero() {
		h.From, h.Giver = c.dossier.Stages[n-1].To, c.dossier.Stages[n-1].Taker
	}
	return desk.HandOver(c.dossier, h)
}

// beyond reports whether an agency's time, begun now, ends after the appointment.
func beyond(k dossier.Desk, d dossier.Dossier, limit workday.Limit) bool {
	due := dossier.Stage{Handover: dossier.Handover{Limit: limit}, At: k.At}.Due(k.Calendar)
	return !due.IsZero() && !d.Appointment.IsZero() && workday.DateOf(d.Appointment).Before(workday.DateOf(due))
}

func askTakeOver(c *clerk) []typed.Question {
	return []typed.Question{{Label: "counter.ask.taker", Value: c.cabinet.Desk().Officer}}
}

func decideTakeOver(c *clerk, answers []string) (dossier.Body, error) {
	return c.cabinet.Desk().TakeOver(c.dossier, answers[0])
}

func askSupplement(*clerk) []typed.Question {
	return []typed.Question{{Label: "counter.ask.items"}, {Label: "counter.ask.reason"}}
}

func decideSupplement(c *clerk, answers []string) (dossier.Body, error) {
	return c.cabinet.Desk().AskSupplement(c.dossier, dossier.SupplementRequest{Items: typed.Items(answers[0]), Reason: answers[1]})
}

// askSupply proposes what was asked for.
func askSupply(c *clerk) []typed.Question {
	missing := ""
	if r := c.dossier.Request; r != nil {
		missing = strings.Join(r.Items, "; ")
	}
	return []typed.Question{{Label: "counter.ask.brought", Value: missing}}
}

func decideSupply(c *clerk, answers []string) (dossier.Body, error) {
	return c.cabinet.Desk().Supply(c.dossier, papersOf(answers[0]))
}

// papersOf are documents written down by their names.
func papersOf(text string) (papers []dossier.Paper) {
	for _, name := range typed.Items(text) {
		papers = append(papers, dossier.Paper{Name: name, Originals: 1})
	}
	return papers
}

func askDemand(*clerk) []typed.Question {
	return []typed.Question{{Label: "counter.ask.charge"}, {Label: "counter.ask.amount"}, {Label: "counter.ask.notice"}}
}

func decideDemand(c *clerk, answers []string) (dossier.Body, error) {
	amount, err := dossier.ParseDong(answers[1])
	if err != nil {
		return nil, err
	}
	return c.cabinet.Desk().DemandPayment(c.dossier, []dossier.Charge{{Name: answers[0], Amount: amount}}, answers[2])
}

func askResume(c *clerk) []typed.Question {
	if c.dossier.Status != dossier.Incomplete {
		return []typed.Question{{Label: "counter.ask.reached"}}
	}
	return askSupply(c)
}

func decideResume(c *clerk, answers []string) (dossier.Body, error) {
	return c.cabinet.Desk().Resume(c.dossier, papersOf(answers[0]))
}

func askSuspend(*clerk) []typed.Question {
	return []typed.Question{{Label: "counter.ask.reason"}, {Label: "counter.ask.wish", Value: "1"}}
}

func decideSuspend(c *clerk, answers []string) (dossier.Body, error) {
	wish := strings.TrimSpace(answers[1])
	if wish != "1" && wish != "2" {
		return nil, typed.ErrWish
	}
	return c.cabinet.Desk().Suspend(c.dossier, answers[0], wish == "1")
}

// askExtend proposes a few days more.
func askExtend(c *clerk) []typed.Question {
	const days = 3
	until := c.cabinet.Desk().Calendar.AddWorkingDays(workday.DateOf(c.dossier.Appointment), days)
	return []typed.Question{{Label: "counter.ask.until", Value: until.At(0).Format("02/01/2006")}, {Label: "counter.ask.reason"}, {Label: "counter.ask.head"}}
}

func decideExtend(c *clerk, answers []string) (dossier.Body, error) {
	until, err := typed.ParseDay(answers[0])
	if err != nil {
		return nil, err
	}
	return c.cabinet.Desk().Extend(c.dossier, until, answers[1], answers[2])
}

func askFinish(c *clerk) []typed.Question {
	return []typed.Question{{Label: "counter.ask.result", Value: c.resultOf(c.dossier.Procedure.Code)}, {Label: "counter.ask.number"}}
}

// resultOf is what a procedure comes to, by the catalogue.
func (c *clerk) resultOf(code string) string {
	for i := range c.list {
		if c.list[i].Code == code {
			return c.list[i].Result
		}
	}
	return ""
}

func decideFinish(c *clerk, answers []string) (dossier.Body, error) {
	return c.cabinet.Desk().Finish(c.dossier, dossier.Result{Name: answers[0], Number: answers[1]})
}

func askPay(*clerk) []typed.Question {
	return []typed.Question{{Label: "counter.ask.method", Value: "1"}, {Label: "counter.ask.receipt"}}
}

// decidePay takes the first fee that is owed.
func decidePay(c *clerk, answers []string) (dossier.Body, error) {
	n, err := strconv.Atoi(strings.TrimSpace(answers[0]))
	if err != nil || n < 1 || n > len(dossier.Methods()) {
		return nil, typed.ErrMethod
	}
	for _, fee := range c.dossier.Fees {
		if fee.Payment == nil {
			return c.cabinet.Desk().Pay(c.dossier, dossier.Payment{Fee: fee.Name, Method: dossier.Methods()[n-1], Receipt: answers[1]})
		}
	}
	return nil, dossier.ErrNoSuchFee
}

func askReturn(c *clerk) []typed.Question {
	who := c.dossier.Applicant.Brings()
	return []typed.Question{{Label: "counter.ask.receiver", Value: who.Name}, {Label: "counter.ask.phone", Value: who.Phone}}
}

func decideReturn(c *clerk, answers []string) (dossier.Body, error) {
	proxy := answers[0] != c.dossier.Applicant.Brings().Name
	channel := cmp.Or(c.dossier.Wish.Channel, c.dossier.Channel)
	return c.cabinet.Desk().Return(c.dossier, dossier.Delivery{Channel: channel, Taker: answers[0], Phone: answers[1], Proxy: proxy})
}

func decideWithdraw(c *clerk, answers []string) (dossier.Body, error) {
	return c.cabinet.Desk().Withdraw(c.dossier, answers[0])
}

func decideRefuse(c *clerk, answers []string) (dossier.Body, error) {
	return c.cabinet.Desk().Refuse(c.dossier, nil, answers[0])
}
