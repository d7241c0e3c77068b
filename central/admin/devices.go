package admin

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"motcua/central/store"
	"motcua/internal/centre"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/trust"
)

// invite gives out a code for each of some devices.
func invite(ctx context.Context, j Job, names []string) error {
	_, pin, err := j.Settings.Identity()
	if err != nil {
		return err
	}
	var devices []trust.Device
	for _, name := range names {
		d, err := trust.ParseDevice(name)
		if err == nil {
			err = has(j, d)
		}
		if err != nil {
			return err
		}
		devices = append(devices, d)
	}
	for _, d := range devices {
		code := trust.NewCode(pin)
		if err := j.Journal.Write(ctx, func(tx *journal.Tx) error { return trust.Invite(tx, d, code, j.Now()) }); err != nil {
			return err
		}
		fmt.Fprintf(j.Says, "%-20s %s  %s\n", d.Name(), code, j.Say.Text("central.says.code", i18n.Args{"Minutes": int(trust.CodeLives.Minutes())}))
	}
	return nil
}

// has tells what is wrong with a desk, or a centre of the province, that the settings do not know.
func has(j Job, d trust.Device) error {
	if d.Kind == trust.Centre && !slices.ContainsFunc(j.Settings.Centres, func(p centre.Partner) bool { return p.ID == d.ID }) {
		return fmt.Errorf("%s: the settings have no block of centres with id %q", d.Name(), d.ID)
	}
	if d.Kind != trust.Counter && d.Kind != trust.Rating {
		return nil
	}
	counters := j.Settings.Centre.Counters
	if slices.ContainsFunc(counters, func(c queue.Counter) bool { return c.ID == d.ID }) {
		return nil
	}
	var known []string
	for _, c := range counters {
		known = append(known, c.ID)
	}
	return fmt.Errorf("%s: the centre has no counter %s in its settings; it has %s", d.Name(), d.ID, strings.Join(known, ", "))
}

func devices(ctx context.Context, j Job, _ []string) error {
	members, err := trust.Members(ctx, j.Journal.Reader())
	if err != nil {
		return err
	}
	for _, m := range members {
		state := "central.says.enrolled"
		if m.Revoked {
			state = "central.says.out"
		}
		fmt.Fprintf(j.Says, "%-20s %-12s %s\n", m.Name, j.Say.Text(state), m.Since.In(queue.Zone).Format("15:04 02/01/2006"))
	}
	j.tell("central.says.devices", i18n.Args{"Devices": len(members)})
	return nil
}

func revoke(ctx context.Context, j Job, args []string) error {
	d, err := trust.ParseDevice(args[0])
	if err != nil {
		return err
	}
	var lost trust.Lost
	err = j.Journal.Write(ctx, func(tx *journal.Tx) (err error) {
		lost, err = trust.Revoke(tx, d)
		if err != nil || !lost.Token || d.Kind == trust.Centre { // which has the keys of its own centre
			return err
		}
		return store.TakeBackSeals(tx, j.Now())
	})
	if lost.Code && !lost.Token {
		return j.told(err, "central.says.revoked.code", i18n.Args{"Device": d.Name()})
	}
	return j.told(err, "central.says.revoked", i18n.Args{"Device": d.Name()})
}
