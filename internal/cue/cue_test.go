//go:build unix

package cue

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"sync"
	"syscall"
	"testing"
)

// TestCuesArriveWhole has many goroutines say cues to a FIFO; each arrives as one line, as it was said.
func TestCuesArriveWhole(t *testing.T) {
	if Wanted() {
		t.Fatal("cues are wanted where nobody has asked for them")
	}
	path := filepath.Join(t.TempDir(), "cues")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	reader, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	t.Setenv(Env, path)
	open()
	defer SendTo(nil)
	want := map[string]Line{}
	var said sync.WaitGroup
	for i := range 50 {
		l := Line{Of: Screen, Name: fmt.Sprintf("screen %d, “thẻ”", i), Targets: []Target{{"done", i, 2, 3, 4}}}
		want[l.Name] = l
		said.Go(func() { Say(l) })
	}
	lines := bufio.NewScanner(reader)
	for range len(want) {
		var l Line
		if !lines.Scan() || json.Unmarshal(lines.Bytes(), &l) != nil || !reflect.DeepEqual(l, want[l.Name]) {
			t.Fatalf("%q came; %v", lines.Text(), lines.Err())
		}
		delete(want, l.Name)
	}
	said.Wait()
}
