// Command kiosk is the touchscreen of a hall: people take their number at it or, bound to a counter, say how they were served.
// It goes on without central and without a printer.
package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"motcua/internal/program"
	"motcua/internal/uplink"
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

// run is what a kiosk does without a command: it watches itself, or is what is watched.
func run(ctx context.Context, call program.Call) error {
	s, err := settings.Load(call.Config)
	if err != nil {
		return program.Mistake(err)
	}
	tail := &device.LogBuffer{}
	program.Log(s.LogLevel, tail)
	if !watchdog.Watched() {
		return watch(ctx)
	}
	return open(ctx, s, tail)
}

func open(ctx context.Context, s settings.Settings, tail *device.LogBuffer) error {
	app, err := Open(ctx, s, tail)
	if err != nil {
		return err
	}
	defer app.Close()
	return app.Run(ctx)
}

// with reads the settings for a command.
func with(do func(context.Context, settings.Settings, program.Call) error) func(context.Context, program.Call) error {
	return func(ctx context.Context, call program.Call) error {
		s, err := settings.Load(call.Config)
		if err != nil {
			return program.Mistake(err)
		}
		program.Log(s.LogLevel)
		return do(ctx, s, call)
	}
}

func enrol(ctx context.Context, s settings.Settings, call program.Call) error {
	if err := call.Names(s.Data); err != nil {
		return err
	}
	return uplink.EnrolDevice(ctx, s.Central, s.Data, s.Origin(), call.Args[0], call.Say, call.Out)
}

func doctor(ctx context.Context, s settings.Settings, call program.Call) error {
	return device.Doctor(ctx, s, call.Say, call.Out)
}

func testPrinter(ctx context.Context, s settings.Settings, call program.Call) error {
	return s.Printer.Test(ctx, call.Out, call.Say)
}

// setPIN asks for the technician's new PIN.
func setPIN(_ context.Context, s settings.Settings, call program.Call) error {
	if err := call.Names(s.Data); err != nil {
		return err
	}
	typed, err := program.AskTwice(call.Say, call.Out, "kiosk.pin.type", nil)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(s.Data, 0o750); err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	if err := device.Lock(s).Set(strings.TrimSpace(typed)); err != nil {
		return err
	}
	_, err = fmt.Fprintln(call.Out, call.Say.Say("kiosk.pin.set"))
	return err
}
