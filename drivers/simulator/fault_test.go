package simulator

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// held is what people can hold in their hands: each slip's lines, with a ! before those that are not whole.
func held(p *Printer) []string {
	var all []string
	for _, s := range p.Slips() {
		mark := ""
		if !s.Whole {
			mark = "!"
		}
		all = append(all, mark+strings.Join(s.Text, "/"))
	}
	return all
}

func do(p *Printer, actions ...Action) {
	for _, a := range actions {
		p.Do(Fault{Do: a})
	}
}

const (
	slip1 = "one\ntwo\n" + cut
	slip2 = "three\nfour\n" + cut
)

// midSlip stops in the second line of slip1.
const midSlip = 6

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name, model string
		fault       Action
		mend        []Action
		bytes       string // sent after the fault, when all of slip1 has been sent
		want        []string
	}{
		{"roll ends, new roll: the rest comes from the buffer", "epson-tm-t82", PaperOut, []Action{PaperIn}, slip2,
			[]string{"!one", "!two", "three/four"}},
		{"roll ends, the host clears the buffers", "epson-tm-t82", PaperOut,
			nil, "\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08", []string{"!one"}},
		{"roll ends, power goes as well", "epson-tm-t82", PaperOut, []Action{PowerCycle, PaperIn}, slip2,
			[]string{"!one", "three/four"}},
		{"cover opened and shut", "epson-tm-t82", CoverOpen, []Action{CoverShut}, slip2, []string{"one/two", "three/four"}},
		{"power cycle: the head of the slip hangs on the next", "epson-tm-t82", PowerCycle, nil, slip2,
			[]string{"!one/o", "three/four"}},
		{"power off, bytes sent meanwhile are lost", "epson-tm-t82", PowerOff, []Action{PowerOn}, "\x1b@" + cut + slip2,
			[]string{"!one", "three/four"}},
		{"someone takes the paper", "epson-tm-t82", TearOff, nil, slip2, []string{"!one", "two", "three/four"}},
		{"silent printer prints", "epson-tm-t82", Silent, nil, slip2, []string{"one/two", "three/four"}},
		{"knife jams, is freed, DLE ENQ 1: it cuts now", "epson-tm-t82", CutterJam, []Action{CutterFree}, "\x10\x05\x01" + slip2,
			[]string{"one/two", "three/four"}},
		{"knife jams, is freed, DLE ENQ 2: all is dropped", "epson-tm-t82", CutterJam, []Action{CutterFree}, "\x10\x05\x02" + slip2,
			[]string{"!one/two/three/four"}},
		{"knife jams, cover opened and shut", "epson-tm-t82", CutterJam, []Action{CutterFree, CoverOpen, CoverShut}, slip2,
			[]string{"one/two", "three/four"}},
		{"knife still jammed", "epson-tm-t82", CutterJam, nil, "\x10\x05\x01" + slip2, nil},
		{"held line goes on", "epson-tm-t82", Xoff, []Action{Xon}, slip2, []string{"one/two", "three/four"}},
		{"roll ends at a printer without a knife", "xprinter-xp58", PaperOut, []Action{PaperIn}, "", []string{"!one"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := New(mustModel(t, c.model), Config{})
			p.Do(Fault{After: midSlip, Do: c.fault})
			p.Feed([]byte(slip1))
			do(p, c.mend...)
			p.Feed([]byte(c.bytes))
			if d := cmp.Diff(c.want, held(p)); d != "" {
				t.Error(d)
			}
		})
	}
}

// At every byte of a slip the roll may end: what comes out holds each line once, and no whole slip but an untouched one.
func TestPaperOutAtEveryByte(t *testing.T) {
	stream := []byte("\x1b@\x1ba\x01\x1d!\x11A0123\n\x1d!\x00" + tcvn("Tiếp nhận") + "\n\x1b*\x21\x03\x00" + letterH + "\n" +
		"\x1dv0\x00\x01\x00\x03\x00\xff\x81\xff" + "\x1b&\x03AA\x03" + letterH + "\x1b%\x01A\n\x1bd\x02\x1ba\x00" + tcvn("Cảm ơn") + "\n" + cut)
	whole := fed(t, "epson-tm-t82", string(stream))
	want := one(t, whole).Text
	for n := range len(stream) {
		p := New(mustModel(t, "epson-tm-t82"), Config{})
		p.Do(Fault{After: n, Do: PaperOut})
		p.Feed(stream)
		do(p, PaperIn)
		var got []string
		for _, s := range p.Slips() {
			got = append(got, s.Text...)
		}
		slips := p.Slips()
		if last := slips[len(slips)-1]; !slices.Equal(got, want) || len(slips) > 2 || last.Whole != (len(slips) == 1) {
			t.Errorf("after %d bytes: %q", n, held(p))
		}
	}
}

func TestPulledCable(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{})
	ours, theirs := net.Pipe()
	served := make(chan error, 1)
	go func() { served <- p.Serve(context.Background(), theirs) }()
	p.Do(Fault{After: midSlip, Do: Unplug})
	if _, err := ours.Write([]byte(slip1)); err == nil {
		t.Log("the pipe took all") // what was in it is lost
	}
	if err := <-served; !errors.Is(err, ErrUnplugged) {
		t.Errorf("served until %v", err)
	}
	if _, err := ours.Read(make([]byte, 1)); err == nil {
		t.Error("the wire still answers")
	}
	if got := p.Received(); got != midSlip {
		t.Errorf("%d bytes came through", got)
	}
	if a, b := net.Pipe(); !errors.Is(p.Serve(context.Background(), b), ErrUnplugged) {
		t.Errorf("served without a cable: %v", a)
	}
	do(p, Plug)
	p.Feed([]byte("\n" + cut + slip2))
	if d := cmp.Diff([]string{"!one/tw", "three/four"}, held(p)); d != "" {
		t.Error(d)
	}
}

// A command that the pulled cable broke off takes the next job's bytes for its own; the violation says so.
func TestBrokenCommand(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{})
	p.Do(Fault{After: 2, Do: Unplug}, Fault{After: 2, Do: Plug})
	p.Feed([]byte("\x1ba"))
	p.Feed([]byte("A"))
	if v := p.Violations(); len(v) != 1 || !v[0].Broken {
		t.Errorf("%+v", v)
	}
}

func TestParseFault(t *testing.T) {
	for s, want := range map[string]Fault{
		"paper out":                   {Do: PaperOut},
		"  after 200   cover  open ":  {After: 200, Do: CoverOpen},
		"xoff for 3s":                 {Do: Xoff, For: 3 * time.Second},
		"after 0 power off for 500ms": {Do: PowerOff, For: 500 * time.Millisecond},
	} {
		if got, err := ParseFault(s); err != nil || got != want {
			t.Errorf("%q: %+v %v", s, got, err)
		}
	}
	for _, s := range []string{"", "paper", "after x paper out", "after -1 paper out", "paper out for ever", "paper out for -3s"} {
		if got, err := ParseFault(s); err == nil {
			t.Errorf("%q: %+v", s, got)
		}
	}
}

func TestEvents(t *testing.T) {
	var got []string
	var p *Printer
	p = New(mustModel(t, "epson-tm-t82"), Config{OnEvent: func(e Event) {
		got = append(got, fmt.Sprint(e.Kind))
		if e.Kind == DrawerOpened {
			do(p, PaperLow) // the printer may be called from here
		}
	}})
	p.Feed([]byte("A\n\x1bp\x00\x19\xfa\x07" + cut))
	if d := cmp.Diff([]string{"drawer", "violation", "slip", "status"}, got); d != "" {
		t.Error(d)
	}
}
