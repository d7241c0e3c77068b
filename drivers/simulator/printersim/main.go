// Command printersim is a thermal printer without the printer: it opens a serial device that programs print to, and lays
// each slip in a folder as a picture and as text. The printer itself is the package above.
package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"motcua/drivers/simulator"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "printersim:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, commands io.Reader, events io.Writer) error {
	flags := flag.NewFlagSet("printersim", flag.ContinueOnError)
	link := flags.String("link", "", "symbolic link to make for the serial device")
	listen := flags.String("listen", "", "address to listen on as a network printer, such as 127.0.0.1:9100")
	out := flags.String("out", "", "folder for a .png and a .txt of each slip")
	name := flags.String("model", "epson-tm-t82", "one of "+fmt.Sprint(simulator.Models()))
	baud := flags.Int("baud", 0, "speed of the wire in bits a second; 0 is as fast as the bytes come")
	speed := flags.Int("speed", 0, "speed of the paper in mm a second; 0 is at once")
	small := flags.Bool("small", false, "a receive buffer of 45 bytes")
	strict := flags.Bool("strict", false, "end with an error at the first violation of the data sheet")
	flags.SetOutput(io.Discard) // main says an error, once
	err := flags.Parse(args)
	if errors.Is(err, flag.ErrHelp) || err == nil && slices.Equal(flags.Args(), []string{"help"}) {
		flags.SetOutput(events)
		flags.Usage()
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w; printersim help lists the options", err)
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("%q is no option; printersim help lists the options", flags.Arg(0))
	}
	model, err := simulator.LookUp(*name)
	if err != nil {
		return err
	}
	if *small {
		model = model.SmallBuffer()
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	desk := &desk{folder: *out, strict: *strict, events: events, fail: cancel}
	printer := simulator.New(model, simulator.Config{Baud: *baud, Speed: *speed, OnEvent: desk.onEvent})
	go obey(printer, bufio.NewScanner(commands), desk)
	if err := serve(ctx, printer, desk, *link, *listen); err != nil && ctx.Err() == nil {
		return err
	}
	if cause := context.Cause(ctx); !errors.Is(cause, context.Canceled) {
		return cause
	}
	return nil
}

func serve(ctx context.Context, printer *simulator.Printer, desk *desk, link, listen string) error {
	if (link == "") == (listen == "") {
		return errors.New("either -link or -listen is needed")
	}
	if link != "" {
		return printer.ServePTY(ctx, link, func() { desk.ready(link) })
	}
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return err
	}
	desk.ready(l.Addr().String())
	return printer.ServeTCP(ctx, l)
}
