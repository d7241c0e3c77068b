package flow

import (
	"log/slog"

	"motcua/internal/async"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/idcard"
	"motcua/internal/registry"
	"motcua/kiosk/screens"
	"motcua/kiosk/visit"
)

// cards lead somebody who shows their card on the first screen to their appointment, to their dossiers, or to the word that there are none.
type cards struct {
	*session
	appointments *appointments
}

// card is this flow's part of the visit.
func (f *cards) card() visit.Card { return visit.Card{Visit: &f.visit} }

func (f *cards) show(step visit.Step) (view, bool) {
	if step != visit.Presenting {
		return view{}, false
	}
	if f.visit.Presented.ID != "" {
		return view{Screen: screens.NewCardAsked(f.speaker(), f.exits())}, true
	}
	return f.presented(), true
}

// onScanned asks what there is for a card. Whose card it is decides: another one begins another visit.
func (f *cards) onScanned(card idcard.Card) {
	if f.card().ByCard(card.Number) || f.visit.Step == visit.Presenting && f.visit.Presented.ID == "" {
		f.begin(visit.New(f.Lang))
	}
	id := f.NewID()
	if !f.card().Present(id, card.Number, f.Now()) {
		return
	}
	f.draw()
	meet, inquire, appointments := f.Meet, f.Inquire, f.centre.ChecksIn()
	async.Ask(f.Run, func() (found visit.Presented, err error) {
		if appointments {
			found.Coming, err = meet(hall.CheckInRequest{Card: card.Number})
		}
		if found.Problem = ofCards.problem(err); found.Problem == "" {
			found.Dossiers, err = inquire(registry.Inquiry{Card: card.Number})
			found.Problem = ofCards.problem(err)
		}
		return found, nil
	}, func(found visit.Presented, _ error) { f.onAnswer(id, found) })
}

// onAnswer goes to what there is, or lets choose.
func (f *cards) onAnswer(id string, found visit.Presented) {
	if !f.card().Answers(id, found, f.Now()) {
		return
	}
	found = f.visit.Presented
	slog.Debug("card answered", "appointment", found.Coming.Arrival, "dossiers", len(found.Dossiers), "problem", found.Problem)
	switch {
	case found.Coming.Code != "" && len(found.Dossiers) == 0 && found.Problem == "":
		f.onAppointment()
	case found.Coming.Code == "" && len(found.Dossiers) > 0:
		f.onDossiers()
	default:
		f.draw()
	}
}

// onAppointment takes the number of the appointment, or tells why there is none now.
func (f *cards) onAppointment() {
	id, coming := f.NewID(), f.visit.Presented.Coming
	if f.card().Comes(id, f.Now()) {
		f.draw()
		f.appointments.onAnswer(id, hall.CheckInRequest{Card: f.visit.Presented.Card}, coming, nil)
	}
}

func (f *cards) onDossiers() {
	if f.card().Looks(f.Now()) {
		f.draw()
	}
}

// instead leaves the card for what can be done without it.
func (f *cards) instead(step visit.Step) func() {
	return func() {
		f.begin(f.visit.Again(f.Now()))
		f.router.open(step)
	}
}

// presented lets choose between what there is, or says that there is nothing and what to do then.
func (f *cards) presented() view {
	say, p := f.speaker(), f.visit.Presented
	data := screens.ChoiceData{Name: "presented", Title: say.Text("kiosk.card"), Help: say.Text("kiosk.card.help"), Choices: f.choices(say), Paging: f.paging()}
	if p.Problem != "" {
		data.Title, data.Help = say.Text("kiosk.card."+string(p.Problem)), say.Text("kiosk.card."+string(p.Problem)+".help")
	}
	does := map[string]func(){"come": f.onAppointment, "look": f.onDossiers, "number": f.instead(visit.Choosing), "code": f.instead(visit.CodeEntry)}
	return view{counts: true, Screen: screens.NewChoice(say, data, screens.ChoiceActions{
		Chosen: func(id string) { does[id]() }, Turn: func(int) {}, Exits: f.exits(),
	})}
}

// choices returns what there is for the card, and what can be done without one.
func (f *cards) choices(say i18n.Localizer) (choices []screens.Choice) {
	p := f.visit.Presented
	if p.Coming.Code != "" {
		choices = append(choices, screens.Choice{ID: "come", Title: say.Text("kiosk.card.come", p.Coming.About(f.centre, say.Lang, say.Weekday))})
	}
	if len(p.Dossiers) > 0 {
		choices = append(choices, screens.Choice{ID: "look", Title: say.Text("kiosk.card.look", i18n.Args{"Count": len(p.Dossiers)})})
	}
	if p.Problem != "" {
		choices = append(choices, screens.Choice{ID: "number", Title: say.Text("kiosk.number")}, screens.Choice{ID: "code", Title: say.Text("kiosk.card.code")})
	}
	return choices
}
