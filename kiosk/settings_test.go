package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/internal/ui"
)

func TestDefaultsStand(t *testing.T) {
	s, err := loadSettings("")
	if err != nil {
		t.Fatal(err)
	}
	if s.Mode != Tickets || s.Kiosk != 1 || s.patience() != 20*time.Second || s.origin() != "kiosk-1" {
		t.Errorf("%+v", s)
	}
	if !s.Window.Full() {
		t.Error("the window is not full-screen")
	}
}

func TestSettingsOfOneKiosk(t *testing.T) {
	s, err := loadSettings(write(t, "mode = \"rating\"\ncounter = \"05\"\nwindow = \"1080x1920\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if s.Window != (ui.WindowSize{Width: 1080, Height: 1920}) {
		t.Errorf("window %v", s.Window)
	}
	if s.origin() != "rating-05" {
		t.Errorf("origin %q", s.origin())
	}
}

func TestWrongSettingIsOneSentence(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"kiosk 0", `kiosk = 0`, "kiosk: is 0, 1 to 99"},
		{"kiosk 100", `kiosk = 100`, "kiosk: is 100, 1 to 99"},
		{"mode", `mode = "board"`, `mode: is "board", tickets or rating`},
		{"rating nowhere", `mode = "rating"`, "counter: is empty"},
		{"central", `central = "10.0.0.1"`, `central: is "10.0.0.1", an address such as`},
		{"central elsewhere without TLS", `central = "http://10.0.0.1:8686"`, "this machine only"},
		{"data", `data = ""`, "data: is empty"},
		{"language", `language = "fr"`, `language: is "fr", one of vi, en`},
		{"patience", `idle_seconds = 1`, "idle_seconds: is 1, 5 to 120"},
		{"window", `window = "big"`, `window: is "big"`},
		{"printer", "[printer]\nprofile = \"teletype\"", `printer.profile: unknown printer "teletype"`},
		{"flow", "[printer]\nflow = \"rapids\"", `printer.flow: is "rapids"`},
		{"baud", "[printer]\nbaud = 0", "printer.baud: is 0"},
		{"closing before opening", "[hours]\nopen = \"17:00\"\nclose = \"07:00\"", "hours.close: is 07:00, a time after 17:00"},
		{"no time of day", "[hours]\nopen = \"7h\"", "07:30"},
		{"a voice nobody understands", "[voice]\nspeed = 900", "voice.speed: is 900, 80 to 300"},
		{"a voice that breaks the loudspeaker", "[voice]\nloudness = 900", "voice.loudness: is 900, 0 to 200"},
		{"unknown key", `kioks = 1`, ":1: kioks: unknown key"},
		{"wrong type", `kiosk = "seven"`, ":1: kiosk:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := write(t, c.file)
			_, err := loadSettings(path)
			if err == nil {
				t.Fatal("taken as it is")
			}
			if got := err.Error(); !strings.Contains(got, path) || !strings.Contains(got, c.want) || strings.Contains(got, "\n") {
				t.Errorf("%q; want %q in it", got, c.want)
			}
		})
	}
}

func TestMissingSettingsFile(t *testing.T) {
	if _, err := loadSettings(filepath.Join(t.TempDir(), "kiosk.toml")); err == nil {
		t.Error("taken as it is")
	}
}

func write(t testing.TB, settings string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "kiosk.toml")
	if err := os.WriteFile(path, []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
