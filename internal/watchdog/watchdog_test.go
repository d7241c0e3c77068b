package watchdog_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"motcua/internal/watchdog"
)

// TestMain plays the program that is watched when it is started as one.
func TestMain(m *testing.M) {
	if play := os.Getenv("PLAY"); play != "" && watchdog.Watched() {
		os.Exit(played(play, os.Getenv("DIARY")))
	}
	os.Exit(m.Run())
}

// played writes each start into a diary: the first one goes wrong as the play says, the second ends well.
func played(play, diary string) int {
	before, _ := os.ReadFile(diary)
	file, err := os.OpenFile(diary, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return 9
	}
	fmt.Fprintln(file, os.Getpid())
	file.Close()
	watchdog.Beat()
	if len(before) > 0 {
		return 0
	}
	switch play {
	case "freezes":
		time.Sleep(time.Hour)
	case "ends badly":
		return 1
	case "waits to be asked":
		for {
			watchdog.Beat()
			time.Sleep(10 * time.Millisecond)
		}
	}
	return 0
}

func dogOf(t testing.TB, play string) (d watchdog.Dog, diary string) {
	t.Helper()
	diary = filepath.Join(t.TempDir(), "diary")
	return watchdog.Dog{
		Command: func() *exec.Cmd {
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), "PLAY="+play, "DIARY="+diary, "GORACE=atexit_sleep_ms=0") // else the race detector lets it linger
			return cmd
		},
		Starting: 20 * time.Second, Silence: 200 * time.Millisecond, Rest: time.Millisecond,
	}, diary
}

func starts(t testing.TB, diary string) []string {
	t.Helper()
	raw, err := os.ReadFile(diary)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return strings.Fields(string(raw))
}

func TestProgramIsStartedAgain(t *testing.T) {
	for _, play := range []string{"freezes", "ends badly"} {
		t.Run(play, func(t *testing.T) {
			dog, diary := dogOf(t, play)
			if err := dog.Run(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := starts(t, diary); len(got) != 2 {
				t.Errorf("started %d times; want 2", len(got))
			}
		})
	}
}

func TestAWellEndedProgramStaysEnded(t *testing.T) {
	dog, diary := dogOf(t, "ends well")
	if err := dog.Run(t.Context()); err != nil || len(starts(t, diary)) != 1 {
		t.Errorf("started %d times, %v; want once", len(starts(t, diary)), err)
	}
}

func TestTheProgramEndsWithItsDog(t *testing.T) {
	dog, diary := dogOf(t, "waits to be asked")
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- dog.Run(ctx) }()
	for len(starts(t, diary)) == 0 {
		time.Sleep(5 * time.Millisecond)
	}
	end()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if got := starts(t, diary); len(got) != 1 {
		t.Errorf("started %d times after it was asked to end; want once", len(got))
	}
}
