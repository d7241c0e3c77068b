package flow

import (
	"net/http"
	"slices"
	"testing"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/registry"
	"motcua/internal/ui"
	"motcua/internal/uplink"
)

// card is the QR of an invented citizen's card.
const card = "035199000001||Nguyễn Thị Ánh Nguyệt|01011999|Nữ|Thôn 1, Xã Bình Nghĩa, Hà Nam|15042021"

var underWay = registry.Progress{Code: "000.00.00.H25-261123-0001", Status: dossier.Processing, Appointment: nine.Add(48 * time.Hour)}

// incomplete is what the applicant sees of a dossier that lacks papers.
var incomplete = registry.Progress{Code: "000.00.00.H25-261123-0002", Status: dossier.Incomplete, Details: &registry.Details{
	Procedure: "Đăng ký khai sinh có yếu tố nước ngoài tại khu vực biên giới", Missing: []string{"Giấy chứng sinh (bản chính)", "Văn bản ủy quyền có chứng thực"},
	Reason: "Hồ sơ chưa đủ thành phần theo quy định", Contact: "Quầy 05, 0226 000 000", Owes: 75000, Place: "Quầy trả kết quả, Trung tâm Phục vụ hành chính công",
}}

// mustLookUp types a code from the first screen on.
func (l *harness) mustLookUp(t testing.TB, code string) {
	t.Helper()
	l.window.mustTap(t, "lookup")
	l.mustType(t, code)
	l.window.mustTap(t, "done")
}

func TestCodeWithoutProofTellsProgressOnly(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.told = []registry.Progress{underWay}
	l.mustLookUp(t, "2611230001")
	l.window.mustShow(t, "told")
	if got := l.asked[0]; !slices.Contains(got.Codes, underWay.Code) || got.Card != "" {
		t.Errorf("asked %+v", got)
	}
	if !l.window.says("Đang xử lý") || !l.window.says("Hẹn trả kết quả: 09:00 Thứ Tư, 25/11/2026") {
		t.Error("progress or the day promised is not on the screen")
	}
	l.window.mustTap(t, "back")
	if l.window.mustShow(t, "seeking"); l.visit.Inquiry.Typing.Text != "" {
		t.Error("the last code is still there")
	}
}

func TestCardOpensTheDetails(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.Scanner = true
	l.told = []registry.Progress{underWay}
	l.mustLookUp(t, "2611230001")
	l.told = []registry.Progress{incomplete}
	l.OnScan(card)
	if got := l.asked[1]; got.Card != "035199000001" || len(got.Codes) != 1 || got.Codes[0] != underWay.Code {
		t.Errorf("asked for %v", got.Codes)
	}
	if !l.window.says("Cần nộp thêm: Giấy chứng sinh (bản chính)") {
		t.Error("the applicant is not told what is missing")
	}
	for range 2 {
		l.window.mustTap(t, "page.next")
	}
	if !l.window.says("Còn phải nộp: 75.000 đồng") {
		t.Error("the applicant is not told the fee")
	}
}

func TestWrongWaysToADossier(t *testing.T) {
	refuse := func(status int) error { return &uplink.Refusal{Status: status} }
	for _, c := range []struct {
		name, typed string
		err         error
		says        string
	}{
		{"no code", "2611", nil, "Đây chưa phải mã hồ sơ.\nHãy xem lại mã trên giấy tiếp nhận, ví dụ 261123-0001"},
		{"a wrong code", "2611230009", refuse(http.StatusNotFound), "Không tìm thấy hồ sơ có mã này.\nHãy xem lại từng số, hoặc hỏi bàn hướng dẫn"},
		{"no central", "2611230001", errNoWay, "Máy đang mất kết nối nên chưa tra cứu được.\nMời thử lại sau ít phút, hoặc hỏi tại quầy"},
		{"central in trouble", "2611230001", refuse(http.StatusInternalServerError), "Máy đang mất kết nối nên chưa tra cứu được.\nMời thử lại sau ít phút, hoặc hỏi tại quầy"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := mustOpenKiosk(t, portrait, district())
			l.puzzled = c.err
			l.mustLookUp(t, c.typed)
			if l.window.mustShow(t, "seeking"); !l.window.says(c.says) {
				t.Errorf("the screen does not say %q", c.says)
			}
			l.mustType(t, "1")
			if l.window.says(c.says) {
				t.Error("the sentence stays while another code is typed")
			}
		})
	}
}

func TestStrangersCardOpensNothing(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.Scanner = true
	l.told = []registry.Progress{underWay}
	l.mustLookUp(t, "2611230001")
	l.told, l.puzzled = nil, &uplink.Refusal{Status: http.StatusForbidden}
	l.OnScan(card)
	l.window.mustShow(t, "told")
	if !l.window.says("Đang xử lý") || !l.window.says("Thẻ này không phải của chủ hồ sơ hoặc người nộp.\nMời quét thẻ đã dùng khi nộp, hoặc hỏi tại quầy") {
		t.Error("progress is gone, or nobody is told that the card does not fit")
	}
}

func TestReceiptScannedOnTheFirstScreen(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.Scanner = true
	l.told = []registry.Progress{underWay}
	l.OnScan("https://dvc.example/d/" + underWay.Code)
	l.window.mustShow(t, "told")
	l.OnScan("000.00.00.H25-261123-0002")
	if len(l.asked) != 2 || l.asked[1].Codes[0] != incomplete.Code {
		t.Errorf("asked %+v; want the second receipt", l.asked)
	}
}

func TestCardAloneTellsOfAllThatIsTheirs(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.Scanner = true
	l.told = []registry.Progress{incomplete, underWay}
	l.window.mustTap(t, "lookup")
	l.OnScan(card)
	if !l.window.says("Hồ sơ 1/2 – mã " + incomplete.Code) {
		t.Fatal("the first dossier is not shown, or not of how many it is")
	}
	for range 10 { // to the last page, and no farther
		l.window.mustTap(t, "page.next")
	}
	if !l.window.says("Hồ sơ 2/2 – mã " + underWay.Code) {
		t.Error("the second dossier is not shown")
	}
}

func TestLateDossierDoesNotReachTheNextVisitor(t *testing.T) {
	for name, next := range map[string]func(*harness){
		"on the first screen":     func(l *harness) {},
		"who looks up their own":  func(l *harness) { l.window.mustTap(t, "lookup") },
		"who waits for their own": func(l *harness) { l.mustLookUp(t, "2611230002") },
	} {
		t.Run(name, func(t *testing.T) {
			l := mustOpenKiosk(t, portrait, district())
			l.told = []registry.Progress{incomplete}
			l.Run = l.delay
			l.mustLookUp(t, "2611230001")
			late := l.later[len(l.later)-1]
			l.leave()
			next(l)
			shown := l.window.Shown()
			l.Run = ui.Inline
			late()
			if l.window.Shown() != shown || len(l.visit.Inquiry.Dossiers) != 0 {
				t.Errorf("the next visitor sees %s with %+v", l.window.Shown(), l.visit.Inquiry.Dossiers)
			}
		})
	}
}

// TestWhatIsToldIsTheWholeTruth: a dossier that is late, put off, declined or owing says so in its headline and its way on, and whom to ask.
func TestWhatIsToldIsTheWholeTruth(t *testing.T) {
	past := nine.Add(-48 * time.Hour)
	details := func(d registry.Details) *registry.Details { d.Field = "Hộ tịch"; return &d }
	for _, c := range []struct {
		name      string
		told      registry.Progress
		says, not []string
	}{
		{"late", registry.Progress{Status: dossier.Processing, Appointment: past, Late: true},
			[]string{"Quá hạn trả kết quả", "Đã hẹn trả: 09:00 Thứ Bảy, 21/11/2026", "Xin lỗi quý khách", "bàn hướng dẫn hoặc gọi 0226 385 1234"}, []string{"chưa cần làm gì"}},
		{"late, not handed over yet", registry.Progress{Status: dossier.Received, Appointment: past, Late: true, Details: details(registry.Details{})},
			[]string{"Quá hạn trả kết quả", "quầy 01 hoặc gọi 0226 385 1234"}, []string{"chờ chuyển"}},
		{"put off", registry.Progress{Status: dossier.Processing, Appointment: nine.Add(48 * time.Hour), Was: past},
			[]string{"Ngày hẹn mới: 09:00 Thứ Tư, 25/11/2026", "đã hẹn ngày 21/11/2026", "Xin lỗi quý khách"}, []string{"chưa cần làm gì"}},
		{"put off, and late again", registry.Progress{Status: dossier.Processing, Appointment: past, Was: past.Add(-48 * time.Hour), Late: true},
			[]string{"Quá hạn trả kết quả"}, []string{"Ngày hẹn mới"}},
		{"declined", registry.Progress{Status: dossier.Finished, Declined: true, Details: details(registry.Details{Reason: "Không đủ điều kiện"})},
			[]string{"Hồ sơ không được giải quyết", "Lý do: Không đủ điều kiện", "“Nhận kết quả”"}, []string{"Đã xử lý xong", "Đã có kết quả"}},
		{"declined, handed over", registry.Progress{Status: dossier.Returned, Declined: true}, []string{"Không được giải quyết, đã trả văn bản"}, []string{"Đã trả kết quả"}},
		{"owing", registry.Progress{Status: dossier.Owing, Details: details(registry.Details{Owes: 12500000})},
			[]string{"Còn phải nộp: 12.500.000 đồng", "tại quầy đã nhận hồ sơ", "Hướng dẫn thanh toán"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := mustOpenKiosk(t, portrait, district())
			l.view.Centre.Papers.Phone = "0226 385 1234"
			l.OnHall()
			c.told.Code = underWay.Code
			l.told = []registry.Progress{c.told}
			l.mustLookUp(t, "2611230001")
			l.window.mustFit(t)
			for _, words := range c.says {
				if !l.window.shows(words) {
					t.Errorf("the screen does not say %q", words)
				}
			}
			for _, words := range c.not {
				if l.window.shows(words) {
					t.Errorf("the screen says %q", words)
				}
			}
		})
	}
}

func TestFromADebtToHowItIsPaidAndBack(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.told = []registry.Progress{incomplete}
	l.mustLookUp(t, "2611230002")
	l.window.mustTap(t, "pay")
	l.window.mustShow(t, "paying")
	l.window.mustTap(t, "back")
	l.window.mustShow(t, "told")
}

// TestSomebodysDossierLeavesTheGlassInTime: no question keeps it for the next person; the seconds are counted all the while, and one touch begins them anew.
func TestSomebodysDossierLeavesTheGlassInTime(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.told = []registry.Progress{incomplete}
	l.mustLookUp(t, "2611230002")
	if !l.window.says("Tự đóng sau 20 giây") {
		t.Error("nobody is told when the screen goes")
	}
	l.pass(19)
	if l.window.mustShow(t, "told"); !l.window.says("Tự đóng sau 1 giây") {
		t.Error("the seconds do not count down")
	}
	l.window.mustTap(t, "stay")
	l.pass(19)
	l.window.mustShow(t, "told")
	l.pass(1)
	l.window.mustShow(t, "home")
}

func TestALookUpWithoutCentralIsSaidBeforeAnybodyTypes(t *testing.T) {
	l := mustOpenKiosk(t, portrait, district())
	l.online = false
	l.OnHall()
	if !l.window.says("Tạm chưa xem được") {
		t.Error("the tile looks usable")
	}
	l.window.mustTap(t, "lookup")
	if !l.window.shows("Máy đang mất kết nối nên chưa tra cứu được.") {
		t.Error("it is said only after the whole code was typed")
	}
}
