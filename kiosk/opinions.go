package main

import (
	"errors"
	"log/slog"
	"path"
	"strings"

	"motcua/internal/cue"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/rating"
	"motcua/internal/seal"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/vietnamese"
	"motcua/internal/words"
	"motcua/kiosk/visit"
)

// claiming asks which visit somebody wants to rate.
func (r *reception) claiming() scene {
	s := newSeeking("judging", "kiosk.opinion", r.speaker(), r.scanner, onSeeking{typed: r.onNumber, done: r.onClaim, back: r.onBack, first: r.onFirst})
	return scene{screen: s.screen, update: func() {
		c := r.visit.Claim
		if _, online := r.hall(); !online && c.ID == "" && c.Problem == "" {
			c.Problem = visit.Offline // before anybody types in vain: only central knows who has been served
		}
		s.update(c.Typing.Text, string(c.Problem), c.ID != "", words.Args{"Numbers": strings.Join(c.Numbers, ", ")})
	}}
}

// rating asks how it was.
func (r *reception) rating() scene {
	say, j := r.speaker(), &r.visit.Judgement
	switch j.Step {
	case visit.Asking:
		return scene{screen: newAsking(say, j.Counter, onAsking{level: r.onLevel, back: r.onBack, first: r.onFirst})}
	case visit.Explaining:
		s := newReasons(say, onReasons{reason: r.onReason, words: r.onWords, send: r.onSend, back: r.onBack, first: r.onFirst})
		return scene{screen: s.screen, update: func() { s.update(j.Reasons) }}
	case visit.Wording:
		s := newWording(say, onWording{typed: r.onWord, back: r.onReasons, send: r.onSend, first: r.onFirst})
		return scene{screen: s.screen, update: func() { s.update(j.Typing) }}
	}
	if j.Step == visit.Checking {
		s := newChecking(say, *j, onChecking{send: r.giveRating, back: r.onBack, first: r.onFirst})
		return scene{screen: s.screen, update: func() {
			left, _ := r.visit.Checked(r.now())
			s.update(left)
		}}
	}
	done := ui.NewButton("done", ui.Main, 56, ui.Face{Title: say.Say("kiosk.home")}, r.leave)
	return scene{screen: newThanks(say, j.Kept, done)}
}

func (r *reception) onNumber(change func(*vietnamese.Typing)) {
	if r.visit.Type(change, r.now()) {
		r.visit.Claim.Problem = ""
	}
	r.refresh()
}

// onClaim looks for the ticket whose number was typed.
func (r *reception) onClaim() {
	var letters []string
	for _, service := range r.centre.Services {
		letters = append(letters, service.Letter)
	}
	numbers := queue.TypedNumbers(r.visit.Claim.Typing.Text, letters)
	if len(numbers) == 0 {
		r.doubt("", visit.NoTicket)
		return
	}
	var slips []hall.Slip
	for _, number := range numbers {
		slips = append(slips, hall.Slip{Number: number})
	}
	r.claim(slips...)
}

// onTicketScanned takes the code on a ticket's slip. One whose key was taken back since is as good here: only who was served may rate.
func (r *reception) onTicketScanned(text string) {
	code, _, _ := strings.Cut(path.Base(text), "?")
	t, err := r.open(code)
	if err != nil && !errors.Is(err, seal.ErrOver) {
		r.doubt("", visit.NoTicket)
		return
	}
	r.claim(hall.Slip{Ticket: t.ID})
}

// claim asks whether the visit of the one slip that there is may be rated. What comes back to somebody who has gone is dropped.
func (r *reception) claim(slips ...hall.Slip) {
	id := r.newID()
	if !r.visit.ClaimVisit(id, r.now()) {
		return
	}
	r.refresh()
	find := r.served
	var found []hall.Served
	var err error
	r.run(func() { found, err = findAll(find, slips) }, func() { r.onFound(id, found, err) })
}

// findAll finds the visits of those slips that there are today.
func findAll(find func(hall.Slip) (hall.Served, error), slips []hall.Slip) (found []hall.Served, err error) {
	for _, slip := range slips {
		v, err := find(slip)
		switch {
		case err == nil:
			found = append(found, v)
		case len(slips) == 1 || doubtOf(err) != visit.NoTicket:
			return nil, err
		}
	}
	return found, nil
}

func (r *reception) onFound(id string, found []hall.Served, err error) {
	switch {
	case err != nil:
		r.doubt(id, doubtOf(err))
	case len(found) == 0:
		r.doubt(id, visit.NoTicket)
	case len(found) > 1:
		r.visit.AskWhich(id, found, r.now())
		cue.Say(cue.Line{Of: cue.Claim, Problem: string(visit.Which)})
		r.refresh()
	case r.visit.Judge(id, found[0], r.now()):
		cue.Say(cue.Line{Of: cue.Claim, Problem: string(r.visit.Claim.Problem)})
		r.draw()
	}
}

func (r *reception) doubt(id string, p visit.Problem) {
	if r.visit.Doubt(id, p, r.now()) {
		cue.Say(cue.Line{Of: cue.Claim, Problem: string(p)})
		r.refresh()
	}
}

// doubtOf is what a refusal means to a citizen.
func doubtOf(err error) visit.Problem {
	if errors.Is(err, hall.ErrNoTicket) || errors.Is(err, uplink.ErrUnknown) {
		return visit.NoTicket
	}
	return visit.Offline
}

func (r *reception) onLevel(level rating.Level) {
	r.visit.Stay(r.now())
	r.visit.Judgement.Choose(level)
	r.draw()
}

func (r *reception) onReason(reason rating.Reason) {
	r.visit.Stay(r.now())
	r.visit.Judgement.Toggle(reason)
	r.refresh()
}

func (r *reception) onWords() {
	r.visit.Stay(r.now())
	r.visit.Judgement.Word(true)
	r.draw()
}

func (r *reception) onReasons() {
	r.visit.Stay(r.now())
	r.visit.Judgement.Word(false)
	r.draw()
}

func (r *reception) onWord(change func(*vietnamese.Typing)) {
	r.visit.Type(change, r.now())
	r.refresh()
}

func (r *reception) onSend() {
	r.visit.Stay(r.now())
	r.visit.Judgement.Send()
	r.draw()
}

// giveRating gives the rating, and thanks for it once it is written down.
func (r *reception) giveRating() {
	r.visit.Stay(r.now())
	if !r.visit.Judgement.Give() {
		return
	}
	give(r.run, r.rate, r.visit.Judgement.Rating(), func(ticket string, k visit.Kept) {
		if r.visit.Step == visit.Rating && r.visit.Judgement.Keeps(ticket, k) {
			r.draw()
		}
	})
	r.draw()
}

// give has a rating written down and tells what became of it.
func give(run ui.Runner, rate func(rating.Rating) error, given rating.Rating, tell func(ticket string, k visit.Kept)) {
	var err error
	run(func() { err = rate(given) }, func() {
		kept := visit.IsKept
		if err != nil {
			slog.Error("a rating could not be kept", "err", err)
			kept = visit.NotKept
		}
		tell(given.Ticket, kept)
	})
}
