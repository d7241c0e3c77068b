package main

import (
	"cmp"
	"errors"
	"net/mail"
	"strconv"
	"strings"

	"motcua/counter/intake"
	"motcua/internal/dossier"
	"motcua/internal/procedure"
	"motcua/internal/words"
)

// What an officer may have mistyped about an intake.
var (
	errSets      = errors.New("no number of sets, copies or pages")
	errEmail     = errors.New("no e-mail address")
	errWay       = errors.New("no way to get the result")
	errPost      = errors.New("the post needs an address")
	errFeeReason = errors.New("a fee by hand needs a reason")
)

// waysBack are the ways to get a result, as they stand in the question.
var waysBack = []procedure.Channel{procedure.Counter, procedure.Post, procedure.Web}

// askMore opens what else there is to an intake.
func (d *deskScreen) askMore() {
	say, in := d.clerk.speak.Say, d.clerk.intake
	elsewhere := "counter.help.elsewhere"
	if in.Elsewhere {
		elsewhere = "counter.help.elsewhere.on"
	}
	choices := []menuItem{
		{say("counter.key.person"), say("counter.help.person"), d.askPerson},
		{say("counter.key.proxy"), say("counter.help.proxy"), d.askProxy},
		{say("counter.key.wishes"), say("counter.help.wishes"), d.askWishes},
		{say("counter.key.online"), say("counter.help.online"), d.askCode},
		{say("counter.key.elsewhere"), say(elsewhere), func() {
			in.Elsewhere = !in.Elsewhere
			d.draw()
		}},
	}
	if in.Procedure != nil {
		choices = append(choices, menuItem{say("counter.key.price"), say("counter.help.price"), d.askPrice})
	}
	d.menu.ask(say("counter.intake.more"), choices...)
}

// askInto asks questions about the intake that is open; take gives what is wrong with the answers.
func (d *deskScreen) askInto(title string, questions []question, take func(in *intake.Intake, answers []string) error) {
	in := d.clerk.intake
	d.form.ask(d.clerk.speak.Say(title), questions, func(answers []string) bool {
		if err := take(in, answers); err != nil {
			d.form.refuse(err)
			return false
		}
		d.clerk.notice = notice{}
		return true
	})
	d.draw()
}

// askProxy asks who hands the dossier in for its owner.
func (d *deskScreen) askProxy() {
	var who dossier.Party
	if s := d.clerk.intake.Applicant.Submitter; s != nil {
		who = *s
	}
	questions := []question{{"counter.ask.proxy", who.Name}, {"counter.ask.identity", who.Identity.Whole()}, {"counter.ask.address", who.Address}, {"counter.ask.phone", who.Phone}}
	d.askInto("counter.key.proxy", questions, func(in *intake.Intake, a []string) error {
		if strings.TrimSpace(a[0]) == "" {
			in.Applicant.Submitter = nil
			return nil
		}
		p, err := partyOf(a[0], a[1], a[2], a[3])
		if err == nil {
			p.Email = who.Email
			in.Applicant.Submitter = &p
		}
		return err
	})
}

// askWishes asks how many sets are handed in, and how the result is wanted.
func (d *deskScreen) askWishes() {
	in := d.clerk.intake
	place := in.Wish.Place
	if place == "" {
		place = in.Applicant.Brings().Address
	}
	way := 1
	for i, c := range waysBack {
		if c == in.Wish.Channel {
			way = i + 1
		}
	}
	questions := []question{
		{"counter.ask.sets", strconv.Itoa(max(1, in.Sets))}, {"counter.ask.email", in.Applicant.Brings().Email}, {"counter.ask.way", strconv.Itoa(way)}, {"counter.ask.post", place},
	}
	d.askInto("counter.key.wishes", questions, takeWishes)
}

func takeWishes(in *intake.Intake, a []string) error {
	sets, err := countOf(a[0])
	if err != nil {
		return err
	}
	email := strings.TrimSpace(a[1])
	if at, err := mail.ParseAddress(email); email != "" && (err != nil || at.Address != email) {
		return errEmail
	}
	way, err := strconv.Atoi(strings.TrimSpace(a[2]))
	if err != nil || way < 1 || way > len(waysBack) {
		return errWay
	}
	wish := dossier.Wish{Channel: waysBack[way-1]}
	if wish.Channel == procedure.Post {
		if wish.Place = tidy(a[3]); wish.Place == "" {
			return errPost
		}
	}
	in.Sets, in.Wish = sets, wish
	if in.Applicant.Submitter != nil {
		in.Applicant.Submitter.Email = email
	} else {
		in.Applicant.Owner.Email = email
	}
	return nil
}

// mostCount bounds sets, copies and pages.
const mostCount = 999

func countOf(text string) (int, error) {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1 || n > mostCount {
		return 0, errSets
	}
	return n, nil
}

// askPrice asks what the fee is counted by, where the catalogue counts it, and another amount with its reason.
func (d *deskScreen) askPrice() {
	in := d.clerk.intake
	f, _ := in.Published()
	var questions []question
	if f.Per != procedure.PerCase {
		questions = append(questions, question{"counter.ask.copies", strconv.Itoa(in.Copies())})
	}
	if f.Per == procedure.PerPage {
		questions = append(questions, question{"counter.ask.pages", strconv.Itoa(in.Pages())})
	}
	amount := ""
	if in.Price.ByHand {
		amount = in.Price.Amount.String()
	}
	questions = append(questions, question{"counter.ask.by_hand", amount}, question{"counter.ask.by_hand.reason", in.Price.Reason})
	d.askInto("counter.key.price", questions, func(in *intake.Intake, a []string) error {
		p, err := priceOf(f.Per, a)
		if err == nil {
			in.Charge(p)
		}
		return err
	})
}

// priceOf reads the answers to the questions about a fee.
func priceOf(per procedure.Per, a []string) (p intake.Price, err error) {
	if per != procedure.PerCase {
		if p.Copies, err = countOf(a[0]); err != nil {
			return p, err
		}
		a = a[1:]
	}
	if per == procedure.PerPage {
		if p.Pages, err = countOf(a[0]); err != nil {
			return p, err
		}
		a = a[1:]
	}
	if strings.TrimSpace(a[0]) == "" {
		return p, nil
	}
	if p.Amount, err = amountOf(a[0]); err != nil {
		return p, err
	}
	p.ByHand, p.Reason = true, tidy(a[1])
	if p.Reason == "" {
		return p, errFeeReason
	}
	return p, nil
}

// amountOf reads an amount, which may be nothing: who is freed from a fee pays 0.
func amountOf(text string) (dossier.Dong, error) {
	if strings.TrimSpace(text) == "0" {
		return 0, nil
	}
	return dossier.ParseDong(text)
}

// priceWords says how the fee came about.
func priceWords(speak words.Speaker, in *intake.Intake) string {
	f, _ := in.Published()
	if in.Price.ByHand {
		return speak.Say("counter.price.by_hand", words.Args{"Reason": short(in.Price.Reason, 80)})
	}
	if f.Per == procedure.PerCase {
		return ""
	}
	return speak.Say("counter.price."+string(f.Per), words.Args{"Copies": in.Copies(), "Pages": in.Pages(), "Key": signOf(keyMore)})
}

// wishWords says what of the intake is unlike the usual: sets, e-mail, the way the result goes back.
func wishWords(speak words.Speaker, in *intake.Intake) string {
	var parts []string
	if in.Sets > 1 {
		parts = append(parts, speak.Say("counter.intake.sets", words.Args{"Sets": in.Sets}))
	}
	if way := cmp.Or(in.Wish.Channel, procedure.Counter); way != procedure.Counter {
		parts = append(parts, speak.Say("counter.intake.way."+string(way)))
	}
	return joined("  ·  ", append(parts, in.Applicant.Brings().Email)...)
}
