package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/internal/hall"
	"motcua/internal/queue"
)

// TestCitizenComesForAnAppointment imports one beside a central that serves, lowers the screen, types a wrong code and the right one, and
// finds the slot on the slip and in the line.
func TestCitizenComesForAnAppointment(t *testing.T) {
	t.Parallel()
	h := mustOpen(t)
	h.mustImport(t, "HN-2041,ho-tich,"+time.Now().In(queue.Zone).Format(time.DateOnly)+",00:00,23:59\n")
	h.mustShowHome(t)
	for _, step := range []struct{ touch, screen, target string }{
		{"reach", "home", "number"}, {"number", "services", "appointment"}, {"appointment", "arriving", "key.1"},
	} {
		from := h.kiosk.said.length()
		h.mustTouch(t, step.touch)
		h.mustSee(t, from, step.screen, step.target)
	}
	h.mustType(t, "hn9999")
	from := h.kiosk.said.length()
	h.mustTouch(t, "done")
	if err := h.kiosk.said.awaitWithin(t.Context(), from, func(line string) bool { return strings.Contains(line, `"appointment answered","problem":"unknown"`) }); err != nil {
		t.Fatal(err)
	}
	h.mustTouch(t, "key.clear")
	h.mustType(t, "hn2041")
	from, paper := h.kiosk.said.length(), h.printer.said.length()
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

// mustImport has central take appointments over.
func (h *sampleHall) mustImport(t testing.TB, lines string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "appointments.csv")
	if err := os.WriteFile(file, []byte("code,service,day,from,to\n"+lines), 0o600); err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command(h.binary("central"), "-config", h.file("central"), "appointments", "import", file).CombinedOutput()
	if want := fmt.Sprintf("%d made", strings.Count(lines, "\n")); err != nil || !strings.Contains(string(said), want) {
		t.Fatalf("%s, %v; want %s", said, err, want)
	}
}
