package folder

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"motcua/internal/i18n"
	"motcua/internal/journal"
)

// envTakes makes this test program one that takes the folder that it names, says so, and stays.
const envTakes = "MOTCUA_TEST_TAKES"

func TestMain(m *testing.M) {
	if path := os.Getenv(envTakes); path != "" {
		_, err := Take(context.Background(), path, "kiosk.db")
		fmt.Println("taken", err)
		_, _ = bufio.NewReader(os.Stdin).ReadByte() // until it is killed
		return
	}
	os.Exit(m.Run())
}

// TestOneProgramInAFolder: the second one says where another runs; when that one is killed the next goes on.
func TestOneProgramInAFolder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "data")
	first := exec.Command(os.Args[0])
	first.Env = append(os.Environ(), envTakes+"="+path)
	_, errIn := first.StdinPipe()
	out, errOut := first.StdoutPipe()
	if err := errors.Join(errIn, errOut, first.Start()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = first.Process.Kill(); _ = first.Wait() })
	if line, err := bufio.NewReader(out).ReadString('\n'); err != nil || line != "taken <nil>\n" {
		t.Fatalf("%q, %v", line, err)
	}
	_, err := Take(t.Context(), path, "kiosk.db")
	if !errors.Is(err, journal.ErrHeld) {
		t.Fatalf("two programs are in one folder: %v", err)
	}
	wantSentence(t, err, path)
	_ = first.Process.Kill()
	held, err := Take(t.Context(), path, "kiosk.db")
	if err != nil {
		t.Fatal(err)
	}
	held.Release()
}

// TestAFolderIsForItsOwnerAlone, whoever made it; one in which everybody writes is not taken.
func TestAFolderIsForItsOwnerAlone(t *testing.T) {
	for _, tt := range []struct {
		name string
		made os.FileMode
		want os.FileMode // none: refused
	}{
		{"new", 0, 0o700}, {"as packages make it", 0o750, 0o750}, {"everybody could read it", 0o755, 0o750}, {"everybody writes there", 0o777, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "data")
			if tt.made != 0 {
				if err := errors.Join(os.Mkdir(path, 0o700), os.Chmod(path, tt.made)); err != nil {
					t.Fatal(err)
				}
			}
			held, err := Take(t.Context(), path, "kiosk.db")
			defer held.Release()
			if tt.want == 0 {
				if err == nil {
					t.Fatal("it is taken")
				}
				wantSentence(t, err, "chmod 750 "+path)
				return
			}
			info, failed := os.Stat(path)
			if err != nil || failed != nil || info.Mode().Perm() != tt.want {
				t.Errorf("%v, %v, %v; want %v", info.Mode(), err, failed, tt.want)
			}
		})
	}
}

// wantSentence looks that an error is one sentence in which a text stands.
func wantSentence(t *testing.T, err error, text string) {
	t.Helper()
	if says := i18n.In("en").Tell(err); !strings.Contains(says, text) || strings.Contains(says, "\n") {
		t.Errorf("%v: %s", err, says)
	}
}
