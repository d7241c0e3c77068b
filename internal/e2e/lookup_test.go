package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/google/uuid"

	"motcua/internal/cue"
	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/procedure"
	"motcua/internal/registry"
)

// stranger is the QR of the card of somebody who has no dossier.
const stranger = "035088000002||Trần Văn Bách|02021988|Nam|Thôn 2, Xã Bình Nghĩa, Hà Nam|15042021"

// TestCitizenLooksADossierUp types a wrong code and the right one at a real window, shows a stranger's card and the applicant's, and
// asks once more with central gone.
func TestCitizenLooksADossierUp(t *testing.T) {
	t.Parallel()
	h, scanner := mustOpenWithScanner(t)
	code := h.mustReceive(t)
	h.mustShowHome(t)
	from := h.kiosk.cues.length()
	h.mustTouch(t, "lookup")
	h.mustSee(t, from, "seeking", "key.1")
	h.mustType(t, "2611")
	from = h.kiosk.cues.length()
	h.mustTouch(t, "done")
	h.mustTellOf(t, from, 0, "no_code")
	from = h.kiosk.cues.length()
	h.mustType(t, code[len("000.00.00.H25-"):])
	h.mustTouch(t, "key.clear")
	h.mustType(t, code[len("000.00.00.H25-"):])
	h.mustTouch(t, "done")
	h.mustSee(t, from, "told", "back")
	h.mustTellOf(t, from, 1, "")
	from = h.kiosk.cues.length()
	scanner.scan(stranger)
	h.mustTellOf(t, from, 0, "not_yours")
	from = h.kiosk.cues.length()
	scanner.scan(card)
	h.mustSee(t, from, "told", "page.next")
	h.mustTellOf(t, from, 1, "")
	h.central.kill()
	from = h.kiosk.cues.length()
	h.mustTouch(t, "back")
	h.mustSee(t, from, "seeking", "key.1")
	h.mustType(t, "2611230001")
	from = h.kiosk.cues.length()
	h.mustTouch(t, "done")
	h.mustTellOf(t, from, 0, "no_central")
}

// scanner stands at a station, and is held codes before.
type scanner struct {
	t     testing.TB
	codes *os.File
	wire  string // device that the program reads
}

func mustPlugScanner(t testing.TB) *scanner {
	t.Helper()
	codes, wire, err := pty.Open()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { codes.Close(); wire.Close() })
	return &scanner{t, codes, wire.Name()}
}

// settings are those of the program that the scanner is plugged in at.
func (s *scanner) settings(*sampleHall) string {
	return fmt.Sprintf("\n[scanner]\ndevice = %q\n", s.wire)
}

func (s *scanner) scan(text string) {
	s.t.Helper()
	if _, err := s.codes.WriteString(text + "\r"); err != nil {
		s.t.Fatal(err)
	}
}

// mustOpenWithScanner is mustOpen for a hall whose kiosk has a scanner, that has found it.
func mustOpenWithScanner(t testing.TB, others ...station) (*sampleHall, *scanner) {
	t.Helper()
	s := mustPlugScanner(t)
	h := mustOpen(t, append(others, kioskStation.with(s.settings))...)
	if err := h.kiosk.awaitCue(t.Context(), 0, cue.Line{Of: cue.Scanner}); err != nil {
		t.Fatal(err)
	}
	return h, s
}

// mustReceive makes a dossier at central as a desk with an officer would, one that lacks papers, and gives its code.
func (h *sampleHall) mustReceive(t testing.TB) string {
	t.Helper()
	j, err := journal.Open(t.TempDir()+"/desk.db", watcher, time.Now, registry.Fold)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	id := uuid.NewString()
	const agency = "000.00.00.H25"
	var code string
	in := dossier.Intake{
		Agency: agency, Procedure: dossier.Procedure{Code: "1.001193", Name: "Đăng ký khai sinh"}, Competent: "Sở Tư pháp",
		Applicant: dossier.Applicant{Owner: dossier.Party{Kind: dossier.Citizen, Name: "Nguyễn Thị Ánh Nguyệt", Identity: "035199000001"}},
		Papers:    []dossier.Paper{{Name: "Tờ khai", Originals: 1}}, Sets: 1, Channel: procedure.Counter,
	}
	hoa := dossier.Signed{Officer: "Trần Thị Hoa", Login: "hoa"} // who has the watch
	many := []string{"Giấy chứng sinh (bản chính)", "Văn bản ủy quyền có chứng thực của cha hoặc mẹ", "Bản sao giấy chứng nhận kết hôn của cha mẹ"}
	err = j.Write(t.Context(), func(tx *journal.Tx) (err error) {
		if code, err = registry.IssueAlone(tx, dossier.Circular, registry.Request{ID: id, Agency: agency}, 1, time.Now()); err != nil {
			return err
		}
		_, received := registry.Record(tx, id, dossier.Reception{Signed: hoa, Intake: &in, Code: code})
		_, asked := registry.Record(tx, id, dossier.SupplementRequest{Signed: hoa, Items: many, Reason: "Hồ sơ chưa đủ thành phần theo quy định", Contact: "Quầy 05", Phone: "0226 000 000"})
		return errors.Join(received, asked)
	})
	if err != nil {
		t.Fatal(err)
	}
	events, err := j.Own(t.Context(), 0, 10)
	if err == nil {
		origin, life := j.Name()
		_, err = h.client.Push(t.Context(), origin, life, events)
	}
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// mustType touches the keys of a text on the kiosk's glass; marks have no keys.
func (h *sampleHall) mustType(t testing.TB, text string) {
	t.Helper()
	for _, letter := range text {
		if letter != '-' {
			h.mustTouch(t, "key."+string(letter))
		}
	}
}

func (h *sampleHall) mustSee(t testing.TB, from int, screen string, targets ...string) {
	t.Helper()
	if err := h.kiosk.awaitScreen(t.Context(), from, screen, targets...); err != nil {
		t.Fatal(err)
	}
}

// mustTellOf waits until the kiosk has told somebody of so many dossiers, or of a problem, and keeps the picture.
func (h *sampleHall) mustTellOf(t testing.TB, from int, dossiers int, problem string) {
	t.Helper()
	if err := h.kiosk.awaitCue(t.Context(), from, cue.Line{Of: cue.Inquiry, Found: dossiers, Problem: problem}); err != nil {
		t.Fatalf("the kiosk never told of %d dossiers, problem %q: %v", dossiers, problem, err)
	}
	if err := h.kiosk.photograph(h.out, "lookup-"+cmp.Or(problem, "told")); err != nil {
		t.Fatal(err)
	}
}
