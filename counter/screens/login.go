package screens

import (
	"errors"
	"fmt"
	"log/slog"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"motcua/counter/calls"
	"motcua/counter/login"
	"motcua/counter/widgets"
	"motcua/internal/i18n"
	"motcua/internal/officer"
	"motcua/internal/ui"
)

// loginScreen asks who sits down at the desk.
type loginScreen struct {
	box    *fyne.Container
	speak  i18n.Localizer
	canvas func() fyne.Canvas
	enter  func(login.Credentials)

	header         *header
	title, serving *ui.Text
	notice, help   *ui.Text
	ground         *canvas.Rectangle // of the notice
	officer        *widgets.Entry
	password       *secretEntry
	key            *widgets.KeyButton

	told  string    // id of what went wrong; empty: nothing
	busy  bool      // a password is being looked at
	until time.Time // central looks at none before
	waits bool
}

func newLoginScreen(speak i18n.Localizer, window func() fyne.Canvas, enter func(login.Credentials)) *loginScreen {
	l := &loginScreen{
		speak: speak, canvas: window, enter: enter, header: newHeader(speak),
		title: ui.Title("", 40, ui.Crest), serving: ui.NewText("", 24), notice: widgets.NewBoldText("", 22), help: ui.NewText("", 18),
		ground: canvas.NewRectangle(nil), officer: widgets.NewEntry(), password: newSecretEntry(),
	}
	l.title.Least, l.serving.Least, l.help.Least = widgets.SmallestType, widgets.SmallestType, widgets.SmallestType
	l.help.Colour, l.ground.CornerRadius = ui.Quiet, 12
	l.officer.Enter, l.password.Enter = l.named, l.submit
	l.officer.Tab = func(bool) { l.named() }
	l.password.Tab = l.leavePassword
	l.officer.OnChanged = func(string) { l.conceal() }
	l.officer.Escape, l.password.Escape = func() { l.officer.SetText("") }, func() { l.password.SetText("") }
	l.officer.Hears = func(name fyne.KeyName) bool { return l.hears(name, l.password) }
	l.password.Hears = func(name fyne.KeyName) bool { return l.hears(name, l.officer) }
	l.key = widgets.NewSlimKeyButton("enter", "Enter", l.submit)
	l.box = l.layout()
	return l
}

func (l *loginScreen) layout() *fyne.Container {
	field := func(label string, e fyne.CanvasObject) *fyne.Container {
		words := widgets.NewText(l.speak.Text(label), 20)
		words.Colour, words.Rise = ui.Quiet, 1
		return ui.Column(2, ui.Fixed(30, words), ui.Fixed(54, e)) // in no widget: Fyne finds no field in one that it has not drawn for a minute
	}
	card := ui.Panel(ui.Card, 28, ui.Column(14,
		ui.Fixed(56, l.title),
		ui.Fixed(34, l.serving),
		ui.Fixed(88, field("login.officer", l.officer)),
		ui.Fixed(88, field("login.password", l.password)),
		ui.Share(1, container.NewStack(l.ground, ui.Pad(10, l.notice))),
		ui.Fixed(72, l.key),
		ui.Fixed(28, l.help),
	))
	page := ui.Pad(20, ui.Cap(fyne.NewSize(680, 600), card))
	return container.NewStack(widgets.NewBlind(func() {}), ui.Column(0, ui.Fixed(76, l.header.box), ui.Share(1, ui.Band(ui.Paper, 0, page))))
}

// named goes on to the password. What can be no login name stays marked, so that what is typed next takes its place.
func (l *loginScreen) named() {
	if officer.MayBecomeID(l.officer.Text) {
		widgets.Focus(l.canvas(), l.password)
	} else {
		l.officer.SelectAll()
	}
}

// leavePassword goes back to the name by Shift and Tab. Tab alone stays: whoever has typed a name into the password types the password next, and
// it must not be read in the name's field.
func (l *loginScreen) leavePassword(back bool) {
	if back {
		widgets.Focus(l.canvas(), l.officer)
		l.officer.SelectAll()
	}
}

// conceal hides what stands in the name's field and can be no login name: it is mostly a password.
func (l *loginScreen) conceal() {
	secret := !officer.MayBecomeID(l.officer.Text)
	if secret != l.officer.Password {
		l.officer.Password = secret
		l.officer.Refresh()
	}
}

// hears takes the arrows between the two fields.
func (l *loginScreen) hears(name fyne.KeyName, other fyne.Focusable) bool {
	if name != fyne.KeyUp && name != fyne.KeyDown {
		return false
	}
	widgets.Focus(l.canvas(), other)
	return true
}

// ask shows an empty password, and the login name of who is expected; empty: anybody.
func (l *loginScreen) ask(last string) {
	l.told, l.until = "", time.Time{}
	l.box.Show() // what is hidden cannot have the keyboard
	l.officer.SetText(last)
	l.officer.CursorColumn = len([]rune(last))
	l.password.SetText("")
	l.wake()
}

// wake gives the keyboard to the first field that wants something.
func (l *loginScreen) wake() {
	if l.officer.Text == "" {
		widgets.Focus(l.canvas(), l.officer)
	} else {
		widgets.Focus(l.canvas(), l.password)
	}
}

// leave forgets the password and gives the keyboard back to the desk.
func (l *loginScreen) leave() {
	l.told = ""
	l.password.SetText("")
	widgets.Unfocus(l.canvas(), l.password)
	widgets.Unfocus(l.canvas(), l.officer)
}

func (l *loginScreen) submit() {
	switch {
	case l.busy || l.waits:
	case l.officer.Password:
		widgets.Focus(l.canvas(), l.officer)
		l.officer.SelectAll()
	case l.officer.Text == "" || l.password.Text == "":
		l.wake()
	default:
		l.enter(login.Credentials{Officer: l.officer.Text, Password: l.password.Text})
	}
}

// refuse says why somebody did not sit down.
func (l *loginScreen) refuse(err error, now time.Time) {
	waiting := login.WaitError{}
	switch {
	case errors.As(err, &waiting):
		l.told, l.until = "", now.Add(waiting.Wait)
	case errors.Is(err, login.ErrWrong):
		l.told = "login.wrong"
	case errors.Is(err, login.ErrMayNot):
		l.told = "counter.login.may_not"
	case errors.Is(err, login.ErrFirst):
		l.told = "counter.login.first"
	default:
		slog.Error("a login failed", "err", err)
		l.told = "counter.failed.disk"
	}
	l.password.SetText("")
	l.wake()
}

// draw shows whose desk this is, who is still called to it, and what went wrong.
func (l *loginScreen) draw(s *calls.Session, wait time.Duration, now time.Time) {
	l.header.draw(s, now)
	title, serving, help := "counter.login.title", "", "counter.login.help"
	if number := s.Number(); number != "" {
		title, serving = "counter.login.locked", l.speak.Text("counter.login.serving", i18n.Args{"Number": number})
	}
	if !s.Desk.Online() {
		help = "counter.login.offline"
	}
	l.title.Say(l.speak.Text(title, i18n.Args{"Counter": s.Desk.Counter()}))
	l.serving.Say(serving)
	l.help.Say(l.speak.Text(help))
	wait = max(wait, l.until.Sub(now))
	l.waits = wait > 0
	f := widgets.KeyContent{Title: l.speak.Text("login.enter"), State: widgets.KeyMain}
	if l.busy || l.waits {
		f.State = widgets.KeyClosed
	}
	l.key.SetContent(f)
	l.drawNotice(wait)
}

func (l *loginScreen) drawNotice(wait time.Duration) {
	told, colour, ground := "", ui.Alert, ui.Notice
	switch {
	case l.busy:
		told, colour, ground = l.speak.Text("counter.login.asking"), ui.Ink, ui.Calm
	case l.waits:
		seconds := int((wait + time.Second - 1) / time.Second)
		told = l.speak.Text("login.wait", i18n.Args{"Wait": fmt.Sprintf("%d:%02d", seconds/60, seconds%60)})
	case l.officer.Password:
		told = l.speak.Text("counter.login.not_a_name")
	case l.told != "":
		told = l.speak.Text(l.told)
	}
	if l.password.caps && !l.busy {
		told = widgets.Join(" ", told, l.speak.Text("counter.login.caps"))
	}
	if told == "" {
		ground = ui.Card
	}
	l.notice.Paint(colour)
	l.notice.Say(told)
	widgets.SetFill(l.ground, ground)
}

// secretEntry is a field for a password. It knows that Caps Lock is on by a capital without Shift, or a small letter with it.
type secretEntry struct {
	widgets.Entry
	caps bool
}

func newSecretEntry() *secretEntry {
	e := &secretEntry{}
	e.Password = true
	e.ExtendBaseWidget(e)
	return e
}

// FocusGained is for Fyne. What the last letters told was told of other letters.
func (e *secretEntry) FocusGained() {
	e.caps = false
	e.Entry.FocusGained()
}

// KeyDown is for Fyne.
func (e *secretEntry) KeyDown(k *fyne.KeyEvent) {
	if k.Name == desktop.KeyCapsLock {
		e.caps = false // or it was off, and the next letter tells
	}
	e.Entry.KeyDown(k)
}

// TypedRune is for Fyne.
func (e *secretEntry) TypedRune(r rune) {
	if unicode.IsUpper(r) || unicode.IsLower(r) {
		e.caps = unicode.IsUpper(r) != e.Shift
	}
	e.Entry.TypedRune(r)
}
