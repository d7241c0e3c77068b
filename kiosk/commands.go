package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"motcua/internal/program"
	"motcua/internal/uplink"
	"motcua/kiosk/device"
	"motcua/kiosk/settings"
)

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
	_, err = fmt.Fprintln(call.Out, call.Say.Text("kiosk.pin.set"))
	return err
}
