//go:build !race

package sheet_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"

	"motcua/internal/dossier"
	"motcua/internal/sheet"
	"motcua/internal/sheet/sample"
	"motcua/internal/workday"
)

// mustIssue sets a form as it was first issued and reads it.
func mustIssue(t *testing.T, f sheet.Form, o sheet.Office, d dossier.Dossier) string {
	t.Helper()
	return text(t, mustSet(t)(sheet.Set(f, o, sheet.IssueOf(f, d), d, sample.Calendar())))
}

// TestAReprintIsWhatWasIssued prints papers weeks after what they tell of: the day, the circular and the hand are those of then.
func TestAReprintIsWhatWasIssued(t *testing.T) {
	w, old := sample.Week2026, sample.Week2024
	night := old.Extended()
	night.History = append(night.History, dossier.Step{Action: dossier.Pay, At: w.At(20, 9, 0), By: "Người khác"})
	for _, tt := range []struct {
		name string
		form sheet.Form
		d    dossier.Dossier
		want string
	}{
		{"receipt", sheet.FormReceipt, w.Returned(), "Hà Nam, ngày 09 tháng 11 năm 2026 | Trần Quốc Khánh"},
		{"receipt of 2018's circular", sheet.FormReceipt, night, "Thông tư số 01/2018/TT-VPCP | ngày 11 tháng 11 năm 2024"},
		{"receipt before its extension", sheet.FormReceipt, w.Extended(), "5. Thời gian trả kết quả giải quyết hồ sơ: 9 giờ 32 phút, ngày 18 tháng 11 năm 2026"},
		{"apology of 2018's circular", sheet.FormApology, night, "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ | Số: ......../PXL-SCT | Hà Nam, ngày 18 tháng 11 năm 2024"},
		{"supplement", sheet.FormSupplement, w.Incomplete(), "ngày 11 tháng 11 năm 2026 | Trần Quốc Khánh"},
		{"refusal", sheet.FormRefusal, w.Refused(), "ngày 09 tháng 11 năm 2026 | Trần Quốc Khánh"},
		{"fee receipt", sheet.FormFee, w.Returned(), "ngày 09 tháng 11 năm 2026 | Trần Quốc Khánh"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := mustIssue(t, tt.form, sample.Office, tt.d)
			for phrase := range strings.SplitSeq(tt.want, "|") {
				if phrase = strings.TrimSpace(phrase); !strings.Contains(got, phrase) {
					t.Errorf("%q is not in %q", phrase, got)
				}
			}
			if strings.Contains(got, "Người khác") {
				t.Error("who was logged in later signs")
			}
		})
	}
}

// TestWhoSigns holds the hand under a paper to who issues it: the desk never signs for an agency, nor an agency under the centre's name.
func TestWhoSigns(t *testing.T) {
	w := sample.Week2026
	nobody := sample.Office
	nobody.Agencies = nil
	for _, tt := range []struct {
		name      string
		form      sheet.Form
		office    sheet.Office
		d         dossier.Dossier
		want, not string // parted by |
	}{
		{"apology", sheet.FormApology, sample.Office, w.Extended(), "SỞ CÔNG THƯƠNG|Số: ......../SCT|Lê Minh Đức", sample.Officer + "|TTPVHCC|TRUNG TÂM"},
		{"suspension at the agency", sheet.FormSuspension, sample.Office, w.Suspended(), "SỞ CÔNG THƯƠNG|Số: ......../TB-SCT|Lê Minh Đức", sample.Officer + "|TTPVHCC|TRUNG TÂM"},
		{"suspension of an agency that nobody described", sheet.FormSuspension, nobody, w.Suspended(), "SỞ CÔNG THƯƠNG|Số: ......../TB-........", sample.Officer + "|" + sample.Head + "|TTPVHCC"},
		{"a result that is no", sheet.FormRefusal, sample.Office, w.Declined(), "SỞ CÔNG THƯƠNG|Sở Công Thương thông báo không|THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ|Lê Minh Đức|ngày 14 tháng 11 năm 2026", sample.Officer + "|NGƯỜI TIẾP NHẬN"},
		{"refused at the desk", sheet.FormRefusal, sample.Office, w.Refused(), "TRUNG TÂM|NGƯỜI TIẾP NHẬN HỒ SƠ|" + sample.Officer, "THỦ TRƯỞNG"},
		{"what the agency misses", sheet.FormSupplement, sample.Office, w.Incomplete(), "Theo thông báo của Sở Công Thương", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := mustIssue(t, tt.form, tt.office, tt.d)
			for phrase := range strings.SplitSeq(tt.want, "|") {
				mustSay(t, got, phrase)
			}
			for phrase := range strings.SplitSeq(tt.not, "|") {
				if phrase != "" && strings.Contains(got, phrase) {
					t.Errorf("%q stands on it", phrase)
				}
			}
		})
	}
}

// TestFormsAreThoseOfTheirDay lists a dossier's papers by the circular of the day of each.
func TestFormsAreThoseOfTheirDay(t *testing.T) {
	if got := sheet.Of(sample.Week2024.Suspended()); slices.Contains(got, sheet.FormSuspension) {
		t.Errorf("2024 had no notice that work stops: %v", got)
	}
	if got := sheet.Of(sample.Week2026.Suspended()); !slices.Contains(got, sheet.FormSuspension) {
		t.Errorf("2026 has one: %v", got)
	}
	if got := sheet.FormApology.Title(sample.Week2026.At(0, 9, 0)); got != "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT" {
		t.Errorf("%q", got)
	}
}

func TestCopiesOfAFeeReceipt(t *testing.T) {
	for _, tt := range []struct {
		template, symbol string
		copies           int
		refused          bool
	}{
		{"01BLP2-001", "HN-26P", 2, false}, {"01BLP3-001", "HN-26T", 3, false}, {"01BLP0-001", "HN-26E", 0, false}, {"", "", 2, false},
		{"01BLP2-001", "HN-26E", 0, true}, {"01BLP0-001", "HN-26P", 0, true}, {"01BLP-001", "HN-26P", 0, true}, {"01BLP2-001", "", 0, true},
	} {
		o := sample.Office
		o.Fees = dossier.Series{Template: tt.template, Symbol: tt.symbol}
		d := sample.Week2026.Returned()
		set, err := sheet.FeeReceipt(o, sheet.IssueOf(sheet.FormFee, d), d, d.Paid()[0])
		if errors.Is(err, dossier.ErrSeries) != tt.refused || !tt.refused && set.Pages() != max(1, tt.copies) {
			t.Errorf("%s with %s: %d pages, %v", tt.template, tt.symbol, set.Pages(), err)
		}
	}
}

// TestNamesOfTheHighlands sets letters that compose with no mark: the letter stays itself, and its mark stays with it.
func TestNamesOfTheHighlands(t *testing.T) {
	d := sample.Week2026.Received()
	d.Applicant.Owner.Name = "H’Blơ\u0306m Niê\u0306 Ksơ\u0306r Y Č\u0323in Ñĕô\u0306ư\u0306 ƀuôn"
	got := mustIssue(t, sheet.FormReceipt, sample.Office, d)
	if strings.ContainsAny(got, "?□") {
		t.Errorf("a sign stands for a letter: %q", got)
	}
	for _, name := range []string{"Blơ", "Niê", "Ksơ", "in", "Ñĕô", "uôn"} {
		if !strings.Contains(got, name) {
			t.Errorf("%q is not in %q", name, got)
		}
	}
	bare := sample.Week2026.Received()
	bare.Applicant.Owner.Name = "H’Blơm Niê Ksơr Y Čin Ñĕôư buôn"
	if got == mustIssue(t, sheet.FormReceipt, sample.Office, bare) {
		t.Error("the marks are lost")
	}
}

// TestAFullStopStaysWithItsCode sets letters of all lengths of address, so that the code comes to every place on its line.
func TestAFullStopStaysWithItsCode(t *testing.T) {
	d := sample.Week2026.Extended()
	for n := range 24 {
		d.Procedure.Name = "Cấp phép" + strings.Repeat(" i", n)
		pdf := mustSet(t)(sheet.Apology(sample.Office, sheet.IssueOf(sheet.FormApology, d), d))
		for _, line := range strings.Split(string(poppler(t, pdf, "-layout")), "\n") {
			if line = strings.TrimSpace(line); line == "." || strings.HasPrefix(line, d.Code) || strings.HasSuffix(line, "mã số:") {
				t.Fatalf("%d letters: a line is %q", n, line)
			}
		}
	}
}

func TestElectronicCopiesArePDF14(t *testing.T) {
	pdf := mustSet(t)(sheet.Receipt(sample.Office, sheet.IssueOf(sheet.FormReceipt, sample.Week2026.Received()), sample.Week2026.Received()))
	if !bytes.HasPrefix(pdf, []byte("%PDF-1.4")) {
		t.Errorf("it begins with %q", pdf[:8])
	}
}

// TestTheDayStandsBesideTheNumber holds the date to the line of "Số:", whatever the office's name takes.
func TestTheDayStandsBesideTheNumber(t *testing.T) {
	d := sample.Week2026.Received()
	i := sheet.IssueOf(sheet.FormReceipt, d)
	i.Number = "01"
	for line := range strings.SplitSeq(string(poppler(t, mustSet(t)(sheet.Receipt(sample.Office, i, d)), "-layout")), "\n") {
		if strings.Contains(line, "Số: 01/TTPVHCC") {
			if !strings.Contains(line, "Hà Nam, ngày 09 tháng 11 năm 2026") {
				t.Errorf("on its line stands %q", line)
			}
			return
		}
	}
	t.Error("there is no number")
}

// TestNoDayIsOwedWhileTimeStops holds the register's column of appointments.
func TestNoDayIsOwedWhileTimeStops(t *testing.T) {
	b := sheet.Book{Year: 2026, Entries: []dossier.Dossier{sample.Week2026.Suspended()}, At: workday.Date{Year: 2026, Month: 12, Day: 1}.At(0)}
	got := text(t, mustSet(t)(sheet.Register(sample.Office, sheet.Issue{At: b.At}, b)))
	if promised := sample.Week2026.Suspended().Appointment.Format("02/01/2006"); strings.Contains(got, promised) {
		t.Errorf("%s is still promised", promised)
	}
}
