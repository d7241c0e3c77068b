package admin

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"motcua/central/settings"
	"motcua/central/store"
	"motcua/internal/centre"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/program"
	"motcua/internal/queue"
)

// inCode is a sentence that stands in the code instead of the translations.
var inCode = regexp.MustCompile(`(?:Fp|p)rint(?:f|ln)?\((?:[a-z]\.[sS]ays|says|call\.Out|out|os\.Stdout), "[^"]*[A-Za-z]{3,}[^"]* |fmt\.Print(?:f|ln)?\("`)

// TestCommandsSayWhatTheTranslationsHold: what commands answer is said in the reader's language.
func TestCommandsSayWhatTheTranslationsHold(t *testing.T) {
	for _, folder := range []string{".", "..", "../ratelimit", "../server", "../settings", "../store", "../../kiosk", "../../kiosk/*", "../../counter", "../../counter/*", "../../internal/*"} {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatal(folder, err)
		}
		for _, file := range files {
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasSuffix(file, "_test.go") || strings.Contains(file, "internal/e2e") || strings.Contains(file, "bare") {
				continue
			}
			for _, found := range inCode.FindAllString(string(source), -1) {
				t.Errorf("%s: %s…", file, found)
			}
		}
	}
}

// TestCommandsSpeakVietnamese reads a bad file and looks whether all events can be.
func TestCommandsSpeakVietnamese(t *testing.T) {
	s := settings.Settings{Data: t.TempDir(), Centre: centre.Centre{Services: []queue.Service{{ID: "ho-tich"}}}}
	if err := os.Chmod(s.Data, 0o700); err != nil { // central refuses a folder that others may look into
		t.Fatal(err)
	}
	opened, err := store.Open(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { opened.Close() })
	var says strings.Builder
	j := Job{Call: program.Call{Say: i18n.In(i18n.Vietnamese)}.With("meaning"), Settings: s, Journal: opened, Now: time.Now, Says: &says}
	file := filepath.Join(t.TempDir(), "hen.csv")
	if err := os.WriteFile(file, []byte("code,service,day,from,to\nHN2041,khong-co,2026-11-25,09:00,09:30\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := j.Do(t.Context(), "appointments import", file); i18n.In(i18n.Vietnamese).Tell(err) != "Có dòng không đọc được; các dòng khác đã được nhận." {
		t.Errorf("import: %v", err)
	}
	if err := j.Do(t.Context(), "verify"); err != nil {
		t.Error(err)
	}
	tellOf(j, "central.quarantine.put", journal.Aside{Position: 7, Event: &journal.Event{}})
	for _, want := range []string{
		file + ":2: service: đang ghi \"khong-co\", cần mã của một dịch vụ trong tệp cài đặt", "đã thêm hoặc đổi 0 lịch hẹn", "đều có nội dung hợp lệ", "đã để riêng: vị trí 7",
	} {
		if !strings.Contains(says.String(), want) {
			t.Errorf("said %q, want %q", says.String(), want)
		}
	}
}

// TestArgumentsHaveWords: the help names each argument of a command, and says what it is.
func TestArgumentsHaveWords(t *testing.T) {
	for _, lang := range []string{i18n.Vietnamese, "en"} {
		say := i18n.In(lang)
		for _, c := range commands {
			for _, word := range strings.Fields(c.Args) {
				key := "program.word." + strings.ToLower(strings.TrimRight(word, "…?"))
				if say.Text(key) == key || say.Text(key+".is") == key+".is" {
					t.Errorf("%s: the argument %s of %q has no words", lang, word, c.Name)
				}
			}
		}
	}
}
