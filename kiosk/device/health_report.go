package device

import (
	"context"
	"io"
	"log/slog"
	"time"

	"motcua/drivers/spool"
	"motcua/internal/health"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/program"
	"motcua/internal/queue"
	"motcua/internal/slip"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/settings"
)

// keyReported is where the journal keeps the day of the last morning report.
const keyReported = "reported"

// PrintReport sets a report of the kiosk's state printing.
func (d *Device) PrintReport(ctx context.Context, id string) error {
	say, now := i18n.In(d.settings.Language), time.Now()
	var parts []slip.Part
	for _, f := range health.Look(ctx, d.Checks()) {
		parts = append(parts, slip.Part{Name: f.Name(say), State: say.Text("health.is." + string(f.State)), Sentence: f.Sentence(say)})
	}
	document := slip.Readiness(say, d.centre(), d.settings.Origin(), parts, now)
	return d.spool.Print(ctx, spool.Job{ID: dispenser.PageJob("report." + id), Document: document, Expires: now.Add(dispenser.RequestTTL)})
}

// reportMorning prints the report at the first start of a day.
func (d *Device) reportMorning(ctx context.Context) {
	if !d.settings.MorningReport || d.settings.Mode == settings.Rating {
		return
	}
	today, last := queue.Day(time.Now()), ""
	if _, err := d.journal.Kept(ctx, keyReported, &last); err != nil || last == today {
		return
	}
	err := d.journal.Write(ctx, func(tx *journal.Tx) error { return tx.Keep(keyReported, today) })
	if err == nil {
		err = d.PrintReport(ctx, today)
	}
	if err != nil {
		slog.Error("the morning report was not printed", "err", err)
	}
}

// Doctor prints what the technician's panel shows, and fails when something is broken.
func Doctor(ctx context.Context, s settings.Settings, say i18n.Localizer, out io.Writer) error {
	return program.Finding(health.Report(out, say, health.Look(ctx, doctored(s))))
}
