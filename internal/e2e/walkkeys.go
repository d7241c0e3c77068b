package main

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"strings"
	"time"
)

// byKeys is a path without the mouse: what is touched is gone to by Tab. Nothing else is changed.
func byKeys(p path) path {
	keys := path{name: p.name + ", with keys", program: p.program}
	for _, s := range p.steps {
		if what, ok := strings.CutPrefix(s.do, "touch "); ok {
			s.do = "tab " + what
		}
		keys.steps = append(keys.steps, s)
	}
	return keys
}

// mostTabs is how far somebody goes for one thing, there and back.
const mostTabs = 160

// tab goes to a target by Tab, the shorter way round, until the ring around it is seen, and presses Space.
func (h *walkHall) tab(ctx context.Context, program, what string) error {
	w := h.windowOf(program)
	if err := h.awaitTarget(ctx, program, what); err != nil {
		return err
	}
	key, place := "Tab", image.Rectangle{}
	for i, t := range w.shows.Targets {
		if t.Name != what {
			continue
		}
		place = image.Rect(int(t.X), int(t.Y), int(t.X+t.W), int(t.Y+t.H))
		if i > len(w.shows.Targets)/2 {
			key = "shift+Tab"
		}
	}
	time.Sleep(again) // who goes by keys touches nothing twice in that time either
	for range mostTabs {
		h.steps++
		before, err := h.eyes[program].look()
		if err == nil {
			err = w.display.run("xdotool", "key", key)
		}
		if err != nil {
			return err
		}
		ringed, err := h.seesRing(program, place, before.Pix)
		if err != nil {
			return err
		}
		if ringed {
			h.steps++
			return w.display.run("xdotool", "key", "space")
		}
	}
	return errNotThere
}

// rings are the colours of the ring around what the keyboard will press, usual and in contrast.
var rings = []color.RGBA{{0xe0, 0xa1, 0x00, 0xff}, {0x59, 0xd0, 0xff, 0xff}}

// seesRing reports whether a ring is drawn around a place, once the screen shows something else than before, and stays there.
func (h *walkHall) seesRing(program string, place image.Rectangle, before []byte) (bool, error) {
	const longest, pause, stays = time.Second, 25 * time.Millisecond, 150 * time.Millisecond
	last, changed := before, false
	for began := time.Now(); time.Since(began) < longest; time.Sleep(pause) {
		now, err := h.eyes[program].look()
		if err != nil {
			return false, err
		}
		if still := bytes.Equal(now.Pix, last); still && changed {
			break
		} else if !still {
			changed, last = true, now.Pix
		}
	}
	picture, err := h.eyes[program].lookAt(place)
	if err != nil || !ringed(picture) {
		return false, err
	}
	time.Sleep(stays) // a slow screen may have another Tab before it
	picture, err = h.eyes[program].lookAt(place)
	return err == nil && ringed(picture), err
}

// ringed reports whether most of the middle of the edges has a ring's colour.
func ringed(picture *image.RGBA) bool {
	const inside = 3 // pixels: the ring is eight wide
	r := picture.Rect.Inset(inside)
	in, all := 0, 0
	count := func(x, y int) {
		all++
		for _, ring := range rings {
			if picture.RGBAAt(x, y) == ring {
				in++
			}
		}
	}
	for x := r.Min.X + r.Dx()/4; x < r.Max.X-r.Dx()/4; x++ {
		count(x, r.Min.Y)
		count(x, r.Max.Y-1)
	}
	return all > 0 && in*2 > all
}
