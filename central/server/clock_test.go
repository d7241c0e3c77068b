package server

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"motcua/central/admin"
	"motcua/central/store"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/program"
	"motcua/internal/registry"
	"motcua/internal/roster"
)

// TestAClockThatLeaps: a central that starts years ahead, or before what has happened, forgets nothing, gives no code on such a day, and says
// so, until a person accepts it or the devices agree.
func TestAClockThatLeaps(t *testing.T) {
	for _, tt := range []struct {
		name          string
		leap          time.Duration
		doubted, code bool
	}{
		{"an hour", time.Hour, false, true},
		{"over the weekend", 3 * 24 * time.Hour, true, true},
		{"three years ahead", 3 * 365 * 24 * time.Hour, true, false},
		{"two days back", -2 * 24 * time.Hour, true, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			settings := settingsOf(t, t.TempDir(), 1)
			settings.Centre.Keep = dossier.Retention{Months: 12}
			settings.Centre.Codes = "{agency}-{yymmdd}-{serial}"
			mustReturn(t, mustRun(t, settings))
			c, err := Open(settings) // and does not serve: nobody else looks at its clock
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			here := time.Now().Add(tt.leap)
			w := newWatch(c.journal, func() time.Time { return here })
			if err := w.begin(t.Context()); err != nil {
				t.Fatal(err)
			}
			c.watch, c.now = w, func() time.Time { return here }
			d, err := store.Doubted(t.Context(), w.journal)
			if err != nil || d.Is() != tt.doubted {
				t.Fatalf("doubted: %+v, %v", d, err)
			}
			c.forget(t.Context())
			if tt.leap > 0 && wantOwner(t, c) == "" {
				t.Error("the dossier is forgotten")
			}
			status := asked(t, c, "", "POST", "/v1/codes", `{"id":"0190c5a0-0000-7000-8000-000000000001","agency":"000.00.00.H25"}`)
			if (status == 200) != tt.code {
				t.Errorf("a code is answered %d", status)
			}
			if tt.leap < store.LongestHoliday {
				return
			}
			w.hear("kiosk-1", here)
			w.hear("kiosk-2", here.Add(time.Minute))
			w.hear("kiosk-3", time.Now())
			if err := w.again(t.Context()); err != nil {
				t.Fatal(err)
			}
			if d, _ := store.Doubted(t.Context(), w.journal); !d.Is() {
				t.Error("two of three devices are enough")
			}
			var says strings.Builder
			if err := (admin.Job{Call: program.Call{Say: i18n.In("en")}, Journal: c.journal, Now: c.now, Says: &says}).Do(t.Context(), "clock accept"); err != nil || !strings.HasPrefix(says.String(), "clock: ") {
				t.Errorf("%v: %s", err, says.String())
			}
			c.forget(t.Context())
			if wantOwner(t, c) != "" {
				t.Error("the dossier is not forgotten when its time is over")
			}
		})
	}
}

// TestOneEventInTheFarFuture: a clock that was 80 years ahead for a moment does not rule for 80 years.
func TestOneEventInTheFarFuture(t *testing.T) {
	settings := settingsOf(t, t.TempDir(), 1)
	c := mustRun(t, settings)
	mustHire(t, c, "lan", officer.Clerk)
	future, err := journal.Open(settings.JournalPath(), store.Origin, func() time.Time { return time.Now().AddDate(80, 0, 0) }, store.Tables)
	if err != nil {
		t.Fatal(err)
	}
	var old string
	err = future.Write(t.Context(), func(tx *journal.Tx) error {
		e, err := roster.Find(t.Context(), c.journal.Reader(), "lan")
		if err == nil {
			old, err = roster.Open(tx, e, desk)
		}
		return err
	})
	if err := errors.Join(err, future.Close()); err != nil {
		t.Fatal(err)
	}
	if err := c.watch.begin(t.Context()); err != nil {
		t.Fatal(err)
	}
	if d, err := store.Doubted(t.Context(), c.journal); err != nil || !d.Grave() {
		t.Errorf("doubted: %+v, %v", d, err)
	}
	mustLogin(t, c, "lan") // works on
	if err := (admin.Job{Call: program.Call{Say: i18n.In("en")}, Journal: c.journal, Now: time.Now, Says: io.Discard}).Do(t.Context(), "clock accept"); err != nil {
		t.Fatal(err)
	}
	if status := asked(t, c, old, "POST", "/v1/dossiers/look", "{}"); status != http.StatusForbidden {
		t.Errorf("the session of 80 years ahead is answered %d", status)
	}
	if status := asked(t, c, mustLogin(t, c, "lan").Session, "POST", "/v1/dossiers/look", "{}"); status != http.StatusOK {
		t.Errorf("a session of today is answered %d", status)
	}
}

// mustReturn has a desk receive a dossier that is refused at once, so that the office owes nothing more.
func mustReturn(t testing.TB, c *Server) {
	t.Helper()
	in := dossier.Intake{Applicant: dossier.Applicant{Owner: dossier.Party{Name: "Nguyễn Thị Ánh Nguyệt"}}}
	reasons := mustThrow(t, c, desk, thrown{"dossier.refused", "d", dossier.Refusal{Intake: &in, Reason: "x"}})
	if reasons[0] != "" {
		t.Fatal(reasons[0])
	}
}

func wantOwner(t testing.TB, c *Server) string {
	t.Helper()
	d, err := registry.Find(t.Context(), c.journal.Reader(), "d")
	if err != nil {
		t.Fatal(err)
	}
	return d.Applicant.Owner.Name
}

// TestAgreement asks the clocks of devices.
func TestAgreement(t *testing.T) {
	here := time.Now()
	for _, tt := range []struct {
		name string
		offs []time.Duration
		want bool
	}{
		{"nobody", nil, false},
		{"one", []time.Duration{0}, false},
		{"two", []time.Duration{0, time.Minute}, true},
		{"two of four", []time.Duration{0, 0, time.Hour, -time.Hour}, false},
		{"five of six", []time.Duration{0, 0, 0, 0, 0, time.Hour}, true},
	} {
		w := newWatch(nil, func() time.Time { return here })
		for i, off := range tt.offs {
			w.hear(string(rune('a'+i)), here.Add(off))
		}
		if got := w.agreed(here); got != tt.want {
			t.Errorf("%s: %v", tt.name, got)
		}
	}
}
