package booking

import (
	"bytes"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ics "github.com/arran4/golang-ical"
	"pgregory.net/rapid"
)

// TestCalendarPrograms has another program's reader take the file, when it is made, moved and cancelled.
func TestCalendarPrograms(t *testing.T) {
	e := Entry{
		UID: "abc@motcua", Stamp: time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC), From: time.Date(2026, 11, 25, 2, 0, 0, 0, time.UTC), To: time.Date(2026, 11, 25, 2, 30, 0, 0, time.UTC),
		Summary: "Lịch hẹn: Hộ tịch, chứng thực; quầy 1", Place: `Trung tâm \ Hà Nam`, Text: "Mã: AAAA-2222\nMang theo:\n- " + strings.Repeat("Tờ khai đăng ký khai sinh ", 12),
		URL: "https://example.vn/lich-hen/abc", Alarm: "Ngày mai có lịch hẹn",
	}
	cancelled := e
	cancelled.Cancelled, cancelled.Sequence = true, 2
	for want, e := range map[string]Entry{"PUBLISH CONFIRMED 0": e, "CANCEL CANCELLED 2": cancelled} {
		file := e.ICS()
		wantLines(t, file)
		c, err := ics.ParseCalendar(bytes.NewReader(file))
		if err != nil || len(c.Events()) != 1 {
			t.Fatalf("%v: %s", err, file)
		}
		event, method := c.Events()[0], ""
		for _, p := range c.CalendarProperties {
			if p.IANAToken == string(ics.PropertyMethod) {
				method = p.Value
			}
		}
		get := func(p ics.ComponentProperty) string { return event.GetProperty(p).Value }
		if got := method + " " + get(ics.ComponentPropertyStatus) + " " + get(ics.ComponentPropertySequence); got != want {
			t.Errorf("%s, want %s", got, want)
		}
		from, err := event.GetStartAt()
		if to, bad := event.GetEndAt(); err != nil || bad != nil || !from.Equal(e.From) || !to.Equal(e.To) {
			t.Errorf("from %s to %s, %v, %v", from, to, err, bad)
		}
		for p, want := range map[ics.ComponentProperty]string{ics.ComponentPropertySummary: e.Summary, ics.ComponentPropertyLocation: e.Place, ics.ComponentPropertyDescription: e.Text, ics.ComponentPropertyUrl: e.URL} {
			if got := ics.FromText(get(p)); got != want && get(p) != want {
				t.Errorf("%s is %q, want %q", p, got, want)
			}
		}
		if alarms := len(event.Alarms()); (alarms == 1) == e.Cancelled {
			t.Errorf("%d alarms", alarms)
		}
	}
}

// wantLines looks at how a file's lines end, and how long they are.
func wantLines(t interface {
	Helper()
	Errorf(string, ...any)
}, file []byte) {
	t.Helper()
	text, ended := strings.CutSuffix(string(file), "\r\n")
	if !ended || strings.ContainsAny(strings.ReplaceAll(text, "\r\n", ""), "\r\n") {
		t.Errorf("a line of %q does not end by CRLF", text)
	}
	for _, line := range strings.Split(text, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Errorf("%d octets, or half a letter: %q", len(line), line)
		}
	}
}

// TestFoldedLinesAreTheSameText has any text written and read back.
func TestFoldedLinesAreTheSameText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var c calendarFile
		text := rapid.StringMatching(`([a-zà-ỹ ,;\\\n]|đ){0,300}`).Draw(t, "text")
		c.text("DESCRIPTION", text)
		wantLines(t, []byte(c.String()))
		unfolded := strings.TrimSuffix(strings.ReplaceAll(c.String(), "\r\n ", ""), "\r\n")
		if got := unescape(strings.TrimPrefix(unfolded, "DESCRIPTION:")); got != text {
			t.Fatalf("%q came back as %q", text, got)
		}
	})
}

// unescape reads a text as a calendar program does.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
			if s[i] == 'n' {
				b.WriteByte('\n')
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
