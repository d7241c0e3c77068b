package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/creack/pty"
)

// findings are what a walk through the hall found, each as a sentence that names the screen, and how many inputs it took.
type findings struct {
	steps  int
	blank  []string // a part of a screen that is not drawn when its screen returns
	leaks  []string // of one person, at the next one's, in a log, or under a lock
	untrue []string // a sentence on a screen that claims what has not happened
	stuck  []string // a program that ended, failed, or does not come back
}

// String returns the closing line of make walk.
func (f *findings) String() string {
	return fmt.Sprintf("walk: steps=%d blank=%d leaks=%d untrue=%d stuck=%d", f.steps, len(f.blank), len(f.leaks), len(f.untrue), len(f.stuck))
}

// sound reports whether nothing was found.
func (f *findings) sound() bool {
	return len(f.blank)+len(f.leaks)+len(f.untrue)+len(f.stuck) == 0
}

// list returns every finding on a line of its own.
func (f *findings) list() string {
	var b strings.Builder
	for _, kind := range []struct {
		name  string
		found []string
	}{{"blank", f.blank}, {"leak", f.leaks}, {"untrue", f.untrue}, {"stuck", f.stuck}} {
		for _, sentence := range kind.found {
			fmt.Fprintf(&b, "%s: %s\n", kind.name, sentence)
		}
	}
	return b.String()
}

// walkParts are what a walk can be limited to, in the order in which it is walked.
var walkParts = []string{"paths", "hidden", "truth", "lock", "storm"}

// walkOptions say how far a walk goes.
type walkOptions struct {
	parts   []string
	touches int           // random inputs at each of kiosk and counter
	hidden  time.Duration // how long each screen is hidden
	seed    uint64        // of the random inputs
}

// walkHall is a hall that is walked through: its kiosk and its counter have a printer and a scanner each.
type walkHall struct {
	*sampleHall
	findings
	options     walkOptions
	dice        *rand.Rand
	deskPrinter *program
	scanners    map[string]*os.File // by program
	holding     []*os.File          // the other ends of the scanners' wires
}

// walk plays officer, technician and citizens on real programs and returns what was found.
func walk(ctx context.Context, bin, out string, options walkOptions) (*findings, error) {
	h, err := newWalkHall(ctx, bin, out, options)
	if err != nil {
		return nil, err
	}
	defer h.close()
	for _, part := range []struct {
		name string
		walk func(context.Context) error
	}{{"paths", h.walkPaths}, {"hidden", h.walkHidden}, {"truth", h.walkTruth}, {"lock", h.walkLock}, {"storm", h.walkStorm}} {
		if !slices.Contains(options.parts, part.name) {
			continue
		}
		if err := part.walk(ctx); err != nil {
			return &h.findings, fmt.Errorf("%s: %w", part.name, err)
		}
		h.lookAtLogs(part.name)
	}
	return &h.findings, h.lookForSecrets()
}

// newWalkHall starts the hall; its windows have no fixed size, so that they can be laid out anew.
func newWalkHall(ctx context.Context, bin, out string, options walkOptions) (*walkHall, error) {
	s, err := prepare(bin, out)
	if err != nil {
		return nil, err
	}
	h := &walkHall{sampleHall: s, options: options, dice: rand.New(rand.NewPCG(options.seed, 1)), scanners: map[string]*os.File{}}
	for _, size := range [][2]int{{1080, 1920}, {1280, 800}, {1280, 800}} {
		d, err := openDisplay(size[0], size[1])
		if err != nil {
			return nil, errors.Join(err, h.close())
		}
		h.displays = append(h.displays, d)
	}
	return h, h.startPrograms(ctx)
}

func (h *walkHall) startPrograms(ctx context.Context) error {
	err := errors.Join(h.startPrinter(ctx), h.startDeskPrinter(ctx), h.startCentral(ctx))
	if err == nil {
		err = errors.Join(h.hireAll(ctx), h.enrolAll(ctx))
	}
	if err == nil {
		err = errors.Join(h.takeWatch(ctx), h.plugScanners())
	}
	if err == nil {
		err = errors.Join(h.startKiosk(), h.startCounter(), h.startRating())
	}
	if err != nil {
		return errors.Join(err, h.close())
	}
	return nil
}

func (h *walkHall) startKiosk() (err error) {
	h.kiosk, err = h.startWindow("kiosk", h.displays[0].name, "kiosk", h.kioskSettings("1080x1920")+h.scannerSettings("kiosk"))
	return err
}

func (h *walkHall) startCounter() (err error) {
	settings := h.counterSettings() + printerOn(h.deskDevice()) + h.scannerSettings("counter") + fmt.Sprintf("\n[forms]\nfolder = %q\n", filepath.Join(h.out, "forms"))
	h.counter, err = h.startWindow("counter", h.displays[1].name, "counter", settings)
	return err
}

func (h *walkHall) startRating() (err error) {
	h.rating, err = h.startWindow("rating", h.displays[2].name, "kiosk", h.ratingSettings())
	return err
}

func (h *walkHall) deskDevice() string { return filepath.Join(h.out, "desk-printer") }

func (h *walkHall) startDeskPrinter(ctx context.Context) (err error) {
	h.deskPrinter, err = h.startPrinterAt(ctx, "printer-desk", h.deskDevice(), filepath.Join(h.out, "desk-slips"))
	return err
}

// plugScanners lays a wire to a scanner at the kiosk and at the counter.
func (h *walkHall) plugScanners() error {
	for _, program := range []string{"kiosk", "counter"} {
		scanner, wire, err := pty.Open()
		if err != nil {
			return fmt.Errorf("plug a scanner in: %w", err)
		}
		h.scanners[program], h.holding = scanner, append(h.holding, wire)
	}
	return nil
}

func (h *walkHall) scannerSettings(program string) string {
	wire := h.holding[slices.Index([]string{"kiosk", "counter"}, program)]
	return fmt.Sprintf("\n[scanner]\ndevice = %q\n", wire.Name())
}

// scan holds a code before a program's scanner.
func (h *walkHall) scan(program, code string) error {
	h.steps++
	_, err := h.scanners[program].WriteString(code + "\r")
	return err
}

func (h *walkHall) close() error {
	err := h.sampleHall.close()
	if h.deskPrinter != nil {
		h.deskPrinter.stop()
	}
	for _, end := range h.scanners {
		err = errors.Join(err, end.Close())
	}
	for _, end := range h.holding {
		err = errors.Join(err, end.Close())
	}
	return err
}

// picture returns the path of a picture of the walk.
func (h *walkHall) picture(name string) string { return filepath.Join(h.out, name+".png") }
