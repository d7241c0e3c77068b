package main

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"motcua/counter/calls"
	"motcua/counter/desk"
	"motcua/counter/intake"
	"motcua/counter/navigation"
	"motcua/counter/widgets"
	"motcua/internal/hall"
	"motcua/internal/ui"
	"motcua/internal/words"
)

// deskScreen is all that the officer sees: the queue or the dossiers, under one header. It draws session and clerk and
// reports keys and clicks.
type deskScreen struct {
	box      *fyne.Container
	page     *fyne.Container // header, what wants help, what is worked on
	session  *calls.Session
	clerk    *clerk
	keyboard *widgets.Keyboard

	header   *header
	help     *helpStrip
	coming   func(device string) // an officer goes to whom help is due; slow
	queue    *queueScreen
	intake   *intakeScreen
	register *registerScreen
	dossier  *dossierScreen
	preview  *previewScreen
	diary    *diaryScreen
	transfer *transfer
	menu     *menu
	form     *widgets.Form
	touched  func() // a key went down, or was clicked
}

func newDeskScreen(s *calls.Session, c *clerk, speak words.Speaker, canvas func() fyne.Canvas) *deskScreen {
	d := &deskScreen{session: s, clerk: c, header: newHeader(speak), help: newHelpStrip(speak), coming: func(string) {}, form: widgets.NewForm(speak, canvas, newFormRules(speak, c.codeOf, s.Now))}
	d.keyboard = &widgets.Keyboard{Now: time.Now, After: afterwards, Typed: d.onTyped, Scanned: d.onTypedScan, Torn: d.onTorn, Writing: d.writing}
	d.form.Through(d.keyboard)
	d.queue = newQueueScreen(speak, d.onPress, d.press)
	d.intake = newIntakeScreen(c, speak, d.press)
	d.register = newRegisterScreen(c, speak, d.press)
	d.dossier = newDossierScreen(c, speak, d.press)
	d.preview = newPreviewScreen(c, speak, d.press)
	d.diary = newDiaryScreen(c, speak, d.press)
	d.transfer, d.menu = newTransfer(speak, s.Transfer), newMenu(speak)
	d.header.printer = c.printerAlarm
	d.form.Closed, d.touched = d.draw, func() {}
	for _, field := range d.searches() {
		field.Through = d.keyboard
	}
	d.hearKeys(d.onKey, d.onRepeatedKey)
	d.listenToClicks()
	below := container.NewStack(d.queue.box, d.intake.box, d.register.box, d.dossier.box, d.preview.box, d.diary.box)
	d.page = ui.Column(0, ui.Fixed(76, d.header.box), ui.Fixed(56, d.help.box), ui.Share(1, below))
	d.box = container.NewStack(ui.Band(ui.Paper, 0, d.page), d.transfer.box, d.menu.box, d.form.Box)
	return d
}

// afterwards calls on the goroutine of the screen when a while has passed.
func afterwards(d time.Duration, f func()) { time.AfterFunc(d, func() { fyne.Do(f) }) }

// freeze takes the desk out of reach: nothing of it is drawn, no field of it takes a letter, and a code that is half scanned is forgotten.
func (d *deskScreen) freeze() {
	d.keyboard.Forget()
	d.form.Freeze()
	d.box.Hide()
}

// thaw shows the desk as it was, and gives a form that is open the keyboard back.
func (d *deskScreen) thaw() {
	d.box.Show()
	d.form.Resume()
}

// searches are the fields that something is looked for in.
func (d *deskScreen) searches() []*widgets.SearchField {
	return []*widgets.SearchField{d.intake.query, d.register.query}
}

// hearKeys has the keys that are no search field's go where they go without one.
func (d *deskScreen) hearKeys(down, repeated func(*fyne.KeyEvent)) {
	for _, field := range d.searches() {
		field.Down, field.Repeated = down, repeated
	}
}

// dismiss takes away whatever card lies over the screen.
func (d *deskScreen) dismiss() {
	d.form.Dismiss()
	d.menu.close()
	d.transfer.box.Hide()
}

// seatKeyboard gives the keyboard to the field that something is looked for in, where one is seen, and else to the keys.
func (d *deskScreen) seatKeyboard() {
	if !d.box.Visible() || d.form.Box.Visible() {
		return // it is the login's, or the form's
	}
	seen := map[*widgets.SearchField]bool{d.intake.query: d.clerk.place == atIntake, d.register.query: d.clerk.place == atRegister}
	for _, field := range d.searches() {
		if !seen[field] || d.writing() != widgets.SearchInput {
			widgets.Unfocus(d.form.Canvas(), field)
		} else {
			widgets.Focus(d.form.Canvas(), field)
		}
	}
}

// onScan takes a code from a scanner on a wire or one that types; a form that is open has it.
func (d *deskScreen) onScan(code string) {
	if d.form.Box.Visible() {
		d.form.Scan(code)
		return
	}
	if d.covered() {
		return
	}
	if d.clerk.place == atQueue && d.clerk.ready() && d.session.Scanned(code) {
		return
	}
	if !d.scanForDiary(code) {
		d.clerk.scanned(code)
	}
}

// onTypedScan takes a code that came as keys; false: it is none that is known, and letters are written now.
func (d *deskScreen) onTypedScan(code string) bool {
	if d.writing() != widgets.NoInput && !d.clerk.knows(code) {
		return false
	}
	d.onScan(code)
	return true
}

// writing is what takes letters now.
func (d *deskScreen) writing() widgets.Input {
	in := d.clerk.intake
	switch {
	case d.form.Box.Visible() && d.form.At+1 < d.form.Asked:
		return widgets.FormInput
	case d.form.Box.Visible():
		return widgets.LastInput
	case d.covered():
		return widgets.NoInput
	case d.clerk.place == atRegister, d.clerk.place == atIntake && in != nil && in.Step == intake.Choosing:
		return widgets.SearchInput
	}
	return widgets.NoInput
}

// covered reports whether a card lies over the screen.
func (d *deskScreen) covered() bool {
	return d.form.Box.Visible() || d.transfer.box.Visible() || d.menu.box.Visible()
}

// onRune is a letter of the keyboard, or of a scanner that types.
func (d *deskScreen) onRune(r rune) { d.keyboard.Rune(r) }

// onTorn is a code of which only the end has come.
func (d *deskScreen) onTorn() {
	if d.form.Box.Visible() {
		d.form.Warn(d.clerk.speak.Say("counter.scan.torn"))
		return
	}
	if d.clerk.ready() {
		d.clerk.warn("counter.scan.torn")
	}
}

// onTyped is a letter that no scanner typed.
func (d *deskScreen) onTyped(r rune) {
	switch {
	case d.form.Box.Visible():
		d.form.Insert(r)
		return
	case d.transfer.box.Visible():
		d.transfer.typed(nameOf(r))
		return
	case d.menu.box.Visible():
		d.menu.typed(nameOf(r))
		return
	}
	if !d.clerk.ready() {
		return
	}
	switch d.clerk.place {
	case atQueue:
		d.session.TypeNumber(r)
	case atDossier, atReceived, atDiary:
		d.press(fyne.KeyName(string(r)))
	case atIntake:
		if in := d.clerk.intake; in.Step == intake.Choosing && !in.Picks(r) {
			d.intake.query.Insert(r)
		} else if in.Type(r) {
			d.clerk.notice = navigation.Notice{}
			d.draw()
		}
	case atRegister:
		d.register.query.Insert(r)
	case atProof:
		d.preview.typed(r)
	}
}

// onKey is a key of the keyboard going down; a key held down counts once.
func (d *deskScreen) onKey(e *fyne.KeyEvent) {
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
	case !d.repeats(e.Name):
		d.press(e.Name)
	}
}

// seeHelp takes the calls for help; their strip comes and goes between header and work.
func (d *deskScreen) seeHelp(calls []hall.HelpCall) {
	if d.help.see(calls) {
		d.page.Refresh()
	}
}

// onComing goes to whom help is due; the strip goes at once, and comes back if central never hears of it.
func (d *deskScreen) onComing() {
	device, coming := d.help.device, d.coming
	d.seeHelp(nil)
	d.session.Run(func() { coming(device) }, func() {})
}

// onRepeatedKey is a key going down, or still down after a while: what walks through lists and takes letters back.
func (d *deskScreen) onRepeatedKey(e *fyne.KeyEvent) {
	if d.repeats(e.Name) && !d.covered() {
		d.keyboard.Release()
		d.walk(e.Name)
	}
}

// walks are the keys that repeat, with the lines and columns they go.
var walks = map[fyne.KeyName][2]int{
	fyne.KeyUp: {-1, 0}, fyne.KeyDown: {1, 0}, fyne.KeyLeft: {0, -1}, fyne.KeyRight: {0, 1}, fyne.KeyPageUp: {-10, 0}, fyne.KeyPageDown: {10, 0}, fyne.KeyBackspace: {0, 0},
}

func (d *deskScreen) repeats(name fyne.KeyName) bool { _, ok := walks[name]; return ok }

func (d *deskScreen) walk(name fyne.KeyName) {
	by := walks[name]
	switch d.clerk.place {
	case atIntake:
		if name == fyne.KeyBackspace {
			d.clerk.intake.Erase()
		} else {
			d.clerk.intake.Move(by[0], by[1])
		}
		d.draw()
	case atQueue:
		if name == fyne.KeyBackspace && d.session.Typed != "" {
			d.session.EraseNumber()
		}
	case atDossier, atReceived:
		d.clerk.walkPast(by[0])
	case atRegister:
		d.clerk.walk(name == fyne.KeyBackspace, by[0], by[1])
	case atProof:
		d.preview.walk(by[0], by[1])
	case atDiary:
		d.clerk.walkDiary(by[0], by[1])
	}
}

// press does what a key of the screen shown says.
func (d *deskScreen) press(name fyne.KeyName) {
	d.touched()
	if !d.clerk.ready() {
		return
	}
	busy := false // keys that lead elsewhere would lose what is being done
	var done bool
	switch d.clerk.place {
	case atIntake:
		busy, done = true, d.pressIntake(name)
	case atRegister:
		done = d.pressRegister(name)
	case atReceived, atDossier:
		done = d.pressDossier(name)
	case atProof:
		busy, done = true, d.pressProof(name)
	case atDiary:
		done = d.pressDiary(name)
	default:
		done = d.pressQueue(name)
	}
	if !done && (busy || !d.pressElsewhere(name)) {
		d.notHere(name)
	}
}

// notHere says that a key has a meaning, and none on the screen shown.
func (d *deskScreen) notHere(name fyne.KeyName) {
	use, ok := useOf(name)
	if !ok || isRune(name) || widgets.IsEnter(name) {
		return
	}
	id := "counter.keys.not_here"
	if d.clerk.place == atIntake || d.clerk.place == atProof {
		id = "counter.keys.first"
	}
	d.clerk.tell(id, words.Args{"Key": widgets.SignOf(name), "Does": d.clerk.speak.Say(use.does)})
}

func (d *deskScreen) pressQueue(name fyne.KeyName) bool {
	switch {
	case name == fyne.KeyReturn && d.session.Typed != "":
		d.session.CallMissed()
		return true
	case name == fyne.KeyReturn:
		d.session.ReadConflict()
		return true
	case name == fyne.KeyEscape:
		d.session.DropNumber()
		return true
	}
	for _, b := range bindings {
		if b.key == name {
			d.onPress(b.action)
			return true
		}
	}
	return false
}

// onPress does what a key of the queue says; a transfer asks first where to.
func (d *deskScreen) onPress(a desk.Action) {
	d.touched()
	if a != desk.Transfer {
		d.session.Press(a)
	} else if d.session.May(a) {
		d.transfer.ask(d.session.Desk)
	}
}

func (d *deskScreen) draw() {
	now := d.session.Now()
	at := d.clerk.place
	widgets.SetVisible(d.queue.box, at == atQueue)
	widgets.SetVisible(d.intake.box, at == atIntake)
	widgets.SetVisible(d.register.box, at == atRegister)
	widgets.SetVisible(d.dossier.box, at == atDossier || at == atReceived)
	widgets.SetVisible(d.preview.box, at == atProof)
	widgets.SetVisible(d.diary.box, at == atDiary)
	d.header.draw(d.session, now)
	if at != atQueue {
		d.header.serve(d.session.Number())
	}
	switch at {
	case atIntake:
		d.intake.draw()
	case atRegister:
		d.register.draw()
	case atDossier, atReceived:
		d.dossier.draw()
	case atProof:
		d.preview.draw()
	case atDiary:
		d.diary.draw()
	default:
		d.queue.draw(d.session, d.clerk.notice, d.clerk.centre().Appointments.Taken, now)
	}
	d.transfer.draw(d.session.Desk)
	d.seatKeyboard()
}
