package screens

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"motcua/counter/intake"
	"motcua/counter/navigation"
	"motcua/drivers"
	"motcua/internal/dossier"
	"motcua/internal/paper"
	"motcua/internal/procedure"
)

// TestCertifiedCopiesAreCountedByPages takes in copies of a paper: what is owed, what stands on the slip, and the register agree.
func TestCertifiedCopiesAreCountedByPages(t *testing.T) {
	for _, tt := range []struct {
		name          string
		copies, pages int
		want          dossier.Dong
	}{
		{"one page", 1, 1, 2_000},
		{"five copies of three pages", 5, 3, 25_000},
		{"a copy at its most", 1, 250, 200_000},
		{"two of those", 2, 250, 400_000},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := newOfficer(t, "vi", usual)
			o.certified(tt.copies, tt.pages)
			o.write("1")
			o.press(fyne.KeyReturn)
			o.wantPlace(navigation.Received)
			d, err := o.filed.files.Find(t.Context(), o.filed.Page.Dossier.ID)
			if err != nil {
				t.Fatal(err)
			}
			if len(d.Fees) != 1 || d.Fees[0].Amount != tt.want || d.Owes() != 0 {
				t.Errorf("fees: %+v, want %s", d.Fees, tt.want)
			}
			if text := o.slipTexts(); !strings.Contains(text, tt.want.String()) {
				t.Errorf("no slip says %s: %s", tt.want, text)
			}
		})
	}
}

// slipTexts is all that stands on the slips to be printed.
func (o *hands) slipTexts() string {
	o.Helper()
	jobs, err := paper.NewStore(o.filed.journal, nil).Pending(o.Context())
	if err != nil {
		o.Fatal(err)
	}
	var all strings.Builder
	for _, job := range jobs {
		all.WriteString(textOf(job.Document))
	}
	return all.String()
}

func textOf(d drivers.Document) string {
	var all strings.Builder
	for _, line := range d {
		all.WriteString(line.Text + " ")
		for _, c := range line.Cells {
			all.WriteString(c.Text + " ")
		}
		all.WriteString("\n")
	}
	return all.String()
}

// TestCopiesTickedAreCopiesPaid counts as many copies as were handed in to be certified.
func TestCopiesTickedAreCopiesPaid(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.scan(nguyet)
	o.write("chung thuc ban sao")
	o.press(fyne.KeyReturn)
	o.write("2")
	o.press(fyne.KeyRight, fyne.KeyRight)
	o.write("++++")
	if got := o.filed.Intake.Current.Fee(); got != 10_000 {
		t.Errorf("five copies of a page cost %s", got)
	}
}

// TestAFeeByHandHasItsReason frees somebody from a fee, and charges where nothing was published.
func TestAFeeByHandHasItsReason(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.scan(nguyet)
	o.write("chung thuc ban sao")
	o.press(fyne.KeyReturn)
	o.write("0")
	o.press(keyMore, fyne.Key6)
	o.fill("1", "1", "0", "")
	if got := o.screen.form.Help.Words(); !strings.Contains(got, "lý do") {
		t.Fatalf("told %q of an amount without a reason", got)
	}
	o.fill("1", "1", "0", "Người có công")
	o.press(fyne.KeyReturn)
	o.wantPlace(navigation.Received)
	if d := o.filed.Page.Dossier; d.Owes() != 0 || len(d.Fees) != 0 || d.FeeReason != "Người có công" {
		t.Errorf("fees %+v, reason %q", d.Fees, d.FeeReason)
	}
	if d := o.filed.Page.Dossier.Forget(); d.FeeReason != "" {
		t.Error("the reason outlives the person")
	}
}

// TestWishesAndProxyAreTakenIn enters sets, e-mail, return by post, and who hands the dossier in.
func TestWishesAndProxyAreTakenIn(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.scan(nguyet)
	o.write("khai s")
	o.press(fyne.KeyReturn)
	o.write("12")
	o.press(keyMore, fyne.Key2)
	o.fill("Trần Văn Bình", "036085012345", "Hà Nam", "0912000000")
	o.press(keyMore, fyne.Key3)
	o.fill("2", "khong phai", "2", "")
	if got := o.screen.form.Help.Words(); !strings.Contains(got, "e-mail") {
		t.Errorf("told %q of no e-mail address", got)
	}
	o.fill("2", "binh@example.vn", "2", "")
	if got := o.screen.form.Help.Words(); !strings.Contains(got, "bưu chính") {
		t.Errorf("told %q of a post without an address", got)
	}
	o.fill("2", "binh@example.vn", "2", "Số 5, đường Lê Lợi")
	o.press(fyne.KeyReturn)
	o.wantPlace(navigation.Received)
	d := o.filed.Page.Dossier
	if d.Sets != 2 || d.Wish != (dossier.Wish{Channel: procedure.Post, Place: "Số 5, đường Lê Lợi"}) {
		t.Errorf("sets %d, wish %+v", d.Sets, d.Wish)
	}
	if who := d.Applicant.Brings(); who.Name != "Trần Văn Bình" || who.Email != "binh@example.vn" || d.Applicant.Owner.Name != "Nguyễn Thị Ánh Nguyệt" {
		t.Errorf("people: %+v", d.Applicant)
	}
}

// TestAllPapersAreNotTheConditionalOnes presses 0 where one paper is asked of some people only.
func TestAllPapersAreNotTheConditionalOnes(t *testing.T) {
	o := newOfficer(t, "vi", usual)
	o.scan(nguyet)
	o.write("khai s")
	o.press(fyne.KeyReturn)
	o.write("0")
	for _, r := range o.filed.Intake.Current.Rows {
		if asked := r.Asked.Name != "Giấy tờ khác" && !strings.Contains(r.Asked.Name, "nếu"); r.Ticked != asked {
			t.Errorf("%s: ticked %v", r.Asked.Name, r.Ticked)
		}
	}
	if in := o.filed.Intake.Current; in.Lack() != intake.Nothing {
		t.Errorf("lacks %s", in.Lack())
	}
}
