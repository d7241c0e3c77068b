package render

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
)

// TestAGroundsPiecesCoverItOnce lays grounds out as on a window whose units are pixels, where Fyne paints a piece a pixel larger on each side.
func TestAGroundsPiecesCoverItOnce(t *testing.T) {
	unit = 1
	t.Cleanup(func() { unit = 0 })
	for name, g := range map[string]*Background{
		"band":                  {FillColor: color.White},
		"panel":                 {FillColor: color.White, CornerRadius: 20},
		"tile":                  {FillColor: color.White, StrokeColor: color.Black, StrokeWidth: 2, CornerRadius: 20},
		"ringed by a keyboard":  {FillColor: color.White, StrokeColor: color.Black, StrokeWidth: 8, CornerRadius: 20},
		"pressed":               {FillColor: color.Black, StrokeColor: color.Black, StrokeWidth: 2, CornerRadius: 20},
		"edged without corners": {FillColor: color.White, StrokeColor: color.Black, StrokeWidth: 2},
	} {
		t.Run(name, func(t *testing.T) {
			for _, box := range []fyne.Size{{Width: 1008, Height: 382}, {Width: 489.6, Height: 346.7}, {Width: 90, Height: 30}} {
				g.ExtendBaseWidget(g)
				r := g.CreateRenderer().(*piecedBackground)
				r.Layout(box)
				whole := fyne.NewSize(float32(int(box.Width+0.5)), float32(int(box.Height+0.5)))
				if got, want := covered(t, r, whole), whole.Width*whole.Height; got != want {
					t.Errorf("in %v: %g pixels are covered, %g are there", box, got, want)
				}
			}
		})
	}
}

// covered sums the pixels of the pieces that are seen, all of which are to lie within a box.
func covered(t testing.TB, r *piecedBackground, box fyne.Size) (sum float32) {
	t.Helper()
	for _, o := range r.Objects() {
		at, size := o.Position(), o.Size()
		if !o.Visible() {
			continue
		}
		if o != r.corners[0] && o != r.corners[1] && o != r.corners[2] && o != r.corners[3] {
			at, size = at.SubtractXY(1, 1), size.AddWidthHeight(2, 2)
		}
		if at.X < 0 || at.Y < 0 || at.X+size.Width > box.Width || at.Y+size.Height > box.Height {
			t.Errorf("a piece of %v at %v leaves its box of %v", size, at, box)
		}
		sum += size.Width * size.Height
	}
	return sum
}
