package main

import (
	"context"
	"log/slog"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"motcua/internal/dossier"
	"motcua/internal/workday"
)

// do lets a step happen to the dossier shown.
func (c *clerk) do(b dossier.Body) bool {
	if c.busy {
		return false
	}
	c.busy = true
	before, cabinet := c.dossier, c.cabinet
	var after dossier.Dossier
	var err error
	c.run(func() { after, err = cabinet.Do(context.Background(), before, b) }, func() {
		c.busy = false
		if err != nil {
			slog.Error("a step of a dossier could not be written down", "dossier", before.ID, "action", b.Action(), "err", err)
			c.warn(trouble(err))
			return
		}
		c.wake()
		c.dossier = after
		c.tell("counter.step.done." + string(b.Action()))
	})
	return true
}

// reprint prints the dossier's last slip again.
func (c *clerk) reprint() {
	d, id, cabinet := c.dossier, c.newID(), c.cabinet
	var err error
	c.run(func() { err = cabinet.Reprint(context.Background(), id, d) }, func() {
		if err != nil {
			c.warn(trouble(err))
			return
		}
		c.wake()
		c.tell("counter.step.reprinted")
	})
}

// steps are the keys of a dossier's page, in the order of a dossier's life.
var steps = []struct {
	action dossier.Action
	key    fyne.KeyName
}{
	{dossier.HandOver, fyne.KeyF2},
	{dossier.AskSupplement, fyne.KeyF3},
	{dossier.Supply, fyne.KeyF4},
	{dossier.Extend, fyne.KeyF6},
	{dossier.Finish, fyne.KeyF7},
	{dossier.Pay, fyne.KeyF8},
	{dossier.Return, fyne.KeyF9},
	{dossier.Withdraw, fyne.KeyF10},
	{dossier.Refuse, fyne.KeyF11},
}

// keyReprint prints the last slip again.
const keyReprint = fyne.KeyF12

// likely is what mostly happens next.
var likely = map[dossier.Status]dossier.Action{
	dossier.Received: dossier.HandOver, dossier.Processing: dossier.Finish, dossier.Incomplete: dossier.Supply, dossier.Finished: dossier.Return,
}

// may tells whether the status of a dossier allows an action, and whether there is anything to do it with.
func may(d dossier.Dossier, a dossier.Action) bool {
	if _, ok := d.Status.After(a); !ok {
		return false
	}
	switch a {
	case dossier.Pay:
		return d.Owes() > 0
	case dossier.AskSupplement:
		return d.Request == nil
	case dossier.Extend:
		return d.Extension == nil
	}
	return true
}

// questionsFor are what a step needs to be told, with what it mostly is.
func (c *clerk) questionsFor(a dossier.Action) []question {
	d, desk := c.dossier, c.cabinet.Desk()
	switch a {
	case dossier.HandOver:
		return []question{{"counter.ask.agency", d.Competent}, {"counter.ask.taker", ""}}
	case dossier.AskSupplement:
		return []question{{"counter.ask.items", ""}, {"counter.ask.reason", ""}}
	case dossier.Supply:
		missing := ""
		if d.Request != nil {
			missing = strings.Join(d.Request.Items, "; ")
		}
		return []question{{"counter.ask.brought", missing}}
	case dossier.Extend:
		const days = 3 // a proposal
		until := desk.Calendar.AddWorkingDays(workday.DateOf(d.Appointment), days)
		return []question{{"counter.ask.until", until.At(0).Format("02/01/2006")}, {"counter.ask.reason", ""}, {"counter.ask.head", ""}}
	case dossier.Finish:
		return []question{{"counter.ask.result", c.resultOf(d.Procedure.Code)}, {"counter.ask.number", ""}}
	case dossier.Pay:
		return []question{{"counter.ask.method", "1"}, {"counter.ask.receipt", ""}}
	case dossier.Return:
		who := d.Applicant.Brings()
		return []question{{"counter.ask.receiver", who.Name}, {"counter.ask.phone", who.Phone}}
	}
	return []question{{"counter.ask.reason", ""}}
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

// decide makes the step of an action with the answers to its questions.
func (c *clerk) decide(a dossier.Action, answers []string) (dossier.Body, error) {
	d, desk := c.dossier, c.cabinet.Desk()
	switch a {
	case dossier.HandOver:
		return desk.HandOver(d, dossier.Handover{From: d.Agency, To: answers[0], Taker: answers[1]})
	case dossier.AskSupplement:
		return desk.AskSupplement(d, dossier.SupplementRequest{Items: items(answers[0]), Reason: answers[1]})
	case dossier.Supply:
		var papers []dossier.Paper
		for _, name := range items(answers[0]) {
			papers = append(papers, dossier.Paper{Name: name, Originals: 1})
		}
		return desk.Supply(d, papers)
	case dossier.Extend:
		until, err := parseDay(answers[0])
		if err != nil {
			return nil, err
		}
		return desk.Extend(d, until, answers[1], answers[2])
	case dossier.Finish:
		return desk.Finish(d, dossier.Result{Name: answers[0], Number: answers[1]})
	case dossier.Pay:
		return pay(desk, d, answers[0], answers[1])
	case dossier.Return:
		proxy := answers[0] != d.Applicant.Brings().Name
		return desk.Return(d, dossier.Delivery{Channel: d.Wish.Channel, Taker: answers[0], Phone: answers[1], Proxy: proxy})
	case dossier.Withdraw:
		return desk.Withdraw(d, answers[0])
	}
	return desk.Refuse(d, nil, answers[0])
}

// pay takes the first fee that is owed.
func pay(desk dossier.Desk, d dossier.Dossier, method, receipt string) (dossier.Body, error) {
	n, err := strconv.Atoi(strings.TrimSpace(method))
	if err != nil || n < 1 || n > len(dossier.Methods()) {
		return nil, errMethod
	}
	for _, fee := range d.Fees {
		if fee.Payment == nil {
			return desk.Pay(d, dossier.Payment{Fee: fee.Name, Method: dossier.Methods()[n-1], Receipt: receipt})
		}
	}
	return nil, dossier.ErrNoSuchFee
}
