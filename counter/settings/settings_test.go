package settings

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/internal/ui"
)

func TestSettings(t *testing.T) {
	for _, tt := range []struct {
		name, file string
		want       string // part of the sentence; empty: good
	}{
		{"another counter", `counter = "12"`, ""},
		{"full screen", `window = "fullscreen"`, ""},
		{"large window", `window = "1920x1080"`, ""},
		{"misspelt key", `countr = "12"`, "counter.toml:1: countr: không có mục này"},
		{"number for a counter", `counter = 12`, "counter.toml:1"},
		{"counter with a slash", `counter = "1/2"`, `counter: đang là "1/2"`},
		{"central without http", `central = "10.0.0.5:8686"`, `central: đang là "10.0.0.5:8686"`},
		{"central elsewhere without TLS", `central = "http://10.0.0.5:8686"`, "ngay máy này"},
		{"central here without TLS", `central = "http://localhost:8686"`, ""},
		{"no data folder", `data = ""`, `data: đang là "", cần có nội dung`},
		{"the key that named the officer", `officer = "Lan"`, "officer: không có mục này"},
		{"never locks by itself", `lock_after = 0`, ""},
		{"locks after half a day", `lock_after = 240`, "lock_after: đang là 240, cần số từ 0 đến 60"},
		{"language without translations", `language = "fr"`, `language: đang là "fr", cần một trong: vi, en`},
		{"window of words", `window = "big"`, `window: đang là "big"`},
		{"window with a tail", `window = "1280x800px"`, `window: đang là "1280x800px"`},
		{"window too small", `window = "640x480"`, "ít nhất 1024x700"},
		{"nowhere to save forms", "[forms]\nfolder = \"\"", `forms.folder: đang là ""`},
		{"forms kept for no day", "[forms]\nkeep_days = 0", "forms.keep_days: đang là 0, cần số từ 1 đến 3650"},
		{"level of no log", `log_level = "loud"`, "counter.toml:1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "counter.toml")
			if err := os.WriteFile(path, []byte(tt.file), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := Load(path)
			switch {
			case tt.want == "" && err != nil:
				t.Error(err)
			case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n")):
				t.Errorf("settings are refused with %v, want one sentence with %q", err, tt.want)
			}
		})
	}
}

func TestDefaultsStand(t *testing.T) {
	s, err := Load("")
	if err != nil {
		t.Fatal(err)
	}
	if s.Counter != "05" || s.Central != "https://127.0.0.1:8686" || s.Window != (ui.WindowSize{Width: 1280, Height: 800}) {
		t.Errorf("the defaults are %+v", s)
	}
}
