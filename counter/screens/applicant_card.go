package screens

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/counter/intake"
	"motcua/counter/widgets"
	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// applicantCard is who stands at the desk, and whose dossier it is.
type applicantCard struct {
	box                               *fyne.Container
	speak                             i18n.Localizer
	title, name, facts, address, hint *ui.Text
	ground                            *canvas.Rectangle
}

func newApplicantCard(speak i18n.Localizer) *applicantCard {
	p := &applicantCard{speak: speak, title: widgets.NewText("", 20), name: widgets.NewBoldText("", 34), facts: widgets.NewText("", 22), address: widgets.NewText("", 20), hint: widgets.NewText("", 19), ground: canvas.NewRectangle(nil)}
	p.title.Colour, p.ground.CornerRadius = ui.Quiet, 10
	p.box = ui.Panel(ui.Card, 14, ui.Column(4, ui.Fixed(24, p.title), ui.Share(1, p.name), ui.Fixed(26, p.facts), ui.Share(1, p.address),
		ui.Share(1.6, container.NewStack(p.ground, ui.Pad(4, p.hint)))))
	return p
}

func (p *applicantCard) draw(in *intake.Intake) {
	owner := in.Applicant.Owner
	p.title.Say(p.speak.Text("counter.person.owner"))
	if owner.Name == "" {
		p.name.Paint(ui.Quiet)
		p.name.Say(p.speak.Text("counter.person.none"))
		p.facts.Say("")
		p.address.Say("")
		p.say("counter.person.scan", ui.Notice, ui.Ink)
		return
	}
	p.name.Paint(ui.Ink)
	p.name.Say(widgets.Shorten(owner.Name, 80))
	var facts []string
	if c := in.Card; c != nil && c.Number.Digits() == owner.Identity.Whole() {
		facts = append(facts, widgets.Birth(c.Birth), p.speak.Text("counter.sex."+string(c.Sex)))
	}
	facts = append(facts, owner.Identity.String(), owner.Phone)
	p.facts.Say(widgets.Join("  ·  ", facts...))
	p.address.Say(widgets.Shorten(owner.Address, 120))
	p.drawHint(in)
}

func (p *applicantCard) drawHint(in *intake.Intake) {
	switch {
	case len(in.Doubts) > 0:
		var doubts []string
		const most = 2 // the others are seen once these are mended
		for _, d := range in.Doubts[:min(most, len(in.Doubts))] {
			doubts = append(doubts, p.speak.Text("counter.doubt."+string(d)))
		}
		p.hint.Say(strings.Join(doubts, " "))
		p.hint.Paint(ui.Alert)
		widgets.SetFill(p.ground, ui.Notice)
	case in.Applicant.Submitter != nil:
		p.hint.Say(widgets.Join("  ·  ", p.speak.Text("counter.person.submitter", i18n.Args{"Name": widgets.Shorten(in.Applicant.Submitter.Name, 60)}), wishWords(p.speak, in)))
		p.hint.Paint(ui.Ink)
		widgets.SetFill(p.ground, ui.Calm)
	case wishWords(p.speak, in) != "":
		p.hint.Say(wishWords(p.speak, in))
		p.hint.Paint(ui.Ink)
		widgets.SetFill(p.ground, ui.Calm)
	default:
		p.say("counter.person.more", ui.Card, ui.Quiet)
	}
}

func (p *applicantCard) say(id string, ground, ink fyne.ThemeColorName) {
	p.hint.Say(p.speak.Text(id))
	p.hint.Paint(ink)
	widgets.SetFill(p.ground, ground)
}
