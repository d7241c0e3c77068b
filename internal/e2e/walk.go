package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
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

// find takes a finding down and says it at once: a walk is long.
func (f *findings) find(kind *[]string, sentence string) {
	*kind = append(*kind, sentence)
	fmt.Printf("%s found: %s\n", time.Now().Format(time.TimeOnly), sentence)
}

// add takes over what was found in another hall.
func (f *findings) add(other findings) {
	f.steps += other.steps
	f.blank, f.leaks = append(f.blank, other.blank...), append(f.leaks, other.leaks...)
	f.untrue, f.stuck = append(f.untrue, other.untrue...), append(f.stuck, other.stuck...)
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

// walkPathsParts are what "paths" is made of.
var walkPathsParts = []string{"officer", "citizen", "rating", "technician"}

// checkWalkParts says which part there is none of: a walk that leaves something out unasked finds nothing there.
func checkWalkParts(parts []string) error {
	all := append(slices.Clone(walkParts), walkPathsParts...)
	for _, part := range parts {
		if !slices.Contains(all, part) {
			return fmt.Errorf("a walk has no part %q; there are %s", part, strings.Join(all, ", "))
		}
	}
	return nil
}

// walkOptions say how far a walk goes.
type walkOptions struct {
	parts   []string
	touches int           // random inputs at each of kiosk and counter
	hidden  time.Duration // how long each screen is hidden
	seed    uint64        // of the random inputs
}

// walkHall is a hall that is walked through: its kiosk and its counter have a printer and a scanner each.
type walkHall struct {
	*walkPrograms
	findings
	options walkOptions
	dice    *rand.Rand
	notes   map[string]string // what somebody has noted, by its name
	opened  map[string]bool   // the cards that were open, by their screen and key
	empty   *image.RGBA       // the kiosk's first screen before anybody came
}

// walkPrograms are the programs of a hall that is walked through, with what is before each: a screen that is looked at, and a scanner.
type walkPrograms struct {
	*sampleHall
	deskPrinter *program
	scanners    map[string]*os.File // by program
	holding     []*os.File          // the other ends of the scanners' wires
	eyes        map[string]*eye     // by program
}

// The parts of the walk, each in the hall it has for itself or shares with others.
type (
	officerWalk    struct{ *walkHall }
	citizenWalk    struct{ *walkHall }
	ratingWalk     struct{ *walkHall }
	technicianWalk struct{ *walkHall }
	hiddenWalk     struct{ *walkHall }
	truthWalk      struct{ *walkHall }
	lockWalk       struct{ *walkHall }
	stormWalk      struct{ *walkHall }
)

// walkHalls are the halls that are walked through at the same time, each by its parts: what is waited for in one is no reason to wait in another.
var walkHalls = [][]string{{"officer", "lock"}, {"citizen", "rating", "technician"}, {"hidden", "truth"}, {"storm"}}

// walk plays officer, technician and citizens on real programs and returns what was found.
func walk(ctx context.Context, bin, out string, options walkOptions) (*findings, error) {
	var starting, adding sync.Mutex
	var halls sync.WaitGroup
	var all findings
	var errs []error
	for _, parts := range walkHalls {
		if parts = slices.DeleteFunc(slices.Clone(parts), func(part string) bool { return !options.has(part) }); len(parts) == 0 {
			continue
		}
		halls.Go(func() {
			found, err := walkThroughHall(ctx, &starting, bin, filepath.Join(out, parts[0]), options, parts)
			adding.Lock()
			defer adding.Unlock()
			all.add(found)
			errs = append(errs, err)
		})
	}
	halls.Wait()
	return &all, errors.Join(errs...)
}

// has reports whether a part is to be walked.
func (o walkOptions) has(part string) bool {
	return slices.Contains(o.parts, part) || slices.Contains(walkPathsParts, part) && slices.Contains(o.parts, "paths")
}

// walkThroughHall starts a hall and walks some parts in it. Halls start one after the other, so that no two find the same free port.
func walkThroughHall(ctx context.Context, starting *sync.Mutex, bin, out string, options walkOptions, parts []string) (findings, error) {
	starting.Lock()
	h, err := newWalkHall(ctx, bin, out, options)
	starting.Unlock()
	if err != nil {
		return findings{}, err
	}
	defer h.close()
	walks := map[string]func(context.Context) error{
		"officer": officerWalk{h}.run, "citizen": citizenWalk{h}.run, "rating": ratingWalk{h}.run, "technician": technicianWalk{h}.run,
		"hidden": hiddenWalk{h}.run, "truth": truthWalk{h}.run, "lock": lockWalk{h}.run, "storm": stormWalk{h}.run,
	}
	for _, part := range parts {
		began := time.Now()
		if err := walks[part](ctx); ctx.Err() != nil {
			return h.findings, ctx.Err()
		} else if err != nil {
			h.find(&h.stuck, fmt.Sprintf("%s broke off: %v", part, err))
		}
		h.lookAtLogs(part)
		fmt.Printf("%s walked in %v, %d steps in this hall so far\n", part, time.Since(began).Round(time.Second), h.steps)
	}
	return h.findings, lockWalk{h}.lookForSecrets()
}

// newWalkHall starts the hall; its windows have no fixed size, so that they can be laid out anew.
func newWalkHall(ctx context.Context, bin, out string, options walkOptions) (*walkHall, error) {
	s, err := prepare(bin, out)
	if err != nil {
		return nil, err
	}
	s.centre = walkServices
	h := &walkHall{
		walkPrograms: &walkPrograms{sampleHall: s, scanners: map[string]*os.File{}, eyes: map[string]*eye{}},
		options:      options, dice: rand.New(rand.NewPCG(options.seed, 1)), notes: map[string]string{}, opened: map[string]bool{},
	}
	for _, screen := range []struct {
		program       string
		width, height int
	}{{"kiosk", 1080, 1920}, {"counter", 1280, 800}, {"rating", 1280, 800}} {
		if err := h.openScreen(screen.program, screen.width, screen.height); err != nil {
			return nil, errors.Join(err, h.close())
		}
	}
	err = h.startPrograms(ctx)
	if err == nil {
		err = h.beginAtHome(ctx)
	}
	return h, err
}

// openScreen makes a screen for a program, and has somebody look at it.
func (h *walkPrograms) openScreen(program string, width, height int) error {
	d, err := openDisplay(width, height)
	if err != nil {
		return err
	}
	h.displays = append(h.displays, d)
	h.eyes[program], err = openEye(d)
	return err
}

// walkServices are those of a centre with offices to choose from, and with one service that is soon used up.
const walkServices = `
[[centre.agencies]]
code = "000.00.00.H25"
name = "Trung tâm Phục vụ hành chính công tỉnh Hà Nam"
[[centre.agencies]]
code = "000.00.15.H25"
name = "Sở Tư pháp"
[[centre.agencies]]
code = "000.00.17.H25"
name = "Sở Xây dựng"

[[centre.services]]
id = "ho-tich"
letter = "A"
name = { vi = "Hộ tịch – Chứng thực", en = "Civil status – Certification" }
agency = "000.00.15.H25"
fields = ["Hộ tịch", "Chứng thực"]
[[centre.services]]
id = "dat-dai"
letter = "B"
name = { vi = "Đất đai – Môi trường", en = "Land – Environment" }
[[centre.services]]
id = "doanh-nghiep"
letter = "C"
name = { vi = "Đăng ký doanh nghiệp", en = "Business registration" }
[[centre.services]]
id = "xay-dung"
letter = "D"
name = { vi = "Xây dựng – Giao thông", en = "Construction – Transport" }
agency = "000.00.17.H25"
[[centre.services]]
id = "nguoi-co-cong"
letter = "E"
name = { vi = "Lao động – Người có công", en = "Labour – Social affairs" }
[[centre.services]]
id = "tra-ket-qua"
letter = "F"
name = { vi = "Trả kết quả", en = "Collecting results" }
quota = 1
`

func (h *walkPrograms) startPrograms(ctx context.Context) error {
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

func (h *walkPrograms) startKiosk() (err error) {
	h.kiosk, err = h.startWindow("kiosk", h.displays[0].name, "kiosk", h.kioskSettings("1080x1920")+h.scannerSettings("kiosk"))
	return err
}

func (h *walkPrograms) startCounter() (err error) {
	tools, papers := filepath.Join(h.out, "tools"), filepath.Join(h.out, "papers")
	if err := errors.Join(os.MkdirAll(tools, 0o755), os.MkdirAll(papers, 0o755)); err != nil {
		return err
	}
	if papers, err = filepath.Abs(papers); err == nil {
		tools, err = filepath.Abs(tools)
	}
	if err != nil {
		return err
	}
	lp := fmt.Sprintf("#!/bin/sh\ncat > %q/$$.pdf\n", papers) // stands in for a printer of A4 paper
	if err := os.WriteFile(filepath.Join(tools, "lp"), []byte(lp), 0o755); err != nil {
		return err
	}
	settings := h.counterSettings() + printerOn(h.deskDevice()) + h.scannerSettings("counter") +
		fmt.Sprintf("\n[forms]\nqueue = \"default\"\nfolder = %q\n", filepath.Join(h.out, "forms"))
	p, err := h.startProgram("counter", []string{"DISPLAY=" + h.displays[1].name, "WAYLAND_DISPLAY=", "PATH=" + tools + ":" + os.Getenv("PATH")}, "counter", settings)
	h.counter = &window{program: p, display: &display{name: h.displays[1].name}}
	return err
}

func (h *walkPrograms) startRating() (err error) {
	h.rating, err = h.startWindow("rating", h.displays[2].name, "kiosk", h.ratingSettings())
	return err
}

func (h *walkPrograms) deskDevice() string { return filepath.Join(h.out, "desk-printer") }

func (h *walkPrograms) startDeskPrinter(ctx context.Context) (err error) {
	h.deskPrinter, err = h.startPrinterAt(ctx, "printer-desk", h.deskDevice(), filepath.Join(h.out, "desk-slips"))
	return err
}

// plugScanners lays a wire to a scanner at the kiosk and at the counter.
func (h *walkPrograms) plugScanners() error {
	for _, program := range []string{"kiosk", "counter"} {
		scanner, wire, err := pty.Open()
		if err != nil {
			return fmt.Errorf("plug a scanner in: %w", err)
		}
		h.scanners[program], h.holding = scanner, append(h.holding, wire)
	}
	return nil
}

func (h *walkPrograms) scannerSettings(program string) string {
	wire := h.holding[slices.Index([]string{"kiosk", "counter"}, program)]
	return fmt.Sprintf("\n[scanner]\ndevice = %q\n", wire.Name())
}

// scan holds a code before a program's scanner.
func (h *walkHall) scan(program, code string) error {
	h.steps++
	_, err := h.scanners[program].WriteString(code + "\r")
	return err
}

func (h *walkPrograms) close() error {
	for _, e := range h.eyes {
		e.close()
	}
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
func (h *walkPrograms) picture(name string) string { return filepath.Join(h.out, name+".png") }
