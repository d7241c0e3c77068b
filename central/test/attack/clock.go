package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/registry"
	"motcua/internal/uplink"
)

// aheadOnce has central write one event while its clock is 80 years ahead, and come back to today. Numbers are given on; no code that names a
// day is, until a person accepts the clock.
func aheadOnce(h *attacked) error {
	if _, err := h.code(); err != nil {
		return fmt.Errorf("no code is given by a clock that is right: %w", err)
	}
	h.stop()
	ahead := func() time.Time { return time.Now().AddDate(80, 0, 0) }
	j, err := journal.Open(filepath.Join(filepath.Dir(h.config), "central.db"), "central", ahead, journal.Join())
	if err != nil {
		return err
	}
	err = j.Write(h, func(tx *journal.Tx) error {
		_, err := tx.Append(hall.KindPrinter, "", hall.PrinterState{Status: "ready"})
		return err
	})
	if err := errors.Join(err, j.Close()); err != nil {
		return err
	}
	if err := errors.Join(h.start(), h.goesOn()); err != nil {
		return err
	}
	code, err := h.code()
	if err == nil || !strings.Contains(err.Error(), "clock") {
		return fmt.Errorf("a clock that is doubted gives the code %q, with the error %v", code, err)
	}
	if _, err := h.command("", "clock", "accept"); err != nil {
		return err
	}
	h.stop()
	if err := h.start(); err != nil {
		return err
	}
	if _, err := h.code(); err != nil {
		return fmt.Errorf("no code is given when the clock is accepted: %w", err)
	}
	return h.goesOn()
}

// code asks for a dossier's code at a desk where an officer has logged in.
func (h *attacked) code() (string, error) {
	desk := h.client("counter-01")
	s, err := desk.Login(h, uplink.Credentials{Officer: "lan", Password: password})
	if err != nil {
		return "", fmt.Errorf("log in: %w", err)
	}
	desk.Session = s.Token
	return desk.Code(h, registry.Request{ID: newID(), Agency: "000.00.00.H25"})
}

// killedBackup kills backups while they copy the register: what they have written is nobody else's to read, and is gone after the next start.
func killedBackup(h *attacked) error {
	file := filepath.Join(h.folder, "backup")
	for try := range 50 {
		left, err := h.killBackup(file, time.Duration(try)*5*time.Millisecond)
		if err != nil {
			return err
		}
		if len(left) == 0 {
			continue
		}
		if err := onlyOurs(left); err != nil {
			return err
		}
		h.stop()
		if err := h.start(); err != nil {
			return err
		}
		if left := h.leftOfBackup(file); len(left) > 0 {
			return fmt.Errorf("a start leaves %q", left)
		}
		return h.goesOn()
	}
	return errors.New("no backup was killed in the middle of it")
}

// killBackup begins a backup, kills it some time after its first file is there, and returns what it has left.
func (h *attacked) killBackup(file string, after time.Duration) (left []string, err error) {
	ctx, cancel := context.WithTimeout(h, time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, h.program, "-config", h.config, "backup", file)
	if err := c.Start(); err != nil {
		return nil, err
	}
	ended := make(chan struct{})
	go func() { defer close(ended); _ = c.Wait() }()
	for begun := false; !begun; {
		select {
		case <-ended: // it was quicker
			return nil, os.RemoveAll(file)
		case <-time.After(time.Millisecond):
			begun = len(h.leftOfBackup(file)) > 0
		}
	}
	time.Sleep(after) // another moment of the backup each time
	_ = c.Process.Kill()
	<-ended
	if _, err := os.Stat(file); err == nil {
		return nil, os.Remove(file) // whole before the kill
	}
	return h.leftOfBackup(file), nil
}

// leftOfBackup lists the temporary folders of a backup and the unfinished file.
func (h *attacked) leftOfBackup(file string) (left []string) {
	left, _ = filepath.Glob(filepath.Join(filepath.Dir(h.config), journal.TemporaryPrefix+"*")) // the pattern is right
	parts, _ := filepath.Glob(file + "?*")
	return append(left, parts...)
}

// onlyOurs returns an error for a file or folder that others than its owner may read.
func onlyOurs(paths []string) error {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if info.Mode().Perm()&0o077 != 0 {
			return fmt.Errorf("%s is %s", filepath.Base(path), info.Mode().Perm())
		}
	}
	return nil
}
