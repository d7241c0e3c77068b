package citizen

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/central/settings"
	"motcua/internal/identity"
)

const message = "123456 la ma \"xac nhan\"\ncua quy khach & {phone}"

func TestMessagesByAGateway(t *testing.T) {
	var kind, body, secret string
	status := http.StatusOK
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		kind, body, secret = r.Header.Get("Content-Type"), string(raw), r.Header.Get("Authorization")
		w.WriteHeader(status)
		_, _ = w.Write(raw)
	}))
	defer server.Close()
	s := settings.Messages{URL: server.URL, Type: "application/json", Body: `{"to": "{phone}", "text": "{text}"}`, Headers: map[string]string{"Authorization": "Bearer x"}}
	if err := newSender(s).Send(t.Context(), "+84912345678", message); err != nil {
		t.Fatal(err)
	}
	var got struct{ To, Text string }
	if err := json.Unmarshal([]byte(body), &got); err != nil || got.To != "+84912345678" || got.Text != message || secret != "Bearer x" || kind != "application/json" {
		t.Errorf("%s %s %s, %v", kind, secret, body, err)
	}
	s.Type, s.Body = "application/x-www-form-urlencoded", "to={phone}&text={text}"
	if err := newSender(s).Send(t.Context(), "+84912345678", "a&b=c"); err != nil || body != "to=%2B84912345678&text=a%26b%3Dc" {
		t.Errorf("%s, %v", body, err)
	}
	status = http.StatusForbidden
	if err := newSender(s).Send(t.Context(), "+84912345678", message); err == nil || strings.Contains(err.Error(), "123456") || strings.Contains(err.Error(), "912345678") {
		t.Errorf("refused: %v", err)
	}
}

func TestMessagesByAProgram(t *testing.T) {
	out := filepath.Join(t.TempDir(), "sent")
	s := settings.Messages{Command: []string{"sh", "-c", `printf '%s|%s' "$1" "$2" > ` + out, "send", "{phone}", "{text}"}}
	if err := newSender(s).Send(t.Context(), "+84912345678", `123456 "; rm -rf /`); err != nil {
		t.Fatal(err)
	}
	if got, _ := os.ReadFile(out); string(got) != `+84912345678|123456 "; rm -rf /` {
		t.Errorf("%s", got)
	}
	s.Command = []string{"sh", "-c", "echo 123456 >&2; exit 1"}
	if err := newSender(s).Send(t.Context(), "+84912345678", "123456"); err == nil || strings.Contains(err.Error(), "123456") {
		t.Errorf("failed: %v", err)
	}
}

// TestMessagesOfOtherRooms: they go the same way as the door's codes, and count with them.
func TestMessagesOfOtherRooms(t *testing.T) {
	file := filepath.Join(t.TempDir(), "messages.txt")
	s := settings.Settings{Citizens: settings.Identity{Proof: identity.Phone, Messages: settings.Messages{MostADay: 5, File: file}}}
	d := New(s, identity.NewKey(), func() time.Time { return time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC) })
	messages := d.Messages()
	for n, phone := range []string{"+84912345678", "+84912345678", "+84912345678", "+84912345678", "+84912345678", "+84987654321", "+84987654322"} {
		err := messages.Send(t.Context(), phone, "Nhắc lịch hẹn")
		if n == 4 || n == 6 { // the fifth to one phone, the sixth in all
			if !errors.Is(err, ErrTooMany) {
				t.Errorf("message %d: %v, want %v", n+1, err, ErrTooMany)
			}
		} else if err != nil {
			t.Errorf("message %d: %v", n+1, err)
		}
	}
	sent, err := os.ReadFile(file)
	if err != nil || strings.Count(string(sent), "Nhac lich hen") != 5 {
		t.Errorf("sent %q, %v", sent, err)
	}
	if New(settings.Settings{Citizens: settings.Identity{Proof: identity.Card}}, identity.NewKey(), time.Now).Messages() != nil {
		t.Error("messages without a way to send any")
	}
}
