package settings

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestOldPapersAreDeleted(t *testing.T) {
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	forms := Forms{Folder: t.TempDir(), KeepDays: 30}
	for _, tt := range []struct {
		name string
		days int
		kept bool
	}{
		{"000.00.00.H25-261023-0001-receipt-20261023-0830.pdf", 31, false},
		{"so-theo-doi-2026-10-01-2026-10-31-20261023-0830.xlsx", 31, false},
		{"000.00.00.H25-261024-0001-receipt-20261024-0830.pdf", 29, true},
		{"thong-tu-01-2018.pdf", 400, true}, // the officer's own
	} {
		path := filepath.Join(forms.Folder, tt.name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		old := now.AddDate(0, 0, -tt.days)
		if err := os.Chtimes(path, old, old); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if _, err := os.Stat(path); (err == nil) != tt.kept {
				t.Errorf("%s of %d days ago: %v", tt.name, tt.days, err)
			}
		}()
	}
	if n, err := forms.Tidy(now); n != 2 || err != nil {
		t.Errorf("%d deleted, %v", n, err)
	}
	if n, err := (Forms{Folder: filepath.Join(forms.Folder, "none"), KeepDays: 30}).Tidy(now); n != 0 || err != nil {
		t.Errorf("in a folder that is not there: %d, %v", n, err)
	}
}
