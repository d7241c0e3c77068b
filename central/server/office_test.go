package server

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"motcua/internal/officer"
	"motcua/internal/steering"
)

// TestASheetIsSavedOnce changes the hours on their page: what holds is new, the change is on record, and who comes later with an older page is told who was
// faster and what theirs is, and has written nothing.
func TestASheetIsSavedOnce(t *testing.T) {
	c := mustRun(t, steeredSettings(t))
	mustHire(t, c, "hoa", officer.Supervisor)
	mustHire(t, c, "admin", officer.Admin)
	hoa, admin := mustBrowse(t, c, "hoa"), mustBrowse(t, c, "admin")
	hours := func(seen, until string) url.Values {
		return url.Values{"seen.centre.hours": {seen}, "count.centre.hours": {"1"}, "centre.hours[0].days": {"mon", "tue"}, "centre.hours[0].from": {"07:30"}, "centre.hours[0].to": {until}}
	}
	if got := posted(t, c, hoa, "/settings/hours", hours("0", "11:30")); got.Code != http.StatusSeeOther {
		t.Fatalf("%d: %s", got.Code, got.Body)
	}
	if now := c.settings().Centre.Hours; len(now) != 1 || now[0].To.String() != "11:30" {
		t.Errorf("the hours are %v", now)
	}
	got := posted(t, c, admin, "/settings/hours", hours("0", "12:00"))
	if body := got.Body.String(); got.Code != http.StatusConflict || !strings.Contains(body, "(hoa)") || !strings.Contains(body, "11:30") || !strings.Contains(body, "12:00") {
		t.Errorf("%d: %s", got.Code, body)
	}
	if now := c.settings().Centre.Hours; now[0].To.String() != "11:30" {
		t.Errorf("the second has written %v", now)
	}
	if got := posted(t, c, hoa, "/settings/lines", url.Values{}); got.Code != http.StatusForbidden {
		t.Errorf("a supervisor who changes the lines: %d", got.Code)
	}
	log, err := steering.Log(t.Context(), c.journal.Reader(), steering.Filter{Most: 9})
	if err != nil || len(log) != 1 || log[0].Officer != "hoa" || log[0].Way != steering.ByPage {
		t.Errorf("%+v, %v", log, err)
	}
	if body := answered(t, c, admin, "GET", "/changes.csv?officer=hoa", "").Body.String(); !strings.HasPrefix(body, "\ufeff") || strings.Count(body, "\n") != 2 {
		t.Errorf("the file is %q", body)
	}
}

// TestASheetSaysWhatCannotBe: each mistake is told at its field, nothing is written, and what was typed stands there still.
func TestASheetSaysWhatCannotBe(t *testing.T) {
	c := mustRun(t, steeredSettings(t))
	mustHire(t, c, "admin", officer.Admin)
	admin := mustBrowse(t, c, "admin")
	for _, tt := range []struct {
		name, sheet string
		form        url.Values
		says        string
	}{
		{"a day without days", "hours", url.Values{"count.centre.hours": {"1"}, "centre.hours[0].from": {"07:30"}, "centre.hours[0].to": {"09:00"}}, "giờ đóng sau giờ mở"},
		{"no time", "hours", url.Values{"count.centre.hours": {"1"}, "centre.hours[0].days": {"mon"}, "centre.hours[0].from": {"25:00"}, "centre.hours[0].to": {"09:00"}}, "giờ và phút"},
		{"a letter twice", "lines", url.Values{"count.centre.services": {"2"}, "centre.services[0].id": {"ho-tich"}, "centre.services[0].letter": {"A"}, "centre.services[0].name.vi": {"Một"},
			"centre.services[1].id": {"b"}, "centre.services[1].letter": {"A"}, "centre.services[1].name.vi": {"Hai"}}, "chữ cái khác"},
		{"a word for a number", "keep", url.Values{"centre.keep.months": {"hai năm"}}, "số nguyên"},
		{"a counter of no service", "counters", url.Values{"count.centre.counters": {"1"}, "centre.counters[0].id": {"01"}, "centre.counters[0].services": {"<script>"}}, "không có “&lt;script&gt;”"},
		{"a zone twice", "board", url.Values{"count.board.zones": {"2"}, "board.zones[0].name": {"A"}, "board.zones[0].counters": {"01"}, "board.zones[1].name": {"A"}, "board.zones[1].counters": {"02"}, "board.seconds": {"12"}}, "chưa có mục nào khác dùng"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := posted(t, c, admin, "/settings/"+tt.sheet, tt.form)
			if body := got.Body.String(); got.Code != http.StatusUnprocessableEntity || !strings.Contains(body, tt.says) || strings.Contains(body, "<script>") {
				t.Errorf("%d: lacks %q in %s", got.Code, tt.says, body)
			}
		})
	}
	if log, err := steering.Log(t.Context(), c.journal.Reader(), steering.Filter{Most: 9}); err != nil || len(log) > 0 {
		t.Errorf("written: %+v, %v", log, err)
	}
}

// TestAChangeThatConcernsPeopleAsksFirst takes a service away for which somebody waits: it is said, and done when it is sent once more.
func TestAChangeThatConcernsPeopleAsksFirst(t *testing.T) {
	c := mustRun(t, steeredSettings(t))
	mustHire(t, c, "admin", officer.Admin)
	admin := mustBrowse(t, c, "admin")
	mustIssue(t, c)
	form := url.Values{"count.centre.services": {"1"}, "centre.services[0].id": {"tra-ket-qua"}, "centre.services[0].letter": {"F"}, "centre.services[0].name.vi": {"Nhận kết quả"}}
	mustSteer(t, c, steering.Draft{Part: "centre.counters", JSON: []byte(`[{"id":"01","services":["ho-tich"]}]`)})
	got := posted(t, c, admin, "/settings/lines", form)
	if body := got.Body.String(); got.Code != http.StatusConflict || !strings.Contains(body, "Đang có 1 người chờ dịch vụ “Hộ tịch") {
		t.Fatalf("%d: %s", got.Code, body)
	}
	form.Set("sure", "on")
	got = posted(t, c, admin, "/settings/lines", form)
	if got.Code != http.StatusUnprocessableEntity || !strings.Contains(got.Body.String(), "ho-tich") { // a counter takes it: said on this page, mended on another
		t.Fatalf("%d: %s", got.Code, got.Body)
	}
	mustSteer(t, c, steering.Draft{Part: "centre.counters", JSON: []byte(`[]`)})
	if got = posted(t, c, admin, "/settings/lines", form); got.Code != http.StatusSeeOther || len(c.settings().Centre.Services) != 1 {
		t.Errorf("%d: %s", got.Code, got.Body)
	}
}

// posted sends a form as a browser does that is logged in.
func posted(t testing.TB, c *Server, session, path string, form url.Values) *httptest.ResponseRecorder {
	t.Helper()
	return as(t, c, desk, "POST", path, form.Encode(), func(r *http.Request) {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.AddCookie(&http.Cookie{Name: sessionCookie, Value: session})
	})
}
