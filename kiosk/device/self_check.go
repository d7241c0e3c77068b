package device

import (
	"context"
	"log/slog"
	"path/filepath"
	"slices"
	"time"

	"motcua/drivers"
	"motcua/internal/hall"
	"motcua/internal/health"
	"motcua/internal/journal"
	"motcua/internal/uplink"
	"motcua/kiosk/pin"
	"motcua/kiosk/settings"
)

// healthEvery is how often a kiosk looks at itself.
const healthEvery = time.Minute

// Lock returns the keeper of the technician's PIN.
func Lock(s settings.Settings) *pin.Lock { return pin.New(filepath.Join(s.Data, "technician.json")) }

// Checks lists what there is to check of a kiosk; the printer's state comes from ask.
func Checks(s settings.Settings, ask func(context.Context) (drivers.Status, bool)) []health.Check {
	central := uplink.Enrolled(s.Central, s.Data, s.Origin(), time.Now)
	checks := []health.Check{
		health.Central(s.Central, central.Hall), health.Clock(time.Now, central.Hall), health.Disk(s.Data),
		health.Settings(s.File(), func() error { _, err := settings.Load(s.File()); return err }), health.Version(),
	}
	if s.Mode == settings.Rating {
		return checks
	}
	return append([]health.Check{health.Printer(ask), health.Scanner(s.Scanner.Device, health.HeardIn(s.Data))}, checks...)
}

// doctored lists what the doctor checks: what the kiosk watches by itself and, since papers are set at central, whether they are.
func doctored(s settings.Settings) []health.Check {
	return append(Checks(s, s.Printer.Ask), health.Letterhead(uplink.Enrolled(s.Central, s.Data, s.Origin(), time.Now).Hall))
}

// Checks lists what there is to check of this kiosk.
func (d *Device) Checks() []health.Check { return Checks(d.settings, d.printerStatus) }

// printerStatus returns what the spool knows of the printer.
func (d *Device) printerStatus(context.Context) (drivers.Status, bool) {
	return d.spool.Status(), d.settings.Printer.Device != ""
}

// watchHealth looks at the kiosk again and again and makes each state that is another an event, until ctx ends.
func (d *Device) watchHealth(ctx context.Context) {
	untold := []string{"printer", "version"} // the one tells by itself, the other stays
	checks := slices.DeleteFunc(d.Checks(), func(c health.Check) bool { return slices.Contains(untold, c.Part) })
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
func (d *Device) note(ctx context.Context, kind string, body any) error {
	return d.journal.Write(ctx, func(tx *journal.Tx) error {
		_, err := tx.Append(kind, "", body)
		return err
	})
}

// tell is note for what nobody waits for.
func (d *Device) tell(ctx context.Context, kind string, body any) {
	if err := d.note(ctx, kind, body); err != nil && ctx.Err() == nil {
		slog.Error("an event of the kiosk was not written down", "kind", kind, "err", err)
	}
}
