package device

import (
	"context"
	"log/slog"
	"time"

	"motcua/internal/hall"
)

// heardWithin is how long somebody who calls for help waits to learn whether the call is heard.
const heardWithin = 5 * time.Second

// CallHelp calls the hall's staff and returns when central has the call. One that central does not get in time is taken back: its person is sent
// to the desk, and staff who hear of it later would look for nobody.
func (d *Device) CallHelp(ctx context.Context) error {
	slog.Info("somebody calls for help")
	if err := d.note(ctx, hall.KindHelp, struct{}{}); err != nil {
		return err
	}
	hearing, cancel := context.WithTimeout(ctx, heardWithin)
	defer cancel()
	err := d.Link.Deliver(hearing)
	if err != nil {
		d.tell(ctx, hall.KindHelpGivenUp, struct{}{})
	}
	return err
}

// HelpCalls lists where in the hall somebody waits for help.
func (d *Device) HelpCalls() []hall.HelpCall {
	v, _ := d.Link.View()
	return v.Help
}
