package main

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
		{"misspelt key", `countr = "12"`, "counter.toml:1: countr: unknown key"},
		{"number for a counter", `counter = 12`, "counter.toml:1"},
		{"counter with a slash", `counter = "1/2"`, `counter is "1/2"`},
		{"central without http", `central = "10.0.0.5:8686"`, `central is "10.0.0.5:8686"`},
		{"central elsewhere without TLS", `central = "http://10.0.0.5:8686"`, "this machine only"},
		{"central here without TLS", `central = "http://localhost:8686"`, ""},
		{"no data folder", `data = ""`, "data is empty"},
		{"the key that named the officer", `officer = "Lan"`, "officer: unknown key"},
		{"never locks by itself", `lock_after = 0`, ""},
		{"locks after half a day", `lock_after = 240`, "lock_after is 240, 0 to 60 minutes"},
		{"language without translations", `language = "fr"`, `language is "fr", one of vi, en was expected`},
		{"window of words", `window = "big"`, `window: is "big"`},
		{"window with a tail", `window = "1280x800px"`, `window: is "1280x800px"`},
		{"window too small", `window = "640x480"`, "1024x700 at least"},
		{"nowhere to save forms", "[forms]\nfolder = \"\"", "forms.folder is empty"},
		{"forms kept for no day", "[forms]\nkeep_days = 0", "forms.keep_days is 0"},
		{"level of no log", `log_level = "loud"`, "counter.toml:1"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "counter.toml")
			if err := os.WriteFile(path, []byte(tt.file), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := loadSettings(path)
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
	s, err := loadSettings("")
	if err != nil {
		t.Fatal(err)
	}
	if s.Counter != "05" || s.Central != "https://127.0.0.1:8686" || s.Window != (ui.WindowSize{Width: 1280, Height: 800}) {
		t.Errorf("the defaults are %+v", s)
	}
}
