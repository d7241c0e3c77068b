package main

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/counter/intake"
	"motcua/internal/dossier"
	"motcua/internal/procedure"
	"motcua/internal/ui"
	"motcua/internal/words"
)

// intakeScreen is the one window of an intake: who, which procedure, which papers, the fee, and the day that is promised.
type intakeScreen struct {
	box   *fyne.Container
	clerk *clerk
	speak words.Speaker

	person     *personCard
	promise    *promiseCard
	work       *fyne.Container
	title      *ui.Text
	query      *searchField
	hits, rows *table
	head       *tableLine
	headRow    *fyne.Container
	fee        *feeCard
	told       *strip
	keys       *keyRow
}

func newIntakeScreen(c *clerk, speak words.Speaker, press func(fyne.KeyName)) *intakeScreen {
	s := &intakeScreen{clerk: c, speak: speak, person: newPersonCard(speak), promise: newPromiseCard(speak), title: bold("", 26)}
	s.query = newSearchField(func(text string) {
		if in := c.intake; in != nil && text != in.Query {
			in.Look(text)
			c.changed()
		}
	})
	s.hits = newTable(twoLines, intake.MostHits, false, column{share: 0.5, size: 26, bold: true, align: fyne.TextAlignCenter},
		column{share: 7, size: rowType, least: rowType}, column{share: 2.2, size: rowType, least: rowType, align: fyne.TextAlignTrailing})
	columns := []column{{share: 0.5, size: 24, bold: true, align: fyne.TextAlignCenter}, {share: 5.5, size: rowType, least: rowType}}
	for range 4 {
		columns = append(columns, column{share: 1.15, size: 22, bold: true, align: fyne.TextAlignCenter})
	}
	s.rows = newTable(twoLines, 24, true, columns...)
	for i := range columns {
		columns[i].size, columns[i].bold, columns[i].least = 16, false, 0
	}
	s.head = newTableLine(true, columns)
	s.headRow = besideThumb(s.head.box, container.NewStack())
	s.fee = newFeeCard(speak)
	s.told = newStrip()
	s.keys = newKeyRow(press, "intake", fyne.KeyReturn, keyMore, fyne.KeyEscape)
	s.work = ui.Column(8, ui.Fixed(56, s.title), ui.Fixed(52, s.query), ui.Fixed(52, s.headRow),
		ui.Share(1, container.NewStack(s.hits.box, s.rows.box)), ui.Fixed(208, s.fee.box))
	left := ui.Column(14, ui.Share(1, s.person.box), ui.Share(1.09, s.promise.box))
	s.box = ui.Pad(14, ui.Column(12,
		ui.Share(1, ui.Row(14, ui.Share(1, left), ui.Share(1.65, ui.Panel(ui.Card, 16, s.work)))),
		ui.Fixed(48, s.told.box), ui.Fixed(99, s.keys.box)))
	return s
}

// rowType is the type of the rows of both lists, whatever stands in them, and twoLines what two lines of it take.
const (
	rowType  = 18
	twoLines = 63
)

func (s *intakeScreen) draw() {
	in := s.clerk.intake
	if in == nil {
		return
	}
	now := s.clerk.now()
	s.person.draw(in)
	s.promise.draw(in, s.clerk.cabinet.Desk().Calendar, now)
	s.drawWork(in)
	list := s.hits
	if in.Step != intake.Choosing {
		list = s.rows
	}
	s.told.drawOr(s.clerk.notice, list.cutOff())
	s.drawKeys(in)
}

func (s *intakeScreen) drawWork(in *intake.Intake) {
	choosing := in.Step == intake.Choosing
	if charging := in.Step == intake.Charging; s.hits.box.Visible() != choosing || s.fee.box.Visible() != charging {
		shown(s.query, choosing)
		shown(s.hits.box, choosing)
		shown(s.headRow, !choosing)
		shown(s.rows.box, !choosing)
		shown(s.fee.box, charging)
		s.work.Refresh() // gives the visible ones their places
	}
	if choosing {
		s.title.Say(s.speak.Say("counter.intake.choose"))
		s.query.say(in.Query)
		cursor := in.Cursor
		if len(in.Hits) == 0 {
			cursor = -1
		}
		s.hits.draw(s.hitRows(in), cursor)
		return
	}
	s.title.Say(short(in.Procedure.Name, 150))
	s.head.draw(tableRow{ink: ui.Quiet, cells: []string{"", s.speak.Say("counter.intake.papers"), s.speak.Say("counter.paper.originals"),
		s.speak.Say("counter.paper.certified"), s.speak.Say("counter.paper.copies"), s.speak.Say("counter.paper.lent")}}, false)
	cursor := in.Cursor
	if in.Step == intake.Charging {
		cursor = -1
	}
	s.rows.draw(paperRows(in), cursor)
	s.fee.draw(in)
}

func (s *intakeScreen) hitRows(in *intake.Intake) (rows []tableRow) {
	for i, p := range in.Hits {
		rows = append(rows, tableRow{cells: []string{strconv.Itoa(i + 1), p.Name, s.brief(p)}})
	}
	if len(rows) == 0 {
		id := "counter.intake.type"
		if in.Query != "" {
			id = "counter.intake.no_hit"
		}
		rows = append(rows, tableRow{ink: ui.Quiet, cells: []string{"", s.speak.Say(id), ""}})
	}
	return rows
}

// brief is a procedure's time and price at the desk.
func (s *intakeScreen) brief(p *procedure.Procedure) string {
	way, ok := p.Way(procedure.Counter)
	if !ok {
		return s.speak.Say("counter.limit.none")
	}
	text := limitWords(s.speak, way.Limit)
	if way.Fee != nil && way.Fee.VND > 0 {
		text += "\n" + dossier.Dong(way.Fee.VND).String() + " đồng"
	}
	return text
}

func paperRows(in *intake.Intake) (rows []tableRow) {
	for i, r := range in.Rows {
		row := tableRow{icon: ui.Icon("box", ui.Quiet), at: int(in.Column) + 3, cells: []string{"", r.Asked.Name,
			number(r.Given.Originals), number(r.Given.Certified), number(r.Given.Copies), number(r.Given.Lent)}}
		if i < 9 {
			row.cells[0] = strconv.Itoa(i + 1)
		}
		if r.Ticked {
			row.icon, row.ground = ui.Icon("box-ticked", ui.Good), ui.Calm
		}
		rows = append(rows, row)
	}
	return rows
}

func (s *intakeScreen) drawKeys(in *intake.Intake) {
	enter := "counter.key.receive"
	if in.Step == intake.Choosing {
		enter = "counter.key.choose"
	} else if in.Step == intake.Ticking && in.Fee() > 0 {
		enter = "counter.key.fee"
	}
	s.keys.wear(s.speak,
		keyWords{enter, "counter.help.step." + strconv.Itoa(int(in.Step)), keyMain},
		keyWords{"counter.key.more", "counter.help.more.intake", keyOpen},
		keyWords{"counter.key.back", "counter.help.back", keyOpen})
}

func (d *deskScreen) pressIntake(name fyne.KeyName) bool {
	in := d.clerk.intake
	switch name {
	case fyne.KeyReturn:
		d.clerk.enter()
	case keyMore:
		d.askMore()
	case fyne.KeyEscape:
		if in.Back() {
			d.clerk.leave()
		}
		d.draw()
	default:
		return false
	}
	return true
}

// askPerson asks for whoever has no card.
func (d *deskScreen) askPerson() {
	owner := d.clerk.intake.Applicant.Owner
	questions := []question{{"counter.ask.name", owner.Name}, {"counter.ask.identity", owner.Identity.Whole()}, {"counter.ask.address", owner.Address}, {"counter.ask.phone", owner.Phone}}
	d.form.ask(d.clerk.speak.Say("counter.key.person"), questions, func(a []string) bool {
		p, err := partyOf(a[0], a[1], a[2], a[3])
		p.Email = owner.Email
		if err != nil {
			d.form.refuse(err)
			return false
		}
		d.clerk.intake.Write(p)
		return true
	})
	d.draw()
}

// askCode asks for the code of a dossier that was filed on the portal.
func (d *deskScreen) askCode() {
	d.form.ask(d.clerk.speak.Say("counter.key.online"), []question{{"counter.ask.code", d.clerk.intake.Code}}, func(a []string) bool {
		if err := d.clerk.online(a[0]); err != nil {
			d.form.refuse(err)
			return false
		}
		return true
	})
	d.draw()
}
