package main

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"motcua/internal/browser"
	"motcua/internal/cue"
	"motcua/internal/dossier"
	"motcua/internal/registry"
)

// card is the QR of an invented citizen's card.
const card = "035199000001||Nguyễn Thị Ánh Nguyệt|01011999|Nữ|Thôn 1, Xã Bình Nghĩa, Hà Nam|15042021"

// TestOfficerTakesInABirth scans a card at a real window, strikes real keys, and looks for the dossier at central and on paper.
func TestOfficerTakesInABirth(t *testing.T) {
	t.Parallel()
	scanner, forms := mustPlugScanner(t), t.TempDir()+"/forms"
	h := mustOpen(t, counterStation.with(func(h *sampleHall) string { // without a kiosk: the one printer is the desk's
		return h.printerSettings() + scanner.settings(h) + fmt.Sprintf("\n[forms]\nfolder = %q\n", forms)
	}))
	strikes := 1 // the scan
	key := func(names ...string) {
		t.Helper()
		strikes += len(names)
		if err := h.counter.display.run("xdotool", append([]string{"key", "--delay", handPace}, names...)...); err != nil {
			t.Fatal(err)
		}
	}
	await := func(screen string) {
		t.Helper()
		if err := h.counter.awaitScreen(t.Context(), 0, screen); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.counter.login(t.Context(), "lan"); err != nil {
		t.Fatal(err)
	}
	if err := h.counter.awaitCue(t.Context(), 0, cue.Line{Of: cue.Scanner}); err != nil {
		t.Fatal(err)
	}
	fromPrinter := h.printer.said.length()
	scanner.scan(card)
	await("counter.intake.0")
	key("k", "h", "a", "i", "space", "s", "Return")
	await("counter.intake.1")
	key("1", "2")
	photo := h.counter.photograph(h.out, "officer-papers")
	key("Return")
	await("counter.received")
	slip, err := h.awaitSlip(t.Context(), fromPrinter)
	if err := errors.Join(err, photo, h.counter.photograph(h.out, "officer-received")); err != nil {
		t.Fatal(err)
	}
	t.Logf("card to receipt: %d key strokes and scans; pictures in %s", strikes, h.out)
	if strikes > 12 {
		t.Errorf("%d key strokes and scans, 12 at most", strikes)
	}
	d := h.mustFind(t, "anh nguyet")
	for _, want := range []string{d.Code, d.Appointment.Format("02/01/2006")} {
		if !strings.Contains(strings.Join(slip.Text, "\n"), want) {
			t.Errorf("the receipt does not say %s: %s", want, filepath.Base(slip.PNG))
		}
	}
	if !slip.Whole || slip.Violations > 0 {
		t.Errorf("the receipt is whole: %v, with %d violations of the printer's language", slip.Whole, slip.Violations)
	}
	h.mustBelieve(t, slip.QR, d)
	key("F1")
	await("counter.preview")
	key("Home")
	await("counter.menu")
	key("1") // saves the form looked at
	if err := h.counter.photograph(h.out, "officer-form"); err != nil {
		t.Fatal(err)
	}
	if err := h.counter.cues.awaitWithin(t.Context(), 0, func(l cue.Line) bool { return l.Of == cue.Paper }); err != nil {
		t.Fatal(err)
	}
	mustSay(t, forms, d)
}

// mustBelieve opens the receipt's link on a phone, as anybody could.
func (h *sampleHall) mustBelieve(t *testing.T, qr []string, d dossier.Dossier) {
	t.Helper()
	if len(qr) != 1 || !strings.Contains(qr[0], "/h/"+d.Code+"/") {
		t.Fatalf("the receipt's QR says %q", qr)
	}
	const genuine = "document.querySelector('.genuine') !== null && document.fonts.status === 'loaded'"
	if err := browser.PhotographPage(t.Context(), qr[0], genuine, filepath.Join(h.out, "officer-phone.png"), 390, 844); err != nil {
		t.Error(err)
	}
}

// mustSay reads the form that was saved, whose name has the code and nobody's name.
func mustSay(t *testing.T, folder string, d dossier.Dossier) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, d.Code+"-giay-tiep-nhan-*.pdf"))
	if err != nil || len(files) != 1 {
		t.Fatalf("saved: %v, %v", files, err)
	}
	text, err := exec.Command("pdftotext", files[0], "-").Output()
	if err != nil || !strings.Contains(string(text), d.Applicant.Owner.Name) {
		t.Errorf("%s reads %q, %v", filepath.Base(files[0]), text, err)
	}
}

// mustFind looks a dossier up at central, as any desk would.
func (h *sampleHall) mustFind(t testing.TB, text string) dossier.Dossier {
	t.Helper()
	a, err := h.client.Look(t.Context(), registry.Question{Text: text})
	if err != nil || len(a.Found) != 1 {
		t.Fatalf("central finds %+v, %v", a.Found, err)
	}
	d, err := h.client.Dossier(t.Context(), a.Found[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
