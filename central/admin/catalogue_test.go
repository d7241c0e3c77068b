package admin

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/central/settings"
	"motcua/central/store"
	"motcua/internal/catalogue"
	"motcua/internal/centre"
	"motcua/internal/i18n"
	"motcua/internal/journal/journaltest"
	"motcua/internal/procedure"
	"motcua/internal/program"
	"motcua/internal/queue"
)

// cataloguer is a technician at a central.
type cataloguer struct {
	*testing.T
	Job
	says *strings.Builder
}

func mustAdminister(t *testing.T) cataloguer {
	t.Helper()
	s := settings.Settings{Data: t.TempDir(), Centre: centre.Centre{Counters: []queue.Counter{{ID: "05"}}}}
	if err := os.Chmod(s.Data, 0o700); err != nil {
		t.Fatal(err)
	}
	s.Database = journaltest.Postgres(t, s.Data)
	opened, err := store.Open(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { opened.Close() })
	says := &strings.Builder{}
	return cataloguer{t, Job{Call: program.Call{Say: i18n.In(i18n.Vietnamese)}, Settings: s, Journal: opened, Now: time.Now, Says: says}, says}
}

// does runs a command on a file of the given text, and returns what was said.
func (c cataloguer) does(command, name, text string) (string, error) {
	c.Helper()
	file := filepath.Join(c.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		c.Fatal(err)
	}
	c.says.Reset()
	err := c.Do(c.Context(), "catalogue "+command, file)
	return c.says.String(), err
}

// shown returns the national part of what devices are to show, by its code.
func (c cataloguer) shown() map[string]procedure.Procedure {
	c.Helper()
	all, err := store.ReadCatalogues(c.Context(), c.Journal)
	if err != nil {
		c.Fatal(err)
	}
	packed, err := store.Packed(c.Context(), c.Journal, all.Present)
	if err != nil {
		c.Fatal(err)
	}
	list, err := catalogue.Unpack(packed)
	if err != nil {
		c.Fatal(err)
	}
	by := map[string]procedure.Procedure{}
	for _, p := range list {
		by[p.Code] = p
	}
	return by
}

// line is an entry of the national catalogue.
func line(n int, name string) string {
	return fmt.Sprintf(`{"code":"1.%06d","name":"%s","ways":[{"channel":"counter","limit":10,"unit":"working_days","fee_vnd":100000}]}`, n, name)
}

func (c cataloguer) wants(says string, parts ...string) {
	c.Helper()
	for _, part := range parts {
		if !strings.Contains(says, part) {
			c.Errorf("%q is missing in:\n%s", part, says)
		}
	}
}

func TestAnImportSaysWhatItChanges(t *testing.T) {
	c := mustAdminister(t)
	if says, err := c.does("import", "a.ndjson", line(1, "Một")+"\n"+line(2, "Hai")+"\nkhông phải JSON\n"+`{"code":"x","name":"y"}`); err != nil {
		t.Error(err)
	} else {
		c.wants(says, "Dòng 3 bị bỏ qua", "Dòng 4 bị bỏ qua: code, cần mã dạng 1.001193", "Mới: ")
	}
	says, err := c.does("import", "b.CSV", "code,name\n1.000002,Hai mới\n1.000003,Ba\n")
	if err != nil {
		t.Error(err)
	}
	c.wants(says, "Mới: 1 thủ tục\n  1.000003 Ba", "Thay đổi: 1 thủ tục\n  1.000002 Hai mới", "Không còn: 1 thủ tục\n  1.000001 Một")
	shown := c.shown()
	if _, gone := shown["1.000001"]; gone || shown["1.000003"].Name != "Ba" {
		t.Error("devices do not get what was imported")
	}
	ours := 0
	for code := range shown {
		if catalogue.IsOurs(code) {
			ours++
		}
	}
	if ours == 0 {
		t.Error("the entries of ours were dropped")
	}
}

func TestAnImportOfNothingChangesNothing(t *testing.T) {
	c := mustAdminister(t)
	if _, err := c.does("import", "a.ndjson", line(1, "Một")); err != nil {
		t.Fatal(err)
	}
	before, err := store.ReadCatalogues(t.Context(), c.Journal)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"empty.ndjson": "", "text.ndjson": "xin chào", "empty.csv": "code,name\n", "other.csv": "mã,tên\n1.000001,Một\n", "book.csv": "PK\x03\x04"} {
		if _, err := c.does("import", name, text); err == nil {
			t.Errorf("%s is taken", name)
		}
	}
	if _, err := c.does("overlay", "bad.ndjson", `{"code":"1.000001","cut":2}`+"\n"+`{"code":"1.000002","counter":"77"}`); err == nil {
		t.Error("an overlay with a counter that is not there is taken")
	} else {
		c.wants(c.says.String(), "Dòng 2, thủ tục 1.000002: không có quầy “77”")
	}
	if after, err := store.ReadCatalogues(t.Context(), c.Journal); err != nil || after.Present != before.Present || len(after.Versions) != len(before.Versions) {
		t.Error("something has changed", after, err)
	}
}

func TestTheCentresOwnDataSurviveTheNextImport(t *testing.T) {
	c := mustAdminister(t)
	for _, step := range []struct{ command, name, text string }{
		{"import", "a.ndjson", line(1, "Một")},
		{"overlay", "own.csv", "code,fee_vnd,cut,counter\n1.000001,50.000,3,05\n"},
		{"import", "b.ndjson", line(1, "Một, sửa đổi") + "\n" + line(2, "Hai")},
	} {
		if _, err := c.does(step.command, step.name, step.text); err != nil {
			t.Fatal(step.name, err)
		}
	}
	p := c.shown()["1.000001"]
	if p.Name != "Một, sửa đổi" || p.Counter != "05" || p.Ways[0].Fee.VND != 50_000 || p.Ways[0].Limit.Amount != 7 {
		t.Errorf("%+v", p)
	}
}

func TestACentreGoesBackToAVersion(t *testing.T) {
	c := mustAdminister(t)
	if says, err := c.does("list", "-", ""); err != nil || !strings.Contains(says, "danh mục mẫu") {
		t.Error(says, err)
	}
	var first string
	for i := range store.MostVersions + 2 {
		if _, err := c.does("import", "a.ndjson", line(1, fmt.Sprintf("Bản %d", i))); err != nil {
			t.Fatal(err)
		}
		if all, _ := store.ReadCatalogues(t.Context(), c.Journal); i == 3 {
			first = all.Present
		}
	}
	all, err := store.ReadCatalogues(t.Context(), c.Journal)
	if err != nil || len(all.Versions) != store.MostVersions {
		t.Fatal(len(all.Versions), err)
	}
	if err := c.Do(t.Context(), "catalogue use", first[:shortHash]); err != nil {
		t.Fatal(err)
	}
	if name := c.shown()["1.000001"].Name; name != "Bản 3" {
		t.Error(name)
	}
	says, _ := c.does("list", "-", "")
	c.wants(says, "* "+first[:shortHash])
	if _, err := c.does("import", "a.ndjson", line(1, "Bản mới")); err != nil { // throws the oldest away, and not the one that holds
		t.Fatal(err)
	}
	if name := c.shown()["1.000001"].Name; name != "Bản mới" {
		t.Error(name)
	}
	if err := c.Do(t.Context(), "catalogue use", "ffffffffffff"); err == nil {
		t.Error("a version that is not there holds")
	}
	rows := 0
	if err := c.Journal.Reader().QueryRow(`SELECT count(*) FROM kept WHERE key LIKE 'catalogue.%'`).Scan(&rows); err != nil || rows != 2*store.MostVersions {
		t.Errorf("%d blobs are kept, want %d: %v", rows, 2*store.MostVersions, err)
	}
}
