package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"motcua/assets"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// officerKeys are an officer's ways with keys only, each from the queue back to it. {day} is the next working day.
var officerKeys = []path{
	{"call, recall, finish", "counter", []step{{"key F2", "counter finish"}, {"key F3", "counter finish"}, {"key F9", "counter -finish"}}},
	{"call, finish and call, finish", "counter", []step{{"key F2", "counter finish"}, {"key F10", "counter finish"}, {"key F9", "counter -finish"}}},
	{"no-show, and there after all", "counter", []step{
		{"key F2", "counter finish"}, {"note number", ""}, {"key F6", "counter -finish"}, {"type {number}", ""}, {"key Return", "counter finish"}, {"key F9", "counter -finish"}}},
	{"back in the line", "counter", []step{{"key F2", "counter finish"}, {"key F4", "counter -finish"}}},
	{"transfer left, and done", "counter", []step{
		{"key F2", "counter finish"}, {"dialog F7", "counter finish"}, {"key F7", "counter.transfer"}, {"key 2", "counter -finish"}}},
	{"a dossier of a card taken in, all its cards opened", "counter", []step{
		{"scan " + walkerCard, "counter.intake.0"}, {"dialog Home", ""},
		{"key Home", "counter.menu"}, {"key 1", "counter.form"}, {"key Escape", "counter.intake.0"},
		{"key Home", "counter.menu"}, {"key 2", "counter.form"}, {"key Escape", "counter.intake.0"},
		{"key Home", "counter.menu"}, {"key 3", "counter.form"}, {"key Escape", "counter.intake.0"},
		{"key Home", "counter.menu"}, {"key 4", "counter.form"}, {"key Escape", "counter.intake.0"},
		{"key Home", "counter.menu"}, {"key 5", "counter.intake.0"}, {"key Home", "counter.menu"}, {"key 5", "counter.intake.0"},
		{"type khai s", "counter.intake.0"}, {"enter", "counter.intake.1"},
		{"key Home", "counter.menu"}, {"key 6", "counter.form"}, {"key Escape", "counter.intake.1"},
		{"key 1 2", ""}, {"key Down space Right plus minus Left Up", ""}, {"key Return", "counter.received"}, {"key Escape", "counter"}}},
	{"a dossier with a fee taken in", "counter", []step{
		{"scan " + payerCard, "counter.intake.0"}, {"type chung thuc ban sao", "counter.intake.0"}, {"enter", "counter.intake.1"}, {"key 1", ""},
		{"key Return", "counter.intake.2"}, {"key 0", ""}, {"key Return", "counter.received"}, {"key Escape", "counter"}}},
	{"a dossier to be withdrawn taken in", "counter", []step{
		{"scan " + leaverCard, "counter.intake.0"}, {"type khai s", "counter.intake.0"}, {"enter", "counter.intake.1"}, {"key 1 2", ""},
		{"key Return", "counter.received"}, {"key Return", "counter"}}},
	{"an intake given up", "counter", []step{{"key F8", "counter.intake.0"}, {"type ket hon", ""}, {"enter", "counter.intake.1"}, {"key Escape", "counter.intake.0"}, {"key Escape", ""}, {"key Escape", "counter"}}},
	{"the register, its lists and its book", "counter", []step{
		{"key F5", "counter.register"}, {"key Right Right Left", "counter.register"}, {"key F1", "counter.preview"}, {"key Down Down", "counter.preview"}, {"key 5", "counter.form"},
		{"key Escape", "counter.preview"}, {"key Escape", "counter.register"}, {"key Escape", "counter"}}},
	{"a dossier's papers printed", "counter", []step{
		{"key F5", "counter.register"}, {"type thuong", "counter.register found.1"}, {"key Down", ""}, {"enter", "counter.dossier"}, {"key F1", "counter.preview"},
		{"key Down Right Next Prior Left Up", "counter.preview"}, {"dialog Home", "counter.preview"}, {"key Home", "counter.menu"}, {"key 2", "counter.preview"},
		{"key Home", "counter.menu"}, {"key 1", "counter.preview"}, {"key Return", "counter.preview"}, {"key Escape", "counter.dossier"}, {"key 9", "counter.dossier"},
		{"key Down Up", "counter.dossier"}, {"key Escape", "counter.register"}, {"key Escape", "counter"}}},
	{"a dossier's whole way", "counter", append(openDossier("hoai thuong"),
		step{"dialog 2", ""}, step{"dialog 3", ""}, step{"dialog Delete", ""}, step{"dialog End", ""},
		step{"key 1", "counter.form"}, step{"fill ||", "counter.dossier"}, step{"dialog 1", ""},
		step{"dialog 2", ""}, step{"dialog 3", ""}, step{"dialog 4", ""}, step{"dialog 5", ""}, step{"dialog Delete", ""},
		step{"key 6", "counter.form"}, step{"fill |", "counter.dossier"}, step{"key 8", "counter.form"}, step{"fill |", "counter.dossier"},
		step{"key Escape", "counter.register"}, step{"key Escape", "counter"})},
	takesIn("another dossier of the same card"),
	{"a dossier paid, asked to supplement and declined", "counter", append(openDossier("kim phuong"),
		step{"key 7", "counter.form"}, step{"fill |", "counter.dossier"}, step{"key 2", "counter.form"}, step{"fill giay to con thieu|theo quy dinh", "counter.dossier"},
		step{"dialog 2", ""}, step{"key End", "counter.form"}, step{"fill khong du dieu kien", "counter.dossier"}, step{"key Escape", "counter.register"}, step{"key Escape", "counter"})},
	{"a dossier withdrawn", "counter", append(openDossier("van khanh"),
		step{"key 2", "counter.form"}, step{"fill giay to con thieu|theo quy dinh", "counter.dossier"}, step{"key 2", "counter.form"}, step{"fill |", "counter.dossier"},
		step{"key Delete", "counter.form"}, step{"fill cong dan de nghi", "counter.dossier"}, step{"key Escape", "counter.register"}, step{"key Escape", "counter"})},
	{"an appointment made, moved and cancelled", "counter", []step{
		{"key F11", "counter.appointments"}, {"dialog Return", "counter.appointments"}, {"key Right", "counter.appointments"}, {"key Left", "counter.appointments"},
		{"key Return", "counter.form"}, {"key Return", ""}, {"key ctrl+a", ""}, {"fill {day}|9h30|", "counter.appointments"}, {"key Right Left", "counter.appointments"},
		{"dialog 2", "counter.appointments"}, {"key 1", "counter.appointments"}, {"key 3", "counter.appointments"}, {"key Up", "counter.appointments"}, {"key Escape", "counter"}}},
	{"locked and back", "counter", []step{{"key F12", "counter.login"}}},
}

// takesIn is the short way to a dossier of the walker's card.
func takesIn(name string) path {
	return path{name, "counter", []step{
		{"scan " + walkerCard, "counter.intake.0"}, {"type khai s", "counter.intake.0"}, {"enter", "counter.intake.1"}, {"key 1 2", ""}, {"key Return", "counter.received"}, {"key Return", "counter"}}}
}

// openDossier goes from the queue to the first dossier found for some words.
func openDossier(words string) []step {
	return []step{{"key F5", "counter.register"}, {"type " + words, "counter.register found.1"}, {"enter", "counter.dossier"}}
}

// officerMouse are an officer's ways with the mouse; letters are typed, for there is no other way.
var officerMouse = []path{
	{"the mouse calls, calls again and finishes", "counter", []step{{"touch next", "counter finish"}, {"touch recall", "counter finish"}, {"touch finish_next", "counter finish"}, {"touch finish", "counter -finish"}}},
	{"the mouse has somebody wait, and go", "counter", []step{{"touch next", "counter finish"}, {"touch skip", "counter -finish"}, {"touch next", "counter finish"}, {"touch no_show", "counter -finish"}}},
	{"the mouse transfers", "counter", []step{{"touch next", "counter finish"}, {"card transfer", "counter finish"}, {"touch transfer", "counter.transfer"}, {"touch transfer.B", "counter -finish"}}},
	{"the mouse takes a dossier in", "counter", []step{
		{"touch queue.F8", "counter.intake.0"}, {"card intake.Home", ""},
		{"touch intake.Home", "counter.menu"}, {"touch menu.2", "counter.form"}, {"touch form.cancel", "counter.intake.0"},
		{"touch intake.Home", "counter.menu"}, {"touch menu.3", "counter.form"}, {"touch form.cancel", "counter.intake.0"},
		{"touch intake.Home", "counter.menu"}, {"touch menu.4", "counter.form"}, {"touch form.cancel", "counter.intake.0"},
		{"touch intake.Home", "counter.menu"}, {"touch menu.1", "counter.form"}, {"touch field.1", ""}, {"type Vu Thi Ngoc Lan", ""}, {"touch field.2", ""}, {"type 035193000006", ""},
		{"touch form.ok", "counter.intake.0"}, {"touch search", ""}, {"type khai s", ""}, {"touch hit.1", "counter.intake.1"}, {"touch intake.Home", "counter.menu"},
		{"touch menu.6", "counter.form"}, {"touch form.cancel", "counter.intake.1"}, {"touch paper.1", ""}, {"touch paper.2", ""}, {"touch intake.Return", "counter.received"}, {"touch dossier.Escape", "counter"}}},
	{"the mouse gives an intake up", "counter", []step{{"touch queue.F8", "counter.intake.0"}, {"touch intake.Escape", "counter"}}},
	{"the mouse goes through the register", "counter", []step{
		{"touch queue.F5", "counter.register"}, {"touch list.all", "counter.register"}, {"touch list.late", "counter.register"}, {"touch register.Right", "counter.register"}, {"touch register.Left", "counter.register"},
		{"touch register.F1", "counter.preview"}, {"touch papers.2", "counter.preview"}, {"touch papers.5", "counter.form"}, {"touch form.cancel", "counter.preview"}, {"touch preview.Escape", "counter.register"},
		{"touch search", ""}, {"type ngoc lan", "counter.register found.1"}, {"touch found.1", "counter.dossier"},
		{"card dossier.1", ""}, {"card dossier.2", ""}, {"card dossier.Delete", ""}, {"touch dossier.1", "counter.form"}, {"touch form.ok", "counter.dossier"},
		{"card dossier.1", ""}, {"card dossier.3", ""}, {"card dossier.4", ""}, {"card dossier.5", ""}, {"card dossier.6", ""},
		{"touch dossier.F1", "counter.preview"}, {"touch papers.2", "counter.preview"}, {"card preview.Home", "counter.preview"}, {"touch preview.Return", "counter.preview"}, {"touch preview.Escape", "counter.dossier"},
		{"touch dossier.9", "counter.dossier"}, {"touch dossier.Escape", "counter.register"}, {"touch register.Escape", "counter"}}},
	{"the mouse sees the appointments", "counter", []step{
		{"touch queue.F11", "counter.appointments"}, {"card appointments.Return", "counter.appointments"}, {"touch appointments.Right", "counter.appointments"}, {"touch appointments.Left", "counter.appointments"}, {"touch entry.1", "counter.appointments"},
		{"card appointments.2", "counter.appointments"}, {"touch appointments.Escape", "counter"}}},
	{"the mouse locks and unlocks", "counter", []step{
		{"touch lock", "counter.login"}, {"touch officer", ""}, {"key ctrl+a", ""}, {"type lan", ""}, {"touch password", ""}, {"type " + samplePassword, ""}, {"touch enter", "counter"}}},
}

// run plays the officers' paths, with keys and with the mouse, and help between a kiosk and a desk.
func (h officerWalk) run(ctx context.Context) error {
	calendar, err := workday.Load(assets.Holidays, "")
	if err != nil {
		return err
	}
	h.notes["day"] = calendar.AddWorkingDays(workday.DateOf(time.Now()), 1).At(0).Format("02/01/2006")
	if err := citizenWalk(h).takeNumbers(ctx); err != nil {
		return err
	}
	for _, p := range append(append([]path{}, officerKeys...), officerMouse...) {
		if err := errors.Join(h.atDesk(ctx), h.freeDesk(ctx), h.play(ctx, p)); err != nil {
			return err
		}
	}
	for _, answer := range []string{"key Insert", "touch coming"} {
		if err := h.callHelp(ctx, answer); err != nil {
			return err
		}
	}
	h.neverOpened()
	return h.readReceipt(ctx)
}

// freeDesk is done with whoever is at the desk.
func (h officerWalk) freeDesk(ctx context.Context) error {
	if h.counter.newest(); !h.counter.shows.has([]string{"finish"}) {
		return nil
	}
	return h.play(ctx, path{"the desk is freed", "counter", []step{{"key F9", "counter -finish"}}})
}

// callHelp has a citizen call, and the officer answer.
func (h officerWalk) callHelp(ctx context.Context, answer string) error {
	return errors.Join(h.atHome(ctx), h.atDesk(ctx),
		h.play(ctx, path{"help is called", "kiosk", []step{{"touch help", "help"}, {"touch call", "help"}}}),
		h.play(ctx, path{"help is answered by " + answer, "counter", []step{{"wait", "counter coming"}, {answer, "counter -coming"}}}),
		h.play(ctx, path{"help comes", "kiosk", []step{{"touch back", "home"}, {"rest 11s", ""}}})) // a second call within ten seconds is none
}

// neededCards are the cards that some path must have opened.
var neededCards = strings.Split("counter F7,counter.intake.0 Home,counter.dossier 2,counter.dossier 3,counter.dossier 4,counter.dossier Delete,counter.preview Home,counter.appointments Return,counter.appointments 2", ",")

func (h officerWalk) neverOpened() {
	for _, card := range neededCards {
		if !h.opened[card] {
			h.find(&h.stuck, "the card of "+card+" was never open")
		}
	}
}

// importMeetings has central take over an appointment of today that its citizen comes for by its code.
func (h officerWalk) importMeetings(context.Context) error {
	file := filepath.Join(h.out, "appointments.csv")
	today := time.Now().In(queue.Zone).Format(time.DateOnly)
	lines := "code,service,day,from,to\nHN-2041,ho-tich," + today + ",00:00,23:59\n"
	if err := os.WriteFile(file, []byte(lines), 0o600); err != nil {
		return err
	}
	out, err := exec.Command(h.binary("central"), "-config", h.file("central"), "appointments", "import", file).CombinedOutput()
	if err != nil {
		return fmt.Errorf("import appointments: %w: %s", err, out)
	}
	return nil
}

// readReceipt notes what a receipt has for its holder and for a scanner: the code and the QR of the dossier that was received last.
func (h officerWalk) readReceipt(ctx context.Context) error {
	events, err := h.eventsIn(ctx, filepath.Join(h.data("counter"), "counter.db"))
	if err != nil {
		return err
	}
	for _, e := range events {
		var received struct{ Code string }
		if e.Kind == "dossier.received" && json.Unmarshal(e.Body, &received) == nil && received.Code != "" {
			_, ends, _ := strings.Cut(received.Code, "-")
			h.notes["code"] = strings.ReplaceAll(ends, "-", "")
			h.notes["receipt"] = received.Code
		}
	}
	if h.notes["code"] == "" {
		h.find(&h.stuck, "no dossier was received on any path")
	}
	return nil
}
