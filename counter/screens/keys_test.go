package screens

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"motcua/counter/navigation"
	"motcua/counter/widgets"
	"motcua/internal/i18n"
)

// handbook is the officer's page on keys.
const handbook = "../../docs/vi/can-bo.md"

// keyLines writes the table of keys as the handbook has it.
func keyLines(speak i18n.Localizer) string {
	var b strings.Builder
	b.WriteString("| " + speak.Text("counter.keys.key") + " | " + speak.Text("counter.keys.does") + " | " + speak.Text("counter.keys.where") + " |\n|---|---|---|\n")
	for _, u := range keyTable {
		var signs, places []string
		for _, k := range u.keys {
			signs = append(signs, widgets.SignOf(k))
		}
		if slices.Equal(u.keys, digits) {
			signs = []string{"0–9"}
		}
		for _, w := range u.where {
			places = append(places, speak.Text("counter.keys.where."+w))
		}
		b.WriteString("| **" + strings.Join(signs, " ") + "** | " + speak.Text(u.does) + " | " + strings.Join(places, ", ") + " |\n")
	}
	return b.String()
}

// TestTheHandbookHasTheTableOfKeys holds docs/vi/can-bo.md to the code.
func TestTheHandbookHasTheTableOfKeys(t *testing.T) {
	page, err := os.ReadFile(handbook)
	if err != nil {
		t.Fatal(err)
	}
	if want := keyLines(i18n.In(i18n.Vietnamese)); !strings.Contains(string(page), want) {
		t.Errorf("%s is to have this table:\n%s", handbook, want)
	}
}

// TestEachKeyMeansOneThing finds no key twice in the table, and a sentence for each.
func TestEachKeyMeansOneThing(t *testing.T) {
	seen := map[fyne.KeyName]string{}
	for _, u := range keyTable {
		for _, k := range u.keys {
			if seen[k] != "" {
				t.Errorf("%s means %s and %s", k, seen[k], u.does)
			}
			seen[k] = u.does
		}
		for _, lang := range i18n.Languages() {
			if i18n.In(lang).Text(u.does) == u.does {
				t.Errorf("%s: no sentence in %s", u.does, lang)
			}
		}
	}
}

// places lead to each screen, as it stands in the table of keys.
var places = map[string]func(o *hands){
	onQueue:        func(o *hands) { o.press(keyNext) },
	onIntake:       func(o *hands) { o.scan(nguyet) },
	onRegister:     func(o *hands) { o.birth(nguyet); o.press(fyne.KeyEscape, keyBrowse) },
	onDossier:      func(o *hands) { o.birth(nguyet) },
	onPreview:      func(o *hands) { o.birth(nguyet); o.press(keyForms) },
	onAppointments: func(o *hands) { o.press(keyAppointments) },
}

// rowsOf are the keys that a screen shows.
func rowsOf(d *Desk) map[string][]*widgets.KeyRow {
	return map[string][]*widgets.KeyRow{
		onQueue: {d.queue.dossiers, d.queue.appointments}, onIntake: {d.intake.keys}, onRegister: {d.register.keys}, onDossier: {d.dossier.keys}, onPreview: {d.preview.keys}, onAppointments: {d.appointments.keys},
	}
}

// TestScreensShowOnlyKeysOfTheTable holds what stands on the screens to the table.
func TestScreensShowOnlyKeysOfTheTable(t *testing.T) {
	o := newOfficer(t, i18n.Vietnamese, usual)
	for screen, rows := range rowsOf(o.screen) {
		for _, row := range rows {
			for _, name := range row.Names {
				if u, ok := useOf(name); !ok || !slices.Contains(u.where, screen) && !slices.Contains(u.where, everywhere) {
					t.Errorf("%s shows %s, which the table does not have there", screen, name)
				}
			}
		}
	}
	for _, b := range bindings {
		if u, ok := useOf(b.key); !ok || !slices.Contains(u.where, onQueue) {
			t.Errorf("the queue shows %s, which the table does not have there", b.key)
		}
	}
}

// TestNoKeyDoesWhatTheTableDoesNotSay strikes each key on each screen where the table gives it no meaning, and sees nothing but a sentence.
func TestNoKeyDoesWhatTheTableDoesNotSay(t *testing.T) {
	every := []fyne.KeyName{fyne.KeyTab, fyne.KeyDelete, fyne.KeyEnd, fyne.KeyHome, "F13", fyne.KeyA, fyne.KeyZ, "Pause", fyne.KeySpace}
	for _, u := range keyTable {
		every = append(every, u.keys...)
	}
	for screen, reach := range places {
		t.Run(screen, func(t *testing.T) {
			o, _ := newAppointmentsOfficer(t, i18n.Vietnamese, usual)
			reach(o)
			for _, name := range every {
				u, ok := useOf(name)
				if isRune(name) || ok && (slices.Contains(u.where, screen) || slices.Contains(u.where, everywhere)) {
					continue
				}
				place, steps, written := o.filed.Place, len(o.filed.Page.Dossier.History), len(o.Backend.Written)
				o.press(name)
				if o.filed.Place != place || o.screen.covered() || len(o.filed.Page.Dossier.History) != steps || len(o.Backend.Written) != written {
					t.Fatalf("%s does something on the screen %s: place %d", name, screen, o.filed.Place)
				}
				if ok && len(u.keys) == 1 && name != fyne.KeySpace && name != fyne.KeyBackspace && !strings.Contains(o.filed.Notice.Text, widgets.SignOf(name)) {
					t.Errorf("%s on the screen %s says %q", name, screen, o.filed.Notice.Text)
				}
			}
		})
	}
}

// TestTheQueuesKeysWorkWhereADossierWasReceived is the officer who goes on to the next person by habit.
func TestTheQueuesKeysWorkWhereADossierWasReceived(t *testing.T) {
	o := newOfficer(t, i18n.Vietnamese, usual)
	o.press(keyNext)
	o.birth(nguyet)
	o.press(keyFinishNext)
	o.wantPlace(navigation.Queue)
	o.WantWritten("called A001", "finished A001", "called A002")
	if o.screen.form.Box.Visible() {
		t.Error("F10 asks something about a dossier")
	}
}

// TestWhatCannotBeUndoneHasAKeyOfItsOwn presses the keys of withdrawal, refusal and no-show everywhere else.
func TestWhatCannotBeUndoneHasAKeyOfItsOwn(t *testing.T) {
	for _, key := range []fyne.KeyName{keyWithdraw, keyRefuse, keyNoShow} {
		if u, _ := useOf(key); len(u.keys) != 1 || len(u.where) != 1 {
			t.Errorf("%s stands for %v at %v", key, u.keys, u.where)
		}
	}
}
