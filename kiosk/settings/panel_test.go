package settings

import (
	"testing"
)

func TestPanelInMillimetres(t *testing.T) {
	for text, want := range map[string]Panel{"": {}, "268x476": Panel21, "398x708": Panel32, "708x398": {708, 398}, "217.5x136": {217.5, 136}} {
		var p Panel
		if err := p.UnmarshalText([]byte(text)); err != nil || p != want {
			t.Errorf("%q is %v (%v), want %v", text, p, err, want)
		}
	}
	for _, text := range []string{"21.5", "268", "x", "268x", "268x476mm", "-268x476", "26x47", "268 476", "9999x9999"} {
		if err := new(Panel).UnmarshalText([]byte(text)); err == nil {
			t.Errorf("%q is a panel", text)
		}
	}
}

func TestSmallestLetters(t *testing.T) {
	for name, c := range map[string]struct {
		panel Panel
		least float32 // millimetres of a capital
	}{"21.5 inches": {Panel21, LeastCapital}, "32 inches": {Panel32, ReadCapital}, "not measured": {Panel{}, LeastCapital}, "lying": {Panel{476, 268}, LeastCapital}} {
		if got := c.panel.LeastType() * Capital * c.panel.Unit(); got < c.least-0.001 {
			t.Errorf("%s: a capital is %.2f mm high, %.1f were expected", name, got, c.least)
		}
	}
	if got := (Panel{136, 217}).LeastType(); got != mostLeast {
		t.Errorf("on a small tablet type has %v pixels at least, want %v", got, mostLeast)
	}
}
