package admin

import (
	"context"
	"errors"

	"motcua/internal/uplink"
)

// join enrols this centre at its province.
func join(ctx context.Context, j Job, args []string) error {
	s := j.Settings.Upstream
	if s.Address == "" {
		return errors.New("upstream.address is empty in the settings; the address of the province's central was expected")
	}
	return uplink.EnrolDevice(ctx, s.Address, j.Settings.Data, s.Device().Name(), args[0], j.Say, j.Says)
}
