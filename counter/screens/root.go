// Package screens draws what the officer sees and reports keys, clicks and codes to the controllers. A new screen is a view (view.go).
// What a key means is in the table of keys (keys.go); what it does is left to the controllers, and so are central and the journal.
package screens

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/counter/appointments"
	"motcua/counter/calls"
	"motcua/counter/desk"
	"motcua/counter/dossiers"
	"motcua/counter/navigation"
	"motcua/counter/papers"
	"motcua/counter/widgets"
	"motcua/internal/hall"
	"motcua/internal/i18n"
	"motcua/internal/ui"
)

// Controllers are what the screens show and report to.
type Controllers struct {
	*navigation.Navigator
	Calls        *calls.Session
	Dossiers     *dossiers.Controllers
	Papers       *papers.Controller
	Appointments *appointments.Controller
}

// Desk is all that the officer sees once logged in: the queue or another view under one header, and the cards that lie over it.
type Desk struct {
	box         *fyne.Container
	page        *fyne.Container // header, what wants help, what is worked on
	controllers Controllers
	keyboard    *widgets.Keyboard

	header *header
	help   *helpStrip
	Coming func(device string) // an officer goes to whom help is due; slow

	views        []view
	at           map[navigation.Place]view
	queue        *queueScreen
	intake       *intakeScreen
	register     *registerScreen
	dossier      *dossierScreen
	preview      *previewScreen
	appointments *appointmentsScreen

	transfer *transfer
	menu     *menu
	form     *widgets.Form
	touched  func() // a key went down, or was clicked
}

// NewDesk returns the screens of a desk, in the language of its session.
func NewDesk(c Controllers, canvas func() fyne.Canvas) *Desk {
	speak := c.Speak
	d := &Desk{controllers: c, header: newHeader(speak), help: newHelpStrip(speak), Coming: func(string) {}, touched: func() {}}
	d.form = widgets.NewForm(speak, canvas, newFormRules(speak, c.Dossiers.Scanner.CodeOf, c.Now))
	d.keyboard = &widgets.Keyboard{Now: time.Now, After: afterwards, Typed: d.onTyped, Scanned: d.onTypedScan, Torn: d.onTorn, Writing: d.writing}
	d.form.Through(d.keyboard)
	d.transfer, d.menu = newTransfer(speak, c.Calls.Transfer), newMenu(speak)
	d.header.printer = c.Dossiers.Printer.Alarm
	d.form.Closed = d.draw
	d.addViews(host{form: d.form, menu: d.menu, redraw: d.draw, click: d.click, press: d.press})
	for _, field := range d.searches() {
		field.Through = d.keyboard
	}
	d.hearKeys(d.onKey, d.onRepeatedKey)
	d.help.spot.Tap = func(fyne.Position) { d.touched(); d.onComing() }
	below := container.NewStack()
	for _, v := range d.views {
		below.Add(v.object())
	}
	d.page = ui.Column(0, ui.Fixed(76, d.header.box), ui.Fixed(56, d.help.box), ui.Share(1, below))
	d.box = container.NewStack(ui.Band(ui.Paper, 0, d.page), d.transfer.box, d.menu.box, d.form.Box)
	return d
}

// addViews makes the views, and says at which place each is shown.
func (d *Desk) addViews(h host) {
	d.queue = newQueueScreen(d.controllers, d.onPress, d.press)
	d.intake = newIntakeScreen(d.controllers.Dossiers, h)
	d.register = newRegisterScreen(d.controllers.Dossiers, d.controllers.Papers, h)
	d.dossier = newDossierScreen(d.controllers.Dossiers, d.controllers.Papers, h)
	d.preview = newPreviewScreen(d.controllers.Papers, h)
	d.appointments = newAppointmentsScreen(d.controllers.Appointments, h)
	d.views = []view{d.queue, d.intake, d.register, d.dossier, d.preview, d.appointments}
	d.at = map[navigation.Place]view{
		navigation.Queue: d.queue, navigation.Intake: d.intake, navigation.Register: d.register, navigation.Received: d.dossier,
		navigation.Dossier: d.dossier, navigation.Preview: d.preview, navigation.Appointments: d.appointments,
	}
}

// shown returns the view of the place that the officer is at.
func (d *Desk) shown() view { return d.at[d.controllers.Place] }

// afterwards calls on the goroutine of the screen when a while has passed.
func afterwards(d time.Duration, f func()) { time.AfterFunc(d, func() { fyne.Do(f) }) }

// freeze takes the desk out of reach: nothing of it is drawn, no field of it takes a letter, and a code that is half scanned is forgotten.
func (d *Desk) freeze() {
	d.keyboard.Forget()
	d.form.Freeze()
	d.box.Hide()
}

// thaw shows the desk as it was, and gives a form that is open the keyboard back.
func (d *Desk) thaw() {
	d.box.Show()
	d.form.Resume()
}

// searches returns the fields that something is looked for in.
func (d *Desk) searches() (fields []*widgets.SearchField) {
	for _, v := range d.views {
		if field, _ := v.search(); field != nil {
			fields = append(fields, field)
		}
	}
	return fields
}

// hearKeys has the keys that are no search field's go where they go without one.
func (d *Desk) hearKeys(down, repeated func(*fyne.KeyEvent)) {
	for _, field := range d.searches() {
		field.Down, field.Repeated = down, repeated
	}
}

// dismiss takes away whatever card lies over the screen.
func (d *Desk) dismiss() {
	d.form.Dismiss()
	d.menu.close()
	d.transfer.box.Hide()
}

// seatKeyboard gives the keyboard to the field that something is looked for in, where one is seen, and else to the keys.
func (d *Desk) seatKeyboard() {
	if !d.box.Visible() || d.form.Box.Visible() {
		return // it is the login's, or the form's
	}
	now, open := d.shown().search()
	for _, field := range d.searches() {
		if field != now || !open || d.covered() {
			widgets.Unfocus(d.form.Canvas(), field)
		} else {
			widgets.Focus(d.form.Canvas(), field)
		}
	}
}

// onScan takes a code from a scanner on a wire or one that types; a form that is open has it.
func (d *Desk) onScan(code string) {
	switch {
	case d.form.Box.Visible():
		d.form.Scan(code)
	case d.covered():
	case d.controllers.Ready() && d.shown().scanned(code):
	default:
		d.controllers.Dossiers.Scanner.Scanned(code)
	}
}

// onTypedScan takes a code that came as keys; false: it is none that is known, and letters are written now.
func (d *Desk) onTypedScan(code string) bool {
	if d.writing() != widgets.NoInput && !d.controllers.Dossiers.Scanner.Knows(code) {
		return false
	}
	d.onScan(code)
	return true
}

// writing returns what takes letters now.
func (d *Desk) writing() widgets.Input {
	switch {
	case d.form.Box.Visible() && d.form.At+1 < d.form.Asked:
		return widgets.FormInput
	case d.form.Box.Visible():
		return widgets.LastInput
	case d.covered():
		return widgets.NoInput
	}
	if _, open := d.shown().search(); open {
		return widgets.SearchInput
	}
	return widgets.NoInput
}

// covered reports whether a card lies over the screen.
func (d *Desk) covered() bool {
	return d.form.Box.Visible() || d.transfer.box.Visible() || d.menu.box.Visible()
}

// onRune takes a letter of the keyboard, or of a scanner that types.
func (d *Desk) onRune(r rune) { d.keyboard.Rune(r) }

// onTorn takes a code of which only the end has come.
func (d *Desk) onTorn() {
	if d.form.Box.Visible() {
		d.form.Warn(d.controllers.Speak.Text("counter.scan.torn"))
		return
	}
	if d.controllers.Ready() {
		d.controllers.Warn("counter.scan.torn")
	}
}

// onTyped takes a letter that no scanner typed.
func (d *Desk) onTyped(r rune) {
	switch {
	case d.form.Box.Visible():
		d.form.Insert(r)
	case d.transfer.box.Visible():
		d.transfer.typed(nameOf(r))
	case d.menu.box.Visible():
		d.menu.typed(nameOf(r))
	case d.controllers.Ready():
		d.shown().typed(r)
	}
}

// onKey takes a key of the keyboard going down; a key held down counts once.
func (d *Desk) onKey(e *fyne.KeyEvent) {
	switch {
	case e.Name == keyComing && d.help.device != "":
		d.onComing()
	case d.form.Box.Visible():
		if e.Name == fyne.KeyEscape {
			d.form.Close()
		}
	case isRune(e.Name): // comes as a rune too, which tells a hand from a scanner
	case d.transfer.box.Visible():
		d.transfer.typed(e.Name)
	case d.menu.box.Visible():
		d.menu.typed(e.Name)
	case widgets.IsEnter(e.Name):
		if !d.keyboard.Enter() {
			d.press(fyne.KeyReturn)
		}
	case !repeats(e.Name):
		d.press(e.Name)
	}
}

// SeeHelp takes the calls for help; their strip comes and goes between header and work.
func (d *Desk) SeeHelp(calls []hall.HelpCall) {
	if d.help.see(calls) {
		d.page.Refresh()
	}
}

// onComing goes to whom help is due; the strip goes at once, and comes back if central never hears of it.
func (d *Desk) onComing() {
	device, coming := d.help.device, d.Coming
	d.SeeHelp(nil)
	d.controllers.Run(func() { coming(device) }, func() {})
}

// onRepeatedKey takes a key going down, or still down after a while: what walks through lists and takes letters back.
func (d *Desk) onRepeatedKey(e *fyne.KeyEvent) {
	if repeats(e.Name) && !d.covered() {
		d.keyboard.Release()
		d.shown().moveSelection(e.Name)
	}
}

// press does what a key of the screen shown says.
func (d *Desk) press(name fyne.KeyName) {
	d.touched()
	if !d.controllers.Ready() {
		return
	}
	at := d.shown()
	keeps := at.keeps()
	if !at.press(name) && (keeps || !d.pressElsewhere(name)) {
		d.notHere(name, keeps)
	}
}

// click does what was clicked, as press does what a key says.
func (d *Desk) click(do func()) {
	d.touched()
	if d.controllers.Ready() {
		d.controllers.Notice = navigation.Notice{}
		do()
		d.draw()
	}
}

// notHere tells the officer that a key has a meaning, and none on the screen shown.
func (d *Desk) notHere(name fyne.KeyName, keeps bool) {
	use, ok := useOf(name)
	if !ok || isRune(name) || widgets.IsEnter(name) {
		return
	}
	id := "counter.keys.not_here"
	if keeps {
		id = "counter.keys.first"
	}
	d.controllers.Tell(id, i18n.Args{"Key": widgets.SignOf(name), "Does": d.controllers.Speak.Text(use.does)})
}

// onPress does what a key of the queue says; a transfer asks first where to.
func (d *Desk) onPress(a desk.Action) {
	d.touched()
	if a != desk.Transfer {
		d.controllers.Calls.Press(a)
	} else if d.controllers.Calls.May(a) {
		d.transfer.ask(d.controllers.Calls.Desk)
	}
}

func (d *Desk) draw() {
	at := d.shown()
	for _, v := range d.views {
		widgets.SetVisible(v.object(), v == at)
	}
	d.header.draw(d.controllers.Calls, d.controllers.Calls.Now())
	if d.controllers.Place != navigation.Queue {
		d.header.serve(d.controllers.Calls.Number())
	}
	at.draw()
	d.transfer.draw(d.controllers.Calls.Desk)
	d.seatKeyboard()
}
