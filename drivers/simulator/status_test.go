package simulator

import (
	"strings"
	"testing"
)

// all asks DLE EOT 1 to 4.
const all = "\x10\x04\x01\x10\x04\x02\x10\x04\x03\x10\x04\x04"

func TestRealTimeStatus(t *testing.T) {
	for _, c := range []struct {
		name, model string
		do          []Action
		want        string
	}{
		{"all well", "epson-tm-t82", nil, "\x12\x12\x12\x12"},
		{"roll near its end", "epson-tm-t82", []Action{PaperLow}, "\x12\x12\x12\x1e"},
		{"no sensor for that", "epson-tm-t20", []Action{PaperLow}, "\x12\x12\x12\x12"},
		{"paper out", "epson-tm-t82", []Action{PaperOut}, "\x1a\x32\x12\x7e"},
		{"paper out, without the sensor", "epson-tm-t20", []Action{PaperOut}, "\x1a\x32\x12\x72"},
		{"new roll", "epson-tm-t82", []Action{PaperOut, PaperIn}, "\x12\x12\x12\x12"},
		{"cover open", "epson-tm-t82", []Action{CoverOpen}, "\x1a\x16\x12\x12"},
		{"cover shut", "epson-tm-t82", []Action{CoverOpen, CoverShut}, "\x12\x12\x12\x12"},
		{"silent", "epson-tm-t82", []Action{Silent}, ""},
		{"no power", "epson-tm-t82", []Action{PowerOff}, ""},
		{"speaks again", "epson-tm-t82", []Action{Silent, Speak}, "\x12\x12\x12\x12"},
		{"garbage", "epson-tm-t82", []Action{Garble}, strings.Repeat("\xff\x81\xe3", 4)},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := New(mustModel(t, c.model), Config{})
			for _, a := range c.do {
				p.Do(Fault{Do: a})
			}
			if got := string(p.Feed([]byte(all))); got != c.want {
				t.Errorf("% X, want % X", got, c.want)
			}
		})
	}
}

func TestCutterErrorStatus(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{})
	p.Do(Fault{Do: CutterJam})
	if got := string(p.Feed([]byte("A\n" + cut + all))); got != "\x1a\x52\x1a\x12" {
		t.Errorf("% X", got)
	}
}

// GS r waits behind the data; DLE EOT does not. An answer to GS r says that all before it was worked off.
func TestQueuedStatus(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{})
	if got := string(p.Feed([]byte("A\n\x1dr\x01"))); got != "\x00" {
		t.Errorf("% X", got)
	}
	p.Do(Fault{Do: PaperOut})
	if got := string(p.Feed([]byte("B\n\x1dr\x01\x10\x04\x01"))); got != "\x1a" {
		t.Errorf("off-line: % X", got)
	}
	a := &answers{}
	p.attach(a)
	p.Do(Fault{Do: PaperIn})
	if got := string(a.bytes); got != "\x00" {
		t.Errorf("on-line again: % X", got)
	}
}

// The data sheets warn of it: a picture that happens to hold 10 04 01 is answered, and printed all the same.
func TestRealTimeBytesWithinPicture(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{})
	got := p.Feed([]byte("\x1dv0\x00\x03\x00\x01\x00\x10\x04\x01" + cut))
	mustObey(t, p)
	if string(got) != "\x12" || one(t, p).Blank() {
		t.Errorf("answered % X", got)
	}
}

func TestAutomaticStatus(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{})
	a := &answers{}
	p.attach(a)
	next := func(want string) {
		t.Helper()
		if got := string(a.bytes); got != want {
			t.Errorf("% X, want % X", got, want)
		}
		a.bytes = nil
	}
	p.Feed([]byte("\x1da\x0e"))
	next("\x10\x00\x00\x0f")
	p.Do(Fault{Do: CoverOpen})
	next("\x38\x00\x00\x0f")
	p.Do(Fault{Do: PaperOut})
	next("\x38\x00\x0f\x0f")
	p.Do(Fault{Do: PaperIn}, Fault{Do: CoverShut})
	next("\x38\x00\x00\x0f" + "\x10\x00\x00\x0f")
	p.Do(Fault{Do: CoverShut})
	next("")
	p.Feed([]byte("\x1da\x00"))
	next("")
	p.Do(Fault{Do: CoverOpen})
	next("")
}

func TestIdentity(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{})
	if got := string(p.Feed([]byte("\x1dI\x01\x1dI\x02\x1dI\x42\x1dI\x43"))); got != "\x20\x02_EPSON\x00_epson-tm-t82\x00" {
		t.Errorf("%q", got)
	}
}
