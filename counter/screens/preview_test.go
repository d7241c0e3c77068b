package screens

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"motcua/counter/navigation"
	"motcua/counter/settings"
	"motcua/drivers/cups"
	"motcua/internal/sheet"
	"motcua/internal/ui"
)

// mustSaved is the one file in the folder of saved papers, by its name and what it holds.
func (o *hands) mustSaved(folder string) (name string, content []byte) {
	o.Helper()
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != 1 {
		o.Fatalf("saved: %v, %v; want one file", files, err)
	}
	content, err = os.ReadFile(filepath.Join(folder, files[0].Name()))
	if err != nil {
		o.Fatal(err)
	}
	return files[0].Name(), content
}

// mustText reads a PDF as anybody would.
func mustText(t testing.TB, pdf []byte) string {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext (poppler-utils) is not here")
	}
	cmd := exec.Command("pdftotext", "-raw", "-", "-")
	cmd.Stdin = strings.NewReader(string(pdf))
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

func TestAFormIsSavedByKeysAlone(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	folder := t.TempDir()
	o.filed.papers.Output = settings.Forms{Folder: filepath.Join(folder, "made", "when needed")}
	d := o.birth(nguyet)
	o.press(keyForms)
	o.wantPlace(navigation.Preview)
	o.press(keyMore, fyne.Key1)
	o.wantTold("Đã lưu")
	name, pdf := o.mustSaved(filepath.Join(folder, "made", "when needed"))
	if want := "000.00.00.H25-261123-6161-giay-tiep-nhan-20261123-"; !strings.HasPrefix(name, want) || !strings.HasSuffix(name, ".pdf") {
		t.Errorf("saved as %q, want %q…", name, want)
	}
	got := mustText(t, pdf)
	for _, want := range []string{d.Code, "Nguyễn Thị Ánh Nguyệt", "035199000001", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Mẫu số 01"} {
		if !strings.Contains(got, want) {
			t.Errorf("the form does not say %q", want)
		}
	}
	o.press(fyne.KeyEscape)
	o.wantPlace(navigation.Received)
}

func TestAKeyStruckBeforeThePaperIsSetIsNotLost(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	folder := t.TempDir()
	o.filed.papers.Output = settings.Forms{Folder: folder}
	o.birth(nguyet)
	var see func()
	o.filed.Run = func(work, show func()) { work(); see = show }
	o.press(keyForms, keyMore, fyne.Key1)
	o.filed.Run = ui.Inline
	see()
	o.wantTold("Đã lưu")
	o.mustSaved(folder)
}

func TestTheFormOfTheLastStepIsShownFirst(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.birth(nguyet)
	o.press(fyne.Key2)
	o.fill("Tờ khai; Giấy chứng sinh", "Thiếu chữ ký")
	o.press(keyForms)
	p := o.filed.papers
	if p.Page != 1 || p.Choices[p.Cursor].Title != o.Speak.Text("counter.preview.supplement") {
		t.Fatalf("shown: %q, page %d", p.Choices[p.Cursor].Title, p.Page)
	}
	o.write("1") // the receipt: two copies
	last := o.filed.papers.Shown.Pages()
	if p := o.filed.papers; p.Cursor != 0 || last%2 != 0 {
		t.Fatalf("paper %d of %d pages", p.Cursor, last)
	}
	for _, tt := range []struct {
		key  fyne.KeyName
		page int
	}{{fyne.KeyRight, 2}, {fyne.KeyRight, min(3, last)}, {fyne.KeyLeft, min(2, last-1)}, {fyne.KeyLeft, 1}} {
		if o.press(tt.key); o.filed.papers.Page != tt.page {
			t.Errorf("after %s page %d, want %d", tt.key, o.filed.papers.Page, tt.page)
		}
	}
	o.write("9") // there is no ninth
	if o.filed.papers.Cursor != 0 {
		t.Errorf("paper %d", o.filed.papers.Cursor)
	}
}

func TestReadingOnLeadsThroughAllPages(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.birth(nguyet)
	o.press(keyForms)
	o.canvas.Capture() // the page is drawn
	seen := 0
	for ; seen < 20 && !(o.filed.papers.Page == 2 && o.screen.preview.page.Offset == o.screen.preview.page.Last); seen++ {
		o.press(fyne.KeyPageDown)
		o.canvas.Capture()
	}
	if seen < 2 || seen == 20 {
		t.Errorf("%d keys from the first page to the end of the second", seen)
	}
}

// brokenOutput takes nothing.
type brokenOutput struct{ err error }

func (b brokenOutput) Print(context.Context, string, []byte) error  { return b.err }
func (b brokenOutput) Save(string, []byte) (path string, err error) { return "", b.err }

func TestAPaperThatGoesNowhereIsSaid(t *testing.T) {
	for _, tt := range []struct {
		name string
		keys []fyne.KeyName
		err  error
		says string
	}{
		{"no printer is set up", []fyne.KeyName{fyne.KeyReturn}, cups.ErrNoQueue, "Home để lưu PDF"},
		{"no print system", []fyne.KeyName{fyne.KeyReturn}, cups.ErrNoSystem, "lệnh lp"},
		{"the printer refuses", []fyne.KeyName{fyne.KeyReturn}, cups.ErrRefused, "Máy in không nhận"},
		{"the disk is full", []fyne.KeyName{keyMore, fyne.Key1}, errors.New("no space left on device"), "Không lưu được"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := newOfficer(t, "vi", usual)
			o.filed.papers.Output = brokenOutput{tt.err}
			o.birth(nguyet)
			o.press(keyForms)
			o.press(tt.keys...)
			o.wantTold(tt.says)
			if !o.filed.Notice.Alert {
				t.Error("said as if all were well")
			}
			o.wantPlace(navigation.Preview)
		})
	}
}

func TestAFormGoesToTheSystemsPrinter(t *testing.T) {
	folder := t.TempDir()
	script := "#!/bin/sh\necho \"$@\" > " + folder + "/args\ncat > " + folder + "/paper.pdf\n"
	if err := os.WriteFile(filepath.Join(folder, "lp"), []byte(script), 0o755); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+string(os.PathListSeparator)+os.Getenv("PATH"))
	o := newOfficer(t, "vi", usual)
	o.filed.papers.Output = settings.Forms{Queue: "hp-a5", Folder: t.TempDir()}
	o.birth(nguyet)
	o.press(keyForms, fyne.KeyReturn)
	o.wantTold("Đã gửi đến máy in")
	args, err := os.ReadFile(filepath.Join(folder, "args"))
	if err != nil || !strings.Contains(string(args), "-d hp-a5") || strings.Contains(string(args), "035199000001") || strings.Contains(string(args), "Nguyệt") {
		t.Errorf("lp was told %q, %v", args, err)
	}
	pdf, err := os.ReadFile(filepath.Join(folder, "paper.pdf"))
	if err != nil || !strings.Contains(mustText(t, pdf), "Nguyễn Thị Ánh Nguyệt") {
		t.Errorf("lp was given %d bytes, %v", len(pdf), err)
	}
}

func TestTheRegisterIsPrintedForAPeriod(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	folder := t.TempDir()
	o.filed.papers.Output = settings.Forms{Folder: folder}
	d := o.birth(nguyet)
	o.press(fyne.KeyEscape, keyBrowse, keyForms)
	o.wantPlace(navigation.Preview)
	o.press(keyMore, fyne.Key1)
	name, pdf := o.mustSaved(folder)
	if want := "so-theo-doi-2026-11-23-2026-11-23-20261123-"; !strings.HasPrefix(name, want) {
		t.Errorf("saved as %q, want %q…", name, want)
	}
	got := mustText(t, pdf)
	for _, want := range []string{"SỔ THEO DÕI HỒ SƠ", "Ngày 23 tháng 11 năm 2026", "chỉ hồ sơ của quầy 05", "Cộng: 1 hồ sơ", "Nguyễn Thị Ánh Nguyệt"} {
		if !strings.Contains(got, want) {
			t.Errorf("the register does not say %q: %s", want, got)
		}
	}
	if strings.Contains(got, d.Applicant.Owner.Identity.Whole()) {
		t.Error("the register shows an identity number")
	}
	os.Remove(filepath.Join(folder, name))
	o.press(keyMore, fyne.Key3)
	if name, xlsx := o.mustSaved(folder); !strings.HasSuffix(name, ".xlsx") || string(xlsx[:2]) != "PK" {
		t.Errorf("saved as %q: %x", name, xlsx[:2])
	}
}

func TestThePeriodOfTheRegisterIsAskedFor(t *testing.T) {
	for _, tt := range []struct{ name, from, to, says string }{
		{"ten days", "14/11/2026", "23/11/2026", ""},
		{"a day", "23/11/2026", "23/11/2026", ""},
		{"backwards", "23/11/2026", "14/11/2026", "không được trước ngày đầu"},
		{"no date", "hôm qua", "23/11/2026", "31/12/2026"},
		{"a day in no calendar", "31/11/2026", "1/12/2026", "không có ngày này"},
		{"a year of no one", "1/1/0001", "23/11/2026", "31/12/2026"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := newOfficer(t, "vi", usual)
			o.birth(nguyet)
			o.press(fyne.KeyEscape, keyBrowse, keyForms)
			o.write("5")
			o.fill(tt.from, tt.to)
			if got := o.screen.form.Help.Words(); tt.says != "" && !strings.Contains(got, tt.says) {
				t.Errorf("told %q", got)
			}
			if shown := o.filed.papers.Page == 1; shown != (tt.says == "") {
				t.Errorf("page %d, told %q", o.filed.papers.Page, o.filed.Notice.Text)
			}
		})
	}
}

func TestEachPaperHasItsNameOnTheScreen(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	for _, f := range append(sheet.Forms(o.Clock), sheet.FormFee) {
		if id := "counter.preview." + string(f); f != sheet.FormRegister && o.Speak.Text(id) == id {
			t.Errorf("%s has no name", id)
		}
	}
}
