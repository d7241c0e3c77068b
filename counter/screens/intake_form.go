package screens

import (
	"cmp"
	"net/mail"
	"strconv"
	"strings"

	"motcua/counter/intake"
	"motcua/counter/navigation"
	"motcua/counter/typed"
	"motcua/counter/widgets"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/procedure"
)

// waysBack are the ways to get a result, as they stand in the question.
var waysBack = []procedure.Channel{procedure.Counter, procedure.Post, procedure.Web}

// askMore opens what else there is to an intake.
func (s *intakeScreen) askMore() {
	say, in := s.speak.Text, s.dossiers.Intake.Current
	elsewhere := "counter.help.elsewhere"
	if in.Elsewhere {
		elsewhere = "counter.help.elsewhere.on"
	}
	choices := []menuItem{
		{say("counter.key.person"), say("counter.help.person"), s.askPerson},
		{say("counter.key.proxy"), say("counter.help.proxy"), s.askProxy},
		{say("counter.key.wishes"), say("counter.help.wishes"), s.askWishes},
		{say("counter.key.online"), say("counter.help.online"), s.askCode},
		{say("counter.key.elsewhere"), say(elsewhere), func() {
			in.Elsewhere = !in.Elsewhere
			s.host.redraw()
		}},
	}
	if in.Browses() {
		choices = append(choices, menuItem{say("counter.key.catalogue"), say("counter.help.catalogue"), func() {
			in.Browse()
			s.host.redraw()
		}})
	}
	if in.Procedure != nil {
		choices = append(choices, menuItem{say("counter.key.price"), say("counter.help.price"), s.askPrice})
	}
	s.host.menu.ask(say("counter.intake.more"), choices...)
}

// askInto asks questions about the intake that is open; take gives what is wrong with the answers.
func (s *intakeScreen) askInto(title string, questions []typed.Question, take func(in *intake.Intake, answers []string) error) {
	in := s.dossiers.Intake.Current
	s.host.form.Ask(s.speak.Text(title), questions, func(answers []string) bool {
		if err := take(in, answers); err != nil {
			s.host.form.Refuse(err)
			return false
		}
		s.dossiers.Notice = navigation.Notice{}
		return true
	})
	s.host.redraw()
}

// askProxy asks who hands the dossier in for its owner.
func (s *intakeScreen) askProxy() {
	var who dossier.Party
	if s := s.dossiers.Intake.Current.Applicant.Submitter; s != nil {
		who = *s
	}
	questions := []typed.Question{{Label: "counter.ask.proxy", Value: who.Name}, {Label: "counter.ask.identity", Value: who.Identity.Whole()}, {Label: "counter.ask.address", Value: who.Address}, {Label: "counter.ask.phone", Value: who.Phone}}
	s.askInto("counter.key.proxy", questions, func(in *intake.Intake, a []string) error {
		if strings.TrimSpace(a[0]) == "" {
			in.Applicant.Submitter = nil
			return nil
		}
		p, err := typed.PartyOf(a[0], a[1], a[2], a[3])
		if err == nil {
			p.Email = who.Email
			in.Applicant.Submitter = &p
		}
		return err
	})
}

// askWishes asks how many sets are handed in, and how the result is wanted.
func (s *intakeScreen) askWishes() {
	in := s.dossiers.Intake.Current
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
	questions := []typed.Question{
		{Label: "counter.ask.sets", Value: strconv.Itoa(max(1, in.Sets))}, {Label: "counter.ask.email", Value: in.Applicant.Brings().Email}, {Label: "counter.ask.way", Value: strconv.Itoa(way)}, {Label: "counter.ask.post", Value: place},
	}
	s.askInto("counter.key.wishes", questions, takeWishes)
}

func takeWishes(in *intake.Intake, a []string) error {
	sets, err := typed.CountOf(a[0])
	if err != nil {
		return err
	}
	email := strings.TrimSpace(a[1])
	if at, err := mail.ParseAddress(email); email != "" && (err != nil || at.Address != email) {
		return typed.ErrEmail
	}
	way, err := strconv.Atoi(strings.TrimSpace(a[2]))
	if err != nil || way < 1 || way > len(waysBack) {
		return typed.ErrWay
	}
	wish := dossier.Wish{Channel: waysBack[way-1]}
	if wish.Channel == procedure.Post {
		if wish.Place = typed.Tidy(a[3]); wish.Place == "" {
			return typed.ErrPost
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

// askPrice asks what the fee is counted by, where the catalogue counts it, and another amount with its reason.
func (s *intakeScreen) askPrice() {
	in := s.dossiers.Intake.Current
	f, _ := in.Published()
	var questions []typed.Question
	if f.Per != procedure.PerCase {
		questions = append(questions, typed.Question{Label: "counter.ask.copies", Value: strconv.Itoa(in.Copies())})
	}
	if f.Per == procedure.PerPage {
		questions = append(questions, typed.Question{Label: "counter.ask.pages", Value: strconv.Itoa(in.Price.EachPages())})
	}
	amount := ""
	if in.Price.ByHand {
		amount = in.Price.Amount.String()
	}
	questions = append(questions, typed.Question{Label: "counter.ask.by_hand", Value: amount}, typed.Question{Label: "counter.ask.by_hand.reason", Value: in.Price.Reason})
	s.askInto("counter.key.price", questions, func(in *intake.Intake, a []string) error {
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
		if p.Copies, err = typed.CountOf(a[0]); err != nil {
			return p, err
		}
		a = a[1:]
	}
	if per == procedure.PerPage {
		if p.Pages, err = typed.CountOf(a[0]); err != nil {
			return p, err
		}
		a = a[1:]
	}
	if strings.TrimSpace(a[0]) == "" {
		return p, nil
	}
	if p.Amount, err = typed.AmountOf(a[0]); err != nil {
		return p, err
	}
	p.ByHand, p.Reason = true, typed.Tidy(a[1])
	if p.Reason == "" {
		return p, typed.ErrFeeReason
	}
	return p, nil
}

// priceWords returns the sentence for how the fee came about.
func priceWords(speak i18n.Localizer, in *intake.Intake) string {
	f, _ := in.Published()
	if in.Price.ByHand {
		return speak.Text("counter.price.by_hand", i18n.Args{"Reason": widgets.Shorten(in.Price.Reason, 80)})
	}
	if f.Per == procedure.PerCase {
		return ""
	}
	return speak.Text("counter.price."+string(f.Per), i18n.Args{"Copies": in.Copies(), "Pages": in.Price.EachPages(), "Key": widgets.SignOf(keyMore)})
}

// wishWords returns what of the intake is unlike the usual: sets, e-mail, the way the result goes back.
func wishWords(speak i18n.Localizer, in *intake.Intake) string {
	var parts []string
	if in.Sets > 1 {
		parts = append(parts, speak.Text("counter.intake.sets", i18n.Args{"Sets": in.Sets}))
	}
	if way := cmp.Or(in.Wish.Channel, procedure.Counter); way != procedure.Counter {
		parts = append(parts, speak.Text("counter.intake.way."+string(way)))
	}
	return widgets.Join("  ·  ", append(parts, in.Applicant.Brings().Email)...)
}

// askPerson asks for whoever has no card.
func (s *intakeScreen) askPerson() {
	owner := s.dossiers.Intake.Current.Applicant.Owner
	questions := []typed.Question{{Label: "counter.ask.name", Value: owner.Name}, {Label: "counter.ask.identity", Value: owner.Identity.Whole()}, {Label: "counter.ask.address", Value: owner.Address}, {Label: "counter.ask.phone", Value: owner.Phone}}
	s.host.form.Ask(s.speak.Text("counter.key.person"), questions, func(a []string) bool {
		p, err := typed.PartyOf(a[0], a[1], a[2], a[3])
		p.Email = owner.Email
		if err != nil {
			s.host.form.Refuse(err)
			return false
		}
		s.dossiers.Intake.Current.Write(p)
		return true
	})
	s.host.redraw()
}

// askCode asks for the code of a dossier that was filed on the portal.
func (s *intakeScreen) askCode() {
	s.host.form.Ask(s.speak.Text("counter.key.online"), []typed.Question{{Label: "counter.ask.code", Value: s.dossiers.Intake.Current.Code}}, func(a []string) bool {
		if err := s.dossiers.Intake.Online(a[0]); err != nil {
			s.host.form.Refuse(err)
			return false
		}
		return true
	})
	s.host.redraw()
}
