package server

import (
	"net/http"
	"strings"
	"testing"

	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/queue"
	"motcua/internal/sayings"
)

// TestTheCentreLearnsWhatPeopleAsk: a kiosk's counts are on the page, and what they teach can be downloaded.
func TestTheCentreLearnsWhatPeopleAsk(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	counted := sayings.Counted{Day: queue.Day(c.now()), Questions: []sayings.Asked{
		{Text: "giấy ăn hỏi", Asked: 4, GivenUp: 1, Chosen: map[string]int{"1.000894": 3}},
		{Text: "wifi", Asked: 7, GivenUp: 7},
	}}
	if err := c.journal.Write(t.Context(), func(tx *journal.Tx) error { _, err := tx.Append(sayings.KindCounted, "", counted); return err }); err != nil {
		t.Fatal(err)
	}
	mustHire(t, c, "hoa", officer.Supervisor)
	session := mustBrowse(t, c, "hoa")
	show := func(r *http.Request) { r.AddCookie(&http.Cookie{Name: sessionCookie, Value: session}) }
	page := as(t, c, "", "GET", pathAsked, "", show)
	for _, want := range []string{"giấy ăn hỏi", "Đăng ký kết hôn (3)", "đề xuất", "wifi", "Tải 1 dòng"} {
		if page.Code != http.StatusOK || !strings.Contains(page.Body.String(), want) {
			t.Errorf("%d, the page lacks %q", page.Code, want)
		}
	}
	lines := as(t, c, "", "GET", pathAsked+"/loi-dan.tsv", "", show)
	if got := lines.Body.String(); !strings.HasPrefix(got, "giấy ăn hỏi\t1.000894\tngười dân hỏi, ") || strings.Count(got, "\n") != 1 {
		t.Errorf("%d %q", lines.Code, got)
	}
	if !strings.HasPrefix(lines.Header().Get("Content-Disposition"), "attachment") {
		t.Error(lines.Header())
	}
}
