// Package settings holds kiosk.toml: what can be set, which values can be, and what follows from them for hours, voice and letters. It opens no
// device and draws nothing.
package settings

import (
	_ "embed"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"motcua/assets"
	"motcua/drivers/barcode"
	"motcua/internal/config"
	"motcua/internal/i18n"
	"motcua/internal/paper"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/workday"
	"motcua/kiosk/visit"
)

//go:embed kiosk.example.toml
var example []byte

// Mode is what a kiosk is for.
type Mode string

// The modes of a kiosk.
const (
	Tickets Mode = "tickets"
	Rating  Mode = "rating"
)

// leastWindow is the smallest panel that shows everything.
var leastWindow = fyne.NewSize(800, 600)

// Settings is kiosk.toml; kiosk.example.toml explains every key.
type Settings struct {
	Kiosk       int             `toml:"kiosk"`
	Mode        Mode            `toml:"mode"`
	Counter     string          `toml:"counter"`
	Central     string          `toml:"central"`
	Data        string          `toml:"data"`
	Language    string          `toml:"language"`
	IdleSeconds int             `toml:"idle_seconds"`
	Everyday    []string        `toml:"everyday"`
	Window      ui.WindowSize   `toml:"window"`
	Panel       Panel           `toml:"panel_mm"`
	LogLevel    slog.Level      `toml:"log_level"`
	Printer     paper.Printer   `toml:"printer"`
	Scanner     barcode.Scanner `toml:"scanner"`

	MorningReport bool  `toml:"morning_report"`
	Hours         Hours `toml:"hours"`
	Voice         Voice `toml:"voice"`

	file string // they came from
}

// Load reads the settings of a file over the defaults; an empty path is the defaults alone.
func Load(path string) (s Settings, err error) {
	s.file = path
	err = config.Load(path, example, &s, func() []config.Fault { return s.check() })
	if err == nil {
		s.Hours.calendar, err = workday.Load(assets.Holidays, "")
	}
	return s, err
}

// check returns which values cannot be.
func (s Settings) check() []config.Fault {
	faults := slices.Concat(
		config.Between("kiosk", s.Kiosk, 1, 99), config.OneOf("mode", s.Mode, Tickets, Rating), uplink.CheckSetting("central", s.Central),
		config.Filled("data", s.Data), config.OneOf("language", s.Language, i18n.Languages()...),
		config.Between("idle_seconds", s.IdleSeconds, 5, int(visit.IdleLimit/time.Second)),
		config.Within("printer", s.Printer.Check()), config.OneOf("scanner.end", s.Scanner.End, barcode.Ends...), config.Within("hours", s.Hours.check()), config.Within("voice", s.Voice.check()),
	)
	if s.Mode == Rating {
		faults = append(faults, config.Filled("counter", s.Counter)...)
	}
	if !s.Window.Shows(leastWindow) {
		faults = append(faults, config.Wrong("window", "larger", i18n.Args{"Width": leastWindow.Width, "Height": leastWindow.Height})...)
	}
	return faults
}

// Patience returns how long the kiosk waits for a visitor who touches nothing.
func (s Settings) Patience() time.Duration { return time.Duration(s.IdleSeconds) * time.Second }

// Origin returns the kiosk's name in every event of its journal.
func (s Settings) Origin() string {
	if s.Mode == Rating {
		return "rating-" + s.Counter
	}
	return fmt.Sprintf("kiosk-%d", s.Kiosk)
}

// File returns the path that the settings came from; empty for the defaults.
func (s Settings) File() string { return s.file }
