package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"

	"motcua/internal/uplink"
)

// samplePassword opens every account of the sample hall. Accounts of a real hall get theirs by central's command, each its own.
const samplePassword = "sen hong thang nam"

// staff are the sample hall's officers: login name, name and role.
var staff = [][3]string{
	{"lan", "Nguyễn Thị Lan", "officer"}, {"hoa", "Trần Thị Hoa", "supervisor"}, {"tung", "Lê Văn Tùng", "technician"}, {"minh", "Phạm Văn Minh", "admin"},
}

// hireAll makes the hall's officers, as an administrator would.
func (h *sampleHall) hireAll(ctx context.Context) error {
	for _, s := range staff {
		if err := h.officer(ctx, samplePassword, "add", s[0], s[1], s[2]); err != nil {
			return err
		}
	}
	return nil
}

// officer runs central's command about an officer; typed is what it reads.
func (h *sampleHall) officer(ctx context.Context, typed string, args ...string) error {
	command := exec.CommandContext(ctx, h.binary("central"), append([]string{"-config", h.file("central"), "officer"}, args...)...)
	command.Stdin = strings.NewReader(typed + "\n")
	if out, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("central officer %s: %w: %s", strings.Join(args, " "), err, out)
	}
	return nil
}

// takeWatch logs the supervisor in at the desk where nobody sits, so that the hall's watcher may look dossiers up.
func (h *sampleHall) takeWatch(ctx context.Context) error {
	s, err := h.client.Login(ctx, uplink.Credentials{Officer: "hoa", Password: samplePassword})
	h.client.Session = s.Token
	return err
}

// login types a login name and the sample password at a counter where nobody has sat before, with real keys.
func (w *window) login(ctx context.Context, id string) error {
	if err := w.awaitScreen(ctx, 0, "counter.login", "password"); err != nil {
		return err
	}
	from := w.cues.length()
	return errors.Join(
		w.awaitStill(),
		w.write(id), w.key("Return"),
		w.write(samplePassword), w.key("Return"),
		w.awaitScreen(ctx, from, "counter"),
	)
}

// write types a text at the pace of a quick hand.
func (w *window) write(text string) error {
	return w.display.run("xdotool", "type", "--delay", handPace, text)
}

// handPace is how many milliseconds a quick hand has between two keys; a scanner that types has fewer than 30.
const handPace = "90"
