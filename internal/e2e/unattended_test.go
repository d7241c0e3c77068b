package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"motcua/internal/cue"
	"motcua/internal/hall"
)

// screenProcess is the process that draws a window's screen: the child of its watchdog.
func (w *window) screenProcess(t testing.TB) *os.Process {
	t.Helper()
	var child *os.Process
	err := w.each(func(dir string) error {
		pid, err := strconv.Atoi(strings.TrimPrefix(dir, "/proc/"))
		if err == nil && pid != w.cmd.Process.Pid {
			child, err = os.FindProcess(pid)
		}
		return err
	})
	if err != nil || child == nil {
		t.Fatalf("%s has no process that draws: %v", w.name, err)
	}
	return child
}

// TestAFrozenScreenIsStartedAgain stops the process that draws as a hanging graphics driver would.
func TestAFrozenScreenIsStartedAgain(t *testing.T) {
	t.Parallel()
	h := mustOpen(t, kioskStation)
	h.mustShowHome(t)
	frozen := h.kiosk.screenProcess(t)
	from := h.kiosk.cues.length()
	if err := frozen.Signal(syscall.SIGSTOP); err != nil {
		t.Fatal(err)
	}
	if err := h.kiosk.awaitScreen(t.Context(), from, "home"); err != nil {
		t.Fatal(err)
	}
	if again := h.kiosk.screenProcess(t); again.Pid == frozen.Pid {
		t.Error("the frozen process still stands")
	}
}

// TestTheDisplayComesBack kills the X server under the kiosk and starts another one.
func TestTheDisplayComesBack(t *testing.T) {
	t.Parallel()
	h := mustOpen(t, kioskStation)
	h.mustShowHome(t)
	from := h.kiosk.cues.length()
	number := strings.TrimPrefix(h.kiosk.display.name, ":")
	old := h.displays[0]
	old.close()
	if err := h.kiosk.awaitCue(t.Context(), from, cue.Line{Of: cue.Restarted}); err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xvfb", ":"+number, "-screen", "0", "1080x1920x24", "-nolisten", "tcp")
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	old.server = server // ends with the hall
	if err := h.kiosk.awaitScreen(t.Context(), from, "home"); err != nil {
		t.Fatal(err)
	}
	if err := h.kiosk.photograph(h.out, "kiosk-on-a-new-display"); err != nil {
		t.Error(err)
	}
}

// TestNoKeyLeadsOut presses what ends or leaves a program elsewhere.
func TestNoKeyLeadsOut(t *testing.T) {
	t.Parallel()
	h := mustOpen(t, kioskStation)
	h.mustShowHome(t)
	before := h.kiosk.screenProcess(t)
	for _, keys := range []string{"alt+F4", "ctrl+q", "ctrl+w", "ctrl+c", "ctrl+alt+Delete", "ctrl+alt+t", "super", "Escape", "F1", "F5", "F11", "F12", "alt+Tab", "Print"} {
		if err := h.kiosk.key(keys); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.kiosk.display.run("xdotool", "mousemove", "500", "900", "click", "3", "click", "2"); err != nil {
		t.Fatal(err)
	}
	if got := h.kiosk.newest(); got != "home" || h.kiosk.screenProcess(t).Pid != before.Pid {
		t.Errorf("the kiosk shows %s", got)
	}
}

// mustSetPIN sets the technician's PIN as on the kiosk's command line.
func (h *sampleHall) mustSetPIN(t testing.TB, pin string) {
	t.Helper()
	cmd := exec.Command(h.binary("kiosk"), "-config", h.file("kiosk"), "pin")
	cmd.Stdin = strings.NewReader(pin + "\n" + pin + "\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("kiosk pin: %v: %s", err, out)
	}
}

// mustCallTechnician touches the star three times, and then holds it for three seconds and a little.
func (h *sampleHall) mustCallTechnician(t testing.TB) {
	t.Helper()
	from := h.kiosk.cues.length()
	if err := h.kiosk.display.run("xdotool", "mousemove", "66", "90", "click", "--repeat", "3", "--delay", "120", "1",
		"sleep", "0.5", "mousedown", "1", "sleep", "3.3", "mouseup", "1"); err != nil {
		t.Fatal(err)
	}
	if err := h.kiosk.awaitScreen(t.Context(), from, "pin", "pin.1", "pin.open"); err != nil {
		t.Fatal(err)
	}
}

func (h *sampleHall) mustTypePIN(t testing.TB, pin string) {
	t.Helper()
	for _, digit := range pin {
		h.mustTouch(t, "pin."+string(digit))
	}
	h.mustTouch(t, "pin.open")
}

// TestTechnicianAtTheGlass guesses, waits for no longer than told, opens the panel, tests the printer and starts the kiosk again.
func TestTechnicianAtTheGlass(t *testing.T) {
	t.Parallel()
	h := mustOpen(t, kioskStation)
	h.mustShowHome(t)
	h.mustSetPIN(t, "246810")
	h.mustCallTechnician(t)
	from := h.kiosk.cues.length()
	h.mustTypePIN(t, "135790")
	if err := h.kiosk.awaitCue(t.Context(), from, cue.Line{Of: cue.WrongPIN}); err != nil {
		t.Fatal(err)
	}
	h.mustTypePIN(t, "246810")
	if err := h.kiosk.awaitScreen(t.Context(), from, "technician", "part.printer", "tech.restart"); err != nil {
		t.Fatal(err)
	}
	if err := h.kiosk.photograph(h.out, "technician"); err != nil {
		t.Error(err)
	}
	fromPrinter := h.printer.said.length()
	h.mustTouch(t, "part.printer")
	slip, err := h.awaitSlip(t.Context(), fromPrinter)
	if text := strings.Join(slip.Text, "\n"); err != nil || !strings.Contains(text, "kiosk-1") || !strings.Contains(text, "Ổ đĩa") {
		t.Errorf("the test slip says %q, %v", text, err)
	}
	before := h.kiosk.screenProcess(t)
	from = h.kiosk.cues.length()
	h.mustTouch(t, "tech.restart")
	if err := h.kiosk.awaitScreen(t.Context(), from, "home"); err != nil {
		t.Fatal(err)
	}
	if h.kiosk.screenProcess(t).Pid == before.Pid {
		t.Error("nothing was started again")
	}
}

// TestDoctor asks for the kiosk's health on the command line, with central there and gone.
func TestDoctor(t *testing.T) {
	t.Parallel()
	h := mustOpen(t, kioskStation)
	h.mustShowHome(t)
	doctor := func() (string, error) {
		out, err := exec.Command(h.binary("kiosk"), "-config", h.file("kiosk"), "doctor").CombinedOutput()
		return string(out), err
	}
	if out, err := doctor(); err != nil || !strings.Contains(out, "Đang dùng  Máy in") || strings.Contains(out, "Hỏng") {
		t.Errorf("the kiosk has the printer, and the doctor says %v:\n%s", err, out)
	}
	h.kiosk.stop()
	if out, err := doctor(); err != nil || !strings.Contains(strings.Join(strings.Fields(out), " "), "Máy in Sẵn sàng") || !strings.Contains(out, "Giấy tờ của trung tâm") || strings.Contains(out, "Hỏng") {
		t.Errorf("all is well, and the doctor says %v:\n%s", err, out)
	}
	h.central.kill()
	if out, err := doctor(); err == nil || !strings.Contains(out, "Hỏng       Máy chủ") {
		t.Errorf("central is gone, and the doctor says %v:\n%s", err, out)
	}
}

// TestHelpIsCalledAndComes calls help at the kiosk; the counter sees it, its officer says they are on their way, the citizen reads it.
func TestHelpIsCalledAndComes(t *testing.T) {
	t.Parallel()
	h := mustOpen(t, kioskStation, counterStation)
	h.mustShowHome(t)
	if err := errors.Join(h.counter.awaitScreen(t.Context(), 0, "counter.login", "password"), h.counter.login(t.Context(), "lan"), h.counter.awaitScreen(t.Context(), 0, "counter", "next")); err != nil {
		t.Fatal(err)
	}
	from, fromCounter := h.kiosk.cues.length(), h.counter.cues.length()
	h.mustTouch(t, "help")
	if err := h.kiosk.awaitScreen(t.Context(), from, "help", "call"); err != nil {
		t.Fatal(err)
	}
	h.mustTouch(t, "call")
	if err := h.counter.awaitCue(t.Context(), fromCounter, cue.Line{Of: cue.Help, Name: "kiosk-1"}); err != nil {
		t.Fatal(err)
	}
	if err := h.counter.photograph(h.out, "counter-help"); err != nil {
		t.Error(err)
	}
	if err := (playedVisit{h}).photographDevices(t.Context(), ".help", "devices-help"); err != nil {
		t.Error(err)
	}
	if err := h.counter.key("Insert"); err != nil {
		t.Fatal(err)
	}
	if _, err := h.awaitHall(t.Context(), func(v hall.View) bool { return len(v.Help) == 1 && v.Help[0].Coming }); err != nil {
		t.Fatal(err)
	}
	if err := h.kiosk.photograph(h.out, "help-coming"); err != nil {
		t.Error(err)
	}
	keep(t, h.out, "counter-help.png", "devices-help.png", "help-coming.png")
}

// keep copies pictures to the folder that KEEP names, to be looked at.
func keep(t testing.TB, out string, names ...string) {
	folder := os.Getenv("KEEP")
	for _, name := range names {
		if folder == "" {
			return
		}
		if err := exec.Command("cp", out+"/"+name, folder).Run(); err != nil {
			t.Log(fmt.Errorf("keep %s at %v: %w", name, time.Now(), err))
		}
	}
}
