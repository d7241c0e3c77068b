package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// How much make bench-kiosk does.
const (
	benchTouches = 200
	benchIdle    = time.Minute
	benchStarts  = 5
	benchVisits  = 1000
	benchRest    = 150 * time.Second // for Fyne to let go of pictures that nobody sees any more, and for the kiosk to give memory back
)

// bench is what was measured of one kiosk.
type bench struct {
	repaint  time.Duration // from a finger's coming to the pixels it changes: 99 of 100 touches are answered within
	middle   time.Duration // half of the touches are answered within
	bare     time.Duration // 99 of 100 touches of an empty window's one small rectangle are answered within: what Fyne and the machine take
	bareHalf time.Duration // half of them
	idle     float64       // processor time while nobody touches, in percent of a core
	started  time.Duration // from the start of the process to tiles that answer: the middle of some starts
	rssEarly int           // memory after a tenth of the visits, in MB
	rss      int           // memory after all of them
}

func (b bench) String() string {
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	return fmt.Sprintf("repaint_p50_ms=%.1f bare_p50_ms=%.1f bare_p99_ms=%.1f rss_mb_after_%d_visits=%d\nbench-kiosk: repaint_p99_ms=%.1f idle_cpu_pct=%.2f start_s=%.2f rss_mb=%d",
		ms(b.middle), ms(b.bareHalf), ms(b.bare), benchVisits/10, b.rssEarly, ms(b.repaint), b.idle, b.started.Seconds(), b.rss)
}

// benchParts are what can be measured by itself, in the order in which it is measured. The kiosk's start is in any case: what comes after it needs the kiosk.
var benchParts = []string{"bare", "start", "touch", "idle", "visits"}

// readParts reads what is to be measured, with commas between.
func readParts(text string) ([]string, error) {
	parts := strings.Split(text, ",")
	for _, part := range parts {
		if !slices.Contains(benchParts, part) {
			return nil, fmt.Errorf("no part of a kiosk's measurement is called %q: they are %s", part, strings.Join(benchParts, ", "))
		}
	}
	return parts, nil
}

// benchHall is a hall of a kiosk alone, which is measured.
type benchHall struct{ *sampleHall }

// benchKiosk measures parts of a kiosk on an upright panel with real touches on its real process.
func benchKiosk(ctx context.Context, bin, out string, parts []string) (b bench, err error) {
	hall, err := prepare(bin, out)
	if err != nil {
		return b, err
	}
	h := benchHall{hall}
	defer h.close()
	d, err := openDisplay(1080, 1920)
	if err != nil {
		return b, err
	}
	h.displays = append(h.displays, d)
	if err := errors.Join(h.startPrinter(ctx), h.startCentral(ctx), h.enrolAll(ctx)); err != nil {
		return b, err
	}
	steps := []func(context.Context, *bench) error{h.benchBare, h.benchStart, h.benchTouch, h.benchIdle, h.benchVisits}
	for i, measure := range steps {
		if part := benchParts[i]; part != "start" && !slices.Contains(parts, part) {
			continue
		}
		if err := measure(ctx, &b); err != nil {
			return b, err
		}
	}
	return b, nil
}

// benchStart starts the kiosk some times; the last one stays. The first one only makes what later starts find.
func (h benchHall) benchStart(ctx context.Context, b *bench) error {
	var took []time.Duration
	for i := range benchStarts + 1 {
		if h.kiosk != nil {
			h.kiosk.stop()
		}
		began := time.Now()
		var err error
		if h.kiosk, err = h.startWindow("kiosk", h.displays[0].name, "kiosk", h.kioskSettings("fullscreen")); err != nil {
			return err
		}
		if err := h.awaitPainted(ctx); err != nil {
			return err
		}
		if i > 0 {
			took = append(took, time.Since(began))
		}
	}
	slices.Sort(took)
	b.started = took[len(took)/2]
	return nil
}

// awaitPainted waits until the first screen is told of and painted: a pixel of its first tile is no longer the empty display's.
func (h benchHall) awaitPainted(ctx context.Context) error {
	g, err := openGlass(h.kiosk.display)
	if err != nil {
		return err
	}
	defer g.close()
	if err := h.kiosk.awaitScreen(ctx, 0, "home", "number"); err != nil {
		return err
	}
	x, y := h.kiosk.corner("number")
	for {
		if colour, err := g.pixel(x, y); err != nil || colour&0xFFFFFF != 0 {
			return err
		}
		select {
		case <-g.changes:
		case <-time.After(patience):
			return errors.New("the kiosk never painted its first screen")
		}
	}
}

// corner is a place on a target's ground, beside what is written on it.
func (w *window) corner(name string) (x, y int) {
	for _, t := range w.shows.Targets {
		if t.Name == name {
			return int(t.X + t.W/2), int(t.Y + 6)
		}
	}
	return 0, 0
}

// benchBare touches the small rectangle of an otherwise empty window, before the kiosk stands there.
func (h benchHall) benchBare(ctx context.Context, b *bench) error {
	p, err := start(h.out, "bare", []string{"DISPLAY=" + h.displays[0].name, "WAYLAND_DISPLAY="}, h.binary("bare"))
	if err != nil {
		return err
	}
	defer p.stop()
	if err := p.await(ctx, "bare is there"); err != nil {
		return err
	}
	time.Sleep(time.Second) // to be painted
	b.bareHalf, b.bare, err = touches(h.displays[0], 540, 960)
	return err
}

// benchTouch touches the first tile, whose answer is seen on the tile itself.
func (h benchHall) benchTouch(_ context.Context, b *bench) (err error) {
	x, y := h.kiosk.corner("number")
	b.middle, b.repaint, err = touches(h.kiosk.display, x, y)
	return err
}

// touches touches a place again and again, and tells within what half of the touches are answered, and 99 of 100.
func touches(d *display, x, y int) (half, nearlyAll time.Duration, err error) {
	g, err := openGlass(d)
	if err != nil {
		return 0, 0, err
	}
	defer g.close()
	var took []time.Duration
	for i := range benchTouches {
		answered, err := g.touch(x, y)
		if err != nil {
			return 0, 0, err
		}
		took = append(took, answered)
		time.Sleep(time.Duration(i*7%17) * time.Millisecond) // fingers know nothing of frames
	}
	slices.Sort(took)
	return took[len(took)/2], took[len(took)*99/100], nil
}

// touch puts a finger on a place and measures until the place shows it. The finger is lifted elsewhere, so that nothing is chosen.
func (g *glass) touch(x, y int) (time.Duration, error) {
	const quiet = 50 * time.Millisecond
	g.move(x, y)
	g.awaitQuiet(quiet)
	rest, err := g.pixel(x, y)
	if err != nil {
		return 0, err
	}
	began := time.Now()
	g.press()
	answered, err := g.awaitColour(x, y, func(now uint32) bool { return now != rest })
	if err != nil {
		return 0, err
	}
	g.move(2, 2)
	g.release()
	_, err = g.awaitColour(x, y, func(now uint32) bool { return now == rest })
	return answered.Sub(began), err
}

// benchIdle lets the kiosk stand there.
func (h benchHall) benchIdle(ctx context.Context, b *bench) error {
	before, err := h.kiosk.cpu()
	if err != nil {
		return err
	}
	began := time.Now()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(benchIdle):
	}
	after, err := h.kiosk.cpu()
	b.idle = 100 * (after - before).Seconds() / time.Since(began).Seconds()
	return err
}

// benchVisits takes numbers as fast as they are given. Who has one is served, for no kiosk ever sees a line of a thousand.
func (h benchHall) benchVisits(ctx context.Context, b *bench) (err error) {
	g, err := openGlass(h.kiosk.display)
	if err != nil {
		return err
	}
	defer g.close()
	d, err := h.openDesk(ctx)
	if err != nil {
		return err
	}
	defer d.close()
	for i := 1; i <= benchVisits; i++ {
		if err := errors.Join(h.visitOnce(ctx, g), d.serve(ctx)); err != nil {
			return fmt.Errorf("visit %d: %w", i, err)
		}
		if i == benchVisits/10 || i == benchVisits {
			time.Sleep(benchRest)
			b.rssEarly, b.rss = b.rss, 0
			if b.rss, err = h.kiosk.rss(); err != nil {
				return err
			}
		}
	}
	return nil
}

// fingerRests is how long the picture has stood still before a finger moves on.
const fingerRests = 25 * time.Millisecond

// visitOnce takes one number and leaves.
func (h benchHall) visitOnce(ctx context.Context, g *glass) error {
	for _, step := range []struct{ touch, screen, target string }{
		{"number", "services", "service.A"}, {"service.A", "ticket", "done"}, {"done", "home", "number"},
	} {
		from := h.kiosk.cues.length()
		g.move(h.kiosk.corner(step.touch))
		g.awaitQuiet(fingerRests) // nobody touches what is not painted yet
		g.press()
		g.awaitQuiet(fingerRests)
		g.release()
		if err := h.kiosk.awaitScreen(ctx, from, step.screen, step.target); err != nil {
			return err
		}
	}
	return nil
}

// ticksPerSecond is the unit of processor time in /proc (USER_HZ, 100 on Linux).
const ticksPerSecond = 100

// cpu is the processor time that a program's processes have used so far.
func (p *program) cpu() (time.Duration, error) {
	var sum time.Duration
	err := p.each(func(dir string) error {
		stat, err := os.ReadFile(dir + "/stat")
		if err != nil {
			return err
		}
		fields := strings.Fields(string(stat[strings.LastIndexByte(string(stat), ')')+1:])) // behind the name: state is field 3 of proc(5)
		for _, field := range fields[11:13] {                                               // utime, stime
			ticks, err := strconv.Atoi(field)
			if err != nil {
				return err
			}
			sum += time.Duration(ticks) * time.Second / ticksPerSecond
		}
		return nil
	})
	return sum, err
}

// rss is how much memory a program's processes keep, in MB.
func (p *program) rss() (int, error) {
	pages := 0
	err := p.each(func(dir string) error {
		statm, err := os.ReadFile(dir + "/statm")
		if err != nil {
			return err
		}
		n, err := strconv.Atoi(strings.Fields(string(statm))[1])
		pages += n
		return err
	})
	return pages * os.Getpagesize() / 1e6, err
}

// each visits the program's own process and those it has started, as folders of /proc.
func (p *program) each(visit func(dir string) error) error {
	dir := fmt.Sprintf("/proc/%d", p.cmd.Process.Pid)
	if err := visit(dir); err != nil {
		return err
	}
	threads, err := os.ReadDir(dir + "/task")
	if err != nil {
		return err
	}
	for _, thread := range threads {
		children, err := os.ReadFile(dir + "/task/" + thread.Name() + "/children")
		if err != nil {
			return err
		}
		for _, pid := range strings.Fields(string(children)) {
			if err := visit("/proc/" + pid); err != nil {
				return err
			}
		}
	}
	return nil
}
