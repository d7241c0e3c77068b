// Package settings reads counter.toml and checks it. Where official papers go (forms.go) is part of it;
// what the settings open is left to the program.
package settings

import (
	_ "embed"
	"log/slog"
	"regexp"
	"slices"

	"fyne.io/fyne/v2"

	"motcua/drivers/barcode"
	"motcua/internal/config"
	"motcua/internal/i18n"
	"motcua/internal/paper"
	"motcua/internal/ui"
	"motcua/internal/uplink"
)

//go:embed counter.example.toml
var example []byte

// Settings is counter.toml; counter.example.toml explains every key.
type Settings struct {
	Counter   string          `toml:"counter"`
	Series    int             `toml:"series"`
	Central   string          `toml:"central"`
	Data      string          `toml:"data"`
	Catalogue string          `toml:"catalogue"`
	Holidays  string          `toml:"holidays"`
	Language  string          `toml:"language"`
	Window    ui.WindowSize   `toml:"window"`
	LockAfter int             `toml:"lock_after"` // minutes; 0: never
	LogLevel  slog.Level      `toml:"log_level"`
	Printer   paper.Printer   `toml:"printer"`
	Forms     Forms           `toml:"forms"`
	Scanner   barcode.Scanner `toml:"scanner"`
}

// Load reads the settings file; without a path it returns the defaults.
func Load(path string) (s Settings, err error) {
	return s, config.Load(path, example, &s, func() []config.Fault { return s.check() })
}

// Origin returns the desk's name in every event of its journal.
func (s Settings) Origin() string { return "counter-" + s.Counter }

// counterID is what a counter's id may be: it stands in addresses and in the name of this device.
var counterID = regexp.MustCompile(`^[A-Za-z0-9-]{1,16}$`)

// mostSeries is how many desks of a centre can give codes of their own.
const mostSeries = 99

func (s Settings) check() (faults []config.Fault) {
	if !counterID.MatchString(s.Counter) {
		faults = config.Wrong("counter", "counter", nil)
	}
	if !s.Window.Shows(LeastWindow) {
		faults = append(faults, config.Wrong("window", "larger", i18n.Args{"Width": LeastWindow.Width, "Height": LeastWindow.Height})...)
	}
	return slices.Concat(
		faults, config.Between("series", s.Series, 1, mostSeries), uplink.CheckSetting("central", s.Central), config.Filled("data", s.Data),
		config.OneOf("language", s.Language, i18n.Languages()...), config.Between("lock_after", s.LockAfter, 0, longestIdle),
		config.Within("forms", s.Forms.check()), config.Within("printer", s.Printer.Check()), config.OneOf("scanner.end", s.Scanner.End, barcode.Ends...),
	)
}

// longestIdle is the most that lock_after may be, in minutes: a desk left over noon is locked.
const longestIdle = 60

// LeastWindow is the smallest window that shows everything.
var LeastWindow = fyne.NewSize(1024, 700)
