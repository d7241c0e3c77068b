package main

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"motcua/internal/cue"
)

// patience is how long a step of a visit may take before it is called a failure.
const patience = 45 * time.Second

// display is an X server without a monitor.
type display struct {
	name   string // ":5"
	server *exec.Cmd
}

// openDisplay starts Xvfb on the first free display number.
func openDisplay(width, height int) (*display, error) {
	read, write, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer read.Close()
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height), "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{write}
	err = server.Start()
	write.Close()
	if err != nil {
		return nil, fmt.Errorf("start Xvfb: %w", err)
	}
	var number int
	if _, err := fmt.Fscan(read, &number); err != nil {
		return nil, fmt.Errorf("open a display: Xvfb named none: %w", err)
	}
	return &display{name: fmt.Sprintf(":%d", number), server: server}, nil
}

func (d *display) close() {
	d.server.Process.Kill()
	d.server.Wait()
}

func (d *display) run(command string, args ...string) error {
	cmd := exec.Command(command, args...)
	cmd.Env = append(os.Environ(), "DISPLAY="+d.name)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w: %s", command, strings.Join(args, " "), err, out)
	}
	return nil
}

// window is a program with a screen of its own, worked by hand by its cues.
type window struct {
	*program
	display *display
	shows   screenShown // the newest screen awaited
	touched struct {
		at         time.Time
		name, x, y string
	}
}

// screenShown is the cue with which a program says what stands where on its screen.
type screenShown cue.Line

// awaitScreen waits until the program shows a screen that has all the targets named, from cue from on.
func (w *window) awaitScreen(ctx context.Context, from int, name string, targets ...string) error {
	err := w.cues.awaitWithin(ctx, from, func(l cue.Line) bool {
		s := screenShown(l)
		if s.Of != cue.Screen || s.Name != name || !s.has(targets) {
			return false
		}
		w.shows = s
		return true
	})
	if err != nil {
		return fmt.Errorf("%s never showed the screen %s with %v: %w; it showed and said last:\n%s%s", w.name, name, targets, err, w.cues.last(4), w.said.last(8))
	}
	return nil
}

func (s screenShown) has(targets []string) bool {
	for _, name := range targets {
		if !slices.ContainsFunc(s.Targets, func(t cue.Target) bool { return t.Name == name && t.W > 0 }) { // 0: not laid out yet
			return false
		}
	}
	return true
}

// touch clicks the middle of a target where it stands by now, as a finger would, and returns the moment of the touch.
func (w *window) touch(name string) (time.Time, error) {
	w.newest()
	x, y := w.middle(name)
	if x == "" {
		return time.Time{}, fmt.Errorf("%s shows no %s on %s", w.name, name, w.shows.Name)
	}
	w.takeTime(name, x, y)
	at := time.Now()
	w.touched.at, w.touched.name, w.touched.x, w.touched.y = at, name, x, y
	return at, w.display.run("xdotool", "mousemove", x, y, "click", "1")
}

// again is after how long a person touches the same thing or place a second time; what comes sooner is a hand that trembles, and does not count.
const again = 600 * time.Millisecond

// takeTime waits as a person does before touching the same again. A letter is typed twice at any speed.
func (w *window) takeTime(name, x, y string) {
	same := name == w.touched.name || near(x, w.touched.x) && near(y, w.touched.y)
	if same && !strings.HasPrefix(name, "key.") {
		time.Sleep(again - time.Since(w.touched.at))
	}
}

func near(a, b string) bool {
	one, err := strconv.Atoi(a)
	other, fault := strconv.Atoi(b)
	return err == nil && fault == nil && max(one-other, other-one) < 80
}

// middle is where a target is touched; empty when the screen has none of that name.
func (w *window) middle(name string) (x, y string) {
	for _, t := range w.shows.Targets {
		if t.Name == name {
			return fmt.Sprint(t.X + t.W/2), fmt.Sprint(t.Y + t.H/2)
		}
	}
	return "", ""
}

// key presses a key, as "F2".
func (w *window) key(name string) error { return w.display.run("xdotool", "key", name) }

// photograph saves what the screen shows once it is still.
func (w *window) photograph(dir, name string) error {
	picture, err := w.display.still()
	if err != nil {
		return err
	}
	return savePicture(filepath.Join(dir, name+".png"), picture)
}

// awaitStill waits until the screen is still.
func (w *window) awaitStill() error {
	_, err := w.display.still()
	return err
}

// still waits until the screen has shown the same for a while, for a program tells of a screen before it is painted, and returns what it
// shows then; one that counts seconds is never still, and is waited for no longer than a painting takes. A screen of one colour has no window yet.
func (d *display) still() (*image.RGBA, error) {
	const pause, looks, painting = 250 * time.Millisecond, 3, 4 * time.Second
	e, err := openEye(d)
	if err != nil {
		return nil, err
	}
	defer e.close()
	last, err := e.look()
	late := time.Now().Add(patience)
	for same, painted := 1, time.Now(); err == nil && same < looks && time.Since(painted) < painting; same++ {
		time.Sleep(pause)
		var now *image.RGBA
		if now, err = e.look(); err != nil {
			return nil, err
		}
		if plain(now) && time.Now().Before(late) {
			painted = time.Now()
		}
		if plain(now) || !bytes.Equal(now.Pix, last.Pix) {
			same = 0
		}
		last = now
	}
	return last, err
}

// plain reports whether a picture has one colour only.
func plain(picture *image.RGBA) bool {
	return bytes.Equal(picture.Pix[4:], picture.Pix[:len(picture.Pix)-4])
}
