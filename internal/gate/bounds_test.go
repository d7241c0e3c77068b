package gate

import (
	"encoding/json"
	"strings"
	"testing"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/trust"
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

// FuzzShape: whatever a body is, its kind's check says yes or no, and what it has said yes to can be looked at.
func FuzzShape(f *testing.F) {
	for name := range kinds {
		f.Add(name, "subject", []byte(`{"id":"subject","number":"A001","serial":1,"turn":1,"counter":"01","level":1,"ticket":"subject"}`))
		f.Add(name, "", []byte(`[]`))
	}
	f.Fuzz(func(t *testing.T, name, subject string, body []byte) {
		e := journal.Event{Kind: name, Subject: subject, Body: body, Origin: "kiosk-1", Seq: 1}
		_ = Origin(trust.Kiosk, name)
		if Shape(e) == nil && name == hall.KindIssued {
			if r := mustRead[queue.Ticket](e); queue.Number(r.Number[:1], r.Series, r.Serial) != r.Number {
				t.Errorf("%s is believed to be the %d. of series %d", r.Number, r.Serial, r.Series)
			}
		}
	})
}
