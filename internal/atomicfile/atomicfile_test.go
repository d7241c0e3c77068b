package atomicfile_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"motcua/internal/atomicfile"
)

func TestWriteReplacesTheWholeFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state")
	for _, content := range []string{"a long first state", "short"} {
		if err := atomicfile.Write(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		mustRead(t, path, content)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file's rights are %v, %v", info.Mode(), err)
	}
}

// TestFillThatFailsLeavesTheOldFile breaks off in the middle: the old file stands, and nothing lies beside it.
func TestFillThatFailsLeavesTheOldFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "state")
	if err := atomicfile.Write(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken off")
	err := atomicfile.Fill(path, 0o600, func(w io.Writer) error {
		_, err := io.WriteString(w, "ne")
		return errors.Join(err, broken)
	})
	if !errors.Is(err, broken) {
		t.Errorf("told %v", err)
	}
	mustRead(t, path, "old")
	if files, err := os.ReadDir(folder); err != nil || len(files) != 1 {
		t.Errorf("the folder has %v, %v", files, err)
	}
}

// TestALeftoverWithOtherRightsIsNotKept finds what a power cut left beside the file, open to everybody.
func TestALeftoverWithOtherRightsIsNotKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(path+".part", []byte("left of a power cut"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := atomicfile.Write(path, []byte("new"), 0o600); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file's rights are %v, %v", info.Mode(), err)
	}
}

func mustRead(t *testing.T, path, want string) {
	t.Helper()
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("the file has %q, %v, want %q", got, err, want)
	}
}

// TestAFileThatFailsItsCheckGetsNoName: what lies on the disk is looked at before the old file goes.
func TestAFileThatFailsItsCheckGetsNoName(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "state")
	if err := atomicfile.Write(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	wrong := errors.New("it reads otherwise")
	fill := func(w io.Writer) error { _, err := io.WriteString(w, "new"); return err }
	err := atomicfile.FillChecked(path, 0o600, fill, func(part string) error {
		mustRead(t, part, "new")
		return wrong
	})
	if !errors.Is(err, wrong) {
		t.Errorf("told %v", err)
	}
	mustRead(t, path, "old")
	if files, err := os.ReadDir(folder); err != nil || len(files) != 1 {
		t.Errorf("the folder has %v, %v", files, err)
	}
}
