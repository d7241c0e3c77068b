package device

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"motcua/internal/sayings"
	"motcua/kiosk/settings"
	"motcua/kiosk/visit"
)

// TestWhatIsSomebodysOwnIsNotKept types names, a card's number and a telephone's on a kiosk, each as often as would be told, and looks for them in
// all that the kiosk has on its disk.
func TestWhatIsSomebodysOwnIsNotKept(t *testing.T) {
	s, err := settings.Load("")
	if err != nil {
		t.Fatal(err)
	}
	s.Data, s.Central = t.TempDir(), "http://127.0.0.1:1"
	d, err := Open(t.Context(), s, Events{Hall: func() {}, Printer: func() {}})
	if err != nil {
		t.Fatal(err)
	}
	d.Catalogue()
	for range 2 * sayings.Enough {
		d.Asked(t.Context(), []visit.Sought{
			{Text: "Nguyễn Thị Bích Vân"}, {Text: "khai sinh cho nguyen thi bich van", Code: "1.001193"}, {Text: "036185001234"}, {Text: "0912 345 678"}, {Text: "giấy khai sanh", Code: "1.001193"},
		})
	}
	d.Asked(t.Context(), []visit.Sought{{Text: "sổ hồng chung cư"}}) // once
	d.asked.Close(t.Context())
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	kept := false
	err = filepath.WalkDir(s.Data, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		raw = bytes.ToLower(raw)
		for _, own := range []string{"bích vân", "bich van", "036185", "0912", "345678", "345 678", "sổ hồng"} {
			if bytes.Contains(raw, []byte(own)) {
				t.Errorf("%s has %q", filepath.Base(path), own)
			}
		}
		kept = kept || bytes.Contains(raw, []byte("giấy khai sanh"))
		return err
	})
	if err != nil || !kept {
		t.Errorf("what people ask is not kept either: %v", err)
	}
}
