package server

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"motcua/internal/dossier"
	"motcua/internal/journal"
	"motcua/internal/registry"
	"motcua/internal/seal"
	"motcua/internal/sheet/sample"
	"motcua/internal/workday"
)

// mustFile lets central hear of a dossier from its first step to the last one of its story.
func mustFile(t *testing.T, c *Server, id, code string, steps ...dossier.Body) {
	t.Helper()
	in := sample.Intake()
	first := dossier.Reception{Intake: &in, Code: code, Appointment: sample.Week2026.At(7, 9, 32)}
	for _, b := range append([]dossier.Body{first}, steps...) {
		err := c.journal.Write(t.Context(), func(tx *journal.Tx) error { _, err := registry.Record(tx, id, b); return err })
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestAReceiptIsChecked(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	ring, err := c.ring(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	handed := dossier.Handover{From: "Trung tâm", To: "Sở Công Thương"}
	mustFile(t, c, "a", "000.00.00.H25-261109-0027", handed)
	mustFile(t, c, "b", "000.00.00.H25-261109-0028", handed, dossier.Result{Name: "Giấy phép"})
	mustFile(t, c, "c", "000.00.00.H25-261109-0029", dossier.Withdrawal{Reason: "Đổi ý"})
	mustFile(t, c, "d", "000.00.00.H25-261109-0030", dossier.SupplementRequest{Items: []string{"Đơn"}, Reason: "Thiếu"})
	promised := workday.DateOf(sample.Week2026.At(7, 9, 32))
	path := func(code string, due workday.Date) string {
		return ring.ReceiptLink("http://x", seal.ReceiptText{Code: code, Due: due})[len("http://x"):]
	}
	for _, tt := range []struct {
		name, path string
		status     int
		says       string // parted by |
	}{
		{"worked on", path("000.00.00.H25-261109-0027", promised), 200, `Giấy tiếp nhận do trung tâm này cấp|A receipt given by this centre|000.00.00.H25-261109-0027|16/11/2026|class="now">Đang giải quyết`},
		{"with a result", path("000.00.00.H25-261109-0028", promised), 200, `class="now">Đã có kết quả|class="done">Đang giải quyết`},
		{"taken back", path("000.00.00.H25-261109-0029", promised), 200, `Công dân yêu cầu rút hồ sơ`},
		{"waits for papers", path("000.00.00.H25-261109-0030", promised), 200, `Yêu cầu bổ sung giấy tờ`},
		{"the paper has an older day", path("000.00.00.H25-261109-0027", promised.AddDays(-2)), 200, `16/11/2026|Trên Giấy tiếp nhận ghi 14/11/2026`},
		{"received without a network", path("000.00.00.H25-261109-050001", promised), 200, `Giấy tiếp nhận do trung tâm này cấp|dữ liệu đang gửi về máy chủ|16/11/2026`},
		{"forged", strings.Replace(path("000.00.00.H25-261109-0027", promised), "0027", "0028", 1), 404, `KHÔNG phải Giấy tiếp nhận|NOT a receipt`},
		{"rubbish", "/h/abc", 404, `KHÔNG phải Giấy tiếp nhận`},
		{"nothing", "/h/", 404, `KHÔNG phải Giấy tiếp nhận`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := httptest.NewRecorder()
			c.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, tt.path, nil))
			page := strings.Join(strings.Fields(w.Body.String()), " ")
			if w.Code != tt.status {
				t.Errorf("status %d, want %d", w.Code, tt.status)
			}
			for want := range strings.SplitSeq(tt.says, "|") {
				if !strings.Contains(page, want) {
					t.Errorf("the page does not say %q: %s", want, page)
				}
			}
			for _, secret := range []string{"Nguyệt", "rượu", "035199", "0900"} {
				if strings.Contains(page, secret) {
					t.Errorf("the page tells %q", secret)
				}
			}
		})
	}
}
