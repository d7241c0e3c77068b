package device

import (
	"encoding/json"
	"fmt"
	"slices"
	"sync"
	"time"

	"motcua/internal/queue"
)

// LogBuffer keeps the last lines of the log for the technician; it is written to by slog's JSON handler.
type LogBuffer struct {
	mu    sync.Mutex
	lines []string
}

// keptLines is how many lines are kept.
const keptLines = 50

// Write takes one line of the log. What only a developer reads is left out.
func (l *LogBuffer) Write(line []byte) (int, error) {
	var said struct {
		Time       time.Time
		Level, Msg string
		Err        string
	}
	if json.Unmarshal(line, &said) == nil && said.Level != "DEBUG" {
		text := fmt.Sprintf("%s %s %s", said.Time.In(queue.Zone).Format("15:04:05"), said.Level, said.Msg)
		if said.Err != "" {
			text += " – " + said.Err
		}
		l.mu.Lock()
		l.lines = append(l.lines, text)
		l.lines = slices.Delete(l.lines, 0, max(0, len(l.lines)-keptLines))
		l.mu.Unlock()
	}
	return len(line), nil
}

// Last returns the newest lines, newest first, each cut to what is read at a glance.
func (l *LogBuffer) Last(n int) []string {
	const most = 160
	l.mu.Lock()
	defer l.mu.Unlock()
	lines := slices.Clone(l.lines[max(0, len(l.lines)-n):])
	slices.Reverse(lines)
	for i, line := range lines {
		if letters := []rune(line); len(letters) > most {
			lines[i] = string(letters[:most]) + "…"
		}
	}
	return lines
}
