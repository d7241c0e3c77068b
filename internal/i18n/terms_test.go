package i18n_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"motcua/internal/i18n"
)

// term is a word that people read in one meaning only: where it may not stand, and what stands there instead.
type term struct {
	lang    string
	banned  string // a regular expression
	where   string // the sentences it is banned from, by the beginning of their ids, separated by blanks; empty: all
	except  string // those that mean something else, likewise
	instead string
}

// terms are the product's one word for one thing. A sentence that needs a banned word for another thing is excepted by its id.
var terms = []term{
	{"vi", `Trung tâm|với trung tâm|trung tâm (đang|không trả lời|cho biết|chưa|đã)|[Mm]áy chủ trung tâm`, "", "counter.appointments.refused.no_diary kiosk.guide.nowhere province.", "máy chủ is the machine, trung tâm the institution"},
	{"vi", `(?:^|\s)làn(?:\s|$)`, "", "", "các số dành cho quầy này"},
	{"vi", `[Bb]ấm(?:\s|$)`, "kiosk. page. board. rate. leaflet. slip.", "", "chạm: nothing is pressed on a touchscreen"},
	{"vi", `[Cc]hạm(?:\s|$)`, "counter. login. act.", "", "bấm: the counter has keys"},
	{"vi", `[Bb]ỏ qua|lùi lại|[Bb]ỏ số|[Kk]hông đến`, "counter.", "counter.appointments.state.over", "lùi số, vắng mặt"},
	{"vi", `[Pp]hiếu hẹn|phiếu này`, "", "kiosk.opinion.", "Giấy tiếp nhận"},
	{"vi", `phiếu`, "page.receipt.", "", "Giấy tiếp nhận"},
	{"vi", `[Tt]ạm dừng|[Dd]ừng xử lý|[Xx]ử lý`, "counter. kiosk. page. slip. rate.", "", "dừng giải quyết; thời hạn ngừng tính"},
	{"vi", `thời gian (tạm dừng|ngừng)`, "", "", "thời hạn ngừng tính"},
	{"vi", `nộp nghĩa vụ|[Yy]êu cầu nộp (phí|tiền)|Chờ nghĩa vụ`, "", "", "thực hiện nghĩa vụ tài chính"},
	{"vi", `[Ss]ổ hồ sơ|[Ii]n sổ$`, "", "", "Sổ theo dõi"},
	{"vi", `hàng đợi`, "", "", "hàng chờ"},
	{"vi", `bản sao`, "counter. slip.", "", "bản photo, as in Mẫu số 01"},
	{"vi", `anh/chị|Anh/chị`, "", "", "the account, not the person, lacks a right"},
	{"vi", `người quản trị|quản trị danh mục|[Aa]dmin[^ ]`, "", "", "quản trị viên"},
	{"vi", `ghi như`, "", "", "theo dạng"},
	{"vi", `thư xin lỗi`, "", "", "văn bản xin lỗi"},
	{"vi", `tạm hỏng`, "", "", "tạm ngừng"},
	{"vi", `[Kk]hi mất mạng`, "", "", "khi mất kết nối"},
	{"vi", `\x{20ab}|\d đ(?:\s|$)|}} đ(?:\s|$)`, "", "", "đồng"},
	{"vi", `Chủ Nhật`, "", "", "Chủ nhật"},
	{"vi", `thì chạm|thì bấm|chạm vào nó|[Đđ]òi `, "", "", "a person is asked: mời …"},
	{"en", `\bCentral\b|\b[Cc]entral\b( says| has| did| did not|\.|,|$)`, "", "counter.login.nobody login.no_officers standing.help", "the server"},
	{"en", `\b[Ll]anes?\b`, "", "", "the numbers kept for this counter"},
	{"en", `[Tt]ime stands still`, "", "", "the time limit is paused"},
	{"en", `\b[Ss]lips?\b`, "counter.slip. counter.line. counter.closed. counter.why. kiosk.slip. kiosk.opinion. kiosk.ticket. kiosk.number. kiosk.step. slip. page.", "", "ticket: the paper with a number"},
	{"en", `\b[Ww]ish`, "", "", "request"},
	{"en", `\bis of\b|[Ii]n work|Being (worked|processed)|Look before`, "", "", "plain English"},
	{"en", `[Dd]uties`, "", "", "financial obligations"},
	{"en", `(\b1|\b01) (days|hours|months|working days|working hours)\b`, "", "", "a singular"},
}

func (t term) about(id string) bool {
	begins := func(prefixes string) bool {
		for prefix := range strings.FieldsSeq(prefixes) {
			if strings.HasPrefix(id, prefix) {
				return true
			}
		}
		return false
	}
	return !begins(t.except) && (t.where == "" || begins(t.where))
}

// filled are the names of what fills a sentence, which nobody reads.
var filled = regexp.MustCompile(`{{[^}]*}}`)

// breaches lists the sentences that use a word where another is the product's.
func breaches(lang string, sentences map[string]string) (found []string) {
	for _, t := range terms {
		if t.lang != lang {
			continue
		}
		banned := regexp.MustCompile(t.banned)
		for id, text := range sentences {
			if word := banned.FindString(filled.ReplaceAllString(text, "{{}}")); word != "" && t.about(id) {
				found = append(found, fmt.Sprintf("%s %s: %q says %q; instead: %s", lang, id, text, word, t.instead))
			}
		}
	}
	return found
}

func TestOneWordForOneThing(t *testing.T) {
	for _, lang := range i18n.Languages() {
		for _, breach := range breaches(lang, mustSentences(t, lang)) {
			t.Error(breach)
		}
	}
}

// TestABannedWordIsFound holds the table of terms itself: each of these was once on a screen.
func TestABannedWordIsFound(t *testing.T) {
	for _, tt := range []struct{ lang, id, text string }{
		{"vi", "counter.failed.line", "Trung tâm không trả lời nên chưa gọi ai. Hãy thử lại."},
		{"vi", "counter.login.first", "Mất kết nối với trung tâm. Lần đăng nhập đầu tiên tại quầy này cần có kết nối."},
		{"vi", "health.central", "Máy chủ trung tâm"},
		{"vi", "counter.called.alone", "F2 gọi số trong làn của quầy này"},
		{"vi", "kiosk.pin.help", "Nhập mã PIN rồi bấm Mở."},
		{"vi", "counter.key.skip", "Bỏ qua"},
		{"vi", "counter.received.next", "Phiếu hẹn đang in. Enter: về hàng đợi."},
		{"vi", "counter.step.done.suspended", "Đã dừng xử lý; thời gian tạm dừng."},
		{"vi", "counter.dossier.owes", "Còn phải nộp: {{.Amount}} đ"},
		{"en", "counter.stage.paused", "Time stands still"},
		{"en", "kiosk.slip.printed", "Please take your slip"},
		{"en", "counter.failed.line", "Central did not answer, so nobody was called."},
	} {
		if len(breaches(tt.lang, map[string]string{tt.id: tt.text})) == 0 {
			t.Errorf("%s %q is not found", tt.id, tt.text)
		}
	}
}

// TestOneDayIsNoDays holds the singular of English time limits, written with and without the zero before the figure.
func TestOneDayIsNoDays(t *testing.T) {
	for amount, want := range map[string]string{"1": "1 working day", "01": "01 working day", "2": "2 working days", "2,5": "2,5 working days"} {
		if got := i18n.In("en").Text("dossier.limit.working_days", i18n.Args{"Amount": amount}); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
