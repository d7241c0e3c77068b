package main

import (
	"context"
	"os"
	"os/exec"
	"runtime/debug"
	"time"

	"motcua/internal/cue"
	"motcua/internal/memory"
	"motcua/internal/watchdog"
)

// supervise runs this program once more and keeps it running: a frozen screen, a display or a graphics card that is gone ends with a new start.
func supervise(ctx context.Context) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	debug.SetGCPercent(10)                         // it does nothing but wait
	time.AfterFunc(10*time.Second, memory.Release) // when the program it watches has started
	dog := watchdog.Dog{
		Command: func() *exec.Cmd {
			cmd := exec.Command(self, os.Args[1:]...)
			cmd.Stderr = os.Stderr
			cmd.Env = append(os.Environ(), frugal...)
			return cmd
		},
		Starting: 40 * time.Second, Silence: 10 * time.Second, Rest: time.Second / 2,
		Again: func() { cue.Say(cue.Line{Of: cue.Restarted}) },
	}
	return dog.Run(ctx)
}

// frugal keeps memory small that libraries take: Fyne lets go of letters and pictures that were not painted for so long (see warmEvery), the
// C library gives freed pictures back to the system, and Go collects its garbage sooner.
var frugal = []string{"FYNE_CACHE=30s", "MALLOC_ARENA_MAX=2", "MALLOC_MMAP_THRESHOLD_=131072", "MALLOC_TRIM_THRESHOLD_=262144", "GOGC=50"}
