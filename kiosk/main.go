// Command kiosk is the touchscreen of a hall: people take their number at it or, bound to a counter, say how they were served.
// It goes on without central and without a printer.
package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"motcua/internal/paper"
	"motcua/internal/program"
	"motcua/internal/uplink"
	"motcua/internal/watchdog"
	"motcua/internal/words"
)

func main() { program.Main("kiosk", run) }

func run(ctx context.Context, path string, args []string) error {
	s, err := loadSettings(path)
	if err != nil {
		return err
	}
	tail := &logTail{}
	program.Log(s.LogLevel, tail)
	switch {
	case slices.Equal(args, paper.TestCommand):
		return s.Printer.Test(ctx, os.Stdout, s.Language)
	case len(args) == 2 && args[0] == "enrol":
		return uplink.EnrolDevice(ctx, s.Central, s.Data, s.origin(), args[1], os.Stdout)
	case slices.Equal(args, []string{"doctor"}):
		return s.doctor(ctx, words.In(s.Language), func(line string) { fmt.Println(line) })
	case slices.Equal(args, []string{"pin"}):
		return setPIN(s, os.Stdin, os.Stdout)
	case len(args) > 0:
		return fmt.Errorf("%q is no command; there are: enrol CODE, doctor, pin, %s", strings.Join(args, " "), paper.TestCommand[0])
	}
	if !watchdog.Watched() {
		return watch(ctx)
	}
	return open(ctx, s, tail)
}

func open(ctx context.Context, s Settings, tail *logTail) error {
	app, err := Open(ctx, s, tail)
	if err != nil {
		return err
	}
	defer app.Close()
	return app.Run(ctx)
}

// setPIN reads the technician's new PIN, one line.
func setPIN(s Settings, in io.Reader, out io.Writer) error {
	say := words.In(s.Language)
	fmt.Fprintln(out, say.Say("kiosk.pin.type"))
	line := bufio.NewScanner(in)
	line.Scan()
	if err := os.MkdirAll(s.Data, 0o750); err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	if err := s.lock().Set(strings.TrimSpace(line.Text())); err != nil {
		return err
	}
	_, err := fmt.Fprintln(out, say.Say("kiosk.pin.set"))
	return err
}
