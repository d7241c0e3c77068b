package program_test

import (
	"bytes"
	"log"
	"log/slog"
	"strings"
	"testing"

	"motcua/internal/program"
)

func TestTheLogIsInTheHallsTimeAndFynesErrorsAreOneLine(t *testing.T) {
	was, flags, out := slog.Default(), log.Flags(), log.Writer()
	t.Cleanup(func() { slog.SetDefault(was); log.SetFlags(flags); log.SetOutput(out) })
	var lines bytes.Buffer
	program.Log(slog.LevelInfo, &lines)
	slog.Info("the hall is open")
	log.Println("Fyne error: ", "failed to watch theme settings")
	log.Println("  Cause:", `exec: "dbus-launch": executable file not found in $PATH`)
	log.Printf("  At: %s:%d", "app_xdg.go", 152)
	log.Println("Fyne error: ", "Failed to focus object")
	log.Println("  Cause:", "not in the canvas")
	log.Printf("  At: %s:%d", "focus.go", 7)
	log.Println("a line of another library")
	said := strings.Split(strings.TrimSpace(lines.String()), "\n")
	if len(said) != 3 || strings.Contains(lines.String(), "dbus-launch") {
		t.Fatalf("the log has %d lines, want 3:\n%s", len(said), lines.String())
	}
	if !strings.Contains(said[0], `+07:00"`) {
		t.Errorf("the time is not the hall's: %s", said[0])
	}
	if !strings.Contains(said[1], `"level":"ERROR"`) || !strings.Contains(said[1], "Failed to focus object: not in the canvas") || !strings.Contains(said[1], "focus.go:7") {
		t.Errorf("Fyne's error is %s", said[1])
	}
}
