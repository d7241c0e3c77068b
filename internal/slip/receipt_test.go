package slip_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"motcua/drivers"
	"motcua/internal/dossier"
	"motcua/internal/i18n"
	"motcua/internal/sheet/sample"
	"motcua/internal/slip"
)

const link = "https://hcc.hanam.example.vn/h/000.00.00.H25-261109-0027/261118/AQ7K2M9XAZ5ARLF53"

func TestDossierSlips(t *testing.T) {
	w := sample.Week2026
	vi, en := i18n.In("vi"), i18n.In("en")
	returned := w.Returned()
	for _, tt := range []struct {
		name string
		d    drivers.Document
	}{
		{"receipt-vi", slip.Receipt(vi, testCentre, "05", w.Received(), link)},
		{"receipt-en", slip.Receipt(en, testCentre, "05", w.Received(), link)},
		{"supplement-vi", slip.Supplement(vi, testCentre, w.Incomplete(), link)},
		{"apology-vi", slip.Apology(vi, testCentre, w.Extended(), link)},
		{"apology-en", slip.Apology(en, testCentre, w.Extended(), link)},
		{"demand-vi", slip.Demand(vi, testCentre, w.Owing(), link)},
		{"suspension-vi", slip.Suspension(vi, testCentre, w.Suspended(), link)},
		{"refusal-vi", slip.Refusal(vi, testCentre, w.Refused())},
		{"fee-vi", slip.Fee(vi, testCentre, "05", returned, returned.Paid()[0])},
		{"fee-en", slip.Fee(en, testCentre, "05", returned, returned.Paid()[0])},
		{"delivery-vi", slip.Delivery(vi, testCentre, returned)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			mustEqualGolden(t, tt.name, tt.d)
			for _, b := range tt.d {
				if strings.Contains(b.Text, "035199000001") {
					t.Errorf("%q shows the identity number", b.Text)
				}
			}
		})
	}
}

// TestReceiptsThatDiffer holds the other receipts to what they say differently from receipt-vi.
func TestReceiptsThatDiffer(t *testing.T) {
	say := i18n.In("vi")
	usual := slip.Receipt(say, testCentre, "05", sample.Week2026.Received(), link)
	for _, tt := range []struct {
		name        string
		change      func(*dossier.Dossier)
		link        string
		more, fewer []string
	}{
		{"brought by another", func(d *dossier.Dossier) { d.Applicant.Submitter = &dossier.Party{Name: "Nguyễn Thị Thu Hường"} }, link,
			[]string{"Người nộp: Nguyễn Thị Thu Hường"}, nil},
		{"before the centre has a key to sign with", func(*dossier.Dossier) {}, "",
			[]string{"000.00.00.H25-261109-0027"}, []string{link, "Quét mã để tra cứu hồ sơ"}},
		{"taken elsewhere", func(d *dossier.Dossier) { d.Appointment = time.Time{} }, link,
			[]string{"Sẽ báo khi cơ quan có thẩm quyền nhận được hồ sơ"}, []string{"09:32 ngày 18/11/2026"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := sample.Week2026.Received()
			tt.change(&d)
			got := slip.Receipt(say, testCentre, "05", d, tt.link)
			if diff := cmp.Diff(tt.more, without(got, usual)); diff != "" {
				t.Errorf("it says besides: %s", diff)
			}
			if diff := cmp.Diff(tt.fewer, without(usual, got)); diff != "" {
				t.Errorf("it does not say: %s", diff)
			}
		})
	}
}

// without are the texts of a document that another has not got in the same style.
func without(d, other drivers.Document) (texts []string) {
	for _, b := range d {
		same := func(o drivers.Block) bool { return cmp.Equal(b, o) }
		if !slices.ContainsFunc(other, same) {
			texts = append(texts, b.Text)
		}
	}
	return texts
}

func mustEqualGolden(t *testing.T, name string, d drivers.Document) {
	t.Helper()
	got, err := json.MarshalIndent(d, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Error(diff)
	}
}

// TestSlipsSayWhoAndWhatTheyAre holds what a person needs to ask: the officer, the counter, the telephone; and that a slip claims to be no
// form and no receipt of fees.
func TestSlipsSayWhoAndWhatTheyAre(t *testing.T) {
	say, at := i18n.In("vi"), testCentre
	at.Papers.Phone = "0226 300 0000"
	w := sample.Week2026
	returned := w.Returned()
	text := func(d drivers.Document) (all string) {
		for _, b := range d {
			all += b.Text + "\n"
			for _, c := range b.Cells {
				all += c.Text + "\n"
			}
		}
		return all
	}
	named := w.Received()
	named.Procedure.Name = "Thủ tục đăng ký khai sinh"
	for _, tt := range []struct {
		name, got, says string // parted by |
	}{
		{"receipt", text(slip.Receipt(say, at, "05", w.Received(), link)), "(Bản tóm tắt của Mẫu số 01)|Cán bộ: Trần Quốc Khánh|Quầy: 05|Điện thoại trung tâm: 0226 300 0000|Cơ quan giải quyết: Sở Công Thương|Số bộ hồ sơ: 01|1.100.000\u00a0đồng|giấy ủy quyền"},
		{"fee", text(slip.Fee(say, at, "05", returned, returned.Paid()[0])), "XÁC NHẬN ĐÃ NỘP PHÍ, LỆ PHÍ|(Không thay biên lai)|Cán bộ: Trần Quốc Khánh|Quầy: 05|0226 300 0000|1.100.000\u00a0đồng"},
		{"apology of 2025's circular", text(slip.Apology(say, at, w.Extended(), link)), "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT"},
		{"apology of 2018's", text(slip.Apology(say, at, sample.Week2024.Extended(), link)), "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ"},
		{"a name that says it is a procedure", text(slip.Receipt(say, at, "05", named, link)), "Thủ tục: Đăng ký khai sinh"},
	} {
		for phrase := range strings.SplitSeq(tt.says, "|") {
			if !strings.Contains(tt.got, phrase) {
				t.Errorf("%s: %q is not in\n%s", tt.name, phrase, tt.got)
			}
		}
		if strings.Contains(tt.got, "₫") || strings.Contains(tt.got, "PHIẾU THU") {
			t.Errorf("%s: a second sign for đồng, or the name of a voucher", tt.name)
		}
	}
}
