package screens

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"motcua/counter/desk"
	"motcua/counter/dossiers"
	"motcua/counter/navigation"
)

// Each key means one thing at the counter, whatever screen is shown. What cannot be undone has a key that means nothing else anywhere.
// docs/vi/can-bo.md shows this table; a test holds the two, and the screens, to each other.
const (
	keyForms        = fyne.KeyF1
	keyNext         = fyne.KeyF2
	keyRecall       = fyne.KeyF3
	keySkip         = fyne.KeyF4
	keyBrowse       = fyne.KeyF5
	keyNoShow       = fyne.KeyF6
	keyTransfer     = fyne.KeyF7
	keyIntake       = fyne.KeyF8
	keyFinish       = fyne.KeyF9
	keyFinishNext   = fyne.KeyF10
	keyAppointments = fyne.KeyF11
	keyLock         = fyne.KeyF12
	keyComing       = fyne.KeyInsert // tells the citizen who has called for help that somebody is on the way
	keyMore         = fyne.KeyHome   // the menu of what else can be done on a screen
	keyWithdraw     = fyne.KeyName(dossiers.KeyWithdraw)
	keyRefuse       = fyne.KeyName(dossiers.KeyRefuse)
)

// Where a key means something.
const (
	everywhere     = "everywhere"
	onQueue        = "queue"
	onIntake       = "intake"
	onRegister     = "register"
	onDossier      = "dossier"
	onPreview      = "preview"
	onAppointments = "appointments"
	onMenus        = "menus" // where a list has numbers
)

// keyUse is one line of the table of keys.
type keyUse struct {
	keys  []fyne.KeyName
	does  string // id of a sentence
	where []string
}

// keyTable is all that keys mean.
var keyTable = []keyUse{
	{[]fyne.KeyName{keyForms}, "counter.keys.forms", []string{onRegister, onDossier}},
	{[]fyne.KeyName{keyNext}, "counter.keys.next", []string{onQueue, onRegister, onDossier, onAppointments}},
	{[]fyne.KeyName{keyRecall}, "counter.keys.recall", []string{onQueue, onRegister, onDossier, onAppointments}},
	{[]fyne.KeyName{keySkip}, "counter.keys.skip", []string{onQueue}},
	{[]fyne.KeyName{keyBrowse}, "counter.keys.browse", []string{onQueue, onDossier, onAppointments}},
	{[]fyne.KeyName{keyNoShow}, "counter.keys.no_show", []string{onQueue}},
	{[]fyne.KeyName{keyTransfer}, "counter.keys.transfer", []string{onQueue}},
	{[]fyne.KeyName{keyIntake}, "counter.keys.intake", []string{onQueue, onRegister, onDossier, onAppointments}},
	{[]fyne.KeyName{keyFinish}, "counter.keys.finish", []string{onQueue, onRegister, onDossier, onAppointments}},
	{[]fyne.KeyName{keyFinishNext}, "counter.keys.finish_next", []string{onQueue, onRegister, onDossier, onAppointments}},
	{[]fyne.KeyName{keyAppointments}, "counter.keys.appointments", []string{onQueue, onRegister, onDossier}},
	{[]fyne.KeyName{keyLock}, "counter.keys.lock", []string{everywhere}},
	{[]fyne.KeyName{keyComing}, "counter.keys.coming", []string{everywhere}},
	{[]fyne.KeyName{keyMore}, "counter.keys.more", []string{onIntake, onPreview}},
	{[]fyne.KeyName{keyWithdraw}, "counter.keys.withdraw", []string{onDossier}},
	{[]fyne.KeyName{keyRefuse}, "counter.keys.refuse", []string{onDossier}},
	{digits, "counter.keys.digits", []string{onIntake, onDossier, onPreview, onAppointments, onMenus}},
	{[]fyne.KeyName{fyne.KeyReturn}, "counter.keys.enter", []string{everywhere}},
	{[]fyne.KeyName{fyne.KeyEscape}, "counter.keys.escape", []string{everywhere}},
	{[]fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown}, "counter.keys.lines", []string{onIntake, onRegister, onDossier, onPreview, onAppointments}},
	{[]fyne.KeyName{fyne.KeyLeft, fyne.KeyRight}, "counter.keys.columns", []string{onIntake, onRegister, onPreview, onAppointments}},
	{[]fyne.KeyName{fyne.KeySpace}, "counter.keys.space", []string{onIntake}},
	{[]fyne.KeyName{fyne.KeyPlus, fyne.KeyMinus}, "counter.keys.count", []string{onIntake}},
	{[]fyne.KeyName{fyne.KeyBackspace}, "counter.keys.erase", []string{onQueue, onIntake, onRegister}},
}

var digits = []fyne.KeyName{fyne.Key0, fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9}

// fromElsewhere are the keys of the queue that mean the same while dossiers are looked at: they lead back to the queue first.
var fromElsewhere = map[fyne.KeyName]desk.Action{keyNext: desk.Next, keyRecall: desk.Recall, keyFinish: desk.Finish, keyFinishNext: desk.FinishNext}

// pressElsewhere does what a key means beyond the screen shown; false when it means nothing there.
func (d *Desk) pressElsewhere(name fyne.KeyName) bool {
	if a, ok := fromElsewhere[name]; ok {
		d.controllers.Dossiers.ToQueue()
		d.onPress(a)
		return true
	}
	switch name {
	case keyBrowse:
		if d.controllers.Place == navigation.Register {
			return false
		}
		d.controllers.Dossiers.Register.Browse()
	case keyIntake:
		d.controllers.Dossiers.Intake.Begin()
	case keyAppointments:
		if d.controllers.Place == navigation.Appointments || !d.controllers.Appointments.Centre().ChecksIn() {
			return false
		}
		d.controllers.Appointments.Open()
	default:
		return false
	}
	return true
}

// isRune reports whether a key is a letter or a digit: those come as runes too, which tell a hand from a scanner.
func isRune(name fyne.KeyName) bool { return len(name) == 1 }

// nameOf returns the name of the key that types a letter or a digit.
func nameOf(r rune) fyne.KeyName { return fyne.KeyName(strings.ToUpper(string(r))) }

// useOf returns what a key means.
func useOf(name fyne.KeyName) (keyUse, bool) {
	for _, u := range keyTable {
		if slices.Contains(u.keys, name) {
			return u, true
		}
	}
	return keyUse{}, false
}
