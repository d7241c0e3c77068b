package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"syscall"
	"time"

	"motcua/internal/vietnamese"
)

// claim is a moment at which a screen could say what is not so.
type claim struct {
	name    string
	program string
	before  func(h *walkHall) error                      // makes it so
	steps   []step                                       // what somebody does then
	wait    time.Duration                                // how long they look
	never   []string                                     // what the screen must not say by then, as words without diacritics
	says    []string                                     // of which it must say one; none: anything
	after   func(ctx context.Context, h *walkHall) error // makes all well again
}

func hangs(h *walkHall) error { return h.central.cmd.Process.Signal(syscall.SIGSTOP) }
func goesOn(_ context.Context, h *walkHall) error {
	return h.central.cmd.Process.Signal(syscall.SIGCONT)
}
func dies(h *walkHall) error                        { h.central.kill(); return nil }
func starts(ctx context.Context, h *walkHall) error { return h.startCentral(ctx) }
func kioskPrinter(command string) func(*walkHall) error {
	return func(h *walkHall) error { return h.printer.tell(command) }
}
func counterPrinter(command string) func(*walkHall) error {
	return func(h *walkHall) error { return h.deskPrinter.tell(command) }
}

func kioskPrinterAgain(command string) func(context.Context, *walkHall) error {
	return func(_ context.Context, h *walkHall) error { return h.printer.tell(command) }
}

func counterPrinterAgain(command string) func(context.Context, *walkHall) error {
	return func(_ context.Context, h *walkHall) error { return h.deskPrinter.tell(command) }
}

// claims are the moments that are tried.
var claims = []claim{
	{"help is called while central hangs", "kiosk", hangs, []step{{"touch help", "help"}, {"touch call", "help"}}, 10 * time.Second,
		[]string{"da goi can bo", "can bo se den ngay", "can bo dang den"}, nil, goesOn},
	{"help is called without central", "kiosk", dies, []step{{"touch help", "help"}, {"touch call", "help"}}, 10 * time.Second,
		[]string{"da goi can bo", "can bo se den ngay", "can bo dang den"}, []string{"chua goi duoc"}, starts},
	{"a number while the kiosk's printer has no paper", "kiosk", kioskPrinter("paper out"), []step{{"touch number", "services"}, {"touch service.A", "ticket"}}, 6 * time.Second,
		[]string{"moi quy khach lay phieu", "dang in phieu"}, nil, kioskPrinterAgain("paper in")},
	{"a number while the kiosk's printer is unplugged", "kiosk", kioskPrinter("unplug"), []step{{"touch number", "services"}, {"touch service.A", "ticket"}}, 6 * time.Second,
		[]string{"moi quy khach lay phieu", "dang in phieu"}, nil, kioskPrinterAgain("plug")},
	{"the desk while central hangs", "counter", hangs, nil, 18 * time.Second, // a device believes in a central for fifteen seconds
		[]string{"da ket noi"}, nil, goesOn},
	{"the desk without central", "counter", dies, nil, 4 * time.Second, []string{"da ket noi"}, nil, starts},
	{"a dossier received while the desk's printer is unplugged", "counter", counterPrinter("unplug"),
		[]step{{"scan " + walkerCard, "counter.intake.0"}, {"type khai s", "counter.intake.0"}, {"enter", "counter.intake.1"}, {"key 1 2", "counter.intake.1"}, {"key Return", "counter.received"}},
		8 * time.Second, []string{"dang in", "da in"}, nil, counterPrinterAgain("plug")},
}

// run tries each claim and reads the screen as a person would.
func (h truthWalk) run(ctx context.Context) error {
	for _, c := range claims {
		if err := errors.Join(h.atHome(ctx), h.atDesk(ctx), c.before(h.walkHall)); err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
		err := errors.Join(h.play(ctx, path{c.name, c.program, c.steps}), h.tryClaim(ctx, c), c.after(ctx, h.walkHall))
		if err != nil {
			return fmt.Errorf("%s: %w", c.name, err)
		}
	}
	return nil
}

// tryClaim looks at a screen after the time in which the truth must have come out, and reads it.
func (h truthWalk) tryClaim(ctx context.Context, c claim) error {
	select { // the screen must have found out by itself by then
	case <-time.After(c.wait):
	case <-ctx.Done():
		return ctx.Err()
	}
	name := "truth-" + strings.ReplaceAll(c.name, " ", "-")
	if _, err := h.look(c.program, name); err != nil {
		return err
	}
	text, err := readPicture(ctx, h.picture(name))
	if err != nil {
		return err
	}
	for _, words := range c.never {
		if strings.Contains(text, words) {
			h.find(&h.untrue, fmt.Sprintf("%s: the screen says %q: %s", c.name, words, h.picture(name)))
		}
	}
	for _, words := range c.says {
		if strings.Contains(text, words) {
			return nil
		}
	}
	if len(c.says) > 0 {
		h.find(&h.untrue, fmt.Sprintf("%s: the screen says none of %q: %s", c.name, c.says, h.picture(name)))
	}
	return nil
}

// readPicture returns the words on a picture, without diacritics, which are misread more often than letters.
func readPicture(ctx context.Context, picture string) (string, error) {
	out, err := exec.CommandContext(ctx, "tesseract", picture, "-", "-l", "vie", "--psm", "11").Output()
	if err != nil {
		return "", fmt.Errorf("read %s: %w", picture, err)
	}
	return strings.Join(strings.Fields(vietnamese.Fold(string(out))), " "), nil
}
