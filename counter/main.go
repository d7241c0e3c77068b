// Command counter is an officer's window on the line: who is called, who waits, and a key for each thing to do with them.
// It keeps working without central: what is done is written in its own journal first.
package main

import (
	"context"
	"time"

	"motcua/counter/settings"
	"motcua/internal/health"
	"motcua/internal/program"
	"motcua/internal/uplink"
)

func main() {
	program.Main(program.Program{Name: "counter", Run: with(run), Commands: []program.Command{
		{Name: "enrol", Args: "CODE", Do: with(enrol)},
		{Name: "doctor", Do: with(doctor)},
		{Name: "printer-test", Do: with(testPrinter)},
	}})
}

// with reads the settings for what is to be done.
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

// run runs the counter: what the program does without a command.
func run(ctx context.Context, s settings.Settings, _ program.Call) error {
	c, err := Open(ctx, s)
	if err != nil {
		return err
	}
	defer c.Close()
	return c.Run(ctx)
}

func enrol(ctx context.Context, s settings.Settings, call program.Call) error {
	if err := call.Names(s.Data); err != nil {
		return err
	}
	return uplink.EnrolDevice(ctx, s.Central, s.Data, s.Origin(), call.Args[0], call.Say, call.Out)
}

func testPrinter(ctx context.Context, s settings.Settings, call program.Call) error {
	return s.Printer.Test(ctx, call.Out, call.Say)
}

// doctor looks at each part of the desk and says what to do.
func doctor(ctx context.Context, s settings.Settings, call program.Call) error {
	central := uplink.Enrolled(s.Central, s.Data, s.Origin(), time.Now)
	return program.Finding(health.Report(call.Out, call.Say, health.Look(ctx, []health.Check{
		health.Printer(s.Printer.Ask), health.Scanner(s.Scanner.Device, health.HeardIn(s.Data)), health.Central(s.Central, central.Hall), health.Letterhead(central.Hall),
		health.Clock(time.Now, central.Hall), health.Disk(s.Data), health.Settings(call.Config, func() error { return nil }), health.Version(),
	})))
}
