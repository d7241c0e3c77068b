package main

import (
	_ "embed"
	"fmt"
	"log/slog"
	"regexp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"motcua/drivers/barcode"
	"motcua/internal/config"
	"motcua/internal/paper"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/words"
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

func loadSettings(path string) (s Settings, err error) {
	if err := config.Load(path, example, &s); err != nil {
		return s, err
	}
	if err := s.check(); err != nil {
		return s, fmt.Errorf("%s: %w", path, err)
	}
	return s, nil
}

// origin is the desk's name in every event of its journal.
func (s Settings) origin() string { return "counter-" + s.Counter }

// counterID is what a counter's id may be: it stands in addresses and in the name of this device.
var counterID = regexp.MustCompile(`^[A-Za-z0-9-]{1,16}$`)

// mostSeries is how many desks of a centre can give codes of their own.
const mostSeries = 99

func (s Settings) check() error {
	if !counterID.MatchString(s.Counter) {
		return fmt.Errorf("counter is %q, 1 to 16 letters, digits or dashes were expected", s.Counter)
	}
	if s.Series < 1 || s.Series > mostSeries {
		return fmt.Errorf("series is %d, 1 to %d was expected", s.Series, mostSeries)
	}
	if err := uplink.CheckAddress(s.Central); err != nil {
		return fmt.Errorf("central %w", err)
	}
	if s.Data == "" {
		return fmt.Errorf("data is empty, a folder was expected")
	}
	if !slices.Contains(words.Languages(), s.Language) {
		return fmt.Errorf("language is %q, one of %s was expected", s.Language, strings.Join(words.Languages(), ", "))
	}
	if s.LockAfter < 0 || s.LockAfter > longestIdle {
		return fmt.Errorf("lock_after is %d, 0 to %d minutes were expected", s.LockAfter, longestIdle)
	}
	if err := s.Window.Check(leastWindow); err != nil {
		return err
	}
	if err := s.Forms.check(); err != nil {
		return err
	}
	return s.Printer.Check()
}

// longestIdle is the most that lock_after may be, in minutes: a desk left over noon is locked.
const longestIdle = 60

// leastWindow is the smallest window that shows everything.
var leastWindow = fyne.NewSize(1024, 700)
