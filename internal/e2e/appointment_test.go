package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/assets"
	"motcua/internal/cue"
	"motcua/internal/hall"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// TestCitizenComesForAnAppointment imports one beside a central that serves, lowers the screen, types a wrong code and the right one, and
// finds the slot on the slip and in the line.
func TestCitizenComesForAnAppointment(t *testing.T) {
	t.Parallel()
	h := mustOpen(t, kioskStation)
	h.mustImport(t, "HN-2041,ho-tich,"+time.Now().In(queue.Zone).Format(time.DateOnly)+",00:00,23:59\n")
	h.mustShowHome(t)
	for _, step := range []struct{ touch, screen, target string }{
		{"reach", "home", "number"}, {"number", "services", "appointment"}, {"appointment", "arriving", "key.1"},
	} {
		from := h.kiosk.cues.length()
		h.mustTouch(t, step.touch)
		h.mustSee(t, from, step.screen, step.target)
	}
	h.mustType(t, "hn9999")
	from := h.kiosk.cues.length()
	h.mustTouch(t, "done")
	if err := h.kiosk.awaitCue(t.Context(), from, cue.Line{Of: cue.Appointment, Problem: "unknown"}); err != nil {
		t.Fatal(err)
	}
	h.mustTouch(t, "key.clear")
	h.mustType(t, "hn2041")
	from, paper := h.kiosk.cues.length(), h.printer.said.length()
	h.mustTouch(t, "done")
	h.mustSee(t, from, "ticket", "done")
	slip, err := h.awaitSlip(t.Context(), paper)
	if err != nil || !strings.Contains(strings.Join(slip.Text, "\n"), "Hẹn 00:00") {
		t.Errorf("the slip says %q, %v", slip.Text, err)
	}
	v, err := h.awaitHall(t.Context(), func(v hall.View) bool { return len(v.Waiting) == 1 })
	if err != nil || v.Waiting[0].Slot.IsZero() || !v.Waiting[0].Favoured() {
		t.Errorf("waiting %+v, %v", v.Waiting, err)
	}
}

// TestAppointmentMadeAtADesk has an officer make one with real keys for the next working day, and its citizen come a day early.
func TestAppointmentMadeAtADesk(t *testing.T) {
	t.Parallel()
	h := mustOpen(t, kioskStation, counterStation)
	calendar, err := workday.Load(assets.Holidays, "")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(err)
	day := calendar.AddWorkingDays(workday.DateOf(time.Now()), 1)
	must(errors.Join(h.counter.login(t.Context(), "lan"), h.takeWatch(t.Context())))
	for _, step := range [][2]string{{"F11", "counter.appointments"}, {"Return", "counter.form"}} {
		from := h.counter.cues.length()
		must(errors.Join(h.counter.key(step[0]), h.counter.awaitScreen(t.Context(), from, step[1]), h.counter.awaitStill()))
	}
	must(errors.Join(
		h.counter.key("Return"), h.counter.key("ctrl+a"), // the service stands there, and a day that is written over
		h.counter.write(day.At(0).Format("02/01/2006")), h.counter.key("Return"),
		h.counter.write("9h30"), h.counter.key("Return"), h.counter.key("Return"),
	))
	var made hall.Appointment
	for deadline := time.Now().Add(patience); made.Code == ""; time.Sleep(50 * time.Millisecond) {
		entries, err := h.client.Appointments(t.Context(), day)
		if must(err); len(entries) > 0 {
			made = entries[0]
		} else if time.Now().After(deadline) {
			must(h.counter.photograph(h.out, "diary-nothing"))
			t.Fatal("central has no appointment")
		}
	}
	if at := made.From.In(queue.Zone).Format("15:04"); at != "09:30" || made.Service != "ho-tich" {
		t.Errorf("made %+v", made)
	}
	must(h.counter.photograph(h.out, "diary-made"))

	h.mustShowHome(t)
	for _, step := range []struct{ touch, screen, target string }{{"number", "services", "appointment"}, {"appointment", "arriving", "key.1"}} {
		from := h.kiosk.cues.length()
		h.mustTouch(t, step.touch)
		h.mustSee(t, from, step.screen, step.target)
	}
	h.mustType(t, strings.ToLower(made.Code))
	from := h.kiosk.cues.length()
	h.mustTouch(t, "done")
	must(h.kiosk.awaitCue(t.Context(), from, cue.Line{Of: cue.Appointment, Problem: "other_day"}))
	must(h.kiosk.photograph(h.out, "diary-kiosk"))
}

// mustImport has central take appointments over.
func (h *sampleHall) mustImport(t testing.TB, lines string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "appointments.csv")
	if err := os.WriteFile(file, []byte("code,service,day,from,to\n"+lines), 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command(h.binary("central"), "-config", h.file("central"), "appointments", "import", file).CombinedOutput()
	if want := fmt.Sprintf("đổi %d lịch hẹn", strings.Count(lines, "\n")); err != nil || !strings.Contains(string(said), want) {
		t.Fatalf("%s, %v; want %s", said, err, want)
	}
}
