package settings

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

// Wants names what a panel looks like in settings.
func (Panel) Wants() string { return "panel" }

// ShortSide is for how many pixels of a panel's short side the screens are drawn; on others they are enlarged or reduced as a whole.
const ShortSide = 1080

func isPanel(mm float32) bool { return 50 <= mm && mm <= 3000 }

// Panels that kiosks are sold with, upright: the smallest is taken for one that was not measured.
var (
	Panel21 = Panel{268, 476} // 21.5 inches
	Panel32 = Panel{398, 708} // 32 inches
)

// Unit returns how many millimetres a unit of the screens is.
func (p Panel) Unit() float32 {
	if p == (Panel{}) {
		p = Panel21
	}
	return min(p.Width, p.Height) / ShortSide
}

// How high a capital letter must be, in millimetres: in one mode at least what must be read, for whoever stands 60 cm away (EN 301 549, 5.1.4),
// which is large type on a small panel and all type on a large one; and in all modes everything (ADA 707.7).
const (
	ReadCapital  = 7.3
	LeastCapital = 4.8
	Capital      = 0.714 // of a capital letter in type of size 1: Noto Sans
	mostLeast    = 28    // pixels: more than that has no place on the screens for all of what they say
	mostRead     = 44    // the same where type is large
)

// LeastType returns the smallest type on the panel, in units: that of what must be read where there is the room for it.
func (p Panel) LeastType() float32 {
	if mostLeast*Capital*p.Unit() < LeastCapital {
		slog.Warn("the panel is small: some letters are smaller than 4.8 mm", "panel_mm", fmt.Sprintf("%gx%g", p.Width, p.Height))
	}
	return min(mostLeast, max(ui.LeastType, ReadCapital/Capital/p.Unit()))
}

// ReadType returns the type of what must be read, in units, where type is large.
func (p Panel) ReadType() float32 { return min(mostRead, ReadCapital/Capital/p.Unit()) }
