package main

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
)

// ratingPaths are citizens' ways at the counter's rating screen, once somebody has been served.
var ratingPaths = []path{
	{"all is well", "rating", []step{{"wait", "asking rate.4"}, {"touch rate.4", "checking"}, {"touch again", "asking"}, {"touch rate.3", "checking"}, {"touch send", "thanks"}, {"wait", "resting"}}},
	{"something was amiss", "rating", []step{
		{"wait", "asking rate.1"}, {"touch rate.1", "reasons"}, {"touch back", "asking"}, {"touch rate.2", "reasons"}, {"touch words", "wording"}, {"touch key.c", "wording"},
		{"touch back", "reasons"}, {"touch send", "checking"}, {"touch again", "reasons"}, {"touch send", "checking"}, {"touch send", "thanks"}, {"wait", "resting"}}},
	{"the rating screen made readable", "rating", []step{
		{"wait", "asking rate.4"}, {"touch eyes", "asking"}, {"touch contrast", "asking"}, {"touch lang", "asking"}, {"touch help", "help"}, {"touch back", "asking"}, {"touch rate.4", "checking"}, {"touch send", "thanks"}}},
}

// run has people rate at the counter's screen, by finger and by keys, and at the kiosk by their slip.
func (h ratingWalk) run(ctx context.Context) error {
	for _, p := range ratingPaths {
		for _, p := range []path{p, byKeys(p)} {
			if err := errors.Join(h.serveOne(ctx), h.play(ctx, p)); err != nil {
				return err
			}
		}
	}
	return h.rateAtKiosk(ctx)
}

// serveOne has somebody take a number, be called and be done with.
func (h ratingWalk) serveOne(ctx context.Context) error {
	return errors.Join(h.atHome(ctx), h.play(ctx, citizenPaths[0]), h.atDesk(ctx),
		h.play(ctx, path{"somebody is served", "counter", []step{{"wait", "counter next"}, {"key F2", "counter finish"}, {"note served", ""}, {"key F9", "counter -finish"}}}))
}

// rateAtKiosk has somebody rate at the kiosk by the number of their slip, and look whether it counts once.
func (h ratingWalk) rateAtKiosk(ctx context.Context) error {
	err := h.serveOne(ctx)
	if err != nil {
		return err
	}
	number := strings.ToLower(h.notes["served"])
	return errors.Join(
		citizenWalk(h).visit(ctx, path{"a rating at the kiosk", "kiosk", []step{
			{"touch opinion", "judging"}, {"spell " + number, ""}, {"touch done", "asking rate.1"}, {"touch rate.1", "reasons"}, {"touch send", "checking"}, {"touch send", "thanks"}, {"touch done", "home"}}}),
		citizenWalk(h).visit(ctx, path{"the same visit rated again", "kiosk", []step{{"touch opinion", "judging"}, {"spell " + number, ""}, {"touch done", "judging"}, {"touch first", "home"}}}),
		h.scanSlip(ctx),
	)
}

// scanSlip shows the newest slip to the kiosk's scanner: its visit is not over, so that it cannot be rated yet.
func (h ratingWalk) scanSlip(ctx context.Context) error {
	from := h.printer.said.length()
	if err := errors.Join(h.atHome(ctx), h.play(ctx, citizenPaths[0])); err != nil {
		return err
	}
	var code string
	err := h.printer.said.awaitWithin(ctx, from, func(line string) bool {
		var slip slipOut
		if json.Unmarshal([]byte(line), &slip) == nil && len(slip.QR) > 0 {
			code = slip.QR[0]
		}
		return code != ""
	})
	if err != nil {
		h.find(&h.stuck, "a slip has no code for a scanner")
		return nil
	}
	return citizenWalk(h).visit(ctx, path{"a slip before its visit", "kiosk", []step{{"scan " + code, "judging"}, {"touch first", "home"}}})
}
