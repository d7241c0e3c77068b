package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// The invented people who walk through the hall.
const (
	walkerCard = "035185000003||Lê Thị Hoài Thương|03031985|Nữ|Thôn 3, Xã Bình Nghĩa, Hà Nam|15042021"
	walkerID   = "035185000003"
	walkerName = "Lê Thị Hoài Thương"
)

// citizenPaths are ways through the kiosk by touch, each from the first screen back to it.
var citizenPaths = []path{
	{"a number of a known service", "kiosk", []step{{"touch number", "services"}, {"touch service.A", "ticket"}, {"touch done", "home"}}},
	{"a number by priority, given up", "kiosk", []step{{"touch number", "services"}, {"touch priority", "priority"}, {"touch choice.1", "services"}, {"touch first", "home"}}},
	{"a number right after somebody of priority", "kiosk", []step{{"touch number", "services"}, {"touch service.B", "ticket"}, {"touch done", "home"}}},
	{"a procedure read and printed", "kiosk", []step{{"touch find", "finding"}, {"touch offer.1", "reading"}, {"touch print", ""}, {"wait", ""}, {"touch back", "finding"}, {"touch first", "home"}}},
	{"how to file and to pay", "kiosk", []step{{"touch online", "filing"}, {"touch first", "home"}, {"touch payment", "paying"}, {"touch first", "home"}}},
	{"a stranger's card at the first screen", "kiosk", []step{{"scan " + walkerCard, ""}, {"wait", ""}, {"touch first", "home"}}},
	{"help, and back", "kiosk", []step{{"touch help", "help"}, {"touch back", "home"}}},
	{"large, contrast, low, English and back", "kiosk", []step{
		{"touch eyes", "home"}, {"touch contrast", "home"}, {"touch reach", "home"}, {"touch lang", "home"}, {"touch number", "services"}, {"touch first", "home"}, {"touch lang", "home"}}},
	{"a rating with no number", "kiosk", []step{{"touch opinion", "judging"}, {"touch first", "home"}}},
}

// officerKeys are an officer's ways with keys only, each from the queue back to it.
var officerKeys = []path{
	{"call, recall, finish", "counter", []step{{"key F2", "counter"}, {"key F3", "counter"}, {"key F9", "counter"}}},
	{"transfer looked at and left", "counter", []step{{"key F2", "counter"}, {"key F7", "counter.transfer"}, {"key Escape", "counter"}, {"key F9", "counter"}}},
	{"a dossier taken in", "counter", []step{
		{"scan " + walkerCard, "counter.intake.0"}, {"type khai s", "counter.intake.0"}, {"key Return", "counter.intake.1"}, {"key 1 2", "counter.intake.1"},
		{"key Return", "counter.received"}, {"key Escape", "counter"}}},
	{"the register searched", "counter", []step{{"key F5", "counter.register"}, {"type thuong", "counter.register"}, {"key Down Return", "counter.dossier"}, {"key Escape", "counter.register"}, {"key Escape", "counter"}}},
	{"appointments looked at", "counter", []step{{"key F11", "counter.diary"}, {"key Escape", "counter"}}},
}

// officerMouse are an officer's ways with the mouse only.
var officerMouse = []path{
	{"the mouse calls and finishes", "counter", []step{{"touch next", "counter"}, {"touch finish", "counter"}}},
	{"the mouse sees the register", "counter", []step{{"touch queue.F5", "counter.register"}, {"touch register.Escape", "counter"}}},
}

// walkPaths plays all paths.
func (h *walkHall) walkPaths(ctx context.Context) error {
	if err := errors.Join(h.atHome(ctx), h.atDesk(ctx)); err != nil {
		return err
	}
	for _, paths := range [][]path{citizenPaths, officerKeys, officerMouse} {
		for _, p := range paths {
			if err := errors.Join(h.atHome(ctx), h.atDesk(ctx), h.play(ctx, p)); err != nil {
				return err
			}
		}
	}
	return h.nothingStays()
}

// nothingStays looks whether a slip has a class that its own person did not choose: nobody who took a number on the way had one.
func (h *walkHall) nothingStays() error {
	for _, line := range h.printer.said.fresh() {
		var slip slipOut
		if json.Unmarshal([]byte(line), &slip) == nil && strings.Contains(strings.Join(slip.Text, "\n"), "Ưu tiên") {
			h.leaks = append(h.leaks, "a slip has a class that only the person before chose: "+slip.PNG)
		}
	}
	return nil
}

// atHome brings the kiosk to its first screen, by touch where it offers that and by patience where not.
func (h *walkHall) atHome(ctx context.Context) error {
	if err := h.kiosk.awaitScreen(ctx, 0, "home", "number"); err != nil {
		return err
	}
	for range 6 {
		shown := h.kiosk.newestScreen()
		if shown.Name == "home" {
			return h.kiosk.settle()
		}
		for _, way := range []string{"first", "done", "back", "leave"} {
			if shown.has([]string{way}) {
				if err := h.do(ctx, "kiosk", "touch "+way); err != nil {
					return err
				}
				break
			}
		}
		if err := h.kiosk.settle(); err != nil {
			return err
		}
	}
	return h.comesHome(ctx)
}

// atDesk brings the counter to its queue: logs in where it is locked, and leaves whatever is open.
func (h *walkHall) atDesk(ctx context.Context) error {
	if err := h.counter.awaitScreen(ctx, 0, "counter.login", "officer", "password"); err != nil {
		return err
	}
	for range 8 {
		switch h.counter.newest() {
		case "counter":
			return h.counter.settle()
		case "counter.login":
			if err := h.logIn(ctx, "lan"); err != nil {
				return err
			}
		default:
			if err := h.do(ctx, "counter", "key Escape"); err != nil {
				return err
			}
		}
		if err := h.counter.settle(); err != nil {
			return err
		}
	}
	h.stuck = append(h.stuck, "the counter does not leave "+h.counter.newest())
	return h.counter.photograph(h.out, "stuck-counter")
}

// logIn types name and password at the counter, whatever stands in its fields.
func (h *walkHall) logIn(ctx context.Context, officer string) error {
	for _, do := range []string{"touch officer", "key ctrl+a", "key BackSpace", "type " + officer, "touch password", "key ctrl+a", "key BackSpace", "type " + samplePassword, "key Return"} {
		if err := h.do(ctx, "counter", do); err != nil {
			return fmt.Errorf("log in at the counter: %w", err)
		}
	}
	return h.counter.settle()
}
