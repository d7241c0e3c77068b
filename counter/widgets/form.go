package widgets

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/counter/typed"
	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// mostFields is how many questions one form asks.
const mostFields = 4

// Form is the card that asks for words: a reason, a day, a name. It lies over everything until answered; a click beside it changes nothing.
type Form struct {
	Box    *fyne.Container
	speak  i18n.Localizer
	Canvas func() fyne.Canvas

	title  *ui.Text
	Help   *ui.Text // what is wrong, or what is being done
	Hint   *ui.Text // which keys do what
	Rows   []*FormRow
	list   *fyne.Container
	OK, No *KeyButton
	card   *cardLayout
	cards  int // that were asked
	Asked  int
	At     int                         // the field that had the keyboard last
	done   func(answers []string) bool // true closes the card
	Closed func()
	Hears  func(fyne.KeyName) bool // true takes a key from the fields: it is not theirs

	Reached func(label string, answers []string) // a field has got the keyboard; nil: nobody wants to know
	Rules   *FormRules
}

// FormRules says what the forms of a program need to know of their questions, by the ids of the labels.
type FormRules struct {
	ErrorText func(error) string            // the id of the sentence for an error
	Checks    map[string]func(string) error // what is wrong with an answer whatever form it is in
	Blames    []Blame                       // which fields an error of a whole form is about
	Long      map[string]bool               // answers that run over several lines
	Lists     map[string]bool               // answers that list things with semicolons between them
	Options   map[string][]typed.Option     // of the fields that choose
	// read returns the answers that a scanned code gives, and whether the code is known.
	Read func(scanned string) (answers map[string]string, known bool)
}

// Blame names a field that an error is about: the first of them whose answer the check refuses, or that has no check.
type Blame struct {
	Err   error
	Label string
	Check func(string) error // nil: it is to blame in any case
}

// NewForm returns a closed card; rules say what it knows of its questions.
func NewForm(speak i18n.Localizer, canvas func() fyne.Canvas, rules *FormRules) *Form {
	f := &Form{
		speak: speak, Canvas: canvas, title: ui.Title("", 30, ui.Ink), Help: NewBoldText("", 20), Hint: ui.NewText(speak.Text("counter.form.help"), 17), Hears: deaf, Closed: func() {}, Rules: rules,
	}
	f.title.Least, f.Hint.Least, f.Hint.Colour = SmallestType, SmallestType, ui.Quiet
	f.Help.Align, f.Help.Colour = fyne.TextAlignCenter, ui.Alert
	layout := &rowsLayout{gap: 6}
	f.list = container.New(layout)
	for i := range mostFields {
		r := f.newRow(i)
		f.Rows, layout.rows = append(f.Rows, r), append(layout.rows, r)
		f.list.Add(r.box)
	}
	f.OK, f.No = NewSlimKeyButton("form.ok", "Enter", func() { f.Hears(""); f.submit() }), NewSlimKeyButton("form.cancel", "Esc", func() { f.Hears(""); f.Close() })
	f.OK.SetContent(KeyContent{Title: speak.Text("counter.form.ok"), State: KeyMain})
	f.No.SetContent(KeyContent{Title: speak.Text("counter.form.cancel")})
	buttons := ui.Row(12, ui.Share(1, f.Hint), ui.Fixed(210, f.No), ui.Fixed(250, f.OK))
	f.card = &cardLayout{width: 920, rest: func() float32 { return 246 + layout.high() }}
	card := ui.Panel(ui.Paper, 22, ui.Column(8, ui.Fixed(60, f.title), ui.Share(1, f.list), ui.Fixed(48, f.Help), ui.Fixed(60, buttons)))
	f.Box = container.NewStack(NewBlind(f.refocus), container.New(f.card, card))
	f.Box.Hide()
	return f
}

func (f *Form) newRow(i int) *FormRow {
	on := fieldKeys{
		gained: func() { f.reach(i) },
		enter:  func() { f.Enter(i) }, escape: f.Close, tab: func(back bool) { f.step(i, back) },
		hears: func(name fyne.KeyName) bool { return f.Hears(name) }, changed: func() { f.mended(i) },
	}
	return newFormRow(on, f.Rules)
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
func (f *Form) reach(i int) {
	f.At = i
	if f.Reached != nil {
		f.Reached(f.Rows[i].ID, f.answers())
	}
}

// Warned reports whether the card says what is wrong.
func (f *Form) Warned() bool { return f.Help.Words() != "" && f.Help.Colour == ui.Alert }

func (f *Form) answers() (list []string) {
	for _, r := range f.Rows[:f.Asked] {
		list = append(list, r.Answer())
	}
	return list
}

// Through has what is typed into the fields go the way of a scanner's codes.
func (f *Form) Through(k *Keyboard) {
	for _, r := range f.Rows {
		r.Line.Through, r.area.Through, r.Choice.through = k, k, k
	}
}

// Ask opens the card. Each Enter goes to the next field; the last one is the answer. open tells whether the card still asks this.
func (f *Form) Ask(title string, questions []typed.Question, done func(answers []string) bool) (open func() bool) {
	f.title.Say(title)
	f.Asked, f.done, f.At, f.Reached = len(questions), done, 0, nil
	f.cards++
	card := f.cards
	for i, r := range f.Rows {
		SetVisible(r.box, i < f.Asked)
		if i < f.Asked {
			r.ask(questions[i], f.speak.Text(questions[i].Label))
		}
	}
	f.Tell("")
	f.Box.Show()
	f.Box.Refresh() // as high as its fields
	f.refocus()
	return func() bool { return f.Box.Visible() && f.cards == card }
}

// Tell says how it goes on.
func (f *Form) Tell(sentence string) {
	f.Help.Paint(ui.Quiet)
	f.Help.Say(sentence)
}

// Warn says what is wrong with the answers.
func (f *Form) Warn(sentence string) {
	f.Help.Paint(ui.Alert)
	f.Help.Say(sentence)
}

// Refuse says what is wrong with the answers, marks the field that it is about, and gives it the keyboard.
func (f *Form) Refuse(err error) {
	f.Warn(f.speak.Text(f.Rules.ErrorText(err)))
	f.Blame(func(r *FormRow) bool { return r.isBlamed(err) })
}

// Blame marks the first field that is to blame, and gives it the keyboard.
func (f *Form) Blame(is func(*FormRow) bool) {
	for i, r := range f.Rows[:f.Asked] {
		if is(r) {
			r.wear(true)
			f.At = i
			break
		}
	}
	f.refocus()
}

// mended takes back what was said of a field, once something else stands in it.
func (f *Form) mended(i int) {
	if f.Rows[i].Wrong {
		f.Rows[i].wear(false)
		f.Tell("")
	}
}

// refocus gives the keyboard to the field that had it last.
func (f *Form) refocus() {
	if f.Asked > 0 {
		Focus(f.Canvas(), f.Rows[f.At].Field())
	}
}

// Enter goes on from a field to the next one; behind the last it gives the answers.
func (f *Form) Enter(i int) {
	if i+1 >= f.Asked {
		f.submit()
		return
	}
	f.At = i + 1
	f.refocus()
}

// step goes to the next field or the one before, by Tab; what stands there is marked, so that what is typed next takes its place.
func (f *Form) step(i int, back bool) {
	by := 1
	if back {
		by = f.Asked - 1
	}
	f.At = (i + by) % f.Asked
	f.refocus()
	f.Rows[f.At].Field().SelectAll()
}

// submit gives the answers, unless one can be none.
func (f *Form) submit() {
	for _, r := range f.Rows[:f.Asked] {
		r.wear(false)
	}
	f.Tell("")
	for _, r := range f.Rows[:f.Asked] {
		if err := r.check(); err != nil {
			f.Refuse(err)
			return
		}
	}
	if f.done(f.answers()) {
		f.Close()
	}
}

// Close takes the card away, and the keyboard from its fields.
func (f *Form) Close() {
	for _, r := range f.Rows {
		Unfocus(f.Canvas(), r.Field())
	}
	f.Box.Hide()
	f.Closed()
}

// Dismiss takes the card away unanswered.
func (f *Form) Dismiss() { f.Box.Hide() }

// Freeze closes the fields to every key.
func (f *Form) Freeze() {
	for _, r := range f.Rows {
		r.enable(false)
	}
}

// Resume opens the fields again, and gives a card that is open the keyboard back.
func (f *Form) Resume() {
	for _, r := range f.Rows {
		r.enable(true)
	}
	if f.Box.Visible() {
		f.refocus()
	}
}

// Insert takes a letter that a hand has typed.
func (f *Form) Insert(r rune) { f.Rows[f.At].Field().Insert(r) }

// Scan takes a code: a card's into the fields that ask for a person, a dossier's into the one that asks for it, a plain one where the keyboard
// is. Any other is refused: what a card tells never stands in a field that is another's.
func (f *Form) Scan(text string) {
	answers, known := f.Rules.Read(text)
	switch {
	case f.fill(answers):
	case !known && isPlainCode(text):
		for _, r := range text {
			f.Insert(r)
		}
	default:
		f.Warn(f.speak.Text("counter.form.scan"))
	}
	f.refocus()
}

// mostPlain is how long a code may be that is read into whichever field has the keyboard, such as a receipt's number.
const mostPlain = 32

func isPlainCode(text string) bool {
	return len(text) <= mostPlain && strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.") == ""
}

// fill answers the fields of some labels; false when the form has none of them.
func (f *Form) fill(by map[string]string) (filled bool) {
	for _, r := range f.Rows[:f.Asked] {
		if answer, ok := by[r.ID]; ok {
			r.Field().AnswerWith(answer)
			filled = true
		}
	}
	return filled
}

// Targets returns what can be clicked, for a scripted officer.
func (f *Form) Targets() []ui.Target {
	targets := []ui.Target{{Name: f.OK.Name, Object: f.OK}, {Name: f.No.Name, Object: f.No}}
	for i, r := range f.Rows[:f.Asked] {
		targets = append(targets, ui.Target{Name: fmt.Sprintf("field.%d", i+1), Object: r.Field()})
	}
	return targets
}
