package settings

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/internal/ui"
)

func TestDefaultsStand(t *testing.T) {
	s, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	if s.Mode != Tickets || s.Kiosk != 1 || s.Patience() != 20*time.Second || s.Origin() != "kiosk-1" {
		t.Errorf("%+v", s)
	}
	if !s.Window.Full() {
		t.Error("the window is not full-screen")
	}
}

func TestSettingsOfOneKiosk(t *testing.T) {
	s, err := Load(write(t, "mode = \"rating\"\ncounter = \"05\"\nwindow = \"1080x1920\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	if s.Window != (ui.WindowSize{Width: 1080, Height: 1920}) {
		t.Errorf("window %v", s.Window)
	}
	if s.Origin() != "rating-05" {
		t.Errorf("origin %q", s.Origin())
	}
}

func TestWrongSettingIsOneSentence(t *testing.T) {
	for _, c := range []struct{ name, file, want string }{
		{"kiosk 0", `kiosk = 0`, ":1: kiosk: đang là 0, cần số từ 1 đến 99"},
		{"kiosk 100", `kiosk = 100`, ":1: kiosk: đang là 100, cần số từ 1 đến 99"},
		{"mode", `mode = "board"`, `:1: mode: đang là "board", cần một trong: tickets, rating`},
		{"rating nowhere", `mode = "rating"`, "counter: "},
		{"central", `central = "10.0.0.1"`, `:1: central: đang là "10.0.0.1", cần địa chỉ máy chủ`},
		{"central elsewhere without TLS", `central = "http://10.0.0.1:8686"`, "ngay máy này"},
		{"data", `data = ""`, `:1: data: đang là ""`},
		{"language", `language = "fr"`, `:1: language: đang là "fr", cần một trong: vi, en`},
		{"patience", `idle_seconds = 1`, ":1: idle_seconds: đang là 1, cần số từ 5 đến 120"},
		{"window", `window = "big"`, `:1: window: đang là "big"`},
		{"panel", `panel_mm = "32 inches"`, `:1: panel_mm: đang là "32 inches"`},
		{"printer", "[printer]\nprofile = \"teletype\"", `:2: printer.profile: đang là "teletype", cần một trong:`},
		{"flow", "[printer]\nflow = \"rapids\"", `:2: printer.flow: đang là "rapids"`},
		{"baud", "[printer]\nbaud = 0", ":2: printer.baud: đang là 0"},
		{"closing before opening", "[hours]\nopen = \"17:00\"\nclose = \"07:00\"", `:3: hours.close: đang là "07:00", cần giờ sau 17:00`},
		{"no time of day", "[hours]\nopen = \"7h\"", "07:30"},
		{"a voice nobody understands", "[voice]\nspeed = 900", ":2: voice.speed: đang là 900, cần số từ 80 đến 300"},
		{"a voice that breaks the loudspeaker", "[voice]\nloudness = 900", ":2: voice.loudness: đang là 900, cần số từ 0 đến 200"},
		{"unknown key", `kioks = 1`, ":1: kioks: không có mục này"},
		{"wrong type", `kiosk = "seven"`, ":1: kiosk:"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := write(t, c.file)
			_, err := Load(path)
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
	if _, err := Load(filepath.Join(t.TempDir(), "kiosk.toml")); err == nil {
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
