package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/internal/config"
)

type settings struct {
	Name    string `toml:"name"`
	Printer struct {
		Device string `toml:"device"`
		Baud   int    `toml:"baud"`
	} `toml:"printer"`
	Services []struct {
		ID string `toml:"id"`
	} `toml:"services"`
}

const example = `
name = "kiosk"
[printer]
device = "/dev/ttyUSB0"
baud = 9600
[[services]]
id = "a"
[[services]]
id = "b"
`

func mustWrite(t testing.TB, text string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "kiosk.toml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAFileNeedsOnlyWhatDiffers(t *testing.T) {
	var s settings
	if err := config.Load(mustWrite(t, "[printer]\nbaud = 19200\n[[services]]\nid = \"z\"\n"), []byte(example), &s); err != nil {
		t.Fatal(err)
	}
	if s.Name != "kiosk" || s.Printer.Device != "/dev/ttyUSB0" || s.Printer.Baud != 19200 {
		t.Errorf("got %+v", s)
	}
	if len(s.Services) != 1 || s.Services[0].ID != "z" {
		t.Errorf("services are %+v, want z alone: a list of one's own replaces the example's", s.Services)
	}
}

func TestWithoutAFileTheExampleStands(t *testing.T) {
	var s settings
	if err := config.Load("", []byte(example), &s); err != nil || s.Printer.Baud != 9600 || len(s.Services) != 2 {
		t.Errorf("got %+v, %v", s, err)
	}
}

func TestMistakesAreSaidWithFileLineAndKey(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		says       []string
	}{
		{"unknown key", "name = \"x\"\n[printer]\nbuad = 9600\n", []string{"kiosk.toml:3:", "printer.buad", "unknown key"}},
		{"wrong type", "[printer]\nbaud = \"fast\"\n", []string{"kiosk.toml:2:", "baud"}},
		{"not TOML", "name = \n", []string{"kiosk.toml:1:"}},
		{"stands twice", "name = \"a\"\nname = \"b\"\n", []string{"kiosk.toml:2:"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var s settings
			err := config.Load(mustWrite(t, tt.text), []byte(example), &s)
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range tt.says {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q lacks %q", err, want)
				}
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("%q is more than one line", err)
			}
		})
	}
}

func TestMissingFile(t *testing.T) {
	var s settings
	err := config.Load(filepath.Join(t.TempDir(), "no.toml"), []byte(example), &s)
	if err == nil || !strings.Contains(err.Error(), "no.toml") {
		t.Errorf("got %v", err)
	}
}
