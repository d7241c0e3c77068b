package settings

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestSettings(t *testing.T) {
	for _, tt := range []struct {
		name, file string
		says       string // part of the sentence; empty: good
	}{
		{"nothing differs", "", ""},
		{"another port", `listen = "127.0.0.1:9000"`, ""},
		{"this machine by name", `listen = "localhost:9000"`, ""},
		{"the hall's network", `listen = "10.0.0.2:8686"`, ""},
		{"this machine without TLS", "listen = \"127.0.0.1:8686\"\ntls = false", ""},
		{"every network without TLS", "tls = false", ": tls: "},
		{"the hall's network without TLS", "listen = \"10.0.0.2:8686\"\ntls = false", ": tls: "},
		{"a name without TLS", "listen = \"hall.example.vn:8686\"\ntls = false", ": tls: "},
		{"public pages for everybody", `public_listen = ":8080"`, ""},
		{"public pages nowhere", `public_listen = "8080"`, ":1: public_listen: đang là"},
		{"nobody may ask", "most_requests = 0", ":1: most_requests: đang là 0, cần số từ 1"},
		{"a certificate without its key", `certificate = "hall.pem"`, ":1: certificate: "},
		{"no port", `listen = "127.0.0.1"`, `:1: listen: đang là "127.0.0.1"`},
		{"another database", `database = "mysql://host"`, "postgres://"},
		{"unknown key", `lisen = "x"`, ":1: lisen: không có mục này"},
		{"two services with a letter", services("A", "A"), `:7: centre.services[1].letter: đang là "A", cần chữ cái khác; s0`},
		{"a letter of two", services("AB"), `:3: centre.services[0].letter: đang là "AB", cần một chữ cái`},
		{"nothing is kept", "[centre.keep]\nmonths = 0\n", ":2: centre.keep.months: đang là 0, cần số từ 1"},
		{"a field kept for ever", "[centre.keep]\nfields = { \"Chứng thực\" = 9999 }\n", "lĩnh vực Chứng thực"},
		{"a field with a period of its own", "[centre.keep]\nfields = { \"Chứng thực\" = 240 }\n", ""},
		{"a counter of a service that is not there", services("A") + "[[centre.counters]]\nid = \"01\"\nservices = [\"x\"]\n", `không có x`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "central.toml")
			if err := os.WriteFile(path, []byte(tt.file), 0o644); err != nil {
				t.Fatal(err)
			}
			_, err := Load(path)
			switch {
			case tt.says == "" && err != nil:
				t.Errorf("refused: %v", err)
			case tt.says != "" && (err == nil || !strings.Contains(err.Error(), tt.says) || !strings.Contains(err.Error(), path)):
				t.Errorf("got %v, want the file and %q", err, tt.says)
			}
		})
	}
}

// services writes a service a letter, and one counter that takes the first.
func services(letters ...string) string {
	var b strings.Builder
	for i, letter := range letters {
		b.WriteString("[[centre.services]]\nid = \"s" + string(rune('0'+i)) + "\"\nletter = \"" + letter + "\"\nname = { vi = \"Dịch vụ\" }\n")
	}
	b.WriteString("[[centre.counters]]\nid = \"02\"\nservices = [\"s0\"]\n")
	return b.String()
}

func TestNoOtherCentresNameHeadsThePapers(t *testing.T) {
	for _, tt := range []struct {
		name, file, parent string
		unset              bool
	}{
		{"the sample centre", "", "Ủy ban nhân dân tỉnh Hà Nam", false},
		{"a centre of its own", "[centre]\nname = { vi = \"Trung tâm xã Kim Bảng\" }\n", "", true},
		{"with its papers", "[centre]\nname = { vi = \"Trung tâm xã Kim Bảng\" }\n[centre.papers]\nparent = \"Ủy ban nhân dân xã Kim Bảng\"\n", "Ủy ban nhân dân xã Kim Bảng", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "central.toml")
			if err := os.WriteFile(path, []byte(tt.file), 0o600); err != nil {
				t.Fatal(err)
			}
			var log strings.Builder
			was := slog.Default()
			slog.SetDefault(slog.New(slog.NewJSONHandler(&log, nil)))
			t.Cleanup(func() { slog.SetDefault(was) })
			s, err := Load(path)
			if err != nil || s.Centre.Papers.Parent != tt.parent || s.Centre.Papers.Unset != tt.unset {
				t.Errorf("papers are %+v, %v", s.Centre.Papers, err)
			}
			s.WarnOfPapers()
			if warned := strings.Contains(log.String(), "[centre.papers]"); warned != tt.unset {
				t.Errorf("the log says %q", log.String())
			}
		})
	}
}
