package main

import (
	"fmt"
	"log/slog"

	"motcua/internal/ui"
)

// Panel is the size of the glass that lights up, in millimetres; zero where nobody has measured it.
type Panel struct{ Width, Height float32 }

// UnmarshalText reads a panel as people write it: 268x476.
func (p *Panel) UnmarshalText(text []byte) error {
	*p = Panel{}
	if len(text) == 0 {
		return nil
	}
	var rest string
	n, _ := fmt.Sscanf(string(text)+" ", "%fx%f%s", &p.Width, &p.Height, &rest)
	if n != 2 || !isPanel(p.Width) || !isPanel(p.Height) {
		return fmt.Errorf("is %q, width and height in millimetres were expected, such as 268x476", text)
	}
	return nil
}

// Wants is for settings: what a panel looks like.
func (Panel) Wants() string { return "panel" }

func isPanel(mm float32) bool { return 50 <= mm && mm <= 3000 }

// The panels that kiosks are sold with, upright: the smallest is taken for one that was not measured.
var (
	panel21 = Panel{268, 476} // 21.5 inches
	panel32 = Panel{398, 708} // 32 inches
)

// unit is how many millimetres a unit of the screens is.
func (p Panel) unit() float32 {
	if p == (Panel{}) {
		p = panel21
	}
	return min(p.Width, p.Height) / shortSide
}

// How high a capital letter must be, in millimetres: in one mode at least what must be read, for whoever stands 60 cm away (EN 301 549, 5.1.4),
// which is large type on a small panel and all type on a large one; and in all modes everything (ADA 707.7).
const (
	readCapital  = 7.3
	leastCapital = 4.8
	capital      = 0.714 // of a capital letter in type of size 1: Noto Sans
	mostLeast    = 28    // pixels: more than that has no place on the screens for all of what they say
	mostRead     = 44    // the same where type is large
)

// leastType is the smallest type on the panel, in units: that of what must be read where there is the room for it.
func (p Panel) leastType() float32 {
	if mostLeast*capital*p.unit() < leastCapital {
		slog.Warn("the panel is small: some letters are smaller than 4.8 mm", "panel_mm", fmt.Sprintf("%gx%g", p.Width, p.Height))
	}
	return min(mostLeast, max(ui.LeastType, readCapital/capital/p.unit()))
}

// readType is the type of what must be read, in units, where type is large.
func (p Panel) readType() float32 { return min(mostRead, readCapital/capital/p.unit()) }
