package render

import (
	"image/color"
	"maps"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Background is a box of one colour, with an edge and round corners where it has them, under something to read or touch. Its colours are opaque.
//
// It is a canvas.Rectangle that a processor can paint in time. Where there is no graphics card, each pixel of a rectangle runs through all
// of Fyne's shader, with its shadow and corners even where it has none; that is twenty times the work of a shader that says a colour. So on
// a real window it is put together from flat pieces, and only the corners are worked out pixel by pixel.
type Background struct {
	widget.BaseWidget
	FillColor, StrokeColor    color.Color
	StrokeWidth, CornerRadius float32
}

// NewBackground makes a background.
func NewBackground(fill color.Color, radius float32) *Background {
	g := &Background{FillColor: fill, CornerRadius: radius}
	g.ExtendBaseWidget(g)
	return g
}

// MinSize is nothing: layouts give backgrounds their box.
func (g *Background) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer is for Fyne.
func (g *Background) CreateRenderer() fyne.WidgetRenderer {
	if unit == 0 {
		r := &plainBackground{background: g, whole: canvas.NewRectangle(nil)}
		r.dress()
		return LaidOut(g, r)
	}
	r := &piecedBackground{background: g}
	r.make()
	r.dress()
	return LaidOut(g, r)
}

// plainBackground paints a background as Fyne's own rectangle, for drivers without shaders.
type plainBackground struct {
	background *Background
	whole      *canvas.Rectangle
}

func (r *plainBackground) dress() {
	g := r.background
	r.whole.FillColor, r.whole.StrokeColor, r.whole.StrokeWidth, r.whole.CornerRadius = g.FillColor, g.StrokeColor, g.StrokeWidth, g.CornerRadius
}

func (r *plainBackground) Layout(box fyne.Size)         { r.whole.Resize(box) }
func (r *plainBackground) MinSize() fyne.Size           { return fyne.Size{} }
func (r *plainBackground) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.whole} }
func (r *plainBackground) Destroy()                     {}

func (r *plainBackground) Refresh() {
	r.dress()
	canvas.Refresh(r.background)
}

// piecedBackground paints a background as pieces that lie side by side, so that no pixel is painted twice.
type piecedBackground struct {
	background *Background
	fills      [3]*canvas.Shader // from top to bottom
	edges      [4]*canvas.Shader // at the top, at the bottom, to the left, to the right
	corners    [4]*canvas.Shader // from left to right, from top to bottom
}

// edge returns the background's edge: none where it would not be seen.
func (g *Background) edge() (colour color.Color, width float32) {
	if g.StrokeColor == nil || g.StrokeColor == g.FillColor {
		return g.FillColor, 0
	}
	return g.StrokeColor, g.StrokeWidth
}

func (r *piecedBackground) make() {
	for _, flat := range [][]*canvas.Shader{r.fills[:], r.edges[:]} {
		for i := range flat {
			flat[i] = newShader("flat", flatShader)
		}
	}
	for i := range r.corners {
		r.corners[i] = newShader("corner", cornerShader)
	}
}

func (r *piecedBackground) dress() {
	fill := r.background.FillColor
	edge, width := r.background.edge()
	for _, piece := range r.fills {
		piece.Uniforms = uniforms("", fill)
	}
	for _, piece := range r.edges {
		piece.Uniforms = uniforms("", edge)
		setShown(piece, width > 0)
	}
	for i, piece := range r.corners {
		piece.Uniforms = uniforms("edge_", edge)
		maps.Copy(piece.Uniforms, uniforms("", fill))
		piece.Uniforms["right"], piece.Uniforms["down"] = float32(i%2), float32(i/2)
		setShown(piece, r.background.CornerRadius > 0)
	}
}

// Layout puts the pieces on whole pixels, so that none leaves a gap to the next.
func (r *piecedBackground) Layout(box fyne.Size) {
	whole := func(v float32) float32 { return float32(math.Round(float64(v*unit))) / unit }
	_, width := r.background.edge()
	w, h, edge := whole(box.Width), whole(box.Height), whole(width)
	radius := whole(min(r.background.CornerRadius, w/2, h/2))
	in := max(radius, edge) // where the sides begin
	lay(r.fills[0], in, edge, w-2*in, in-edge)
	lay(r.fills[1], edge, in, w-2*edge, h-2*in)
	lay(r.fills[2], in, h-in, w-2*in, in-edge)
	lay(r.edges[0], radius, 0, w-2*radius, edge)
	lay(r.edges[1], radius, h-edge, w-2*radius, edge)
	lay(r.edges[2], 0, in, edge, h-2*in)
	lay(r.edges[3], w-edge, in, edge, h-2*in)
	for i, corner := range r.corners {
		corner.Uniforms["stroke"] = edge / max(radius, 1)
		place(corner, fyne.NewPos(float32(i%2)*(w-radius), float32(i/2)*(h-radius)), fyne.NewSquareSize(radius))
	}
}

// lay gives a flat piece its box. Fyne paints a shader a little larger than its box, for edges that fade.
func lay(piece *canvas.Shader, x, y, w, h float32) {
	grown := float32(math.Floor(math.Round(float64(unit)/2)*float64(unit))) / unit
	place(piece, fyne.NewPos(x+grown, y+grown), fyne.NewSize(w-2*grown, h-2*grown))
}

func (r *piecedBackground) MinSize() fyne.Size { return fyne.Size{} }
func (r *piecedBackground) Destroy()           {}

func (r *piecedBackground) Objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, pieces := range [][]*canvas.Shader{r.fills[:], r.edges[:], r.corners[:]} {
		for _, piece := range pieces {
			objects = append(objects, piece)
		}
	}
	return objects
}

func (r *piecedBackground) Refresh() {
	r.dress()
	r.Layout(r.background.Size())
	canvas.Refresh(r.background)
}

// uniforms are a colour's parts as a shader takes them.
func uniforms(prefix string, c color.Color) map[string]float32 {
	if c == nil {
		c = color.Black
	}
	red, green, blue, _ := c.RGBA()
	part := func(v uint32) float32 { return float32(v) / math.MaxUint16 }
	return map[string]float32{prefix + "red": part(red), prefix + "green": part(green), prefix + "blue": part(blue)}
}

// newShader makes a piece; source is the same in both dialects but for the head.
func newShader(name, source string) *canvas.Shader {
	return canvas.NewShader("motcua."+name, []byte("#version 110\n"+source), []byte("#version 100\nprecision highp float;\n"+source))
}

// flatShader paints one colour. That its pixels look at where they are keeps Mesa off a shortcut for still simpler shaders,
// which paints some of them grey (llvmpipe's linear rasteriser, Mesa 22.3).
const flatShader = `
uniform float red, green, blue;

void main() {
	gl_FragColor = vec4(red, green, blue, clamp(gl_FragCoord.x + 1.0, 0.0, 1.0));
}
`

// cornerShader paints a quarter of a disc and of the ring around it. Its box is as wide as the disc's radius.
const cornerShader = `
uniform vec2 frame;
uniform vec4 bounds;
uniform float red, green, blue;
uniform float edge_red, edge_green, edge_blue;
uniform float right, down, stroke;

void main() {
	vec2 middle = vec2(mix(bounds[2], bounds[0], right), frame.y - mix(bounds[3], bounds[1], down));
	vec2 away = max((gl_FragCoord.xy - middle) * vec2(2.0 * right - 1.0, 1.0 - 2.0 * down), 0.0);
	float radius = bounds[2] - bounds[0];
	float far = length(away);
	float on_edge = clamp(far - radius * (1.0 - stroke) + 0.5, 0.0, 1.0);
	vec3 colour = mix(vec3(red, green, blue), vec3(edge_red, edge_green, edge_blue), on_edge);
	gl_FragColor = vec4(colour, clamp(radius - far + 0.5, 0.0, 1.0));
}
`

func setShown(o fyne.CanvasObject, shown bool) {
	if shown {
		o.Show()
	} else {
		o.Hide()
	}
}

func place(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
	o.Move(at)
	o.Resize(size)
}
