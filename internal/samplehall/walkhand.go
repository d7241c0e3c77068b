package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// step is one thing a person does at a screen, and the screen that answers; empty: the same, or one that does not matter.
//
// The first word of do says how: "touch NAME" clicks a target, "key F2" strikes keys, "type TEXT" writes as a quick hand does, "scan CODE" holds
// a code before the scanner, "wait" only looks.
type step struct{ do, see string }

// path is one person's way at one program.
type path struct {
	name    string
	program string // kiosk, counter or rating
	steps   []step
}

// windowOf returns the window of a program.
func (h *walkHall) windowOf(program string) *window {
	return map[string]*window{"kiosk": h.kiosk, "counter": h.counter, "rating": h.rating}[program]
}

// play walks a path. A step that gets no answer is a finding; the rest of its path is left out.
func (h *walkHall) play(ctx context.Context, p path) error {
	w := h.windowOf(p.program)
	for i, s := range p.steps {
		from := w.said.length()
		err := h.do(ctx, p.program, s.do)
		if err != nil && !errors.Is(err, errNotThere) {
			return fmt.Errorf("%s, step %d (%s): %w", p.name, i+1, s.do, err)
		}
		if s.see == "" && err == nil || s.see != "" && h.see(ctx, w, from, s.see) == nil {
			continue
		}
		h.stuck = append(h.stuck, fmt.Sprintf("%s: after %q the %s does not show %s but %s", p.name, s.do, p.program, cmp.Or(s.see, "what can be touched"), w.newest()))
		_, err = w.look(h.picture("stuck-" + strings.ReplaceAll(p.name, " ", "-")))
		return err
	}
	return nil
}

// errNotThere is that a screen does not have what somebody wants to touch.
var errNotThere = errors.New("it is not on the screen")

// settle waits until the window shows the same for a moment; one that counts seconds, for no longer than a person would.
func (w *window) settle() error {
	const moment, longest = 150 * time.Millisecond, 2 * time.Second
	var last []byte
	for began := time.Now(); time.Since(began) < longest; time.Sleep(moment) {
		now, err := w.display.pixels()
		if err != nil || bytes.Equal(now, last) {
			return err
		}
		last = now
	}
	return nil
}

// see waits until a window shows a screen, unless it does already.
func (h *walkHall) see(ctx context.Context, w *window, from int, screen string) error {
	if w.newest() == screen {
		return w.settle()
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	return errors.Join(w.awaitScreen(ctx, from, screen), w.settle())
}

// do does one thing at a program.
func (h *walkHall) do(ctx context.Context, program, what string) error {
	how, rest, _ := strings.Cut(what, " ")
	w := h.windowOf(program)
	switch how {
	case "touch":
		h.steps++
		if w.newest(); !w.shows.has([]string{rest}) {
			return errNotThere
		}
		_, err := w.touch(rest)
		return err
	case "key":
		h.steps += len(strings.Fields(rest))
		return w.display.run("xdotool", append([]string{"key", "--delay", handPace}, strings.Fields(rest)...)...)
	case "type":
		h.steps += len(rest)
		return w.write(rest)
	case "scan":
		return h.scan(program, rest)
	case "wait":
		return w.settle()
	}
	return fmt.Errorf("nobody can do %q", what)
}

// newestScreen returns what the program last told of its screen.
func (w *window) newestScreen() (newest screenShown) {
	w.said.mu.Lock()
	defer w.said.mu.Unlock()
	for _, line := range slices.Backward(w.said.lines) {
		var s screenShown
		if json.Unmarshal([]byte(line), &s) == nil && s.Msg == "screen" {
			return s
		}
	}
	return screenShown{}
}

// newest returns the name of the screen the program shows; its targets can be touched.
func (w *window) newest() string {
	w.shows = w.newestScreen()
	return w.shows.Name
}

// look returns what the window shows, and keeps it as a picture.
func (w *window) look(path string) (*image.RGBA, error) {
	if err := w.settle(); err != nil {
		return nil, err
	}
	cmd := exec.Command("import", "-window", "root", "png:-")
	cmd.Env = append(os.Environ(), "DISPLAY="+w.display.name)
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("look at %s: %w", w.name, err)
	}
	decoded, err := png.Decode(bytes.NewReader(out))
	if err != nil {
		return nil, fmt.Errorf("look at %s: %w", w.name, err)
	}
	picture := image.NewRGBA(decoded.Bounds())
	draw.Draw(picture, picture.Rect, decoded, decoded.Bounds().Min, draw.Src)
	return picture, os.WriteFile(path, out, 0o644)
}

// layOutAnew makes the window a little smaller and as large as before, so that all of it is laid out.
func (w *window) layOutAnew() error {
	const find = `id=$(xdotool search --onlyvisible --name . | tail -1); eval $(xdotool getwindowgeometry --shell $id)
xdotool windowsize --sync $id $((WIDTH-2)) $((HEIGHT-2)); sleep 0.3; xdotool windowsize --sync $id $WIDTH $HEIGHT`
	return errors.Join(w.display.run("sh", "-c", find), w.settle())
}
