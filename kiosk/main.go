// Command kiosk is the touchscreen of a hall: people take their number at it or, bound to a counter, say how they were served.
// It goes on without central and without a printer.
package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"motcua/internal/paper"
	"motcua/internal/program"
	"motcua/internal/watchdog"
)

func main() { program.Main("kiosk", run) }

func run(ctx context.Context, path string, args []string) error {
	s, err := loadSettings(path)
	if err != nil {
		return err
	}
	program.Log(s.LogLevel)
	switch {
	case slices.Equal(args, paper.TestCommand):
		return s.Printer.Test(ctx, os.Stdout, s.Language)
	case len(args) > 0:
		return fmt.Errorf("%q is no command; there is only %s", strings.Join(args, " "), paper.TestCommand[0])
	}
	if !watchdog.Watched() {
		return watch(ctx)
	}
	return open(ctx, s)
}

func open(ctx context.Context, s Settings) error {
	app, err := Open(ctx, s)
	if err != nil {
		return err
	}
	defer app.Close()
	return app.Run(ctx)
}

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
