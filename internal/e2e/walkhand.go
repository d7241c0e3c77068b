package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"slices"
	"strings"
	"time"

	"motcua/internal/cue"
)

// step is one thing a person does at a screen, and the screen that answers; empty: the same, or one that does not matter. After the name of a
// screen may stand what can be touched on it, and with a dash before it what cannot: "counter finish -next".
//
// The first word of do says how; see hands.
type step struct{ do, see string }

// path is one person's way at one program.
type path struct {
	name    string
	program string // kiosk, counter or rating
	steps   []step
}

// windowOf returns the window of a program.
func (h *walkPrograms) windowOf(program string) *window {
	return map[string]*window{"kiosk": h.kiosk, "counter": h.counter, "rating": h.rating}[program]
}

// play walks a path. A step that gets no answer is a finding; the rest of its path is left out.
func (h *walkHall) play(ctx context.Context, p path) error {
	w := h.windowOf(p.program)
	for i, s := range p.steps {
		before, from := w.newest(), w.cues.length()
		err := h.do(ctx, p.program, s.do)
		if err != nil && !errors.Is(err, errNotThere) {
			return fmt.Errorf("%s, step %d (%s): %w", p.name, i+1, s.do, err)
		}
		if err == nil && strings.HasPrefix(s.see, before) {
			h.drawnAnew(ctx, w, from)
		}
		if err == nil {
			err = h.see(ctx, p.program, s.see)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			h.find(&h.stuck, fmt.Sprintf("%s: after %q the %s does not show %s but %s", p.name, s.do, p.program, cmp.Or(s.see, "what can be touched"), w.newest()))
			_, err = h.look(p.program, "stuck-"+strings.ReplaceAll(p.name, " ", "-"))
			return err
		}
		if err := h.read(p, before); err != nil {
			return err
		}
	}
	return nil
}

// drawnAnew waits until a program tells of a screen of the same name, which may be another one: as a rule it does within a second.
func (h *walkHall) drawnAnew(ctx context.Context, w *window, from int) {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	_ = w.cues.await(ctx, from, func(l cue.Line) bool { return l.Of == cue.Screen }) // nothing on it need have changed
}

// reading is how long a person looks at a screen that is new; a counter's takes no key in the first of it.
const reading = 700 * time.Millisecond

// read takes the time that a new screen needs; one with next to nothing on it is a finding.
func (h *walkHall) read(p path, before string) error {
	w := h.windowOf(p.program)
	if w.newest() == before {
		return nil
	}
	time.Sleep(reading)
	const fewSquares, painting = 40, 10 * time.Second // a program that starts tells of its screen before it is painted
	picture, err := h.eyes[p.program].look()
	for began := time.Now(); err == nil && len(ink(picture)) < fewSquares && time.Since(began) < painting; picture, err = h.eyes[p.program].look() {
		time.Sleep(reading)
	}
	if err == nil && len(ink(picture)) < fewSquares {
		h.find(&h.blank, fmt.Sprintf("%s: the %s shows nothing on %s", p.name, p.program, w.newest()))
		_, err = h.look(p.program, "blank-"+strings.ReplaceAll(p.name, " ", "-"))
	}
	return err
}

// errNotThere is that a screen does not have what somebody wants to touch.
var errNotThere = errors.New("it is not on the screen")

// answers is how long a screen may take to show what somebody asked for, on a busy machine.
const answers = 20 * time.Second

// see waits until a program shows a screen with what is to be on it.
func (h *walkHall) see(ctx context.Context, program, wanted string) error {
	if wanted == "" {
		return h.settle(program)
	}
	w, words := h.windowOf(program), strings.Fields(wanted)
	shows := func() bool {
		if w.newest() != words[0] {
			return false
		}
		return !slices.ContainsFunc(words[1:], func(target string) bool {
			name, absent := strings.CutPrefix(target, "-")
			return w.shows.has([]string{name}) == absent
		})
	}
	from := w.cues.length()
	if !shows() {
		ctx, cancel := context.WithTimeout(ctx, answers)
		defer cancel()
		if err := w.cues.await(ctx, from, func(cue.Line) bool { return shows() }); err != nil && !shows() {
			return err
		}
	}
	return h.settle(program)
}

// settle waits until a window shows the same for a moment; one that counts seconds, for no longer than a person would.
func (h *walkPrograms) settle(program string) error {
	const moment, longest = 120 * time.Millisecond, 2 * time.Second
	var last []byte
	for began := time.Now(); time.Since(began) < longest; time.Sleep(moment) {
		now, err := h.eyes[program].look()
		if err != nil || bytes.Equal(now.Pix, last) {
			return err
		}
		last = now.Pix
	}
	return nil
}

// hands are the ways in which somebody does something; each has the words after its name.
var hands map[string]func(h *walkHall, ctx context.Context, program, what string) error

func init() { // they call each other
	hands = map[string]func(h *walkHall, ctx context.Context, program, what string) error{
		"touch":  (*walkHall).touch,    // clicks a target
		"tab":    (*walkHall).tab,      // goes to a target of a public screen by Tab and presses Space
		"key":    (*walkHall).strike,   // strikes keys
		"type":   (*walkHall).typeText, // writes as a quick hand does
		"spell":  (*walkHall).spell,    // touches the letters on the glass
		"scan":   (*walkHall).holdCode, // holds a code before the scanner
		"knock":  (*walkHall).knock,    // touches the crest as the technician does
		"tap":    (*walkHall).tapStar,  // touches the crest as a child does
		"dialog": (*walkHall).dialog,   // opens by a key what it opens, and leaves it by Escape
		"card":   (*walkHall).openCard, // opens by a click what it opens, and leaves it by a click
		"fill":   (*walkHall).fill,     // answers the questions of a form, with | between them
		"enter":  (*walkHall).enter,    // strikes Enter behind letters, and once more where they came too fast for a hand
		"note":   (*walkHall).note,     // remembers what is called, for {number}
		"wait":   func(h *walkHall, _ context.Context, program, _ string) error { return h.settle(program) },
		"rest":   func(_ *walkHall, ctx context.Context, _, what string) error { return rest(ctx, what) },
	}
}

// do does one thing at a program. What is noted stands for its name in braces.
func (h *walkHall) do(ctx context.Context, program, what string) error {
	for name, value := range h.notes {
		what = strings.ReplaceAll(what, "{"+name+"}", value)
	}
	how, rest, _ := strings.Cut(what, " ")
	hand, ok := hands[how]
	if !ok {
		return fmt.Errorf("nobody can do %q", what)
	}
	return hand(h, ctx, program, rest)
}

// rest waits while nobody does anything.
func rest(ctx context.Context, what string) error {
	d, err := time.ParseDuration(what)
	if err != nil {
		return err
	}
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (h *walkHall) touch(ctx context.Context, program, what string) error {
	h.steps++
	err := h.awaitTarget(ctx, program, what)
	if err == nil {
		_, err = h.windowOf(program).touch(what)
	}
	return err
}

// awaitTarget waits until a screen has what somebody wants to touch; a counter that asks central has not for a moment.
func (h *walkHall) awaitTarget(ctx context.Context, program, what string) error {
	const patient = 4 * time.Second
	w := h.windowOf(program)
	for began := time.Now(); time.Since(began) < patient; time.Sleep(50 * time.Millisecond) {
		if w.newest(); w.shows.has([]string{what}) {
			return ctx.Err()
		}
	}
	return errNotThere
}

func (h *walkHall) strike(_ context.Context, program, what string) error {
	h.steps += len(strings.Fields(what))
	return h.windowOf(program).display.run("xdotool", append([]string{"key", "--delay", handPace}, strings.Fields(what)...)...)
}

func (h *walkHall) typeText(_ context.Context, program, what string) error {
	h.steps += len(what)
	return h.windowOf(program).write(what)
}

func (h *walkHall) spell(ctx context.Context, program, what string) error {
	for _, letter := range strings.Split(what, "") {
		if letter == " " {
			letter = "space"
		}
		if err := h.touch(ctx, program, "key."+letter); err != nil {
			return err
		}
	}
	return nil
}

func (h *walkHall) holdCode(_ context.Context, program, what string) error {
	return h.scan(program, what)
}

// dialog strikes a key; a form or a menu that opens is left by Escape. Which ones have been opened is remembered: see neverOpened.
func (h *walkHall) dialog(ctx context.Context, program, what string) error {
	return h.openAndLeave(ctx, program, what, "key "+what, func(string) string { return "key Escape" })
}

// openCard is dialog with the mouse; what is closed is not there to be clicked.
func (h *walkHall) openCard(ctx context.Context, program, what string) error {
	w := h.windowOf(program)
	if w.newest(); !w.shows.has([]string{what}) {
		return nil
	}
	_, key, _ := strings.Cut(what, ".")
	return h.openAndLeave(ctx, program, key, "touch "+what, func(card string) string { return "touch " + strings.TrimPrefix(card, "counter.") + ".cancel" })
}

// tells is how soon a counter tells in its log of a card that has opened: at its next second.
const tells = 1600 * time.Millisecond

func (h *walkHall) openAndLeave(ctx context.Context, program, what, open string, leave func(card string) string) error {
	w := h.windowOf(program)
	at := w.newest()
	if err := h.do(ctx, program, open); err != nil {
		return err
	}
	for deadline := time.Now().Add(tells); w.newest() == at && time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	if w.newest() == at {
		return nil
	}
	h.opened[at+" "+what] = true
	time.Sleep(reading)
	return errors.Join(h.do(ctx, program, leave(w.newest())), h.see(ctx, program, at))
}

// enter strikes Enter. On a machine as busy as one that is walked on, letters can come in bunches, as those of a scanner do; the counter says so,
// and a person strikes it again.
func (h *walkHall) enter(ctx context.Context, program, _ string) error {
	w := h.windowOf(program)
	at := w.newest()
	for range 2 {
		if err := h.strike(ctx, program, "Return"); err != nil {
			return err
		}
		for deadline := time.Now().Add(2 * tells); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
			if err := ctx.Err(); err != nil || w.newest() != at {
				return err
			}
		}
	}
	return nil
}

// fill answers the questions of a form that is open, each with Enter; an empty answer leaves what is proposed.
func (h *walkHall) fill(ctx context.Context, program, what string) error {
	for _, answer := range strings.Split(what, "|") {
		if answer != "" {
			if err := h.typeText(ctx, program, answer); err != nil {
				return err
			}
		}
		if err := errors.Join(h.strike(ctx, program, "Return"), h.settle(program)); err != nil {
			return err
		}
	}
	return nil
}

// note remembers which number is at the counter.
func (h *walkHall) note(ctx context.Context, _, what string) error {
	v, err := h.client.Hall(ctx)
	if err == nil && v.Desk(counterID).Ticket != nil {
		h.notes[what] = v.Desk(counterID).Ticket.Number
	}
	return err
}

// newestScreen returns what the program last told of its screen.
func (w *window) newestScreen() (newest screenShown) {
	for _, l := range slices.Backward(w.cues.all()) {
		if l.Of == cue.Screen {
			return screenShown(l)
		}
	}
	return screenShown{}
}

// newest returns the name of the screen the program shows; its targets can be touched.
func (w *window) newest() string {
	w.shows = w.newestScreen()
	return w.shows.Name
}

// look returns what a program shows, and keeps it as a picture of a name.
func (h *walkPrograms) look(program, name string) (*image.RGBA, error) {
	if err := h.settle(program); err != nil {
		return nil, err
	}
	picture, err := h.eyes[program].look()
	if err != nil {
		return nil, err
	}
	return picture, savePicture(h.picture(name), picture)
}

// layOutAnew makes the window a little smaller and as large as before, so that all of it is laid out.
func (h *walkPrograms) layOutAnew(program string) error {
	const find = `id=$(xdotool search --onlyvisible --name . | tail -1); eval $(xdotool getwindowgeometry --shell $id)
xdotool windowsize --sync $id $((WIDTH-2)) $((HEIGHT-2)); sleep 0.3; xdotool windowsize --sync $id $WIDTH $HEIGHT`
	if err := h.windowOf(program).display.run("sh", "-c", find); err != nil {
		return err
	}
	return errors.Join(h.fillsScreen(program), h.settle(program))
}

// fillsScreen waits until a window that was made smaller is painted as large as its screen again: the wall behind it is black.
func (h *walkPrograms) fillsScreen(program string) error {
	const longest = 10 * time.Second
	e := h.eyes[program]
	corner := image.Rect(int(e.screen.WidthInPixels)-1, int(e.screen.HeightInPixels)-1, int(e.screen.WidthInPixels), int(e.screen.HeightInPixels))
	for began := time.Now(); time.Since(began) < longest; time.Sleep(50 * time.Millisecond) {
		seen, err := e.lookAt(corner)
		if err != nil || seen.RGBAAt(corner.Min.X, corner.Min.Y) != (color.RGBA{A: 0xff}) {
			return err
		}
	}
	return nil
}
