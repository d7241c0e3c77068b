package edge_test

import (
	"os"
	"path/filepath"
	"testing"

	"motcua/internal/edge"
	"motcua/internal/paper"
)

// TestAFolderIsFreeAgain opens a device whose journal cannot be opened, then mends it, then opens it once more after it was closed.
func TestAFolderIsFreeAgain(t *testing.T) {
	c := edge.Config{Data: t.TempDir(), File: "device.db", Origin: "counter-05", Central: "https://127.0.0.1:1", Tables: paper.Fold, Changed: func() {}}
	broken := filepath.Join(c.Data, c.File)
	if err := os.MkdirAll(filepath.Join(broken, "full"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := edge.Open(t.Context(), c); err == nil {
		t.Fatal("a folder was opened as a journal")
	}
	if err := os.RemoveAll(broken); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		b, err := edge.Open(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
