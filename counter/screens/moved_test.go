package screens

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"motcua/counter/filing"
	"motcua/counter/navigation"
	"motcua/internal/dossier"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/uplink"
)

// colleague is the files of another counter at the same central.
func colleague(o *hands, central *testCentral, device string) *filedDesk {
	f := newDeviceAt(o, o.Shift, central.URL, filepath.Join(o.TempDir(), device+".db"), device)
	f.newID = uuid.NewString
	f.line.Refresh(o.Context())
	return f
}

// withdraws lets a colleague withdraw a dossier as they see it, and central hear of it.
func withdraws(o *hands, c *filedDesk, d dossier.Dossier) {
	o.Helper()
	b, err := c.files.Desk().Withdraw(d, "Người nộp đề nghị")
	if err == nil {
		_, err = c.files.Do(o.Context(), d, b)
	}
	if err == nil {
		err = c.line.Flush(o.Context())
	}
	if err != nil {
		o.Fatal(err)
	}
}

// newOfficerBeside is an officer online, with a dossier just received, and a colleague at counter 07 who sees the same.
func newOfficerBeside(t *testing.T) (o *hands, other *filedDesk) {
	t.Helper()
	o, central := newOfficerOnline(t)
	o.filed.line.Refresh(t.Context())
	o.birth(nguyet)
	if err := o.filed.line.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	return o, colleague(o, central, "counter-07")
}

// TestAStepOnADossierThatMovedOnIsRefused is the officer whose colleague was faster: nothing is written, and what happened is said.
func TestAStepOnADossierThatMovedOnIsRefused(t *testing.T) {
	o, other := newOfficerBeside(t)
	withdraws(o, other, o.filed.Page.Dossier)
	before, _ := o.filed.journal.Own(t.Context(), 0, 1000)
	o.press(fyne.Key1)
	o.fill("Công an tỉnh", "", "")
	o.wantTold("quầy 07 đã ghi “Rút hồ sơ”")
	if d := o.filed.Page.Dossier; d.Status != dossier.Withdrawn || !o.filed.Notice.Alert {
		t.Errorf("the screen shows status %d", d.Status)
	}
	if after, _ := o.filed.journal.Own(t.Context(), 0, 1000); len(after) != len(before) {
		t.Errorf("%d events were written", len(after)-len(before))
	}
}

// TestAnOpenDossierIsRenewed follows what the hall says: the screen shows the colleague's step, and says so.
func TestAnOpenDossierIsRenewed(t *testing.T) {
	o, other := newOfficerBeside(t)
	o.filed.line.Watch(o.filed.Page.Watched())
	withdraws(o, other, o.filed.Page.Dossier)
	o.filed.line.Refresh(t.Context())
	v, _ := o.filed.line.View()
	o.filed.Page.Follow(v.Open)
	o.wantTold("quầy 07 đã ghi “Rút hồ sơ”")
	if o.filed.Page.Dossier.Status != dossier.Withdrawn {
		t.Errorf("the screen shows status %d", o.filed.Page.Dossier.Status)
	}
	o.filed.Notice = navigation.Notice{}
	o.filed.Page.Follow(v.Open)
	if o.filed.Notice.Text != "" {
		t.Errorf("said again: %q", o.filed.Notice.Text)
	}
}

// TestACardOverADossierThatMovesOnAsksAgain has the dossier change while a reason is typed.
func TestACardOverADossierThatMovesOnAsksAgain(t *testing.T) {
	o, other := newOfficerBeside(t)
	o.press(keyWithdraw)
	withdraws(o, other, o.filed.Page.Dossier)
	stand := other.dossierAt(t, o.filed.Page.Dossier.ID).Stand()
	o.filed.Page.Follow(&stand)
	o.fill("Không cần nữa")
	if got := o.screen.form.Help.Words(); !strings.Contains(got, "quầy 07") || !o.screen.form.Box.Visible() {
		t.Errorf("told %q", got)
	}
	if n := len(o.filed.Page.Dossier.History); n != 2 {
		t.Errorf("%d steps", n)
	}
}

func (f *filedDesk) dossierAt(t *testing.T, id string) dossier.Dossier {
	d, err := f.files.Find(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestAClashIsShownUntilItIsRead takes a step without a line that another counter had decided: both queues say so, each its own way.
func TestAClashIsShownUntilItIsRead(t *testing.T) {
	at := time.Date(2026, 11, 23, 8, 45, 0, 0, time.UTC)
	clash := dossier.Clash{
		Dossier: "d", Code: "000.00.00.H25-261123-0001", Lost: dossier.Step{Action: dossier.Finish, At: at, By: "Lan", Where: "counter-05"},
		Stands: dossier.Step{Action: dossier.Withdraw, At: at, By: "Khanh", Where: "counter-07"},
	}
	o := newOfficer(t, "vi", usual)
	for _, tt := range []struct{ lost, says string }{{"counter-05", "ở quầy này không được tính"}, {"counter-09", "ở quầy 09 không được tính"}} {
		clash.Lost.Where = tt.lost
		v, _ := o.Backend.Hall(t.Context())
		v.Clashes = []dossier.Clash{clash}
		o.See(v, true)
		if got := o.screen.queue.called.told.Words(); !strings.Contains(got, tt.says) || !strings.Contains(got, "Rút hồ sơ") {
			t.Errorf("told %q", got)
		}
		wantFit(t, o.screen.box)
		o.press(fyne.KeyReturn)
		if got := o.screen.queue.called.told.Words(); strings.Contains(got, tt.says) {
			t.Errorf("still told %q", got)
		}
	}
	o.WantWritten("told 000.00.00.H25-261123-0001", "told 000.00.00.H25-261123-0001")
}

// TestAReprintSaysSo prints a slip once more.
func TestAReprintSaysSo(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.birth(nguyet)
	o.filed.files.Again = o.Speak.Text("slip.reprint")
	o.press(keyReprint)
	if text := o.slipTexts(); strings.Count(text, "IN LẠI / REPRINT") != 1 {
		t.Errorf("on paper: %s", text)
	}
}

// TestTheHistoryTellsReasons reads a supplement's papers and reason on the dossier, and walks through all of its history.
func TestTheHistoryTellsReasons(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.birth(nguyet)
	o.press(fyne.Key2)
	o.fill("Tờ khai; Giấy chứng sinh", "Thiếu chữ ký")
	for _, want := range []string{"Tờ khai; Giấy chứng sinh", "Thiếu chữ ký"} {
		if got := o.screen.dossier.facts.Words(); !strings.Contains(got, want) {
			t.Errorf("the dossier says %q, want %q in it", got, want)
		}
	}
	o.press(fyne.KeyDown)
	if got := o.screen.dossier.status.Text.Words(); !strings.Contains(got, "Giấy chứng sinh – Thiếu chữ ký") {
		t.Errorf("of the step marked it says %q", got)
	}
	for range 10 {
		o.press(fyne.KeyDown)
	}
	if o.filed.Page.Past != len(o.filed.Page.Dossier.History)-1 {
		t.Errorf("line %d of %d steps", o.filed.Page.Past, len(o.filed.Page.Dossier.History))
	}
	wantFit(t, o.screen.box)
}

// TestAClosedStepSaysWhy strikes keys that the rules close before anything is typed.
func TestAClosedStepSaysWhy(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	d := o.birth(nguyet) // due today
	o.press(fyne.Key1)
	o.fill(d.Competent, "", "")
	for key, says := range map[fyne.KeyName]string{fyne.Key5: "trước", fyne.Key8: "Trạng thái"} {
		o.press(key)
		if o.screen.form.Box.Visible() || !o.filed.Notice.Alert {
			t.Errorf("%s opens a form", key)
		}
		o.wantTold(says)
	}
}

// TestAnAgencysTimeEndsBeforeTheAppointment gives an agency more days than there are.
func TestAnAgencysTimeEndsBeforeTheAppointment(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.birth(nguyet) // due today
	o.press(fyne.Key1)
	o.fill("Ủy ban nhân dân xã", "", "3")
	if got := o.screen.form.Help.Words(); !strings.Contains(got, "sau ngày hẹn") || len(o.filed.Page.Dossier.History) != 1 {
		t.Errorf("told %q", got)
	}
}

// TestTypingLooksEverywhere finds a dossier that is in none of the lists that press.
func TestTypingLooksEverywhere(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.birth(nguyet)
	o.press(fyne.KeyEscape, keyBrowse)
	if o.filed.Register.List != registry.Late || len(o.filed.Register.Answer.Found) != 0 {
		t.Fatalf("the register opens at %q with %d", o.filed.Register.List, len(o.filed.Register.Answer.Found))
	}
	o.write("nguyet")
	s := o.filed.Register
	if len(s.Answer.Found) != 1 || s.Answer.Matches[registry.All] != 1 || s.Answer.Matches[registry.Open] != 1 || s.Answer.Matches[registry.Late] != 0 {
		t.Errorf("found %d, in the lists %v", len(s.Answer.Found), s.Answer.Matches)
	}
	for range "nguyet" {
		o.press(fyne.KeyBackspace)
	}
	if o.filed.Register.List != registry.Late {
		t.Errorf("without words the list is %q", o.filed.Register.List)
	}
}

// TestANoShowComesBackByTheirNumber types the number of somebody who was given up by a slip of the finger.
func TestANoShowComesBackByTheirNumber(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.press(keyNext)
	o.press(keyNoShow)
	o.write("a9")
	o.press(fyne.KeyReturn)
	if got := o.screen.queue.called.told.Words(); !strings.Contains(got, "A9 không có") {
		t.Errorf("told %q", got)
	}
	o.write("a1")
	if got := o.screen.queue.called.told.Words(); !strings.Contains(got, "Số A1 – Enter") {
		t.Errorf("told %q", got)
	}
	back := queue.Ticket{ID: "id-A001", Number: "A001", Service: "ho-tich", State: queue.Called, Counter: "05"}
	o.Backend.At05 = &back // central hears of it
	o.press(fyne.KeyReturn)
	o.WantWritten("called A001", "no_show A001", "called A001")
	o.WantAt("A001")
}

// TestThePrinterIsSeenInTheHeader takes the paper away.
func TestThePrinterIsSeenInTheHeader(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.filed.printerIs = "paper_out"
	o.screen.draw()
	if got := o.screen.header.line.Words(); !strings.Contains(got, "Đã kết nối") || !strings.Contains(got, "Hết giấy") {
		t.Errorf("the header says %q", got)
	}
	wantFit(t, o.screen.box)
	o.stands(uplink.Refused, &uplink.Refusal{Status: http.StatusUnauthorized})
	wantFit(t, o.screen.box)
}

// TestTheReceiptSaysWhatItsPrinterDid prints, and fails to.
func TestTheReceiptSaysWhatItsPrinterDid(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	d := o.birth(nguyet)
	said := func(want string) {
		t.Helper()
		o.screen.draw()
		if got := o.screen.dossier.dueHelp.Words(); !strings.Contains(got, want) {
			t.Errorf("the card says %q, want %q in it", got, want)
		}
	}
	said("đang in")
	o.filed.Printer.Ended(filing.JobOf(d.ID, 1), "printed")
	said("đã in xong")
	o.filed.Printer.Ended(filing.JobOf(d.ID, 1), "unconfirmed")
	said("chưa in được")
}
