package main

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/internal/dossier"
	"motcua/internal/idcard"
	"motcua/internal/ui"
	"motcua/internal/words"
	"motcua/internal/workday"
)

// longAnswers are the labels of fields whose answers run over several lines.
var longAnswers = map[string]bool{"counter.ask.reason": true, "counter.ask.items": true, "counter.ask.brought": true, "counter.ask.reached": true, "counter.ask.by_hand.reason": true}

// fixedOptions are the answers of the fields that choose among a few, by the ids of their labels.
func fixedOptions(speak words.Speaker) map[string][]option {
	methods := []option{}
	for i, m := range dossier.Methods() {
		methods = append(methods, option{strconv.Itoa(i + 1), speak.Say("counter.method." + string(m))})
	}
	ways := []option{}
	for i, way := range waysBack {
		ways = append(ways, option{strconv.Itoa(i + 1), speak.Say("counter.way." + string(way))})
	}
	return map[string][]option{
		"counter.ask.way":    ways,
		"counter.ask.method": methods,
		"counter.ask.wish":   {{"1", speak.Say("counter.wish.applicant")}, {"2", speak.Say("counter.wish.agency")}},
	}
}

// errPhone says that a text is no telephone number.
var errPhone = errors.New("no telephone number")

// checkPhone reads the number of a telephone, in this country or another; empty is none.
func checkPhone(text string) error {
	digits := strings.NewReplacer(" ", "", ".", "", "-", "", "(", "", ")", "", "+", "").Replace(text)
	if text = strings.TrimSpace(text); text == "" {
		return nil
	}
	if n := len(digits); n < 8 || n > 15 || strings.Trim(digits, "0123456789") != "" || strings.LastIndexByte(text, '+') > 0 {
		return errPhone
	}
	return nil
}

func checkDate(text string) error { _, err := parseDate(text); return err }

func checkTime(text string) error {
	_, err := parseTime(workday.Date{Year: 2026, Month: 1, Day: 5}, text)
	return err
}

// answerChecks are what is wrong with an answer whatever form it is in, by the ids of labels.
var answerChecks = map[string]func(string) error{"counter.ask.phone": checkPhone}

// blames are the fields that an error of a whole form is about: the first of them whose answer the check refuses, or that has none.
var blames = []struct {
	err   error
	label string
	check func(string) error // nil: it is to blame in any case
}{
	{errPhone, "counter.ask.phone", checkPhone},
	{errDate, "counter.ask.day", checkDate}, {errDate, "counter.ask.from", checkDate}, {errDate, "counter.ask.to", checkDate}, {errDate, "counter.ask.until", checkDate},
	{errNoSuchDay, "counter.ask.day", checkDate}, {errNoSuchDay, "counter.ask.from", checkDate}, {errNoSuchDay, "counter.ask.to", checkDate},
	{errNoSuchDay, "counter.ask.until", checkDate},
	{errSpan, "counter.ask.to", nil}, {errDays, "counter.ask.days", nil}, {errTime, "counter.ask.time", checkTime}, {errCode, "counter.ask.code", nil},
	{errLetter, "counter.ask.service", nil}, {errMethod, "counter.ask.method", nil}, {errWish, "counter.ask.wish", nil},
	{idcard.ErrNumber, "counter.ask.card", nil}, {idcard.ErrNumber, "counter.ask.identity", nil}, {errNumber, "counter.ask.identity", nil},
	{idcard.ErrTaxCheck, "counter.ask.identity", nil}, {errName, "counter.ask.name", checkName}, {errName, "counter.ask.address", nil},
	{dossier.ErrAmount, "counter.ask.amount", nil}, {dossier.ErrNoCharge, "counter.ask.charge", given}, {dossier.ErrNoCharge, "counter.ask.amount", nil},
	{dossier.ErrNoReason, "counter.ask.reason", nil}, {dossier.ErrNoReason, "counter.ask.notice", nil}, {dossier.ErrNoItems, "counter.ask.items", nil},
	{dossier.ErrNothingGiven, "counter.ask.brought", nil}, {dossier.ErrNoAgency, "counter.ask.agency", nil},
	{dossier.ErrNoTaker, "counter.ask.receiver", nil}, {dossier.ErrNoTaker, "counter.ask.taker", nil},
	{errSets, "counter.ask.sets", checkCount}, {errSets, "counter.ask.copies", checkCount}, {errSets, "counter.ask.pages", checkCount},
	{errEmail, "counter.ask.email", nil}, {errWay, "counter.ask.way", nil}, {errPost, "counter.ask.post", nil},
	{errFeeReason, "counter.ask.by_hand.reason", nil}, {dossier.ErrAmount, "counter.ask.by_hand", nil}, {errName, "counter.ask.proxy", checkName},
	{workday.ErrNotLater, "counter.ask.until", nil}, {workday.ErrTooLate, "counter.ask.until", nil},
}

func checkCount(text string) error { _, err := countOf(text); return err }

func given(text string) error {
	if strings.TrimSpace(text) == "" {
		return dossier.ErrNoCharge
	}
	return nil
}

func checkName(text string) error {
	_, err := partyOf(text, "", "", "")
	return err
}

// field is what takes one answer.
type field interface {
	fyne.CanvasObject
	fyne.Focusable
	answer() string
	answerWith(string)
	insert(rune)
	selectAll()
	Enable()
	Disable()
}

// fieldKeys are what the keys of a field do.
type fieldKeys struct {
	enter, escape   func()
	tab             func(back bool)
	hears           func(fyne.KeyName) bool
	changed, gained func() // something else stands in it; it has the keyboard
}

// formRow is a label and the field under it, of the kind that its label names.
type formRow struct {
	box        *fyne.Container
	label      *ui.Text
	mark       *canvas.Rectangle // around a field that is to blame
	line, area *entry
	choice     *chooser
	id         string // of the label
	wrong      bool
}

func newFormRow(on fieldKeys) *formRow {
	r := &formRow{label: plain("", 18), mark: canvas.NewRectangle(nil), line: newEntry(), area: newEntry(), choice: newChooser(on)}
	r.area.MultiLine, r.area.Wrapping = true, fyne.TextWrapWord
	for _, e := range []*entry{r.line, r.area} {
		e.enter, e.escape, e.tab, e.hears, e.gained = on.enter, on.escape, on.tab, on.hears, on.gained
		e.OnChanged = func(string) { on.changed() }
	}
	r.label.Rise, r.mark.CornerRadius = 1, 10
	field := container.NewStack(r.mark, ui.Pad(3, container.NewStack(r.line, r.area, r.choice)))
	r.box = ui.Column(1, ui.Fixed(25, r.label), ui.Share(1, field))
	r.wear(false)
	return r
}

// ask shows a question; with options the answer is one of them.
func (r *formRow) ask(q question, label string, options []option) {
	r.id = q.label
	r.wear(false)
	r.label.Say(label)
	shown(r.choice, len(options) > 0)
	shown(r.area, len(options) == 0 && longAnswers[q.label])
	shown(r.line, len(options) == 0 && !longAnswers[q.label])
	r.choice.offer(options)
	r.field().answerWith(q.value)
}

// listed are the labels of answers that list things with semicolons between them.
var listed = map[string]bool{"counter.ask.items": true, "counter.ask.brought": true, "counter.ask.reached": true}

// answer is what was answered, in one line: lines that were pasted into a list are things of their own.
func (r *formRow) answer() string {
	between := " "
	if listed[r.id] {
		between = "; "
	}
	return strings.ReplaceAll(r.field().answer(), "\n", between)
}

// field is the one of the kind that is asked for.
func (r *formRow) field() field {
	switch {
	case r.choice.Visible():
		return r.choice
	case r.area.Visible():
		return r.area
	}
	return r.line
}

// wear shows whether the field is to blame.
func (r *formRow) wear(wrong bool) {
	r.wrong = wrong
	ground, ink := ui.Paper, ui.Quiet
	if wrong {
		ground, ink = ui.Alert, ui.Alert
	}
	fill(r.mark, ground)
	r.label.Paint(ink)
}

func (r *formRow) enable(open bool) {
	for _, f := range []field{r.line, r.area, r.choice} {
		if open {
			f.Enable()
		} else {
			f.Disable()
		}
	}
}

// check says what is wrong with the answer by itself.
func (r *formRow) check() error {
	if check := answerChecks[r.id]; check != nil {
		return check(r.field().answer())
	}
	return nil
}

// isBlamed reports whether an error is about this field.
func (r *formRow) isBlamed(err error) bool {
	for _, b := range blames {
		if b.label == r.id && errors.Is(err, b.err) && (b.check == nil || b.check(r.field().answer()) != nil) {
			return true
		}
	}
	return false
}

// high is how many pixels the row takes.
func (r *formRow) high() float32 {
	switch r.field() {
	case field(r.choice):
		return 32 + r.choice.high()
	case field(r.area):
		return 32 + 92
	}
	return 32 + 56 // lower ones scroll
}

// rowsLayout sets the rows of a form under each other, each as high as it is.
type rowsLayout struct {
	gap  float32
	rows []*formRow
}

// Layout is for Fyne.
func (l *rowsLayout) Layout(_ []fyne.CanvasObject, box fyne.Size) {
	var y float32
	for _, r := range l.rows {
		if r.box.Visible() {
			r.box.Move(fyne.NewPos(0, y))
			r.box.Resize(fyne.NewSize(box.Width, r.high()))
			y += r.high() + l.gap
		}
	}
}

// MinSize is for Fyne.
func (l *rowsLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// high is how high all rows that are asked stand.
func (l *rowsLayout) high() (sum float32) {
	for _, r := range l.rows {
		if r.box.Visible() {
			sum += r.high() + l.gap
		}
	}
	return sum
}

// option is one of the answers that a field chooses from.
type option struct{ value, words string }

// find returns the index of the option of a value; the first where there is none.
func find(options []option, value string) int {
	return max(0, slices.IndexFunc(options, func(o option) bool { return strings.EqualFold(o.value, strings.TrimSpace(value)) }))
}
