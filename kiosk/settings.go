package main

import (
	_ "embed"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"motcua/drivers/barcode"
	"motcua/internal/config"
	"motcua/internal/paper"
	"motcua/internal/ui"
	"motcua/internal/uplink"
	"motcua/internal/words"
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
	LogLevel    slog.Level      `toml:"log_level"`
	Printer     paper.Printer   `toml:"printer"`
	Scanner     barcode.Scanner `toml:"scanner"`

	MorningReport bool  `toml:"morning_report"`
	Hours         Hours `toml:"hours"`
	Voice         Voice `toml:"voice"`

	file string // they came from
}

func loadSettings(path string) (s Settings, err error) {
	if err := config.Load(path, example, &s); err != nil {
		return s, err
	}
	s.file = path
	if err := errors.Join(s.check(), s.Hours.check(), s.Voice.check()); err != nil {
		return s, fmt.Errorf("%s: %w", path, err)
	}
	return s, nil
}

// check says which value cannot be.
func (s Settings) check() error {
	if s.Kiosk < 1 || s.Kiosk > 99 {
		return fmt.Errorf("kiosk: is %d, 1 to 99 was expected", s.Kiosk)
	}
	if s.Mode != Tickets && s.Mode != Rating {
		return fmt.Errorf("mode: is %q, tickets or rating was expected", s.Mode)
	}
	if s.Mode == Rating && s.Counter == "" {
		return fmt.Errorf("counter: is empty, the id of the counter to rate was expected")
	}
	if err := uplink.CheckAddress(s.Central); err != nil {
		return fmt.Errorf("central: %w", err)
	}
	if s.Data == "" {
		return fmt.Errorf("data: is empty, a folder was expected")
	}
	if !slices.Contains(words.Languages(), s.Language) {
		return fmt.Errorf("language: is %q, one of %s was expected", s.Language, strings.Join(words.Languages(), ", "))
	}
	if s.IdleSeconds < 5 || s.IdleSeconds > int(visit.Longest/time.Second) {
		return fmt.Errorf("idle_seconds: is %d, 5 to 120 was expected", s.IdleSeconds)
	}
	if err := s.Window.Check(leastWindow); err != nil {
		return err
	}
	return s.Printer.Check()
}

func (s Settings) patience() time.Duration { return time.Duration(s.IdleSeconds) * time.Second }

// origin is the kiosk's name in every event of its journal.
func (s Settings) origin() string {
	if s.Mode == Rating {
		return "rating-" + s.Counter
	}
	return fmt.Sprintf("kiosk-%d", s.Kiosk)
}
