package main

import (
	_ "embed"
	"fmt"
	"log/slog"
	"net/url"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"motcua/drivers/escpos"
	"motcua/drivers/serialport"
	"motcua/internal/config"
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

// fullscreen is the window that covers the panel.
const fullscreen = "fullscreen"

// Settings is kiosk.toml; kiosk.example.toml explains every key.
type Settings struct {
	Kiosk       int        `toml:"kiosk"`
	Mode        Mode       `toml:"mode"`
	Counter     string     `toml:"counter"`
	Central     string     `toml:"central"`
	Data        string     `toml:"data"`
	Language    string     `toml:"language"`
	IdleSeconds int        `toml:"idle_seconds"`
	Window      string     `toml:"window"`
	LogLevel    slog.Level `toml:"log_level"`
	Printer     Printer    `toml:"printer"`
}

// Printer is the [printer] of kiosk.toml.
type Printer struct {
	Device  string          `toml:"device"`
	Profile string          `toml:"profile"`
	Baud    int             `toml:"baud"`
	Flow    serialport.Flow `toml:"flow"`
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
	if u, err := url.Parse(s.Central); err != nil || u.Host == "" || !strings.HasPrefix(u.Scheme, "http") {
		return fmt.Errorf("central: is %q, an address such as http://127.0.0.1:8686 was expected", s.Central)
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
	if _, _, err := s.size(); err != nil {
		return fmt.Errorf("window: %w", err)
	}
	return s.Printer.check()
}

func (p Printer) check() error {
	if _, err := escpos.ProfileNamed(p.Profile); err != nil {
		return fmt.Errorf("printer.profile: %w", err)
	}
	if flows := []serialport.Flow{serialport.NoFlow, serialport.RTSCTS, serialport.XONXOFF}; !slices.Contains(flows, p.Flow) {
		return fmt.Errorf("printer.flow: is %q, none, rtscts or xonxoff was expected", p.Flow)
	}
	if p.Baud < 1200 || p.Baud > 921600 {
		return fmt.Errorf("printer.baud: is %d, 1200 to 921600 was expected", p.Baud)
	}
	return nil
}

// size is the window's size in pixels; full when it is to cover the panel.
func (s Settings) size() (size fyne.Size, full bool, err error) {
	if s.Window == fullscreen {
		return fyne.NewSize(1080, 1920), true, nil
	}
	var width, height int
	if n, err := fmt.Sscanf(s.Window, "%dx%d", &width, &height); err != nil || n != 2 || width < 320 || height < 320 {
		return size, false, fmt.Errorf("is %q, fullscreen or pixels such as 1080x1920 were expected", s.Window)
	}
	return fyne.NewSize(float32(width), float32(height)), false, nil
}

func (s Settings) patience() time.Duration { return time.Duration(s.IdleSeconds) * time.Second }

// origin is the kiosk's name in every event of its journal.
func (s Settings) origin() string {
	if s.Mode == Rating {
		return "rating-" + s.Counter
	}
	return fmt.Sprintf("kiosk-%d", s.Kiosk)
}
