package cups_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/drivers/cups"
)

// fakeLP puts a command lp of the test's own first in the path; what it was told and given lies in the folder it returns.
func fakeLP(t *testing.T, script string) (folder string) {
	t.Helper()
	folder = t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "lp"), []byte("#!/bin/sh\ncd \""+folder+"\"\n"+script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+string(os.PathListSeparator)+os.Getenv("PATH"))
	return folder
}

func mustRead(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestPrint(t *testing.T) {
	for _, tt := range []struct {
		name, queue, args string
	}{
		{"on the printer named", "HP-A4", "-t 000.00.00.H25-261123-0001 receipt -o print-scaling=none -d HP-A4"},
		{"on the system's own", "default", "-t 000.00.00.H25-261123-0001 receipt -o print-scaling=none"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := fakeLP(t, "echo \"$@\" > args; cat > paper")
			if err := cups.Queue(tt.queue).Print(t.Context(), "000.00.00.H25-261123-0001 receipt", []byte("%PDF-1.3 …")); err != nil {
				t.Fatal(err)
			}
			if got := strings.TrimSpace(mustRead(t, filepath.Join(folder, "args"))); got != tt.args {
				t.Errorf("lp was told %q, want %q", got, tt.args)
			}
			if got := mustRead(t, filepath.Join(folder, "paper")); got != "%PDF-1.3 …" {
				t.Errorf("lp was given %q", got)
			}
		})
	}
}

func TestNothingIsPrinted(t *testing.T) {
	for _, tt := range []struct {
		name, queue, script string
		want                error
	}{
		{"no printer is set up", "", "exit 0", cups.ErrNoQueue},
		{"the printer is unknown", "none-such", "cat > /dev/null; echo 'lp: The printer or class does not exist.' >&2; exit 1", cups.ErrRefused},
		{"lp reads nothing and fails", "HP", "exit 1", cups.ErrRefused},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fakeLP(t, tt.script)
			if err := cups.Queue(tt.queue).Print(t.Context(), "x", []byte(strings.Repeat("x", 1<<20))); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
	t.Run("there is no print system", func(t *testing.T) {
		t.Setenv("PATH", t.TempDir())
		if err := cups.Queue("HP").Print(t.Context(), "x", nil); !errors.Is(err, cups.ErrNoSystem) {
			t.Errorf("got %v", err)
		}
	})
}
