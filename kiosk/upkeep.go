package main

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"slices"
	"time"

	"motcua/drivers"
	"motcua/drivers/spool"
	"motcua/internal/hall"
	"motcua/internal/health"
	"motcua/internal/journal"
	"motcua/internal/program"
	"motcua/internal/queue"
	"motcua/internal/slip"
	"motcua/internal/uplink"
	"motcua/internal/words"
	"motcua/kiosk/dispenser"
	"motcua/kiosk/lock"
)

// healthEvery is how often a kiosk looks at itself.
const healthEvery = time.Minute

// lock is where the technician's PIN is kept.
func (s Settings) lock() *lock.Lock { return lock.New(filepath.Join(s.Data, "technician.json")) }

// checks lists what there is to check of a kiosk; the printer's state comes from ask.
func (s Settings) checks(ask func(context.Context) (drivers.Status, bool)) []health.Check {
	central := uplink.Enrolled(s.Central, s.Data, s.origin(), time.Now)
	checks := []health.Check{
		health.Central(s.Central, central.Hall), health.Clock(time.Now, central.Hall), health.Disk(s.Data),
		health.Settings(s.file, func() error { _, err := loadSettings(s.file); return err }), health.Version(),
	}
	if s.Mode == Rating {
		return checks
	}
	return append([]health.Check{health.Printer(ask), health.Scanner(s.Scanner.Device, health.HeardIn(s.Data))}, checks...)
}

// doctored is what the doctor checks: what the kiosk watches by itself and, since papers are set at central, whether they are.
func (s Settings) doctored() []health.Check {
	return append(s.checks(s.Printer.Ask), health.Letterhead(uplink.Enrolled(s.Central, s.Data, s.origin(), time.Now).Hall))
}

// printerStatus is what the spool knows of the printer.
func (d *device) printerStatus(context.Context) (drivers.Status, bool) {
	return d.spool.Status(), d.settings.Printer.Device != ""
}

// watchHealth looks at the kiosk again and again and makes each state that is another an event, until ctx ends.
func (d *device) watchHealth(ctx context.Context) {
	untold := []string{"printer", "version"} // the one tells by itself, the other stays
	checks := slices.DeleteFunc(d.settings.checks(d.printerStatus), func(c health.Check) bool { return slices.Contains(untold, c.Part) })
	again := time.NewTicker(healthEvery)
	defer again.Stop()
	for known := map[string]health.State{}; ; {
		for _, f := range health.Look(ctx, checks) {
			if known[f.Part] != f.State && ctx.Err() == nil {
				known[f.Part] = f.State
				slog.Info("health", "part", f.Part, "state", f.State)
				d.tell(ctx, hall.KindHealth, hall.Health{Part: f.Part, State: string(f.State)})
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-again.C:
		}
	}
}

// note writes something about the kiosk itself down.
func (d *device) note(ctx context.Context, kind string, body any) error {
	return d.journal.Write(ctx, func(tx *journal.Tx) error {
		_, err := tx.Append(kind, "", body)
		return err
	})
}

// tell is note for what nobody waits for.
func (d *device) tell(ctx context.Context, kind string, body any) {
	if err := d.note(ctx, kind, body); err != nil && ctx.Err() == nil {
		slog.Error("an event of the kiosk was not written down", "kind", kind, "err", err)
	}
}

// heardWithin is how long somebody who calls for help waits to learn whether the call is heard.
const heardWithin = 5 * time.Second

// callHelp calls the hall's staff and returns when central has the call. One that central does not get in time is taken back: its person is sent
// to the desk, and staff who hear of it later would look for nobody.
func (d *device) callHelp(ctx context.Context) error {
	slog.Info("somebody calls for help")
	if err := d.note(ctx, hall.KindHelp, struct{}{}); err != nil {
		return err
	}
	hearing, cancel := context.WithTimeout(ctx, heardWithin)
	defer cancel()
	err := d.link.Deliver(hearing)
	if err != nil {
		d.tell(ctx, hall.KindUnheard, struct{}{})
	}
	return err
}

// helpCalls lists where in the hall somebody waits for help.
func (d *device) helpCalls() []hall.HelpCall {
	v, _ := d.link.View()
	return v.Help
}

// keyReported is where the journal keeps the day of the last morning report.
const keyReported = "reported"

// printReport sets a report of the kiosk's state printing.
func (d *device) printReport(ctx context.Context, id string) error {
	say, now := words.In(d.settings.Language), time.Now()
	var parts []slip.Part
	for _, f := range health.Look(ctx, d.settings.checks(d.printerStatus)) {
		parts = append(parts, slip.Part{Name: f.Name(say), State: say.Say("health.is." + string(f.State)), Sentence: f.Sentence(say)})
	}
	document := slip.Readiness(say, d.centre(), d.settings.origin(), parts, now)
	return d.spool.Print(ctx, spool.Job{ID: pageJob("report." + id), Document: document, Expires: now.Add(dispenser.Fresh)})
}

// reportMorning prints the report at the first start of a day.
func (d *device) reportMorning(ctx context.Context) {
	if !d.settings.MorningReport || d.settings.Mode == Rating {
		return
	}
	today, last := queue.Day(time.Now()), ""
	if _, err := d.journal.Kept(ctx, keyReported, &last); err != nil || last == today {
		return
	}
	err := d.journal.Write(ctx, func(tx *journal.Tx) error { return tx.Keep(keyReported, today) })
	if err == nil {
		err = d.printReport(ctx, today)
	}
	if err != nil {
		slog.Error("the morning report was not printed", "err", err)
	}
}

// doctor prints what the technician's panel shows, and fails when something is broken.
func (s Settings) doctor(ctx context.Context, say words.Speaker, out io.Writer) error {
	return program.Finding(health.Report(out, say, health.Look(ctx, s.doctored())))
}
