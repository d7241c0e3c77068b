package main

import (
	"context"
	"os"
	"os/exec"
	"runtime/debug"
	"time"

	"motcua/internal/watchdog"
)

// watch runs this program once more and keeps it running: a frozen screen, a display or a graphics card that is gone ends with a new start.
func watch(ctx context.Context) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	debug.SetGCPercent(10) // it does nothing but wait
	debug.FreeOSMemory()
	dog := watchdog.Dog{
		Command: func() *exec.Cmd {
			cmd := exec.Command(self, os.Args[1:]...)
			cmd.Stderr = os.Stderr
			cmd.Env = append(os.Environ(), thrift...)
			return cmd
		},
		Starting: 40 * time.Second, Silence: 10 * time.Second, Rest: time.Second / 2,
	}
	return dog.Run(ctx)
}

// thrift keeps memory small that libraries take: Fyne lets go of pictures that were not shown for so long (a minute by itself, which is
// many visits), the C library keeps fewer pools of freed memory.
var thrift = []string{"FYNE_CACHE=20s", "MALLOC_ARENA_MAX=2"}
