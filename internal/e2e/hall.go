package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"motcua/internal/centraltest"
	"motcua/internal/cue"
	"motcua/internal/uplink"
)

// counterID is the counter of the sample hall, as in central's example settings.
const counterID = "05"

// sampleHall is the running hall.
type sampleHall struct {
	bin, out string
	listen   string        // central's address and port
	url      string        // where devices and staff reach central
	pages    string        // address and port of the public pages
	public   string        // where the board and phones reach them
	client   uplink.Client // asks as a desk that nobody sits at
	centre   string        // more of central's settings

	central, printer       *program
	kiosk, counter, rating *window
	displays               []*display
}

// station is a place of the hall where a program shows a window.
type station struct {
	name          string
	width, height int                      // of its real screen
	more          func(*sampleHall) string // settings beyond the usual ones; may be nil
	env           []string                 // beyond the usual ones
}

var (
	kioskStation   = station{name: "kiosk", width: 1080, height: 1920}
	counterStation = station{name: "counter", width: 1280, height: 800}
	ratingStation  = station{name: "rating", width: 1280, height: 800}
)

// allStations returns those of a whole hall.
func allStations() []station { return []station{kioskStation, counterStation, ratingStation} }

// with returns the station with more settings.
func (s station) with(more func(*sampleHall) string) station {
	s.more = more
	return s
}

// newHall starts the hall with some stations, each on a screen of its own as large as the real one.
func newHall(ctx context.Context, bin, out string, stations ...station) (*sampleHall, error) {
	h, err := prepare(bin, out)
	if err != nil {
		return nil, err
	}
	screens := map[string]string{}
	for _, s := range stations {
		d, err := openDisplay(s.width, s.height)
		if err != nil {
			return nil, errors.Join(err, h.close())
		}
		h.displays = append(h.displays, d)
		screens[s.name] = d.name
	}
	return h, h.startAll(ctx, stations, screens, "fullscreen")
}

// newHallOn starts the hall as windows on one display.
func newHallOn(ctx context.Context, displayName, bin, out string) (*sampleHall, error) {
	h, err := prepare(bin, out)
	if err != nil {
		return nil, err
	}
	screens := map[string]string{}
	for _, s := range allStations() {
		screens[s.name] = displayName
	}
	return h, h.startAll(ctx, allStations(), screens, "720x1080")
}

// prepare makes an empty out folder and picks a free port.
func prepare(bin, out string) (*sampleHall, error) {
	if err := os.RemoveAll(out); err != nil {
		return nil, err
	}
	h := &sampleHall{bin: bin, out: out}
	for _, dir := range []string{h.settings(), h.slips()} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return nil, err
		}
	}
	for _, place := range []*string{&h.listen, &h.pages} {
		free, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer free.Close() // only when both are found, so that they differ
		*place = free.Addr().String()
	}
	h.url, h.public = "https://"+h.listen, "http://"+h.pages
	return h, nil
}

func (h *sampleHall) slips() string    { return filepath.Join(h.out, "slips") }
func (h *sampleHall) settings() string { return filepath.Join(h.out, "settings") }
func (h *sampleHall) device() string   { return filepath.Join(h.out, "printer") }

func (h *sampleHall) startAll(ctx context.Context, stations []station, screens map[string]string, size string) error {
	err := errors.Join(h.startPrinter(ctx), h.startCentral(ctx))
	if err == nil {
		err = errors.Join(h.hireAll(ctx), h.enrolAll(ctx))
	}
	if err == nil {
		err = h.takeWatch(ctx)
	}
	if err == nil {
		err = h.startStations(stations, screens, size)
	}
	if err != nil {
		return errors.Join(err, h.close())
	}
	return nil
}

// startStations starts the program of each station on its screen.
func (h *sampleHall) startStations(stations []station, screens map[string]string, size string) error {
	programs := map[string]struct {
		window           **window
		binary, settings string
	}{
		kioskStation.name:   {&h.kiosk, "kiosk", h.kioskSettings(size)},
		counterStation.name: {&h.counter, "counter", h.counterSettings()},
		ratingStation.name:  {&h.rating, "kiosk", h.ratingSettings()},
	}
	for _, s := range stations {
		p := programs[s.name]
		if s.more != nil {
			p.settings += s.more(h)
		}
		started, err := h.startWindow(s.name, screens[s.name], p.binary, p.settings, s.env...)
		if err != nil {
			return err
		}
		*p.window = started
	}
	return nil
}

// baud is the speed of the sample printer: a common one.
const baud = 19200

func (h *sampleHall) startPrinter(ctx context.Context) (err error) {
	h.printer, err = h.startPrinterAt(ctx, "printer", h.device(), h.slips())
	return err
}

// startPrinterAt starts a simulated printer behind a device of its own; its slips come into a folder.
func (h *sampleHall) startPrinterAt(ctx context.Context, name, device, slips string) (*program, error) {
	p, err := start(h.out, name, nil, h.binary("printersim"), "-link", device, "-out", slips, "-model", "epson-tm-t20", "-baud", fmt.Sprint(baud))
	if err != nil {
		return nil, err
	}
	return p, p.await(ctx, `"event":"ready"`)
}

func (h *sampleHall) startCentral(ctx context.Context) (err error) {
	settings := fmt.Sprintf("listen = %q\npublic_listen = %q\ndata = %q\n\n[centre]\npublic_url = %q\n\n[centre.appointments]\ntaken = true\n%s", h.listen, h.pages, h.data("central"), h.public, h.centre)
	if h.central, err = h.startProgram("central", nil, "central", settings); err != nil {
		return err
	}
	return h.central.awaitCue(ctx, 0, cue.Line{Of: cue.Listening})
}

// watcher is a desk of the sample hall at which nobody sits.
const (
	watcherCounter = "01"
	watcher        = "counter-" + watcherCounter
)

// enrolAll enrols the hall's devices, each into the folder that its settings name.
func (h *sampleHall) enrolAll(ctx context.Context) error {
	folders := map[string]string{"kiosk-1": "kiosk", "counter-" + counterID: "counter", "rating-" + counterID: "rating", watcher: watcher}
	credentials, err := centraltest.Enrol(ctx, h.binary("central"), h.file("central"), h.url, slices.Sorted(maps.Keys(folders))...)
	for _, c := range credentials {
		err = errors.Join(err, c.Save(h.data(folders[c.Device])))
	}
	h.client = uplink.Enrolled(h.url, h.data(watcher), watcher, time.Now)
	return err
}

func (h *sampleHall) kioskSettings(window string) string {
	return fmt.Sprintf("central = %q\ndata = %q\nwindow = %q\nlog_level = \"debug\"\n", h.url, h.data("kiosk"), window) + h.printerSettings()
}

func (h *sampleHall) printerSettings() string { return printerOn(h.device()) }

// printerOn returns the settings of a sample printer behind a device.
func printerOn(device string) string {
	return fmt.Sprintf("\n[printer]\ndevice = %q\nprofile = \"epson-tm-t20\"\nbaud = %d\n", device, baud)
}

func (h *sampleHall) ratingSettings() string {
	return fmt.Sprintf("kiosk = 2\nmode = \"rating\"\ncounter = %q\ncentral = %q\ndata = %q\nwindow = \"1280x800\"\nlog_level = \"debug\"\n",
		counterID, h.url, h.data("rating"))
}

func (h *sampleHall) counterSettings() string {
	return fmt.Sprintf("counter = %q\ncentral = %q\ndata = %q\nlog_level = \"debug\"\n", counterID, h.url, h.data("counter"))
}

func (h *sampleHall) file(name string) string   { return filepath.Join(h.settings(), name+".toml") }
func (h *sampleHall) data(name string) string   { return filepath.Join(h.out, "data", name) }
func (h *sampleHall) binary(name string) string { return filepath.Join(h.bin, name) }

func (h *sampleHall) startWindow(name, screen, binary, settings string, env ...string) (*window, error) {
	p, err := h.startProgram(name, append([]string{"DISPLAY=" + screen, "WAYLAND_DISPLAY="}, env...), binary, settings)
	return &window{program: p, display: &display{name: screen}}, err
}

func (h *sampleHall) startProgram(name string, env []string, binary, settings string) (*program, error) {
	file := h.file(name)
	if err := os.WriteFile(file, []byte(settings), 0o644); err != nil {
		return nil, err
	}
	return start(h.out, name, env, h.binary(binary), "-config", file)
}

// await waits until the program has said something with text in it.
func (p *program) await(ctx context.Context, text string) error {
	if err := p.said.awaitWithin(ctx, 0, func(line string) bool { return strings.Contains(line, text) }); err != nil {
		return fmt.Errorf("%s never said %s: %w", p.name, text, err)
	}
	return nil
}

// awaitCue waits until the program has given a cue, from number from on.
func (p *program) awaitCue(ctx context.Context, from int, want cue.Line) error {
	if err := p.cues.awaitWithin(ctx, from, func(l cue.Line) bool { return reflect.DeepEqual(l, want) }); err != nil {
		return fmt.Errorf("%s never gave the cue %+v: %w", p.name, want, err)
	}
	return nil
}

// close ends whatever was started.
func (h *sampleHall) close() error {
	for _, w := range []*window{h.rating, h.counter, h.kiosk} {
		if w != nil {
			w.stop()
		}
	}
	for _, p := range []*program{h.central, h.printer} {
		if p != nil {
			p.stop()
		}
	}
	for _, d := range h.displays {
		d.close()
	}
	return nil
}
