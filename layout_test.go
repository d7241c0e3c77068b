// Package motcua is the house itself: this file holds its arrows to one way.
package motcua

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// mayNot lists what a room's packages never import, themselves or through others.
var mayNot = []struct{ room, never, why string }{
	{"motcua/assets", "motcua/", "assets only embed"},
	{"motcua/drivers", "motcua/internal", "drivers know nothing of the hall"},
	{"motcua/drivers", "motcua/kiosk", "drivers know no program"},
	{"motcua/central", "fyne.io/", "central has no screen"},
	{"motcua/central", "github.com/go-gl/", "central has no screen"},
	{"motcua/central", "motcua/drivers", "central has no devices"},
	{"motcua/internal/hall", "motcua/drivers", "the hall's tables know no devices"},
	{"motcua/internal/queue", "database/sql", "rules are pure"},
	{"motcua/internal/queue", "net/", "rules are pure"},
	{"motcua/internal/rating", "database/sql", "rules are pure"},
	{"motcua/internal/slip", "fyne.io/", "a slip knows no screen"},
	{"motcua/internal/workday", "database/sql", "rules are pure"},
	{"motcua/internal/idcard", "database/sql", "rules are pure"},
	{"motcua/internal/procedure", "database/sql", "rules are pure"},
	{"motcua/internal/dossier", "database/sql", "rules are pure"},
	{"motcua/internal/officer", "database/sql", "rules are pure"},
	{"motcua/internal/officer", "net/", "rules are pure"},
	{"motcua/internal/vietnamese", "database/sql", "rules are pure"},
	{"motcua/internal/sheet", "fyne.io/", "a form knows no screen"},
	{"motcua/kiosk/visit", "fyne.io/", "a visit is known without its screen"},
	{"motcua/internal/health", "fyne.io/", "a device's health is known without its screen"},
	{"motcua/kiosk/pin", "motcua/", "a PIN knows nothing of the hall"},
	{"motcua/internal/watchdog", "motcua/", "a watchdog knows nothing of what it watches"},
	{"motcua/kiosk/dispenser", "fyne.io/", "a ticket is given without a screen"},
	{"motcua/counter/intake", "fyne.io/", "an intake is known without its screen"},
	{"motcua/counter/intake", "database/sql", "rules are pure"},
	{"motcua/counter/filing", "fyne.io/", "a dossier is kept without a screen"},
	{"motcua/internal/registry", "motcua/drivers", "the register's tables know no devices"},
	{"motcua/internal/province", "motcua/drivers", "a province's tables know no devices"},
	{"motcua/internal/province", "motcua/internal/uplink", "a province's tables know no wire"},
	{"motcua/counter/desk", "fyne.io/", "a desk is known without its screen"},
	{"motcua/counter/logbook", "fyne.io/", "a desk is remembered without its screen"},
	{"motcua/internal/seal", "motcua/internal/journal", "rules are pure"},
	{"motcua/internal/money", "motcua/", "an amount is read without anything around it"},
	{"motcua/internal/table", "database/sql", "a list is read without knowing what for"},
	{"motcua/internal/atomicfile", "motcua/", "a file is written without knowing what for"},
	{"motcua/internal/lockout", "motcua/", "guesses are slowed without knowing of what"},
	{"motcua/central", "motcua/internal/browser", "a browser is for tests and pictures"},
	{"motcua/internal/proofofwork", "motcua/", "work is asked for without knowing what for"},
	{"motcua/internal/identity", "motcua/", "who asks is known without knowing what for"},
	{"motcua/internal/identity", "net/", "rules are pure"},
	{"motcua/internal/identity", "database/sql", "rules are pure"},
	{"motcua/internal/cue", "motcua/", "what is told to the outside knows nothing of what tells it"},
	{"motcua/internal/voice", "motcua/internal/hall", "a voice knows no hall"},

	// Central and what it shares with the others.
	{"motcua/central/server", "motcua/central/admin", "what is served knows no command"},
	{"motcua/central/admin", "motcua/central/server", "a command works on the data and not on a server"},
	{"motcua/central/store", "motcua/central/server", "server and commands share the data, not each other"},
	{"motcua/central/store", "motcua/central/admin", "server and commands share the data, not each other"},
	{"motcua/central/citizen", "motcua/central/server", "a door knows no house behind it"},
	{"motcua/central/citizen", "motcua/central/store", "a door keeps nothing"},
	{"motcua/central/reservations", "motcua/central/server", "a room of pages is mounted, and knows no server"},
	{"motcua/central/settings", "motcua/central/store", "settings are read before any data"},
	{"motcua/central/ratelimit", "motcua/", "askers are counted without knowing what for"},
	{"motcua/central/office", "motcua/central/server", "a room of pages is mounted, and knows no server"},
	{"motcua/central/booking", "motcua/central/server", "pages of bookings are mounted, and mount nothing"},
	{"motcua/central/booking", "motcua/central/store", "where the key lies is for those who keep it"},
	{"motcua/central/procedures", "motcua/central/server", "pages of the catalogue are mounted, and mount nothing"},
	{"motcua/central/procedures", "motcua/central/store", "where the catalogue lies is for those who keep it"},
	{"motcua/central/web", "motcua/central", "pages share their look and nothing of the hall"},
	{"motcua/central/web", "motcua/internal/journal", "pages share their look and nothing of the hall"},
	{"motcua/central/server", "motcua/internal/centraltest", "a central under test is for tests"},
	{"motcua/internal/centre", "motcua/internal/journal", "a centre is described without its log"},
	{"motcua/internal/centre", "net/", "rules are pure"},
	{"motcua/internal/steering", "motcua/internal/centre", "what is changed is kept without knowing what it means"},
	{"motcua/internal/booking", "database/sql", "rules are pure"},
	{"motcua/internal/booking", "net/", "rules are pure"},
	{"motcua/internal/booking", "motcua/internal/journal", "rules are pure"},
	{"motcua/internal/centre", "database/sql", "rules are pure"},
	{"motcua/internal/catalogue", "database/sql", "where versions lie is for those who keep them"},
	{"motcua/internal/catalogue", "motcua/internal/uplink", "a catalogue knows no wire"},
	{"motcua/internal/catalogue", "motcua/internal/journal", "a catalogue knows no log"},

	// The counter.
	{"motcua/internal/async", "motcua/", "a question is asked without knowing what about"},
	{"motcua/counter/settings", "motcua/counter", "settings are read before anything is opened"},
	{"motcua/counter/typed", "fyne.io/", "what is typed is read without a screen"},
	{"motcua/counter/typed", "database/sql", "rules are pure"},
	{"motcua/counter/errortext", "fyne.io/", "an error is named without a screen"},
	{"motcua/counter/navigation", "fyne.io/", "where an officer is, is known without its screen"},
	{"motcua/counter/widgets", "motcua/internal/hall", "widgets know nothing of the hall"},
	{"motcua/counter/widgets", "motcua/internal/journal", "widgets know no journal"},
	{"motcua/counter/widgets", "motcua/internal/uplink", "widgets know no wire"},
	{"motcua/counter/calls", "fyne.io/", "people are called without a screen"},
	{"motcua/counter/dossiers", "fyne.io/", "what happens to dossiers is known without a screen"},
	{"motcua/counter/papers", "fyne.io/", "papers are set without a screen"},
	{"motcua/counter/appointments", "fyne.io/", "appointments are made without a screen"},
	{"motcua/counter/navigation", "motcua/internal/uplink", "where an officer is, is known without a wire"},
	{"motcua/counter/papers", "motcua/counter/dossiers", "controllers do not know each other"},
	{"motcua/counter/appointments", "motcua/counter/dossiers", "controllers do not know each other"},
	{"motcua/counter/dossiers", "motcua/counter/screens", "controllers know no screen"},
	{"motcua/counter/calls", "motcua/counter/screens", "controllers know no screen"},

	// The kiosk: app → flow → shell → screens, and app → device → settings.
	{"motcua/kiosk/settings", "motcua/kiosk/device", "settings are read before anything is opened"},
	{"motcua/kiosk/device", "motcua/kiosk/flow", "a device leads nobody"},
	{"motcua/kiosk/device", "motcua/kiosk/shell", "a device shows nothing"},
	{"motcua/kiosk/device", "motcua/kiosk/screens", "a device shows nothing"},
	{"motcua/kiosk/screens", "motcua/kiosk/shell", "a screen knows nothing of what is around it"},
	{"motcua/kiosk/screens", "motcua/kiosk/flow", "a screen does not know which is next"},
	{"motcua/kiosk/screens", "motcua/kiosk/device", "a screen draws what it is handed"},
	{"motcua/kiosk/shell", "motcua/kiosk/flow", "the window does not know which screen is next"},
	{"motcua/kiosk/flow", "motcua/kiosk/device", "a flow asks for what it needs as functions"},
}

// mayNotItself lists what the files of a room's packages never import themselves.
var mayNotItself = []struct{ room, never, why string }{
	{"motcua/kiosk/screens", "net/http", "a screen draws what it is handed"},
	{"motcua/kiosk/screens", "motcua/internal/uplink", "a screen draws what it is handed"},
	{"motcua/kiosk/screens", "motcua/internal/journal", "a screen draws what it is handed"},
	{"motcua/kiosk/shell", "net/http", "a window shows what it is handed"},
	{"motcua/kiosk/shell", "motcua/internal/uplink", "a window shows what it is handed"},
	{"motcua/kiosk/shell", "motcua/internal/journal", "a window shows what it is handed"},
	{"motcua/kiosk/flow", "fyne.io/", "a flow leads, screens draw"},
	{"motcua/kiosk/flow", "net/http", "a flow decides on named errors"},
	{"motcua/kiosk/flow", "motcua/internal/journal", "a flow writes nothing down itself"},
	{"motcua/kiosk/device", "fyne.io/", "a device shows nothing"},
	{"motcua/counter/screens", "net/http", "a screen knows no wire"},
	{"motcua/counter/screens", "motcua/internal/uplink", "a screen knows no wire"},
	{"motcua/counter/screens", "motcua/internal/journal", "a screen keeps nothing"},
}

// tools are rooms that know nothing of the hall, and that everybody may use.
var tools = []string{"motcua/internal/async", "motcua/internal/atomicfile", "motcua/internal/lockout"}

// onlyUI is the one internal room with widgets.
const onlyUI = "motcua/internal/ui"

// onlyRender is the one room that knows GL and glfw.
const onlyRender = "motcua/internal/ui/render"

func TestArrowsPointOneWay(t *testing.T) {
	for pkg, deps := range packages(t) {
		for _, rule := range mayNot {
			if !within(pkg, rule.room) {
				continue
			}
			for _, dep := range deps {
				if strings.HasPrefix(dep, rule.never) && !within(dep, rule.room) && !slices.Contains(tools, dep) {
					t.Errorf("%s imports %s: %s", pkg, dep, rule.why)
				}
			}
		}
		if within(pkg, "motcua/internal") && !within(pkg, onlyUI) && slices.ContainsFunc(deps, func(d string) bool { return strings.HasPrefix(d, "fyne.io/") }) {
			t.Errorf("%s imports Fyne: of the internal packages only %s does", pkg, onlyUI)
		}
	}
}

func TestNoFileReachesPastItsRoom(t *testing.T) {
	for pkg, imports := range packagesBy(t, "Imports") {
		if pkg != onlyRender && slices.ContainsFunc(imports, func(i string) bool { return strings.HasPrefix(i, "github.com/go-gl/") }) {
			t.Errorf("%s reaches under Fyne: only %s does", pkg, onlyRender)
		}
		for _, rule := range mayNotItself {
			for _, imported := range imports {
				if within(pkg, rule.room) && strings.HasPrefix(imported, rule.never) {
					t.Errorf("%s imports %s: %s", pkg, imported, rule.why)
				}
			}
		}
	}
}

func within(pkg, room string) bool { return pkg == room || strings.HasPrefix(pkg, room+"/") }

// packages gives each package of the module with all that it is linked with.
func packages(t *testing.T) map[string][]string { return packagesBy(t, "Deps") }

// packagesBy gives each package of the module with a list of go list's about it.
func packagesBy(t *testing.T, list string) map[string][]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-tags", "x11,migrated_fynedo,no_animations", "-f", "{{.ImportPath}} {{join ."+list+" \" \"}}", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		all[words[0]] = words[1:]
	}
	return all
}
