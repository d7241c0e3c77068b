package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"strings"
	"time"
)

// The invented people who walk through the hall.
const (
	walkerCard = "035185000003||Lê Thị Hoài Thương|03031985|Nữ|Thôn 3, Xã Bình Nghĩa, Hà Nam|15042021"
	walkerID   = "035185000003"
	walkerName = "Lê Thị Hoài Thương"
	otherCard  = "035088000002||Trần Văn Bách|02021988|Nam|Thôn 2, Xã Bình Nghĩa, Hà Nam|15042021"
	otherName  = "Trần Văn Bách"
	payerCard  = "035190000004||Đỗ Thị Kim Phượng|02021990|Nữ|Thôn 5, Xã Bình Nghĩa, Hà Nam|15042021"
	leaverCard = "035092000005||Ngô Văn Khánh|01011992|Nam|Thôn 7, Xã Bình Nghĩa, Hà Nam|15042021"
)

// favoured begins the names of the paths on which somebody chooses a class; on no other one may a slip have one.
const favoured = "by priority"

// citizenPaths are ways through the kiosk by touch, each from the first screen back to it. {code} is a dossier's, as its holder types it,
// {receipt} what is printed on its receipt for a scanner, {meeting} the code of an appointment.
var citizenPaths = []path{
	{"a number", "kiosk", []step{{"touch number", "services"}, {"touch service.A", "ticket"}, {"touch done", "home"}}},
	{favoured + ", a number", "kiosk", []step{{"touch number", "services"}, {"touch priority", "priority"}, {"touch choice.2", "services"}, {"touch service.A", "ticket"}, {"touch done", "home"}}},
	{"a number right after somebody of priority", "kiosk", []step{{"touch number", "services"}, {"touch service.B", "ticket"}, {"touch done", "home"}}},
	{"priority chosen and given up", "kiosk", []step{{"touch number", "services"}, {"touch priority", "priority"}, {"touch choice.3", "services"}, {"touch first", "home"}}},
	{"a number of a procedure right after", "kiosk", []step{{"touch find", "finding"}, {"touch offer.1", "reading"}, {"touch take", "ticket"}, {"touch done", "home"}}},
	{"two numbers", "kiosk", []step{{"touch number", "services"}, {"touch service.C", "ticket"}, {"touch more", "services"}, {"touch service.D", "ticket"}, {"touch done", "home"}}},
	{"priority looked at and left", "kiosk", []step{{"touch number", "services"}, {"touch priority", "priority"}, {"touch back", "services"}, {"touch back", "home"}}},
	{"an office chosen", "kiosk", []step{{"touch number", "services"}, {"touch offices", "offices"}, {"touch choice.2", "services"}, {"touch first", "home"}}},
	{"a service that is used up", "kiosk", []step{{"touch number", "services"}, {"touch service.F", "ticket"}, {"touch done", "home"}, {"touch number", "services"}, {"touch service.F", "closed"}, {"touch back", "services"}, {"touch first", "home"}}},
	{"a procedure looked for, read and printed", "kiosk", []step{
		{"touch find", "finding"}, {"spell ket hon", ""}, {"touch offer.1", "reading"}, {"touch page.next", "reading"}, {"touch page.back", "reading"},
		{"touch print", ""}, {"touch back", "finding"}, {"touch key.clear", "finding"}, {"touch first", "home"}}},
	{"how to file and to pay", "kiosk", []step{{"touch online", "filing"}, {"touch print", ""}, {"touch first", "home"}, {"touch payment", "paying"}, {"touch back", "home"}}},
	{"help of every kind of screen", "kiosk", []step{
		{"touch help", "help"}, {"touch back", "home"}, {"touch number", "services"}, {"touch help", "help"}, {"touch back", "services"}, {"touch first", "home"},
		{"touch find", "finding"}, {"touch help", "help"}, {"touch back", "finding"}, {"touch first", "home"}, {"touch lookup", "seeking"}, {"touch help", "help"}, {"touch back", "seeking"}, {"touch first", "home"}}},
	{"large, contrast, low, English and back", "kiosk", []step{
		{"touch eyes", "home"}, {"touch contrast", "home"}, {"touch reach", "home"}, {"touch lang", "home"}, {"touch number", "services"}, {"touch back", "home"},
		{"touch find", "finding"}, {"touch back", "home"}, {"touch lookup", "seeking"}, {"touch first", "home"}}},
	{"large and left", "kiosk", []step{{"touch eyes", "home"}, {"touch number", "services"}, {"touch first", "home"}}},
	{"a wrong code", "kiosk", []step{{"touch lookup", "seeking"}, {"touch key.2", "seeking"}, {"touch key.6", "seeking"}, {"touch done", "seeking"}, {"touch first", "home"}}},
	{"a dossier by its receipt", "kiosk", []step{{"scan {receipt}", "told"}, {"touch stay", "told"}, {"touch first", "home"}}},
	{"a stranger's card before a dossier", "kiosk", []step{{"scan {receipt}", "told"}, {"scan " + otherCard, ""}, {"touch first", "home"}}},
	{"all dossiers of a card", "kiosk", []step{{"scan " + walkerCard, "told"}, {"touch page.next", "told"}, {"touch page.back", "told"}, {"touch first", "home"}}},
	{"a card with nothing", "kiosk", []step{{"scan " + otherCard, "presented"}, {"touch choice.1", "services"}, {"touch first", "home"}}},
	{"an appointment that is none", "kiosk", []step{{"touch number", "services"}, {"touch appointment", "arriving"}, {"touch key.h", "arriving"}, {"touch key.n", "arriving"}, {"touch key.9", "arriving"}, {"touch done", "arriving"}, {"touch first", "home"}}},
	{"an opinion without a number", "kiosk", []step{{"touch opinion", "judging"}, {"touch key.a", "judging"}, {"touch key.9", "judging"}, {"touch done", "judging"}, {"touch first", "home"}}},
}

// glassPaths are citizens' ways that cannot be walked twice, or are too long without a finger.
var glassPaths = []path{
	{"a dossier by its code", "kiosk", []step{{"touch lookup", "seeking"}, {"spell {code}", ""}, {"touch done", "told"}, {"touch back", "seeking"}, {"touch back", "home"}}},
	{"an appointment by its code", "kiosk", []step{{"touch number", "services"}, {"touch appointment", "arriving"}, {"spell hn2041", ""}, {"touch done", "ticket"}, {"touch done", "home"}}},
	{"somebody who walks away", "kiosk", []step{{"touch number", "services"}, {"rest 25s", "still"}, {"touch stay", "services"}, {"rest 45s", "home"}}},
}

// beginAtHome looks at the kiosk before anybody has come.
func (h *walkHall) beginAtHome(ctx context.Context) error {
	err := errors.Join(h.atHome(ctx), officerWalk{h}.importMeetings(ctx))
	if err == nil {
		h.empty, err = h.look("kiosk", "home-before")
	}
	return err
}

// takeNumbers has people come, so that an officer has somebody to call.
func (h citizenWalk) takeNumbers(ctx context.Context) error {
	const people = 14
	for range people {
		if err := errors.Join(h.atHome(ctx), h.play(ctx, citizenPaths[0])); err != nil {
			return err
		}
	}
	return nil
}

// run plays the citizens' paths with a finger, and once more with keys.
func (h citizenWalk) run(ctx context.Context) error {
	if err := hiddenWalk(h).haveDossier(ctx); err != nil {
		return err
	}
	for _, p := range append(citizenPaths, glassPaths...) {
		if err := h.visit(ctx, p); err != nil {
			return err
		}
	}
	for _, p := range citizenPaths {
		if p.name == "a service that is used up" {
			p.steps = p.steps[3:] // it still is
		}
		if err := h.visit(ctx, byKeys(p)); err != nil {
			return err
		}
	}
	return nil
}

// visit plays one citizen's path; afterwards nothing of the citizen may be left, on the screen or on paper.
func (h citizenWalk) visit(ctx context.Context, p path) error {
	if err := errors.Join(h.atHome(ctx), h.play(ctx, p), h.atHome(ctx)); err != nil {
		return err
	}
	h.lookAtSlips(p.name)
	after, err := h.eyes["kiosk"].look()
	if err != nil {
		return err
	}
	const mayDiffer = 0.06 // the clock, how many wait, and how it goes with a call for help
	if share := differs(h.empty, after); share > mayDiffer {
		name := "left-" + strings.ReplaceAll(p.name, " ", "-")
		h.find(&h.leaks, fmt.Sprintf("after %q the first screen differs from a fresh one by %.0f %%: %s", p.name, share*100, h.picture(name)))
		_, err = h.look("kiosk", name)
	}
	return err
}

// lookAtSlips looks whether a slip that came out during a path has a class that its person did not choose, or names somebody.
func (h *walkHall) lookAtSlips(during string) {
	for _, line := range h.printer.said.fresh() {
		var slip slipOut
		if json.Unmarshal([]byte(line), &slip) != nil || slip.Event != "slip" {
			continue
		}
		text := strings.Join(slip.Text, "\n")
		if strings.Contains(text, "Ưu tiên") && !strings.HasPrefix(during, favoured) {
			h.find(&h.leaks, fmt.Sprintf("during %q a slip has a class that somebody else chose: %s", during, slip.PNG))
		}
		if strings.Contains(text, walkerName) || strings.Contains(text, walkerID) || strings.Contains(text, otherName) {
			h.find(&h.leaks, fmt.Sprintf("during %q a slip names somebody: %s", during, slip.PNG))
		}
	}
}

// differs is which share of what is drawn on two pictures is not on the other one too; 1 where one is light and the other is dark. What has
// moved by a few pixels, as a picture does that is not to burn in, does not differ.
func differs(a, b *image.RGBA) float64 {
	const dark = 128
	if (brightness(a) < dark) != (brightness(b) < dark) {
		return 1
	}
	return float64(lost(a, b)+lost(b, a)) / float64(max(1, len(ink(a))))
}

// brightness is that of a picture on average.
func brightness(picture *image.RGBA) int {
	sum := 0
	for i := 0; i+2 < len(picture.Pix); i += 4 {
		sum += (int(picture.Pix[i])*3 + int(picture.Pix[i+1])*6 + int(picture.Pix[i+2])) / 10
	}
	return sum / max(1, len(picture.Pix)/4)
}

// atHome brings the kiosk to its first screen, by touch where it offers that and by patience where not.
func (h *walkHall) atHome(ctx context.Context) error {
	if err := h.kiosk.awaitScreen(ctx, 0, "home", "number"); err != nil {
		return err
	}
	for range 6 {
		shown := h.kiosk.newestScreen()
		if shown.Name == "home" {
			return h.settle("kiosk")
		}
		for _, way := range []string{"first", "done", "back", "leave", "tech.close"} {
			if shown.has([]string{way}) {
				if err := h.do(ctx, "kiosk", "touch "+way); err != nil && !errors.Is(err, errNotThere) {
					return err
				}
				break
			}
		}
		if err := h.settle("kiosk"); err != nil {
			return err
		}
	}
	return stormWalk{h}.comesHome(ctx)
}

// atDesk brings the counter to its queue: logs in where it is locked, and leaves whatever is open.
func (h *walkHall) atDesk(ctx context.Context) error {
	if err := h.counter.awaitScreen(ctx, 0, "counter.login", "officer", "password"); err != nil {
		return err
	}
	for range 8 {
		switch h.counter.newest() {
		case "counter":
			return h.settle("counter")
		case "counter.login":
			if err := h.logIn(ctx, "lan"); err != nil {
				return err
			}
		default:
			if err := h.do(ctx, "counter", "key Escape"); err != nil {
				return err
			}
		}
		if err := h.settle("counter"); err != nil {
			return err
		}
	}
	h.find(&h.stuck, "the counter does not leave "+h.counter.newest())
	return h.counter.photograph(h.out, "stuck-counter")
}

// logIn types name and password at the counter, whatever stands in its fields.
func (h *walkHall) logIn(ctx context.Context, officer string) error {
	if err := h.typeLogin(ctx, officer); err != nil {
		return err
	}
	for deadline := time.Now().Add(answers); h.counter.newest() == "counter.login" && time.Now().Before(deadline); time.Sleep(100 * time.Millisecond) {
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	time.Sleep(reading)
	return h.settle("counter")
}

// typeLogin is logIn without waiting for what comes of it.
func (h *walkHall) typeLogin(ctx context.Context, officer string) error {
	for _, do := range []string{"touch officer", "key ctrl+a", "key BackSpace", "type " + officer, "touch password", "key ctrl+a", "key BackSpace", "type " + samplePassword, "key Return"} {
		err := h.do(ctx, "counter", do)
		if errors.Is(err, errNotThere) { // it was opened meanwhile
			return nil
		}
		if err != nil {
			return fmt.Errorf("log in at the counter: %w", err)
		}
	}
	return nil
}
