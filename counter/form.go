package main

import (
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/internal/workday"
)

// mostFields is how many questions one form asks.
const mostFields = 4

// question is one field of a form.
type question struct {
	label string // id of a sentence
	value string // at first
}

// form is the card that asks for words: a reason, a day, a name. It lies over everything until answered.
type form struct {
	box    *fyne.Container
	speak  words.Speaker
	canvas func() fyne.Canvas

	title   *ui.Text
	help    *ui.Text
	labels  []*ui.Text
	entries []*entry
	rows    []*fyne.Container
	list    *fyne.Container
	cards   int // that were asked
	asked   int
	done    func(answers []string) bool // true closes the card
	closed  func()
	hears   func(fyne.KeyName) bool // true takes a key from the fields: it is not theirs
}

func newForm(speak words.Speaker, canvas func() fyne.Canvas) *form {
	f := &form{speak: speak, canvas: canvas, title: ui.Title("", 32, ui.Ink), help: ui.NewText("", 20), hears: deaf}
	f.title.Least = smallestType
	var parts []ui.Part
	for i := range mostFields {
		label, e := plain("", 20), newEntry()
		label.Colour, label.Rise = ui.Quiet, 1
		e.enter = func() { f.enter(i) }
		e.escape = f.close
		e.hears = func(name fyne.KeyName) bool { return f.hears(name) }
		f.labels, f.entries = append(f.labels, label), append(f.entries, e)
		f.rows = append(f.rows, ui.Column(4, ui.Fixed(32, label), ui.Fixed(52, e)))
		parts = append(parts, ui.Fixed(92, f.rows[i]))
	}
	f.list = ui.Column(6, parts...)
	f.help.Least = smallestType
	card := ui.Panel(ui.Paper, 24, ui.Column(10, ui.Fixed(84, f.title), ui.Share(1, f.list), ui.Fixed(56, f.help)))
	f.box = container.NewStack(newBlind(f.close), ui.Cap(fyne.NewSize(900, 580), card))
	f.box.Hide()
	return f
}

// ask opens the card. Each Enter goes to the next field; the last one is the answer. open tells whether the card still asks this.
func (f *form) ask(title string, questions []question, done func(answers []string) bool) (open func() bool) {
	f.title.Say(title)
	f.asked, f.done = len(questions), done
	f.cards++
	card := f.cards
	for i, row := range f.rows {
		shown(row, i < f.asked)
		if i < f.asked {
			f.labels[i].Say(f.speak.Say(questions[i].label))
			f.entries[i].SetText(questions[i].value)
			f.entries[i].CursorColumn = len([]rune(questions[i].value))
		}
	}
	f.tell(f.speak.Say("counter.form.help"))
	f.list.Refresh()
	f.box.Show()
	focus(f.canvas(), f.entries[0])
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

func (f *form) enter(i int) {
	if i+1 < f.asked {
		focus(f.canvas(), f.entries[i+1])
		return
	}
	var answers []string
	for _, e := range f.entries[:f.asked] {
		answers = append(answers, e.Text)
	}
	if f.done(answers) {
		f.close()
	}
}

func (f *form) close() {
	for _, e := range f.entries {
		unfocus(f.canvas(), e)
	}
	f.box.Hide()
	if f.closed != nil {
		f.closed()
	}
}

// dismiss takes the card away unanswered.
func (f *form) dismiss() { f.box.Hide() }

// freeze closes the fields to every key.
func (f *form) freeze() {
	for _, e := range f.entries {
		e.Disable()
	}
}

// resume opens the fields again, and gives a card that is open the keyboard back.
func (f *form) resume() {
	for _, e := range f.entries {
		e.Enable()
	}
	if f.box.Visible() {
		focus(f.canvas(), f.entries[0])
	}
}

// What an officer may have mistyped in a form.
var (
	errCode   = errors.New("no dossier code")
	errDate   = errors.New("no day of the form 31/12/2026")
	errSpan   = errors.New("the last day is before the first")
	errDays   = errors.New("no number of working days")
	errWish   = errors.New("neither the applicant's wish nor the agency's")
	errMethod = errors.New("no method of payment")
)

// parseDay reads 31/12/2026 as the end of that day: the calendar brings it to closing time.
func parseDay(text string) (time.Time, error) {
	day, err := parseDate(text)
	if err != nil {
		return time.Time{}, err
	}
	return day.At(24*60 - 1), nil
}

// parseDate reads 31/12/2026.
func parseDate(text string) (workday.Date, error) {
	t, err := time.ParseInLocation("2/1/2006", strings.TrimSpace(text), workday.Vietnam)
	if err != nil || t.Year() < 2000 || t.Year() > 2099 {
		return workday.Date{}, errDate
	}
	return workday.DateOf(t), nil
}

// items are the things listed with semicolons between them.
func items(text string) (list []string) {
	for _, item := range strings.Split(text, ";") {
		if item = strings.TrimSpace(item); item != "" {
			list = append(list, item)
		}
	}
	return list
}
