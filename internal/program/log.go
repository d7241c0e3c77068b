package program

import (
	"context"
	"io"
	"log"
	"log/slog"
	"os"
	"strings"
	"sync"

	"motcua/internal/workday"
)

// Log sends the log to standard error, a JSON object a line in the hall's time, and to whoever else wants each line.
func Log(level slog.Level, also ...io.Writer) {
	all := io.MultiWriter(append([]io.Writer{os.Stderr}, also...)...)
	slog.SetDefault(slog.New(slog.NewJSONHandler(all, &slog.HandlerOptions{Level: level, ReplaceAttr: hallTime})))
	log.SetFlags(0)
	log.SetOutput(&libraries{})
}

// hallTime writes a line's time as screens and commands show it, with its offset.
func hallTime(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && a.Key == slog.TimeKey && a.Value.Kind() == slog.KindTime {
		return slog.Time(a.Key, a.Value.Time().In(workday.Vietnam))
	}
	return a
}

// libraries takes what libraries write with the log package. Fyne writes an error in three lines, which become one.
type libraries struct {
	mu   sync.Mutex
	fyne string // error whose other lines are still to come
}

// How Fyne's lines begin.
const (
	fyneError = "Fyne error:"
	fyneCause = "  Cause:"
	fyneAt    = "  At:"
)

// Write takes one line.
func (l *libraries) Write(line []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	text := strings.TrimRight(string(line), "\n")
	switch {
	case strings.HasPrefix(text, fyneError):
		l.fyne = strings.TrimSpace(strings.TrimPrefix(text, fyneError))
	case strings.HasPrefix(text, fyneCause):
		l.fyne += ": " + strings.TrimSpace(strings.TrimPrefix(text, fyneCause))
	case strings.HasPrefix(text, fyneAt):
		slog.Log(context.Background(), levelOf(l.fyne), "the screen's library reports", "err", l.fyne, "at", strings.TrimSpace(strings.TrimPrefix(text, fyneAt)))
	default:
		slog.Info(text)
	}
	return len(line), nil
}

// harmless are errors of a machine that is as it should be: a kiosk has no desktop whose theme could change, and no preferences.
var harmless = []string{"dbus-launch", "DBUS", "failed to watch theme settings", "Preferences load error"}

func levelOf(text string) slog.Level {
	for _, part := range harmless {
		if strings.Contains(text, part) {
			return slog.LevelDebug
		}
	}
	return slog.LevelError
}
