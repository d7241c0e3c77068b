package workday

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/assets"
)

func TestTheCentresOwnListStandsOverTheShippedOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "days.csv")
	own := "date,name,kind\n2026-11-26,Ngày truyền thống,holiday\n2026-11-24,Làm việc,swap-work\n"
	if err := os.WriteFile(path, []byte(own), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path  string
		works map[Date]bool
	}{
		{"", map[Date]bool{{2026, 11, 26}: true, {2026, 11, 24}: false, {2026, 2, 17}: false}},
		{path, map[Date]bool{{2026, 11, 26}: false, {2026, 11, 24}: true, {2026, 2, 17}: false}},
	} {
		calendar, err := Load(assets.Holidays, c.path)
		if err != nil {
			t.Fatal(err)
		}
		for day, works := range c.works {
			if calendar.IsWorking(day) != works {
				t.Errorf("with %q %s is worked: %v; want %v", c.path, day, !works, works)
			}
		}
	}
}

func TestListsOfDaysOffThatAreNone(t *testing.T) {
	folder := t.TempDir()
	broken := filepath.Join(folder, "days.csv")
	if err := os.WriteFile(broken, []byte("date,name,kind\n2026-02-30,Tết,holiday\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{broken, filepath.Join(folder, "none.csv")} {
		if _, err := Load(assets.Holidays, path); err == nil || !strings.Contains(err.Error(), path) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v", path, err)
		}
	}
}
