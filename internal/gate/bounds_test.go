package gate

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"motcua/internal/hall"
	"motcua/internal/journal"
)

func TestBounds(t *testing.T) {
	long := strings.Repeat("a", 150<<10)
	for _, tt := range []struct {
		name, kind, body string
		good             bool
	}{
		{"an ordinary one", hall.KindHelp, `{}`, true},
		{"a long slip", hall.KindSlip, `{"Document":["` + long + `"]}`, true},
		{"as long a call for help", hall.KindHelp, `{"x":"` + long + `"}`, false},
		{"deep", hall.KindHelp, strings.Repeat("[", 17) + strings.Repeat("]", 17), false},
		{"many", hall.KindHelp, `[0` + strings.Repeat(",0", 6000) + `]`, false},
		{"no JSON", hall.KindHelp, `{`, false},
	} {
		err := Shape(journal.Event{Kind: tt.kind, Subject: "s", Body: json.RawMessage(tt.body)})
		if (err == nil) != tt.good {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// TestNobodyAnswersCallsThatAreToCome: such an answer would silence them.
func TestNobodyAnswersCallsThatAreToCome(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name string
		now  time.Time
		at   time.Duration
		good bool
	}{
		{"now", now, 0, true}, {"a clock a little ahead", now, 5 * time.Minute, true}, {"from before a night without a line", now, -20 * time.Hour, true},
		{"this evening", now, 9 * time.Hour, false}, {"nobody knows what time it is", time.Time{}, 9 * time.Hour, true},
	} {
		err := coming(&scene{seen: journal.Seen{Now: tt.now}}, journal.Event{Kind: hall.KindHelpAnswered, Subject: "kiosk-1", Origin: "counter-01", At: now.Add(tt.at)})
		if (err == nil) != tt.good {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}
