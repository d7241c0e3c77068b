package simulator

import (
	"strings"
	"testing"
)

// A slip that does not end is torn off after a metre, and blank paper is not handed to anybody.
func TestEndlessPaper(t *testing.T) {
	p := fed(t, "epson-tm-t82", strings.Repeat("\x1b3\xff\x1bd\xff", 5))
	if got := p.Slips(); len(got) != 0 {
		t.Errorf("%d slips of blank paper", len(got))
	}
	p.Feed([]byte("A\n" + strings.Repeat("\x1bd\xff", 5)))
	if s := one(t, p); s.Whole || s.Image().Rect.Dy() != longest {
		t.Errorf("whole %v, %v", s.Whole, s.Image().Rect)
	}
}

// Without a feed the knife falls above the last 14 mm: they are the head of the next slip.
func TestKnifeAboveTheHead(t *testing.T) {
	p := fed(t, "epson-tm-t82", strings.Repeat("up\n", 4)+"down\n\x1dV\x00"+"next\n"+cut)
	var got []string
	for _, s := range p.Slips() {
		got = append(got, strings.Join(s.Text, "/"))
	}
	if want := "up/up | up/up/down/next"; strings.Join(got, " | ") != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A printer without a knife: the slip ends where the clerk can tear it off at the bar.
func TestTearBar(t *testing.T) {
	p := fed(t, "xprinter-xp58", "one\n\ntwo\n\x1bd\x03three\n\x1bd\x03")
	if got := p.Slips(); len(got) != 2 || len(got[0].Text) != 2 || !got[0].Whole {
		t.Errorf("%+v", held(p))
	}
}

// What a host left half printed does not spoil the slip after an ESC @ on clean paper.
func TestFreshStart(t *testing.T) {
	p := New(mustModel(t, "epson-tm-t82"), Config{})
	p.Feed([]byte("half a li"))
	do(p, Unplug, Plug)
	p.Feed([]byte("\x1b@" + slip1))
	if s := one(t, p); !s.Whole {
		t.Error("not whole")
	}
}
