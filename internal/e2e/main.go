// Command e2e puts up a whole sample hall on one machine: central, a kiosk, a counter, a rating screen and a simulated
// printer, each a process of its own. With a display it opens their windows; without one it plays a visit and leaves pictures.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
)

func main() {
	bin := flag.String("bin", "out/bin", "folder of the programs")
	out := flag.String("out", "out/visit", "folder for pictures, slips and logs")
	scripted := flag.Bool("visit", false, "play a visit even where there is a display")
	measured := flag.Bool("bench-kiosk", false, "measure the kiosk instead")
	parts := flag.String("parts", strings.Join(benchParts, ","), "what -bench-kiosk measures")
	walked := flag.Bool("walk", false, "walk through the hall as its people do, and say what is wrong")
	walkPart := flag.String("walk-parts", strings.Join(walkParts, ","), "what -walk walks")
	touches := flag.Int("touches", 2000, "random inputs of -walk at the kiosk, and at the counter")
	hidden := flag.Duration("hidden", 2*time.Minute, "how long -walk leaves a screen hidden")
	seed := flag.Uint64("seed", uint64(time.Now().UnixNano()), "of the random inputs of -walk")
	flag.CommandLine.SetOutput(os.Stdout)
	flag.Parse()
	if flag.NArg() > 0 {
		flag.Usage()
		if flag.Arg(0) == "help" {
			return
		}
		fmt.Fprintf(os.Stderr, "e2e: %q is no option\n", flag.Arg(0))
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var err error
	switch {
	case *walked:
		err = walkThrough(ctx, *bin, *out, walkOptions{strings.Split(*walkPart, ","), *touches, *hidden, *seed})
	case *measured:
		err = measure(ctx, *bin, *out, *parts)
	case *scripted || os.Getenv("DISPLAY") == "":
		err = visit(ctx, *bin, *out)
	default:
		err = open(ctx, *bin, *out)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "e2e:", err)
		os.Exit(1)
	}
}

// visit plays one visit on screens of its own and says in one line how it went.
func visit(ctx context.Context, bin, out string) error {
	h, err := newHall(ctx, bin, out, allStations()...)
	if err != nil {
		return err
	}
	defer h.close()
	report, err := playedVisit{h}.play(ctx)
	if err != nil {
		return err
	}
	fmt.Printf("the pictures are in %s\n%s\n", out, report)
	return nil
}

// walkThrough walks through the hall and says in one line what was found.
func walkThrough(ctx context.Context, bin, out string, options walkOptions) error {
	if err := checkWalkParts(options.parts); err != nil {
		return err
	}
	fmt.Printf("walking with seed %d; pictures and logs are in %s\n", options.seed, out)
	found, err := walk(ctx, bin, out, options)
	if err != nil {
		return err
	}
	fmt.Printf("%s%s\n", found.list(), found)
	if !found.sound() {
		return errors.New("the walk found what stands above")
	}
	return nil
}

// measure says how fast and how thrifty the kiosk is.
func measure(ctx context.Context, bin, out, named string) error {
	parts, err := readParts(named)
	if err != nil {
		return err
	}
	b, err := benchKiosk(ctx, bin, out, parts)
	if err != nil {
		return err
	}
	fmt.Println(b)
	return nil
}

// open shows the hall on the display there is, until it is told to end.
func open(ctx context.Context, bin, out string) error {
	h, err := newHallOn(ctx, os.Getenv("DISPLAY"), bin, out)
	if err != nil {
		return err
	}
	defer h.close()
	fmt.Printf("the hall is open: kiosk, counter 05 and its rating screen are on your display, the wall board is at %s, slips come to %s; Ctrl-C closes it\n", h.public, h.slips())
	fmt.Printf("log in at the counter as lan, at %s/login as hoa (supervisor), tung (technician) or minh (admin): the password is \"%s\"\n", h.url, samplePassword)
	<-ctx.Done()
	fmt.Println("hall closed")
	return nil
}
