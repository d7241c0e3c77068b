package health_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/drivers"
	"motcua/internal/hall"
	"motcua/internal/health"
	"motcua/internal/i18n"
	"motcua/internal/uplink"
)

var nine = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

func centralAt(at time.Time, err error) health.Ask {
	return func(context.Context) (hall.View, error) { return hall.View{At: at}, err }
}

func fine() error { return nil }

func printerIs(s drivers.Status, named bool) health.Check {
	return health.Printer(func(context.Context) (drivers.Status, bool) { return s, named })
}

func TestFindings(t *testing.T) {
	folder := t.TempDir()
	scanner := filepath.Join(folder, "scanner")
	if err := os.WriteFile(scanner, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return nine }
	for _, c := range []struct {
		name  string
		check health.Check
		state health.State
		says  string
	}{
		{"printer ready", printerIs(drivers.Ready, true), health.Good, "printer.is.ready"},
		{"roll nearly empty", printerIs(drivers.PaperLow, true), health.Warning, "printer.is.paper_low"},
		{"cable pulled", printerIs(drivers.Gone, true), health.Broken, "printer.is.gone"},
		{"the kiosk has the printer", printerIs(drivers.Busy, true), health.Busy, "printer.is.busy"},
		{"papers of another centre", health.Letterhead(func(context.Context) (v hall.View, err error) { v.Centre.Papers.Unset = true; return v, nil }), health.Warning, "health.papers.unset"},
		{"papers of this centre", health.Letterhead(centralAt(nine, nil)), health.Good, "health.papers.set"},
		{"papers nobody tells of", health.Letterhead(centralAt(nine, errors.New("no route"))), health.Warning, "health.papers.unknown"},
		{"no printer in the settings", printerIs("", false), health.Warning, "health.printer.none"},
		{"no scanner in the settings", health.Scanner("", ""), health.Good, "health.scanner.none"},
		{"scanner there", health.Scanner(scanner, health.HeardIn(folder)), health.Good, "health.scanner.there"},
		{"scanner pulled", health.Scanner(scanner+"2", ""), health.Broken, "health.scanner.gone"},
		{"central there", health.Central("c", centralAt(nine, nil)), health.Good, "health.central.there"},
		{"central's cable pulled", health.Central("c", centralAt(nine, errors.New("no route"))), health.Broken, "health.central.gone"},
		{"central does not know us", health.Central("c", centralAt(nine, &uplink.Refusal{Status: 401})), health.Broken, "health.central.refuses"},
		{"never enrolled", health.Central("c", centralAt(nine, uplink.ErrNotEnrolled)), health.Broken, "health.central.unknown"},
		{"another central answers", health.Central("c", centralAt(nine, uplink.ErrStranger)), health.Broken, "health.central.stranger"},
		{"clock right", health.Clock(now, centralAt(nine.Add(3*time.Second), nil)), health.Good, "health.clock.right"},
		{"clock a minute ahead", health.Clock(now, centralAt(nine.Add(-time.Minute), nil)), health.Warning, "health.clock.ahead"},
		{"battery dead", health.Clock(now, centralAt(nine.AddDate(10, 0, 0), nil)), health.Broken, "health.clock.behind"},
		{"no central to ask for the time", health.Clock(now, centralAt(nine, errors.New("no route"))), health.Warning, "health.clock.alone"},
		{"no such folder", health.Disk(filepath.Join(folder, "none")), health.Broken, "health.disk.fails"},
		{"settings from a file", health.Settings("kiosk.toml", fine), health.Good, "health.settings.read"},
		{"no settings file", health.Settings("", fine), health.Warning, "health.settings.none"},
		{"a typing error in the settings", health.Settings("kiosk.toml", func() error { return errors.New("kiosk.toml:3: kioks: unknown key") }), health.Broken, "health.settings.wrong"},
		{"version", health.Version(), health.Good, "health.version.handmade"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := c.check.Look(t.Context())
			if got.State != c.state || got.Says != c.says {
				t.Fatalf("%s, %s; want %s, %s", got.State, got.Says, c.state, c.says)
			}
			for _, lang := range i18n.Languages() {
				if sentence := got.Sentence(i18n.In(lang)); sentence == "" || sentence == got.Says {
					t.Errorf("%s: nothing says %s", lang, got.Says)
				}
			}
		})
	}
}

func TestTheDiskIsTried(t *testing.T) {
	if got := health.Disk(t.TempDir()).Look(t.Context()); got.State == health.Broken {
		t.Errorf("%+v", got)
	}
}

func TestWorstOfAll(t *testing.T) {
	findings := health.Look(t.Context(), []health.Check{printerIs(drivers.Ready, true), printerIs(drivers.Gone, true), health.Settings("", fine)})
	if got := health.Worst(findings); got != health.Broken {
		t.Errorf("worst is %s", got)
	}
	if findings[1].Part != "printer" || findings[2].Part != "settings" {
		t.Errorf("out of order: %+v", findings)
	}
}

func TestTheReportSpeaksOneLanguage(t *testing.T) {
	findings := health.Look(t.Context(), []health.Check{
		printerIs(drivers.Busy, true), health.Clock(time.Now, centralAt(nine, errors.New("no route"))), health.Disk("/no/such/folder"),
	})
	for lang, want := range map[string][]string{
		"vi": {"Đang dùng  Máy in", "Cần chú ý  Đồng hồ", "Hỏng       Ổ đĩa", "1 bộ phận hỏng"},
		"en": {"In use        Printer", "Needs a look  Clock", "Broken        Disk", "1 broken"},
	} {
		var out strings.Builder
		err := health.Report(&out, i18n.In(lang), findings)
		if err == nil {
			t.Fatal("a broken part is no error")
		}
		for _, text := range want {
			if said := out.String() + i18n.In(lang).Tell(err); !strings.Contains(said, text) {
				t.Errorf("%s: %q lacks %q", lang, said, text)
			}
		}
	}
	if err := health.Report(io.Discard, i18n.In("vi"), findings[:2]); err != nil {
		t.Errorf("nothing is broken, and the report says %v", err)
	}
}

func TestWhatTheScannerSentLastIsSaid(t *testing.T) {
	folder := t.TempDir()
	scanner := filepath.Join(folder, "ttyACM0")
	if err := os.WriteFile(scanner, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	look := func() string {
		return health.Scanner(scanner, health.HeardIn(folder)).Look(t.Context()).Sentence(i18n.In("vi"))
	}
	if says := look(); says != "Đã cắm tại ttyACM0; chưa nhận được mã nào." {
		t.Errorf("says %q", says)
	}
	health.HeardIn(folder).Note("‹STX›A0••‹ETX›")
	if says := look(); !strings.Contains(says, "‹STX›A0••‹ETX›") {
		t.Errorf("says %q", says)
	}
}
