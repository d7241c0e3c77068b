package store

import (
	"context"

	"motcua/internal/journal"
	"motcua/internal/trust"
)

// KeyErasures is where central keeps the traces of erasures that some device has not done yet.
const KeyErasures = "erasures"

// HallDevices lists the devices of this hall that are enrolled.
func HallDevices(ctx context.Context, j *journal.Journal) (names []string, err error) {
	members, err := trust.Members(ctx, j.Reader())
	for _, m := range members {
		d, bad := trust.ParseDevice(m.Name)
		if bad == nil && d.Kind != trust.Centre && !m.Revoked {
			names = append(names, m.Name)
		}
	}
	return names, err
}
