package main

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/idcard"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/internal/workday"
)

// mostFields is how many questions one form asks.
const mostFields = 4

// question is one field of a form.
type question struct {
	label string // id of a sentence; formfields.go says what kind of field it names
	value string // at first
}

// form is the card that asks for words: a reason, a day, a name. It lies over everything until answered; a click beside it changes nothing.
type form struct {
	box    *fyne.Container
	speak  words.Speaker
	canvas func() fyne.Canvas

	title  *ui.Text
	help   *ui.Text // what is wrong, or what is being done
	hint   *ui.Text // which keys do what
	rows   []*formRow
	list   *fyne.Container
	ok, no *key
	card   *cardLayout
	cards  int // that were asked
	asked  int
	at     int                         // the field that had the keyboard last
	done   func(answers []string) bool // true closes the card
	closed func()
	hears  func(fyne.KeyName) bool // true takes a key from the fields: it is not theirs

	reached func(label string, answers []string) // a field has got the keyboard; nil: nobody wants to know
	options map[string][]option                  // of the fields that choose, by the id of their label
	codeOf  func(scanned string) (code string, ok bool)
	now     func() time.Time
}

func newForm(speak words.Speaker, canvas func() fyne.Canvas) *form {
	f := &form{
		speak: speak, canvas: canvas, title: ui.Title("", 30, ui.Ink), help: bold("", 20), hint: ui.NewText(speak.Say("counter.form.help"), 17), hears: deaf, closed: func() {},
		options: fixedOptions(speak), codeOf: func(string) (string, bool) { return "", false }, now: time.Now,
	}
	f.title.Least, f.hint.Least, f.hint.Colour = smallestType, smallestType, ui.Quiet
	f.help.Align, f.help.Colour = fyne.TextAlignCenter, ui.Alert
	layout := &rowsLayout{gap: 6}
	f.list = container.New(layout)
	for i := range mostFields {
		r := f.newRow(i)
		f.rows, layout.rows = append(f.rows, r), append(layout.rows, r)
		f.list.Add(r.box)
	}
	f.ok, f.no = newSlimKey("form.ok", "Enter", func() { f.hears(""); f.submit() }), newSlimKey("form.cancel", "Esc", func() { f.hears(""); f.close() })
	f.ok.wear(face{title: speak.Say("counter.form.ok"), state: keyMain})
	f.no.wear(face{title: speak.Say("counter.form.cancel")})
	buttons := ui.Row(12, ui.Share(1, f.hint), ui.Fixed(210, f.no), ui.Fixed(250, f.ok))
	f.card = &cardLayout{width: 920, rest: func() float32 { return 246 + layout.high() }}
	card := ui.Panel(ui.Paper, 22, ui.Column(8, ui.Fixed(60, f.title), ui.Share(1, f.list), ui.Fixed(48, f.help), ui.Fixed(60, buttons)))
	f.box = container.NewStack(newBlind(f.refocus), container.New(f.card, card))
	f.box.Hide()
	return f
}

func (f *form) newRow(i int) *formRow {
	on := fieldKeys{
		gained: func() { f.reach(i) },
		enter:  func() { f.enter(i) }, escape: f.close, tab: func(back bool) { f.step(i, back) },
		hears: func(name fyne.KeyName) bool { return f.hears(name) }, changed: func() { f.mended(i) },
	}
	return newFormRow(on)
}

// cardLayout puts a card in the middle, as high as what stands on it.
type cardLayout struct {
	width float32
	rest  func() float32
}

// Layout is for Fyne.
func (l *cardLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	size := box.Min(fyne.NewSize(l.width, l.rest()))
	for _, o := range objects {
		o.Move(fyne.NewPos((box.Width-size.Width)/2, (box.Height-size.Height)/2))
		o.Resize(size)
	}
}

// MinSize is for Fyne.
func (l *cardLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// reach remembers which field has the keyboard.
func (f *form) reach(i int) {
	f.at = i
	if f.reached != nil {
		f.reached(f.rows[i].id, f.answers())
	}
}

// warned reports whether the card says what is wrong.
func (f *form) warned() bool { return f.help.Words() != "" && f.help.Colour == ui.Alert }

func (f *form) answers() (list []string) {
	for _, r := range f.rows[:f.asked] {
		list = append(list, r.answer())
	}
	return list
}

// through has what is typed into the fields go the way of a scanner's codes.
func (f *form) through(k *keyboard) {
	for _, r := range f.rows {
		r.line.through, r.area.through, r.choice.through = k, k, k
	}
}

// ask opens the card. Each Enter goes to the next field; the last one is the answer. open tells whether the card still asks this.
func (f *form) ask(title string, questions []question, done func(answers []string) bool) (open func() bool) {
	f.title.Say(title)
	f.asked, f.done, f.at, f.reached = len(questions), done, 0, nil
	f.cards++
	card := f.cards
	for i, r := range f.rows {
		shown(r.box, i < f.asked)
		if i < f.asked {
			r.ask(questions[i], f.speak.Say(questions[i].label), f.options[questions[i].label])
		}
	}
	f.tell("")
	f.box.Show()
	f.box.Refresh() // as high as its fields
	f.refocus()
	return func() bool { return f.box.Visible() && f.cards == card }
}

// tell says how it goes on.
func (f *form) tell(sentence string) {
	f.help.Paint(ui.Quiet)
	f.help.Say(sentence)
}

// warn says what is wrong with the answers.
func (f *form) warn(sentence string) {
	f.help.Paint(ui.Alert)
	f.help.Say(sentence)
}

// refuse says what is wrong with the answers, marks the field that it is about, and gives it the keyboard.
func (f *form) refuse(err error) {
	f.warn(f.speak.Say(trouble(err)))
	f.blame(func(r *formRow) bool { return r.isBlamed(err) })
}

// blame marks the first field that is to blame, and gives it the keyboard.
func (f *form) blame(is func(*formRow) bool) {
	for i, r := range f.rows[:f.asked] {
		if is(r) {
			r.wear(true)
			f.at = i
			break
		}
	}
	f.refocus()
}

// mended takes back what was said of a field, once something else stands in it.
func (f *form) mended(i int) {
	if f.rows[i].wrong {
		f.rows[i].wear(false)
		f.tell("")
	}
}

// refocus gives the keyboard to the field that had it last.
func (f *form) refocus() {
	if f.asked > 0 {
		focus(f.canvas(), f.rows[f.at].field())
	}
}

func (f *form) enter(i int) {
	if i+1 >= f.asked {
		f.submit()
		return
	}
	f.at = i + 1
	f.refocus()
}

// step goes to the next field or the one before, by Tab; what stands there is marked, so that what is typed next takes its place.
func (f *form) step(i int, back bool) {
	by := 1
	if back {
		by = f.asked - 1
	}
	f.at = (i + by) % f.asked
	f.refocus()
	f.rows[f.at].field().selectAll()
}

// submit gives the answers, unless one can be none.
func (f *form) submit() {
	for _, r := range f.rows[:f.asked] {
		r.wear(false)
	}
	f.tell("")
	for _, r := range f.rows[:f.asked] {
		if err := r.check(); err != nil {
			f.refuse(err)
			return
		}
	}
	if f.done(f.answers()) {
		f.close()
	}
}

func (f *form) close() {
	for _, r := range f.rows {
		unfocus(f.canvas(), r.field())
	}
	f.box.Hide()
	f.closed()
}

// dismiss takes the card away unanswered.
func (f *form) dismiss() { f.box.Hide() }

// freeze closes the fields to every key.
func (f *form) freeze() {
	for _, r := range f.rows {
		r.enable(false)
	}
}

// resume opens the fields again, and gives a card that is open the keyboard back.
func (f *form) resume() {
	for _, r := range f.rows {
		r.enable(true)
	}
	if f.box.Visible() {
		f.refocus()
	}
}

// insert takes a letter that a hand has typed.
func (f *form) insert(r rune) { f.rows[f.at].field().insert(r) }

// scan takes a code: a card's into the fields that ask for a person, a dossier's into the one that asks for it, a plain one where the keyboard
// is. Any other is refused: what a card tells never stands in a field that is another's.
func (f *form) scan(text string) {
	card, _, err := idcard.Parse(text, workday.DateOf(f.now()))
	code, is := f.codeOf(text)
	switch {
	case err == nil && f.fill(map[string]string{
		"counter.ask.name": card.Name, "counter.ask.proxy": card.Name, "counter.ask.identity": card.Number.Digits(), "counter.ask.address": card.Address,
		"counter.ask.card": card.Number.Digits(), "counter.ask.receiver": card.Name,
	}):
	case is && f.fill(map[string]string{"counter.ask.code": code}):
	case err != nil && !is && isPlainCode(text):
		for _, r := range text {
			f.insert(r)
		}
	default:
		f.warn(f.speak.Say("counter.form.scan"))
	}
	f.refocus()
}

// mostPlain is how long a code may be that is read into whichever field has the keyboard, such as a receipt's number.
const mostPlain = 32

func isPlainCode(text string) bool {
	return len(text) <= mostPlain && strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.") == ""
}

// fill answers the fields of some labels; false when the form has none of them.
func (f *form) fill(by map[string]string) (filled bool) {
	for _, r := range f.rows[:f.asked] {
		if answer, ok := by[r.id]; ok {
			r.field().answerWith(answer)
			filled = true
		}
	}
	return filled
}

// targets is what can be clicked, for a scripted officer.
func (f *form) targets() []ui.Target {
	targets := []ui.Target{{Name: f.ok.Name, Object: f.ok}, {Name: f.no.Name, Object: f.no}}
	for i, r := range f.rows[:f.asked] {
		targets = append(targets, ui.Target{Name: fmt.Sprintf("field.%d", i+1), Object: r.field()})
	}
	return targets
}
