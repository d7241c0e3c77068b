package flow

import (
	"errors"
	"log/slog"
	"path"
	"strings"

	"motcua/internal/async"
	"motcua/internal/cue"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/seal"
	"motcua/internal/vietnamese"
	"motcua/kiosk/screens"
	"motcua/kiosk/visit"
)

// rateVisit takes the rating of somebody who was served, by the number on their slip or by the slip itself.
type rateVisit struct{ *session }

// claimed is this flow's part of the visit.
func (f *rateVisit) claimed() visit.Claiming { return visit.Claiming{Visit: &f.visit} }

func (f *rateVisit) show(step visit.Step) (view, bool) {
	switch step {
	case visit.RateVisit:
		return f.claiming(), true
	case visit.Rating:
		return f.rating(), true
	}
	return view{}, false
}

// claiming asks which visit somebody wants to rate.
func (f *rateVisit) claiming() view {
	data := screens.CodeEntryData{Name: "judging", ID: "kiosk.opinion", Scanner: f.Scanner}
	s := screens.NewCodeEntry(f.speaker(), data, screens.CodeEntryActions{Typed: f.onNumber, Done: f.onDone, Exits: f.exits()})
	return view{Screen: s.Screen, update: func() {
		c := f.visit.Claim
		if _, online := f.Hall(); !online && c.ID == "" && c.Problem == "" {
			c.Problem = visit.Offline // before anybody types in vain: only central knows who has been served
		}
		s.Update(c.Typing.Text, string(c.Problem), c.ID != "", i18n.Args{"Numbers": strings.Join(c.Numbers, ", ")})
	}}
}

// rating asks how it was.
func (f *rateVisit) rating() view {
	say, j := f.speaker(), &f.visit.Judgement
	switch j.Step {
	case visit.Asking:
		return view{Screen: screens.NewRating(say, j.Counter, screens.RatingActions{Level: f.onLevel, Exits: f.exits()})}
	case visit.Explaining:
		s := screens.NewReasons(say, screens.ReasonsActions{Reason: f.onReason, Words: f.onWords, Send: f.onSend, Exits: f.exits()})
		return view{Screen: s.Screen, update: func() { s.Update(j.Reasons) }}
	case visit.Wording:
		s := screens.NewComment(say, screens.CommentActions{Typed: f.onWord, Send: f.onSend, Exits: screens.Exits{Back: f.onReasons, First: f.onFirst}})
		return view{Screen: s.Screen, update: func() { s.Update(j.Typing) }}
	case visit.Checking:
		s := screens.NewRatingCheck(say, *j, screens.CheckActions{Send: f.give, Exits: f.exits()})
		return view{Screen: s.Screen, update: func() {
			left, _ := f.visit.Checked(f.Now())
			s.Update(left)
		}}
	}
	return view{Screen: screens.NewThanks(say, j.Kept, f.router.leave)}
}

func (f *rateVisit) onNumber(change func(*vietnamese.Typing)) {
	if f.visit.Type(change, f.Now()) {
		f.visit.Claim.Problem = ""
	}
	f.refresh()
}

// onDone looks for the ticket whose number was typed.
func (f *rateVisit) onDone() {
	var letters []string
	for _, service := range f.centre.Services {
		letters = append(letters, service.Letter)
	}
	numbers := queue.TypedNumbers(f.visit.Claim.Typing.Text, letters)
	if len(numbers) == 0 {
		f.showProblem(cue.Claim, "", visit.NoTicket)
		return
	}
	var slips []hall.Slip
	for _, number := range numbers {
		slips = append(slips, hall.Slip{Number: number})
	}
	f.claim(slips...)
}

// onScanned takes the code on a ticket's slip. One whose key was taken back since is as good here: only who was served may rate.
func (f *rateVisit) onScanned(text string) {
	code, _, _ := strings.Cut(path.Base(text), "?")
	t, err := f.OpenTicket(code)
	if err != nil && !errors.Is(err, seal.ErrOver) {
		f.showProblem(cue.Claim, "", visit.NoTicket)
		return
	}
	f.claim(hall.Slip{Ticket: t.ID})
}

// claim asks whether the visit of the one slip that there is may be rated. What comes back to somebody who has gone is dropped.
func (f *rateVisit) claim(slips ...hall.Slip) {
	id := f.NewID()
	if !f.claimed().ClaimVisit(id, f.Now()) {
		return
	}
	f.refresh()
	find := f.Served
	async.Ask(f.Run, func() ([]hall.Served, error) { return findAll(find, slips) }, func(found []hall.Served, err error) { f.onFound(id, found, err) })
}

// findAll finds the visits of those slips that there are today.
func findAll(find func(hall.Slip) (hall.Served, error), slips []hall.Slip) (found []hall.Served, err error) {
	for _, slip := range slips {
		v, err := find(slip)
		switch {
		case err == nil:
			found = append(found, v)
		case len(slips) == 1 || ofTickets.problem(err) != visit.NoTicket:
			return nil, err
		}
	}
	return found, nil
}

func (f *rateVisit) onFound(id string, found []hall.Served, err error) {
	switch {
	case err != nil:
		f.showProblem(cue.Claim, id, ofTickets.problem(err))
	case len(found) == 0:
		f.showProblem(cue.Claim, id, visit.NoTicket)
	case len(found) > 1:
		f.claimed().AskWhich(id, found, f.Now())
		cue.Say(cue.Line{Of: cue.Claim, Problem: string(visit.Which)})
		f.refresh()
	case f.claimed().Judge(id, found[0], f.Now()):
		cue.Say(cue.Line{Of: cue.Claim, Problem: string(f.visit.Claim.Problem)})
		f.draw()
	}
}

func (f *rateVisit) onLevel(level rating.Level) {
	f.visit.Stay(f.Now())
	f.visit.Judgement.Choose(level)
	f.draw()
}

func (f *rateVisit) onReason(reason rating.Reason) {
	f.visit.Stay(f.Now())
	f.visit.Judgement.Toggle(reason)
	f.refresh()
}

func (f *rateVisit) onWords() {
	f.visit.Stay(f.Now())
	f.visit.Judgement.Word(true)
	f.draw()
}

func (f *rateVisit) onReasons() {
	f.visit.Stay(f.Now())
	f.visit.Judgement.Word(false)
	f.draw()
}

func (f *rateVisit) onWord(change func(*vietnamese.Typing)) {
	f.visit.Type(change, f.Now())
	f.refresh()
}

func (f *rateVisit) onSend() {
	f.visit.Stay(f.Now())
	f.visit.Judgement.Send()
	f.draw()
}

// give gives the rating, and thanks for it once it is written down.
func (f *rateVisit) give() {
	f.visit.Stay(f.Now())
	if !f.visit.Judgement.Give() {
		return
	}
	give(f.Run, f.Rate, f.visit.Judgement.Rating(), func(ticket string, k visit.Kept) {
		if f.visit.Step == visit.Rating && f.visit.Judgement.Keeps(ticket, k) {
			f.draw()
		}
	})
	f.draw()
}

// give has a rating written down and tells what became of it.
func give(run async.Runner, rate func(rating.Rating) error, given rating.Rating, tell func(ticket string, k visit.Kept)) {
	async.Try(run, func() error { return rate(given) }, func(err error) {
		kept := visit.IsKept
		if err != nil {
			slog.Error("a rating could not be kept", "err", err)
			kept = visit.NotKept
		}
		tell(given.Ticket, kept)
	})
}
