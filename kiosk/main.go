// Command kiosk is the touchscreen of a hall: people take their number at it or, bound to a counter, say how they were served.
// It goes on without central and without a printer.
package main

import (
	"context"

	"motcua/internal/program"
	"motcua/internal/watchdog"
	"motcua/kiosk/device"
	"motcua/kiosk/settings"
)

func main() {
	program.Main(program.Program{Name: "kiosk", Run: run, Commands: []program.Command{
		{Name: "enrol", Args: "CODE", Do: with(enrol)},
		{Name: "doctor", Do: with(doctor)},
		{Name: "pin", Do: with(setPIN)},
		{Name: "printer-test", Do: with(testPrinter)},
	}})
}

// run does what a kiosk does without a command: it watches itself, or is what is watched.
func run(ctx context.Context, call program.Call) error {
	s, err := settings.Load(call.Config)
	if err != nil {
		return program.Mistake(err)
	}
	log := &device.LogBuffer{}
	program.Log(s.LogLevel, log)
	if !watchdog.Watched() {
		return supervise(ctx)
	}
	return open(ctx, s, log)
}

func open(ctx context.Context, s settings.Settings, log *device.LogBuffer) error {
	app, err := Open(ctx, s, log)
	if err != nil {
		return err
	}
	defer app.Close()
	return app.Run(ctx)
}
