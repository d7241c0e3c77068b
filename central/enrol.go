package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"

	"motcua/internal/centre"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/trust"
	"motcua/internal/words"
)

// enrol takes a code for a token.
func (c *Central) enrol(w http.ResponseWriter, r *http.Request) {
	var request trust.Request
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		refuse(w, http.StatusBadRequest, fmt.Errorf("enrolment: %w", err))
		return
	}
	if after := c.guard.codes.peek(address(r), c.now()); after > 0 {
		slow(w, after)
		return
	}
	err := c.journal.Write(r.Context(), func(tx *journal.Tx) error { return trust.Enrol(tx, request, c.now()) })
	if errors.Is(err, trust.ErrCode) {
		c.guard.codes.ask(address(r), c.now())
		slog.Warn("an enrolment was refused", "device", request.Device, "address", r.RemoteAddr)
		refuse(w, http.StatusForbidden, err)
		return
	}
	if err == nil {
		slog.Info("enrolled", "device", request.Device, "address", r.RemoteAddr)
	}
	answer(w, struct{}{}, err)
}

// invite gives out a code for each of some devices.
func (j job) invite(ctx context.Context, names []string) error {
	_, pin, err := j.settings.identity()
	if err != nil {
		return err
	}
	var devices []trust.Device
	for _, name := range names {
		d, err := trust.ParseDevice(name)
		if err == nil {
			err = j.has(d)
		}
		if err != nil {
			return err
		}
		devices = append(devices, d)
	}
	for _, d := range devices {
		code := trust.NewCode(pin)
		if err := j.journal.Write(ctx, func(tx *journal.Tx) error { return trust.Invite(tx, d, code, j.now()) }); err != nil {
			return err
		}
		fmt.Fprintf(j.says, "%-20s %s  %s\n", d.Name(), code, j.Say.Say("central.says.code", words.Args{"Minutes": int(trust.CodeLives.Minutes())}))
	}
	return nil
}

// has tells what is wrong with a desk, or a centre of the province, that the settings do not know.
func (j job) has(d trust.Device) error {
	if d.Kind == trust.Centre && !slices.ContainsFunc(j.settings.Centres, func(p centre.Partner) bool { return p.ID == d.Place }) {
		return fmt.Errorf("%s: the settings have no block of centres with id %q", d.Name(), d.Place)
	}
	if d.Kind != trust.Counter && d.Kind != trust.Rating {
		return nil
	}
	counters := j.settings.Centre.Counters
	if slices.ContainsFunc(counters, func(c queue.Counter) bool { return c.ID == d.Place }) {
		return nil
	}
	var known []string
	for _, c := range counters {
		known = append(known, c.ID)
	}
	return fmt.Errorf("%s: the centre has no counter %s in its settings; it has %s", d.Name(), d.Place, strings.Join(known, ", "))
}

func (j job) devices(ctx context.Context, _ []string) error {
	members, err := trust.Members(ctx, j.journal.Reader())
	if err != nil {
		return err
	}
	for _, m := range members {
		state := "central.says.enrolled"
		if m.Revoked {
			state = "central.says.out"
		}
		fmt.Fprintf(j.says, "%-20s %-12s %s\n", m.Name, j.Say.Say(state), m.Since.In(queue.Zone).Format("15:04 02/01/2006"))
	}
	j.tell("central.says.devices", words.Args{"Devices": len(members)})
	return nil
}

func (j job) revoke(ctx context.Context, args []string) error {
	d, err := trust.ParseDevice(args[0])
	if err != nil {
		return err
	}
	var lost trust.Lost
	err = j.journal.Write(ctx, func(tx *journal.Tx) (err error) {
		lost, err = trust.Revoke(tx, d)
		if err != nil || !lost.Token || d.Kind == trust.Centre { // which has the keys of its own centre
			return err
		}
		return takeBack(tx, j.now())
	})
	if lost.Code && !lost.Token {
		return j.told(err, "central.says.revoked.code", words.Args{"Device": d.Name()})
	}
	return j.told(err, "central.says.revoked", words.Args{"Device": d.Name()})
}
