package main

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"

	"github.com/creack/pty"
)

// The technician's PINs: the right one and a wrong one.
const (
	walkPIN  = "246810"
	wrongPIN = "135790"
)

// technicianPaths are the technician's ways at the kiosk, the last one with keys from the pad on: what is touched before the pad shows nobody
// that it can be, and no key leads there.
func technicianPaths() []path {
	opens := path{"the technician opens the panel", "kiosk", append(append([]step{{"knock", "pin"}}, onPad(wrongPIN)...), append(onPad(walkPIN), step{"wait", "technician"},
		step{"touch part.printer", "technician"}, step{"touch part.central", "technician"}, step{"touch part.disk", "technician"}, step{"touch tech.log", "technician.log"},
		step{"touch tech.parts", "technician"}, step{"touch tech.again", "technician"}, step{"touch tech.close", "home"})...)}
	keys := byKeys(path{"the technician at the pad", "kiosk", append(onPad(walkPIN), step{"wait", "technician"}, step{"touch tech.log", "technician.log"}, step{"touch tech.close", "home"})})
	keys.steps = append([]step{{"knock", "pin"}}, keys.steps...)
	return []path{
		{"a child at the star", "kiosk", []step{{"tap star", "home"}, {"tap star", "home"}, {"tap star", "home"}}},
		{"the pad left", "kiosk", []step{{"knock", "pin"}, {"touch leave", "home"}}},
		opens, keys,
		{"the technician starts the kiosk again", "kiosk", append(append([]step{{"knock", "pin"}}, onPad(walkPIN)...), step{"wait", "technician"}, step{"touch tech.restart", "home number"})},
	}
}

// onPad types a PIN.
func onPad(pin string) (steps []step) {
	for _, digit := range pin {
		steps = append(steps, step{"touch pin." + string(digit), "pin"})
	}
	return append(steps, step{"touch pin.open", ""}, step{"rest 2s", ""}) // until the PIN has been looked at, the pad takes no digit
}

// star is where the crest is in the header of an upright kiosk, which tells no scripted visitor of it.
var star = [2]string{"50", "66"}

// tapStar touches the crest as a child does.
func (h *walkHall) tapStar(_ context.Context, program, _ string) error {
	h.steps++
	return h.windowOf(program).display.run("xdotool", "mousemove", star[0], star[1], "click", "--repeat", "4", "--delay", "150", "1")
}

// knock touches the crest three times, and once more for as long as it takes.
func (h *walkHall) knock(_ context.Context, program, _ string) error {
	h.steps += 4
	return h.windowOf(program).display.run("xdotool", "mousemove", star[0], star[1], "click", "--repeat", "3", "--delay", "300", "1",
		"sleep", "0.4", "mousedown", "1", "sleep", "3.4", "mouseup", "1")
}

// run sets the PIN, plays the technician's paths and asks the doctors of kiosk and counter.
func (h technicianWalk) run(ctx context.Context) error {
	if err := h.havePIN(ctx); err != nil {
		return err
	}
	for _, p := range technicianPaths() {
		if err := errors.Join(h.atHome(ctx), h.play(ctx, p)); err != nil {
			return err
		}
	}
	for _, program := range []string{"kiosk", "counter"} {
		h.steps++
		out, err := exec.CommandContext(ctx, h.binary(program), "-config", h.file(program), "doctor").CombinedOutput()
		if err != nil {
			h.find(&h.untrue, fmt.Sprintf("all is well, and %s doctor says %v: %s", program, err, out))
		}
	}
	return h.readyAgain(ctx)
}

// readyAgain waits until the kiosk that was started again has its printer.
func (h technicianWalk) readyAgain(ctx context.Context) error {
	return errors.Join(h.atHome(ctx), rest(ctx, "2s"))
}

// havePIN sets the PIN, unless it has been set.
func (h technicianWalk) havePIN(ctx context.Context) error {
	if h.notes["pin"] != "" {
		return nil
	}
	h.notes["pin"] = walkPIN
	return h.setPIN(ctx)
}

// setPIN types the PIN twice on the kiosk's command line; once it is not the same, and none is set.
func (h technicianWalk) setPIN(ctx context.Context) error {
	for _, try := range []struct {
		second string
		set    bool
	}{{wrongPIN, false}, {walkPIN, true}} {
		out, err := h.typePIN(ctx, walkPIN, try.second)
		if (err == nil) != try.set {
			h.find(&h.untrue, fmt.Sprintf("kiosk pin with %d PINs says %v: %s", len(try.second), err, out))
		}
		if strings.Contains(out, walkPIN) {
			h.find(&h.leaks, "kiosk pin shows the PIN: "+out)
		}
		h.steps += 2
	}
	return nil
}

// typePIN answers both questions of the kiosk's command at a terminal.
func (h technicianWalk) typePIN(ctx context.Context, first, second string) (said string, err error) {
	cmd := exec.CommandContext(ctx, h.binary("kiosk"), "-config", h.file("kiosk"), "pin")
	terminal, err := pty.Start(cmd)
	if err != nil {
		return "", fmt.Errorf("kiosk pin: %w", err)
	}
	defer terminal.Close()
	asked := make(chan string)
	go func() {
		defer close(asked)
		buffer := make([]byte, 4096)
		for {
			n, err := terminal.Read(buffer)
			if n > 0 {
				asked <- string(buffer[:n])
			}
			if err != nil { // it has ended
				return
			}
		}
	}()
	pins := []string{first, second}
	for text := range asked {
		if said += text; len(pins) > 0 && strings.HasSuffix(strings.TrimRight(said, " "), ":") {
			time.Sleep(again) // as fast as a hand
			if _, err := terminal.WriteString(pins[0] + "\n"); err != nil {
				return said, err
			}
			pins, said = pins[1:], said+"\n"
		}
	}
	return said, cmd.Wait()
}
