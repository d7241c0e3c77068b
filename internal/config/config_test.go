package config_test

import (
	"encoding/binary"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"motcua/internal/config"
	"motcua/internal/i18n"
)

type settings struct {
	Name     string            `toml:"name"`
	Title    map[string]string `toml:"title"`
	Series   int               `toml:"series"`
	Speaks   bool              `toml:"speaks"`
	Level    slog.Level        `toml:"log_level"`
	Language string            `toml:"language"`
	Printer  struct {
		Device string `toml:"device"`
		Baud   int    `toml:"baud"`
	} `toml:"printer"`
	Services []struct {
		ID string `toml:"id"`
	} `toml:"services"`
}

func (s *settings) check() (faults []config.Fault) {
	faults = config.Between("series", s.Series, 1, 99)
	for i, service := range s.Services {
		faults = append(faults, config.OneOf(fmt.Sprintf("services[%d].id", i), service.ID, "a", "b")...)
	}
	return faults
}

const example = `
name = "kiosk"
series = 1
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
	if err := config.Load(mustWrite(t, "[printer]\nbaud = 19200\n[[services]]\nid = \"z\"\n"), []byte(example), &s, nil); err != nil {
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
	if err := config.Load("", []byte(example), &s, nil); err != nil || s.Printer.Baud != 9600 || len(s.Services) != 2 {
		t.Errorf("got %+v, %v", s, err)
	}
}

func TestMistakesAreSaidWithFileLineAndKey(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		says       []string
	}{
		{"unknown key", "name = \"x\"\n[printer]\nbuad = 9600\n", []string{"kiosk.toml:3: printer.buad: không có mục này"}},
		{"a number in quotes", "[printer]\nbaud = \"9600\" # fast\n", []string{`kiosk.toml:2: printer.baud: đang là "9600", cần số nguyên, không có ngoặc kép`}},
		{"half a number", "[printer]\nbaud = 9600.5\n", []string{"kiosk.toml:2: printer.baud: đang là 9600.5, cần số nguyên"}},
		{"a text without quotes", "name = hall\n", []string{"kiosk.toml:1: name: hall: giá trị viết sai; chữ phải đặt trong ngoặc kép"}},
		{"a number for a text", "name = 5\n", []string{"kiosk.toml:1: name: đang là 5, cần chữ trong ngoặc kép"}},
		{"a leading zero", "name = 05\n", []string{"kiosk.toml:1: name: 05: số không có số 0 đứng đầu", `"05"`}},
		{"an unclosed quote", "name = \"hall\n[printer]\nbaud = 9600\n", []string{"kiosk.toml:1: name: thiếu dấu ngoặc kép đóng"}},
		{"a text for a yes", "speaks = \"yes\"\n", []string{"kiosk.toml:1: speaks: đang là \"yes\", cần true (có) hoặc false"}},
		{"a name without languages", "title = \"Kim Bảng\"\n", []string{"kiosk.toml:1: title: đang là \"Kim Bảng\"", "{ vi ="}},
		{"curly quotes", "name = “hall”\n", []string{"kiosk.toml:1: name: ngoặc kép phải là dấu thẳng"}},
		{"a path of Windows", "name = \"C:\\xa\\hall\"\n", []string{"kiosk.toml:1: name: dấu \\"}},
		{"no value", "name = \n", []string{"kiosk.toml:1: name:"}},
		{"stands twice", "name = \"a\"\nname = \"b\"\n", []string{"kiosk.toml:2: name: mục này đã có ở trên"}},
		{"a level of no log", "log_level = \"loud\"\n", []string{"kiosk.toml:1: log_level:", `"info"`}},
		{"out of bounds", "series = 100\n", []string{"kiosk.toml:1: series: đang là 100, cần số từ 1 đến 99"}},
		{"a choice in a list", "[[services]]\nid = \"a\"\n[[services]]\nid = \"x\"\n", []string{"kiosk.toml:4: services[1].id: đang là \"x\", cần một trong: a, b"}},
		{"CRLF", "name = \"x\"\r\nseries = 100\r\n", []string{"kiosk.toml:2: series: đang là 100, cần"}},
		{"three at once", "series = 100\nname = 5\n[printer]\nbaud = \"fast\"\nbuad = 1\n", []string{
			"kiosk.toml:1: series:", "kiosk.toml:2: name:", "kiosk.toml:4: printer.baud:", "kiosk.toml:5: printer.buad:"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var s settings
			err := config.Load(mustWrite(t, tt.text), []byte(example), &s, s.check)
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range tt.says {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q lacks %q", err, want)
				}
			}
			lines := 1
			if tt.name == "three at once" {
				lines = 4
			}
			if n := strings.Count(err.Error(), "\n") + 1; n != lines {
				t.Errorf("%q is %d lines, want %d", err, n, lines)
			}
			for _, go1 := range []string{"struct", " toml:", "of type", "map[", "slog", "int ", "float"} {
				if english := i18n.In("en").Tell(err); strings.Contains(english, go1) {
					t.Errorf("%q speaks Go: %q", english, go1)
				}
			}
		})
	}
}

func TestFilesOfWindowsAreRead(t *testing.T) {
	text := "# Kim Bảng\r\nname = \"Kim Bảng\"\r\nlanguage = \"en\"\r\n"
	units := utf16.Encode([]rune(text))
	little, big := []byte{0xFF, 0xFE}, []byte{0xFE, 0xFF}
	for _, u := range units {
		little, big = binary.LittleEndian.AppendUint16(little, u), binary.BigEndian.AppendUint16(big, u)
	}
	for name, raw := range map[string]string{"CRLF": text, "with a mark": "\ufeff" + text, "UTF-16": string(little), "UTF-16 of the other end": string(big)} {
		t.Run(name, func(t *testing.T) {
			var s settings
			path := mustWrite(t, raw)
			if err := config.Load(path, []byte(example), &s, nil); err != nil || s.Name != "Kim Bảng" {
				t.Errorf("read %q, %v", s.Name, err)
			}
			if lang := config.Language(path); lang != "en" {
				t.Errorf("its language is read as %s", lang)
			}
		})
	}
}

func TestMissingFile(t *testing.T) {
	var s settings
	err := config.Load(filepath.Join(t.TempDir(), "no.toml"), []byte(example), &s, nil)
	if err == nil || !strings.Contains(err.Error(), "no.toml") {
		t.Errorf("got %v", err)
	}
}
