package main

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/counter/intake"
	"motcua/internal/dossier"
	"motcua/internal/procedure"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/internal/workday"
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
	query      *ui.Text
	queryBox   *fyne.Container
	hits, rows *table
	head       *tableLine
	fee        *feeCard
	told       *strip
	keys       *keyRow
}

func newIntakeScreen(c *clerk, speak words.Speaker, press func(fyne.KeyName)) *intakeScreen {
	s := &intakeScreen{clerk: c, speak: speak, person: newPersonCard(speak), promise: newPromiseCard(speak), title: bold("", 26), query: bold("", 30)}
	ground := canvas.NewRectangle(ui.Color(ui.Paper))
	ground.CornerRadius, ground.StrokeWidth, ground.StrokeColor = 10, 2, ui.Color(ui.Crest)
	s.queryBox = container.NewStack(ground, ui.Pad(10, s.query))
	s.hits = newTable(52, intake.MostHits, false, column{share: 0.5, size: 26, bold: true, align: fyne.TextAlignCenter},
		column{share: 7, size: 20}, column{share: 2.2, size: 18, align: fyne.TextAlignTrailing})
	columns := []column{{share: 0.5, size: 24, bold: true, align: fyne.TextAlignCenter}, {share: 5.5, size: 19}}
	for range 4 {
		columns = append(columns, column{share: 1.15, size: 22, bold: true, align: fyne.TextAlignCenter})
	}
	s.rows = newTable(52, 24, true, columns...)
	for i := range columns {
		columns[i].size, columns[i].bold = 16, false
	}
	s.head = newTableLine(true, columns)
	s.fee = newFeeCard(speak)
	s.told = newStrip()
	s.keys = newKeyRow(press, "intake", fyne.KeyReturn, fyne.KeyF4, fyne.KeyF7, fyne.KeyEscape)
	s.work = ui.Column(8, ui.Fixed(56, s.title), ui.Fixed(52, s.queryBox), ui.Fixed(52, s.head.box),
		ui.Share(1, container.NewStack(s.hits.box, s.rows.box)), ui.Fixed(208, s.fee.box))
	left := ui.Column(14, ui.Share(1, s.person.box), ui.Share(1, s.promise.box))
	s.box = ui.Pad(14, ui.Column(12,
		ui.Share(1, ui.Row(14, ui.Share(1, left), ui.Share(1.65, ui.Panel(ui.Card, 16, s.work)))),
		ui.Fixed(52, s.told.box), ui.Fixed(80, s.keys.box)))
	return s
}

func (s *intakeScreen) draw() {
	in := s.clerk.intake
	if in == nil {
		return
	}
	now := s.clerk.now()
	s.person.draw(in)
	s.promise.draw(in, s.clerk.cabinet.Desk().Calendar, now)
	s.drawWork(in)
	s.told.draw(s.clerk.notice)
	s.drawKeys(in)
}

func (s *intakeScreen) drawWork(in *intake.Intake) {
	choosing := in.Step == intake.Choosing
	if charging := in.Step == intake.Charging; s.hits.box.Visible() != choosing || s.fee.box.Visible() != charging {
		shown(s.queryBox, choosing)
		shown(s.hits.box, choosing)
		shown(s.head.box, !choosing)
		shown(s.rows.box, !choosing)
		shown(s.fee.box, charging)
		s.work.Refresh() // gives the visible ones their places
	}
	if choosing {
		s.title.Say(s.speak.Say("counter.intake.choose"))
		s.query.Say(in.Query + "▏")
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
		rows = append(rows, tableRow{cells: []string{strconv.Itoa(i + 1), short(p.Name, 105), s.brief(p)}})
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
		text += "\n" + dossier.Dong(way.Fee.VND).String() + " đ"
	}
	return text
}

// limitWords writes a time limit: "5 ngày làm việc".
func limitWords(speak words.Speaker, l workday.Limit) string {
	if l.Validate() != nil {
		return speak.Say("counter.limit.none")
	}
	return speak.Say("counter.limit."+string(l.Unit), words.Args{"Amount": strings.Replace(strconv.FormatFloat(l.Amount, 'f', -1, 64), ".", ",", 1)})
}

func paperRows(in *intake.Intake) (rows []tableRow) {
	for i, r := range in.Rows {
		row := tableRow{icon: ui.Icon("box", ui.Quiet), at: int(in.Column) + 3, cells: []string{"", short(r.Asked.Name, 90),
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

// number is a count of papers; none is a dash.
func number(n int) string {
	if n == 0 {
		return "–"
	}
	return strconv.Itoa(n)
}

func (s *intakeScreen) drawKeys(in *intake.Intake) {
	enter := "counter.key.receive"
	if in.Step == intake.Choosing {
		enter = "counter.key.choose"
	} else if in.Step == intake.Ticking && in.Fee() > 0 {
		enter = "counter.key.fee"
	}
	elsewhere := "counter.help.elsewhere"
	if in.Elsewhere {
		elsewhere = "counter.help.elsewhere.on"
	}
	s.keys.wear(s.speak,
		keyWords{enter, "counter.help.step." + strconv.Itoa(int(in.Step)), keyMain},
		keyWords{"counter.key.person", "counter.help.person", keyOpen},
		keyWords{"counter.key.elsewhere", elsewhere, keyOpen},
		keyWords{"counter.key.back", "counter.help.back", keyOpen})
}

// personCard is who stands at the desk, and whose dossier it is.
type personCard struct {
	box                               *fyne.Container
	speak                             words.Speaker
	title, name, facts, address, hint *ui.Text
	ground                            *canvas.Rectangle
}

func newPersonCard(speak words.Speaker) *personCard {
	p := &personCard{speak: speak, title: plain("", 20), name: bold("", 34), facts: plain("", 22), address: plain("", 20), hint: plain("", 19), ground: canvas.NewRectangle(nil)}
	p.title.Colour, p.ground.CornerRadius = ui.Quiet, 10
	p.box = ui.Panel(ui.Card, 14, ui.Column(4, ui.Fixed(24, p.title), ui.Share(1, p.name), ui.Fixed(26, p.facts), ui.Share(1, p.address),
		ui.Share(1.6, container.NewStack(p.ground, ui.Pad(4, p.hint)))))
	return p
}

func (p *personCard) draw(in *intake.Intake) {
	owner := in.Applicant.Owner
	p.title.Say(p.speak.Say("counter.person.owner"))
	if owner.Name == "" {
		p.name.Paint(ui.Quiet)
		p.name.Say(p.speak.Say("counter.person.none"))
		p.facts.Say("")
		p.address.Say("")
		p.say("counter.person.scan", ui.Notice, ui.Ink)
		return
	}
	p.name.Paint(ui.Ink)
	p.name.Say(short(owner.Name, 80))
	var facts []string
	if c := in.Card; c != nil && c.Number.Digits() == owner.Identity.Whole() {
		facts = append(facts, birth(c.Birth), p.speak.Say("counter.sex."+string(c.Sex)))
	}
	facts = append(facts, owner.Identity.String(), owner.Phone)
	p.facts.Say(joined("  ·  ", facts...))
	p.address.Say(short(owner.Address, 120))
	p.drawHint(in)
}

func (p *personCard) drawHint(in *intake.Intake) {
	switch {
	case len(in.Doubts) > 0:
		var doubts []string
		const most = 2 // the others are seen once these are mended
		for _, d := range in.Doubts[:min(most, len(in.Doubts))] {
			doubts = append(doubts, p.speak.Say("counter.doubt."+string(d)))
		}
		p.hint.Say(strings.Join(doubts, " "))
		p.hint.Paint(ui.Alert)
		fill(p.ground, ui.Notice)
	case in.Applicant.Submitter != nil:
		p.hint.Say(p.speak.Say("counter.person.submitter", words.Args{"Name": short(in.Applicant.Submitter.Name, 60)}))
		p.hint.Paint(ui.Ink)
		fill(p.ground, ui.Calm)
	default:
		p.say("counter.person.more", ui.Card, ui.Quiet)
	}
}

func (p *personCard) say(id string, ground, ink fyne.ThemeColorName) {
	p.hint.Say(p.speak.Say(id))
	p.hint.Paint(ink)
	fill(p.ground, ground)
}

// promiseCard shows the due day big, and how it was counted.
type promiseCard struct {
	box                     *fyne.Container
	speak                   words.Speaker
	title, day, hour, count *ui.Text
}

func newPromiseCard(speak words.Speaker) *promiseCard {
	p := &promiseCard{speak: speak, title: plain("", 20), day: ui.Title("", 76, ui.Crest), hour: ui.NewText("", 28), count: plain("", 19)}
	p.title.Colour, p.count.Colour, p.count.Rise = ui.Quiet, ui.Quiet, 0
	p.hour.Least, p.day.Least = smallestType, smallestType
	p.box = ui.Panel(ui.Card, 14, ui.Column(4, ui.Fixed(24, p.title), ui.Share(1.3, p.day), ui.Share(0.6, p.hour), ui.Share(2, p.count)))
	return p
}

func (p *promiseCard) draw(in *intake.Intake, c *workday.Calendar, now time.Time) {
	p.title.Say(p.speak.Say("counter.promise"))
	promise, ok := in.Promise(c, now)
	if !ok {
		p.day.Say("–")
		p.hour.Say("")
		id := "counter.promise.none"
		if in.Elsewhere {
			id = "counter.promise.elsewhere"
		}
		p.count.Say(p.speak.Say(id))
		return
	}
	due := promise.Due.In(workday.Vietnam)
	p.day.Say(due.Format("02/01/2006"))
	p.hour.Say(p.speak.Say("counter.weekday."+strconv.Itoa(int(due.Weekday()))) + "  ·  " + due.Format("15:04"))
	p.count.Say(p.counted(promise, now))
}

// counted tells how a day was come to: what was left out, and why.
func (p *promiseCard) counted(promise intake.Promise, now time.Time) string {
	text := []string{limitWords(p.speak, promise.Limit)}
	sameDay, tomorrow := promise.Limit.Unit == workday.SameDay, workday.DateOf(now) != workday.DateOf(promise.Due)
	switch {
	case sameDay && tomorrow:
		text = append(text, p.speak.Say("counter.promise.late"))
	case !sameDay:
		text = append(text, p.speak.Say("counter.promise.first", words.Args{"Day": now.In(workday.Vietnam).Format("02/01")}))
	}
	var off []string
	for i, s := range promise.Off {
		if i == 3 {
			off = append(off, "…")
			break
		}
		off = append(off, fmt.Sprintf("%02d/%02d %s", s.Date.Day, s.Date.Month, s.Name))
	}
	if promise.Resting > 0 {
		off = append(off, p.speak.Say("counter.promise.resting", words.Args{"Days": promise.Resting}))
	}
	if len(off) > 0 {
		text = append(text, p.speak.Say("counter.promise.off", words.Args{"Days": strings.Join(off, ", ")}))
	}
	for _, s := range promise.Worked {
		text = append(text, p.speak.Say("counter.promise.worked", words.Args{"Day": fmt.Sprintf("%02d/%02d", s.Date.Day, s.Date.Month)}))
	}
	return strings.Join(text, "\n")
}

// feeCard asks how the fee was taken.
type feeCard struct {
	box            *fyne.Container
	speak          words.Speaker
	amount, inWord *ui.Text
	methods        *table
}

func newFeeCard(speak words.Speaker) *feeCard {
	f := &feeCard{speak: speak, amount: bold("", 40), inWord: plain("", 20), methods: newTable(36, 5, false, column{share: 0.5, size: 22, bold: true, align: fyne.TextAlignCenter}, column{share: 6, size: 20})}
	f.box = ui.Panel(ui.Paper, 10, ui.Row(16, ui.Share(1, ui.Column(4, ui.Share(1, f.amount), ui.Share(1, f.inWord))), ui.Share(1, f.methods.box)))
	return f
}

func (f *feeCard) draw(in *intake.Intake) {
	f.amount.Say(in.Fee().String() + " đ")
	f.inWord.Say(in.Fee().Words())
	rows, cursor := []tableRow{}, 4
	for i, m := range dossier.Methods() {
		rows = append(rows, tableRow{cells: []string{strconv.Itoa(i + 1), f.speak.Say("counter.method." + string(m))}})
		if m == in.Paid {
			cursor = i
		}
	}
	rows = append(rows, tableRow{cells: []string{"0", f.speak.Say("counter.method.later")}})
	f.methods.draw(rows, cursor)
}

// strip is the line that says what happened last.
type strip struct {
	box    *fyne.Container
	ground *canvas.Rectangle
	text   *ui.Text
}

func newStrip() *strip {
	s := &strip{ground: canvas.NewRectangle(nil), text: plain("", 22)}
	s.ground.CornerRadius = 12
	s.box = container.NewStack(s.ground, ui.Pad(8, s.text))
	return s
}

func (s *strip) draw(n notice) {
	colour, ground := ui.Ink, ui.Paper
	switch {
	case n.alert:
		colour, ground = ui.Alert, ui.Notice
	case n.words != "":
		ground = ui.Calm
	}
	told := n.words
	if told != "" {
		told = n.at.Format("15:04") + " · " + told
	}
	s.text.Paint(colour)
	s.text.Say(told)
	fill(s.ground, ground)
}

// keyWords is what one key of a row shows, as ids of sentences.
type keyWords struct {
	title, help string
	state       keyState
}

// keyRow is a row of keys, each with its key of the keyboard.
type keyRow struct {
	box   *fyne.Container
	names []fyne.KeyName
	keys  []*key
}

// newKeyRow makes a row; prefix begins the names by which a scripted officer finds its keys.
func newKeyRow(press func(fyne.KeyName), prefix string, names ...fyne.KeyName) *keyRow {
	r := &keyRow{names: names}
	var parts []ui.Part
	for _, name := range names {
		sign := signs[name]
		if sign == "" {
			sign = string(name)
		}
		k := newSlimKey(prefix+"."+string(name), sign, func() { press(name) })
		r.keys = append(r.keys, k)
		parts = append(parts, ui.Share(1, k))
	}
	r.box = ui.Row(10, parts...)
	return r
}

// fold lays the keys out in two rows.
func (r *keyRow) fold() {
	var above, below []ui.Part
	for i, k := range r.keys {
		if i < (len(r.keys)+1)/2 {
			above = append(above, ui.Share(1, k))
		} else {
			below = append(below, ui.Share(1, k))
		}
	}
	if len(below) < len(above) {
		below = append(below, ui.Space(1))
	}
	r.box = ui.Column(10, ui.Share(1, ui.Row(10, above...)), ui.Share(1, ui.Row(10, below...)))
}

// signs are the words on caps that differ from Fyne's names of keys.
var signs = map[fyne.KeyName]string{fyne.KeyReturn: "Enter", fyne.KeyEscape: "Esc", fyne.KeyLeft: "←", fyne.KeyRight: "→"}

// wear changes what the keys show, in their order.
func (r *keyRow) wear(speak words.Speaker, faces ...keyWords) {
	for i, f := range faces {
		help := ""
		if f.help != "" {
			help = speak.Say(f.help)
		}
		r.keys[i].wear(face{title: speak.Say(f.title), help: help, state: f.state})
	}
}

func (r *keyRow) targets() (targets []ui.Target) {
	for _, k := range r.keys {
		if k.face.state != keyClosed && k.Visible() {
			targets = append(targets, ui.Target{Name: k.Name, Object: k})
		}
	}
	return targets
}

// shown shows an object or hides it, when it is not so already.
func shown(o fyne.CanvasObject, visible bool) {
	switch {
	case visible && !o.Visible():
		o.Show()
	case !visible && o.Visible():
		o.Hide()
	}
}

// short cuts a text that no line holds.
func short(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}

func birth(d workday.Date) string {
	if d.Day == 0 {
		return strconv.Itoa(d.Year)
	}
	return fmt.Sprintf("%02d/%02d/%d", d.Day, d.Month, d.Year)
}

// joined writes the texts that are not empty side by side.
func joined(between string, texts ...string) string {
	var some []string
	for _, t := range texts {
		if t != "" {
			some = append(some, t)
		}
	}
	return strings.Join(some, between)
}
