package dossiers

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/assets"
	"motcua/counter/intake"
	"motcua/internal/catalogue"
	"motcua/internal/procedure"
	"motcua/internal/workday"
)

func TestCataloguesThatAreNone(t *testing.T) {
	const good = `{"code":"1.001193","name":"Thủ tục đăng ký khai sinh","ways":[{"channel":"counter","limit":1,"unit":"working_days"}]}`
	for _, tt := range []struct {
		name, file, content string
		says                string // part of the sentence; empty: it is taken
		known               string // the name of its first procedure
	}{
		{"as it should be", "a.ndjson", good, "", "Thủ tục đăng ký khai sinh"},
		{"with a line that is broken", "a.ndjson", good + "\n{\"code\":\n", "", "Thủ tục đăng ký khai sinh"},
		{"decomposed letters", "a.ndjson", strings.Replace(good, "khai sinh", "kha\u0309i si\u0301nh", 1), "", "Thủ tục đăng ký khải sính"},
		{"a name of 300 letters", "a.ndjson", strings.Replace(good, "khai sinh", strings.Repeat("ễ", 300), 1), "", "Thủ tục đăng ký " + strings.Repeat("ễ", 300)},
		{"an emoji in a name", "a.ndjson", strings.Replace(good, "khai sinh", "🙂", 1), "", "Thủ tục đăng ký 🙂"},
		{"an empty file", "a.ndjson", "", "has no procedure", ""},
		{"no JSON", "a.ndjson", "Thủ tục đăng ký khai sinh", "no procedure can be read; line 1", ""},
		{"a name that is empty", "a.ndjson", strings.Replace(good, "Thủ tục đăng ký khai sinh", " ", 1), "no procedure can be read; line 1", ""},
		{"a code that is none", "a.ndjson", strings.Replace(good, "1.001193", "🙂", 1), "no procedure can be read; line 1", ""},
		{"a spreadsheet without its heading", "a.csv", "1.001193,Khai sinh\n", "no procedure can be read; line 1", ""},
		{"an empty spreadsheet", "a.csv", "", "no rows", ""},
		{"broken bytes", "a.ndjson", "\xff\xfe\x00", "no procedure can be read; line 1", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), tt.file)
			if err := os.WriteFile(path, []byte(tt.content), 0o600); err != nil {
				t.Fatal(err)
			}
			list, err := LoadCatalogue(path)
			if tt.says == "" {
				if err != nil || list[0].Name != tt.known {
					t.Errorf("%v, %v", list, err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), tt.says) || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), "\n") {
				t.Errorf("refused with %v, want one sentence with the file and %q", err, tt.says)
			}
		})
	}
	if _, err := LoadCatalogue(filepath.Join(t.TempDir(), "none.ndjson")); err == nil {
		t.Error("a file that is not there is a catalogue")
	}
}

func TestADesksOwnFileKeepsWhatItLacks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "own.csv")
	if err := os.WriteFile(path, []byte("code,name\n1.001193,Khai sinh\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	list, err := LoadCatalogue(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range list[1:] {
		if !catalogue.IsOurs(p.Code) {
			t.Error(p.Code)
		}
	}
	if len(list) < 2 {
		t.Error("the entries of ours were dropped")
	}
}

// TestACatalogueChangesBetweenIntakes has a new catalogue come while an intake is open.
func TestACatalogueChangesBetweenIntakes(t *testing.T) {
	offer := func(name string) *Offer {
		list := []procedure.Procedure{{Code: "1.000001", Name: name}}
		return NewOffer(list, procedure.NewIndex(list))
	}
	c, newer := New(Config{Offer: offer("Giấy phép cũ")}), offer("Giấy phép mới")
	c.Intake.Current = intake.New("1", c.Intake.Catalogue)
	c.Renew(newer.Procedures, newer.Catalogue.Index)
	if c.Intake.Procedures[0].Name != "Giấy phép cũ" {
		t.Error("it changed while an intake was open")
	}
	c.Intake.Current = nil
	c.Renew(newer.Procedures, newer.Catalogue.Index)
	for room, got := range map[string]*Offer{"intake": c.Intake.Offer, "page": c.Page.Offer, "scanner": c.Scanner.Offer} {
		if got.Procedures[0].Name != "Giấy phép mới" || got.Catalogue.Index != newer.Catalogue.Index {
			t.Errorf("the %s has the old one", room)
		}
	}
}

func TestListsOfDaysOffThatAreNone(t *testing.T) {
	for name, content := range map[string]string{
		"a day in no calendar": "2026-02-30,Tết,holiday\n", "a kind of day that is none": "2026-11-24,Ngày Văn hóa,feast\n", "an emoji": "🙂\n", "broken bytes": "\xff\xfe\x00\n",
	} {
		path := filepath.Join(t.TempDir(), "days.csv")
		if err := os.WriteFile(path, []byte("date,name,kind\n"+content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := workday.Load(assets.Holidays, path); err == nil || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
