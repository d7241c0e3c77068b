package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// whispered is typed while the desk is locked; nothing that hears it may write it down.
const whispered = "qkhongaiduocnghe"

// run locks the desk in each screen of the gallery, strikes and clicks at the lock, and looks whether anything below heard it.
func (h lockWalk) run(ctx context.Context) error {
	if err := hiddenWalk(h).prepareHidden(ctx); err != nil {
		return err
	}
	for _, g := range gallery {
		if g.program != "counter" || g.name == "locked" {
			continue
		}
		if err := errors.Join(h.atDesk(ctx), h.play(ctx, path{"to " + g.name, g.program, g.to}), h.lockAndStrike(ctx, g.name)); err != nil {
			return fmt.Errorf("%s: %w", g.name, err)
		}
	}
	return h.atDesk(ctx)
}

// lockAndStrike locks the desk and tries what a stranger would.
func (h lockWalk) lockAndStrike(ctx context.Context, where string) error {
	if err := h.play(ctx, path{"lock at " + where, "counter", []step{{"key F12", "counter.login"}}}); err != nil {
		return err
	}
	before, err := h.written(ctx)
	if err != nil {
		return err
	}
	w := h.counter.display
	err = errors.Join(h.counter.write(whispered), h.counter.key("Return"), w.run("xdotool", "key", "F2", "F9", "F10", "F5", "Return", "Escape", "Tab", "Tab", "Return"),
		w.run("xdotool", "mousemove", "640", "700", "click", "1", "mousemove", "300", "300", "click", "1"), h.scan("counter", walkerCard), h.settle("counter"))
	if err != nil {
		return err
	}
	h.steps += len(whispered) + 13
	if now := h.counter.newest(); now != "counter.login" {
		h.find(&h.leaks, fmt.Sprintf("locked at %s, the counter shows %s after keys and clicks", where, now))
	}
	after, err := h.written(ctx)
	if after != before {
		h.find(&h.leaks, fmt.Sprintf("locked at %s, the counter wrote %d events that are no login", where, after-before))
	}
	return err
}

// written counts the steps of tickets and dossiers that the counter has written down.
func (h lockWalk) written(ctx context.Context) (n int, err error) {
	events, err := h.eventsIn(ctx, filepath.Join(h.data("counter"), "counter.db"))
	for _, e := range events {
		if strings.HasPrefix(e.Kind, "ticket.") || strings.HasPrefix(e.Kind, "dossier.") {
			n++
		}
	}
	return n, err
}

// lookForSecrets looks through every log, and every file of data, for what may not be in it.
func (h lockWalk) lookForSecrets() error {
	var logs []string // those of the printers are what is on paper
	for _, name := range []string{"central", "kiosk", "counter", "rating"} {
		logs = append(logs, filepath.Join(h.out, name+".log"))
	}
	err := h.noneHas(logs, samplePassword, whispered, walkerID, walkerName, walkPIN)
	var data []string
	walkErr := filepath.WalkDir(filepath.Join(h.out, "data"), func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			data = append(data, path)
		}
		return err
	})
	return errors.Join(err, walkErr, h.noneHas(data, samplePassword, whispered))
}

func (h lockWalk) noneHas(files []string, secrets ...string) error {
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		for _, secret := range secrets {
			if bytes.Contains(content, []byte(secret)) {
				h.find(&h.leaks, fmt.Sprintf("%s holds %q", file, secret))
			}
		}
	}
	return nil
}

// stormy are the parts in which central and printers fail, so that programs rightly write errors down.
var stormy = map[string]bool{"truth": true, "storm": true}

// askedAgain is how a kiosk's watchdog writes down that the technician has started it again.
const askedAgain = `"msg":"the program is started again","after":"500ms","err":"exit status 3"`

// lookAtLogs finds what a program wrote down as its own failure, and programs that have ended.
func (h *walkHall) lookAtLogs(part string) {
	for _, p := range []*program{h.kiosk.program, h.counter.program, h.rating.program, h.central} {
		select {
		case <-p.ended:
			h.find(&h.stuck, fmt.Sprintf("after %s the %s has ended", part, p.name))
		default:
		}
		for _, line := range p.said.fresh() {
			var said struct{ Level, Msg, Err string }
			if part == "technician" && strings.Contains(line, askedAgain) {
				continue
			}
			if strings.Contains(line, "panic:") || strings.Contains(line, "Fyne error") || !stormy[part] && json.Unmarshal([]byte(line), &said) == nil && said.Level == "ERROR" {
				h.find(&h.stuck, fmt.Sprintf("during %s the %s says: %s", part, p.name, line))
			}
		}
	}
}
