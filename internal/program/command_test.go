package program_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/internal/program"
)

// sample is a program such as central, whose commands write what they were given.
func sample() program.Program {
	note := func(name string) func(context.Context, program.Call) error {
		return func(_ context.Context, c program.Call) error {
			_, err := fmt.Fprintln(c.Out, name, c.Args, c.Config)
			return err
		}
	}
	return program.Program{Name: "central", Run: note("serve"), Commands: []program.Command{
		{Name: "enrol", Args: "DEVICE…", Do: note("enrol")},
		{Name: "backup", Args: "FILE", Do: note("backup")},
		{Name: "officer add", Args: "ID NAME ROLES", Do: note("add")},
		{Name: "officer list", Do: note("list")},
		{Name: "verify", Do: func(context.Context, program.Call) error { return program.Finding(errors.New("a gap")) }},
		{Name: "rebuild", Do: func(context.Context, program.Call) error { return errors.New("no disk") }},
	}}
}

func execute(t testing.TB, args ...string) (code int, out, errs string) {
	t.Helper()
	var said, wrong strings.Builder
	code = sample().Execute(t.Context(), args, &said, &wrong)
	return code, said.String(), wrong.String()
}

func TestOptionsStandAnywhereAndAreWrittenAsEver(t *testing.T) {
	for _, line := range []string{
		"-config c.toml enrol kiosk-1", "enrol -config c.toml kiosk-1", "enrol kiosk-1 -config c.toml", "enrol kiosk-1 -config=c.toml",
		"--config c.toml enrol kiosk-1", "enrol kiosk-1 --config=c.toml", "-c c.toml enrol kiosk-1",
	} {
		if code, out, errs := execute(t, strings.Fields(line)...); code != program.Done || out != "enrol [kiosk-1] c.toml\n" {
			t.Errorf("%s: exit code %d, %q, %q", line, code, out, errs)
		}
	}
	if code, out, _ := execute(t, "-config", "c.toml"); code != program.Done || out != "serve [] c.toml\n" {
		t.Errorf("without a command: exit code %d, %q", code, out)
	}
	if _, out, _ := execute(t, "backup", "--", "-config"); out != "backup [-config] \n" {
		t.Errorf("behind two dashes: %q", out)
	}
}

func TestHelpAndVersionAreNoMistake(t *testing.T) {
	for _, tt := range []struct{ line, says string }{
		{"help", "enrol MÁY…"}, {"-h", "enrol MÁY…"}, {"--help", "Mã thoát"}, {"-help", "backup TỆP"},
		{"help enrol", "kiosk-1"}, {"enrol -h", "kiosk-1"}, {"enrol --help", "kiosk-1"}, {"enrol help", "kiosk-1"}, {"help backup", "TỆP"},
		{"officer help", "officer add TÊN_ĐĂNG_NHẬP HỌ_TÊN VAI_TRÒ"}, {"help officer", "officer list"}, {"officer -h", "officer list"},
		{"help officer add", "Nguyễn Thị Lan"}, {"officer add --help", "VAI_TRÒ"},
		{"version", "central bản tự dựng"}, {"--version", "central bản tự dựng"}, {"-version", "central bản tự dựng"},
	} {
		t.Run(tt.line, func(t *testing.T) {
			code, out, errs := execute(t, strings.Fields(tt.line)...)
			if code != program.Done || !strings.Contains(out, tt.says) || errs != "" {
				t.Errorf("exit code %d, says %q and %q", code, out, errs)
			}
			if strings.Contains(out, "program.") || strings.Contains(out, "central.") && !strings.Contains(out, "central.example") {
				t.Errorf("a sentence is missing: %q", out)
			}
		})
	}
}

func TestWhatIsWrongIsSaidInWords(t *testing.T) {
	for _, tt := range []struct {
		line string
		code int
		says []string
	}{
		{"enrol", program.Wrong, []string{"Thiếu MÁY", "kiosk-1", "central enrol MÁY…"}},
		{"backup", program.Wrong, []string{"Thiếu TỆP"}},
		{"officer add lan", program.Wrong, []string{"Thiếu HỌ_TÊN", "ngoặc kép"}},
		{"officer", program.Wrong, []string{"add, list"}},
		{"officer ad lan", program.Wrong, []string{"central officer ad", "add"}},
		{"backup a b", program.Wrong, []string{"Thừa: b"}},
		{"dance", program.Wrong, []string{"“central dance”", "central help"}},
		{"enrl kiosk-1", program.Wrong, []string{"Có phải: enrol?"}},
		{"help dance", program.Wrong, []string{"dance"}},
		{"enrol kiosk-1 --colour", program.Wrong, []string{"--colour"}},
		{"--config", program.Wrong, []string{"--config"}},
		{"verify", program.Found, []string{"a gap"}},
		{"rebuild", program.Failed, []string{"no disk"}},
	} {
		t.Run(tt.line, func(t *testing.T) {
			code, out, errs := execute(t, strings.Fields(tt.line)...)
			if code != tt.code || out != "" {
				t.Errorf("exit code %d, want %d; says %q", code, tt.code, out)
			}
			for _, says := range tt.says {
				if !strings.Contains(errs, says) {
					t.Errorf("%q lacks %q", errs, says)
				}
			}
			if !strings.HasPrefix(errs, "central: ") || strings.Count(errs, "\n") != 1 {
				t.Errorf("%q is not one line of central's", errs)
			}
		})
	}
}

func TestTheSettingsSayTheLanguage(t *testing.T) {
	file := filepath.Join(t.TempDir(), "central.toml")
	if err := os.WriteFile(file, []byte("# broken\nlanguage = \"en\"\nlisten = \n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, errs := execute(t, "enrol", "--config", file); !strings.Contains(errs, "DEVICE is missing") {
		t.Errorf("says %q", errs)
	}
}
