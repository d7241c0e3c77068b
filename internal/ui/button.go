package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"motcua/internal/ui/render"
)

// corner is the radius of round corners, in pixels.
const corner = 20

// Look is what a button is painted with.
type Look struct {
	Ground, Edge, Text, Help fyne.ThemeColorName
	Badge, BadgeText         fyne.ThemeColorName
}

// The looks of a button.
var (
	Tile    = Look{Ground: Card, Edge: Edge, Text: Ink, Help: Quiet, Badge: Crest, BadgeText: OnCrest}           // one of several things to choose
	Main    = Look{Ground: Crest, Edge: Crest, Text: OnCrest, Help: OnCrest, Badge: OnCrest, BadgeText: Crest}   // the one thing to do
	OnBand  = Look{Ground: Crest, Edge: OnCrest, Text: OnCrest, Help: OnCrest, Badge: OnCrest, BadgeText: Crest} // stands on Crest
	Shut    = Look{Ground: Paper, Edge: Line, Text: Quiet, Help: Ink, Badge: Quiet, BadgeText: Paper}            // cannot be had now
	pressed = Look{Ground: Pressed, Edge: Pressed, Text: OnCrest, Help: OnCrest, Badge: OnCrest, BadgeText: Crest}

	switchedOn = Look{Ground: OnCrest, Edge: OnCrest, Text: Crest, Help: Crest, Badge: Crest, BadgeText: OnCrest} // OnBand, chosen
)

// Content is what a button shows; empty things take no room.
type Content struct {
	Badge    string        // one to three letters in a square, before the words
	Icon     fyne.Resource // before the words, or above them where the button is no flat one
	End      fyne.Resource // a small icon behind the words, where the button is wide
	Title    string
	Subtitle string
	Closed   bool // what it leads to cannot be had now; the subtitle says why, in the title's own type
}

// above reports whether the icon stands above the words in a button of a size.
func (f Content) above(box fyne.Size) bool {
	return f.Icon != nil && f.Badge == "" && box.Width < box.Height*1.6
}

// Button is a large target for a finger. It answers a touch in the frame of the touch, and a keyboard's Space and Enter too.
type Button struct {
	widget.BaseWidget
	Name string // by which a scripted visitor finds it: "service.A"

	look     Look
	face     Content
	size     float32
	tap      func()
	selected bool
	dead     bool // touches do nothing
	down     bool
	slid     bool // the finger has left it since it came
	alike    *Alike
	focused  bool // by the keyboard: a finger needs no ring

	pictures []*canvas.Image
}

var (
	_ fyne.Tappable     = (*Button)(nil)
	_ fyne.Focusable    = (*Button)(nil)
	_ desktop.Mouseable = (*Button)(nil)
	_ desktop.Hoverable = (*Button)(nil)
	_ fyne.Accessible   = (*Button)(nil)
)

// NewButton makes a button with a title in type of a size in pixels; its subtitle is a third smaller.
func NewButton(name string, look Look, size float32, face Content, tap func()) *Button {
	b := &Button{Name: name, look: look, face: face, size: size, tap: tap}
	b.ExtendBaseWidget(b)
	return b
}

// SetContent changes what the button shows.
func (b *Button) SetContent(content Content) {
	if content != b.face {
		b.face = content
		b.Refresh()
	}
}

// SetSelected marks the button as one of the things selected, or not.
func (b *Button) SetSelected(selected bool) {
	if selected != b.selected {
		b.selected = selected
		b.Refresh()
	}
}

// Selected reports whether the button is marked.
func (b *Button) Selected() bool { return b.selected }

// Content returns what the button shows.
func (b *Button) Content() Content { return b.face }

// Kill has touches do nothing, and the button look so, or lets it live.
func (b *Button) Kill(dead bool) {
	if dead != b.dead {
		b.dead = dead
		b.Refresh()
	}
}

// Tapped is for Fyne: a finger has come and gone. One that has slid off meanwhile, or that trembles, has not touched.
func (b *Button) Tapped(*fyne.PointEvent) {
	render.Stir()
	if slid := b.slid; b.dead || slid || trembles(b) {
		b.slid = false
		return
	}
	b.tap()
}

// MouseDown is for Fyne: a finger has come.
func (b *Button) MouseDown(*desktop.MouseEvent) {
	b.focused, b.slid = false, false
	b.press(true)
}

// MouseUp is for Fyne: the finger has gone.
func (b *Button) MouseUp(*desktop.MouseEvent) { b.press(false) }

// MouseIn is for Fyne; a finger that comes from elsewhere presses nothing.
func (b *Button) MouseIn(*desktop.MouseEvent) {}

// MouseMoved is for Fyne.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut is for Fyne: a finger that slides off is lifted elsewhere, and no MouseUp comes here.
func (b *Button) MouseOut() {
	b.slid = b.slid || b.down
	b.press(false)
}

func (b *Button) press(down bool) {
	if down == b.down || down && b.dead {
		return
	}
	b.down = down
	if down {
		render.Changed(b)
	} else { // what else has changed meanwhile is seen when the finger goes, at the latest
		render.Stir()
	}
	b.Refresh()
}

// FocusGained is for Fyne.
func (b *Button) FocusGained() {
	b.focused = !b.down
	render.Stir()
	b.Refresh()
}

// FocusLost is for Fyne.
func (b *Button) FocusLost() {
	b.focused = false
	render.Stir()
	b.Refresh()
}

// TypedRune is for Fyne; keys are read by TypedKey.
func (b *Button) TypedRune(rune) {}

// TypedKey is for Fyne.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		render.Stir()
		if !b.dead {
			b.tap()
		}
	}
}

// AccessibilityLabel is for screen readers.
func (b *Button) AccessibilityLabel() string { return b.face.Title + ". " + b.face.Subtitle }

// AccessibilityRole is for screen readers.
func (b *Button) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// MinSize is nothing: layouts give buttons their box.
func (b *Button) MinSize() fyne.Size { return fyne.Size{} }

func (b *Button) wearing() Look {
	switch {
	case b.down:
		return pressed
	case b.dead, b.face.Closed && !b.selected:
		return Shut
	case b.selected && b.look == OnBand:
		return switchedOn
	case b.selected:
		return Main
	}
	return b.look
}

// CreateRenderer is for Fyne.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{
		button: b, ground: render.NewBackground(nil, corner), square: render.NewBackground(nil, corner*0.7), icon: Picture(b.face.Icon), end: Picture(b.face.End),
		badge: Title("", 96, OnCrest), title: Title("", b.size, Ink), subtitle: NewText("", max(leastType(), b.size*helpType)),
	}
	r.title.ruled, r.subtitle.ruled, r.title.label, r.subtitle.label = true, true, true, true
	b.pictures = []*canvas.Image{r.icon, r.end}
	r.dress()
	return render.LaidOut(b, r)
}

type buttonRenderer struct {
	button                 *Button
	ground, square         *render.Background
	icon, end              *canvas.Image
	badge, title, subtitle *Text
	laidOut                Content
	at                     fyne.Position // of the words
	room                   fyne.Size
	above                  bool    // the icon is
	most                   float32 // type of the title in which all words have their place
	readable               bool    // the subtitle is as large as what must be read
	cramped                bool    // there is no room for the subtitle, in whatever type
}

func (r *buttonRenderer) dress() {
	face, look := r.button.face, r.button.wearing()
	r.ground.FillColor, r.ground.StrokeColor, r.ground.StrokeWidth = Color(look.Ground), Color(look.Edge), 2
	if r.button.focused {
		r.ground.StrokeColor, r.ground.StrokeWidth = Color(focusRing), 8
	}
	r.square.FillColor = Color(look.Badge)
	depict(r.icon, face.Icon)
	depict(r.end, face.End)
	r.badge.Say(face.Badge)
	r.title.Say(face.Title)
	r.subtitle.Say(face.Subtitle)
	r.badge.Paint(look.BadgeText)
	r.title.Paint(look.Text)
	r.subtitle.Paint(look.Help)
	r.subtitle.Bold = face.Closed
	show(r.square, face.Badge != "")
	show(r.badge, face.Badge != "")
	show(r.icon, face.Icon != nil)
	show(r.subtitle, face.Subtitle != "" && !r.cramped)
}

func show(o fyne.CanvasObject, shown bool) {
	if shown {
		o.Show()
	} else {
		o.Hide()
	}
}

// Layout places the badge or icon and gives the words what is left.
func (r *buttonRenderer) Layout(box fyne.Size) {
	r.ground.Resize(box)
	face := r.button.face
	r.laidOut, r.above = face, face.above(box) && r.button.look != OnBand
	pad := min(28, box.Height*0.1)
	if r.button.look == OnBand {
		pad = min(8, pad)
	}
	r.at, r.room = fyne.NewSquareOffsetPos(pad), box.SubtractWidthHeight(2*pad, 2*pad)
	switch {
	case r.above:
		r.putAbove(box, pad)
	case face.Badge != "" || face.Icon != nil:
		r.putBefore(box, pad)
	}
	const side, wide = 52, 700
	if show(r.end, face.End != nil && box.Width >= wide); r.end.Visible() {
		put(r.end, fyne.NewPos(box.Width-pad-side, (box.Height-side)/2), fyne.NewSquareSize(side))
		r.room.Width -= side + pad
	}
	r.most = r.fitting()
	if group := r.button.alike; group != nil {
		group.set(r)
		return
	}
	r.write(r.most)
}

// putAbove puts the icon above the words, smaller where they need the room.
func (r *buttonRenderer) putAbove(box fyne.Size, pad float32) {
	at, room := r.at, r.room
	for _, share := range []float32{0.58, 0.45, 0.3} {
		side := min(room.Width, room.Height*share)
		put(r.icon, fyne.NewPos((box.Width-side)/2, pad), fyne.NewSquareSize(side))
		r.at.Y, r.room.Height = at.Y+side+pad/2, room.Height-side-pad/2
		if _, _, fits := r.stands(min(r.button.size, leastType())); fits {
			return
		}
	}
}

// putBefore puts the badge or the icon before the words.
func (r *buttonRenderer) putBefore(box fyne.Size, pad float32) {
	side := min(r.room.Height, box.Width*0.2)
	corner, size := fyne.NewPos(pad, (box.Height-side)/2), fyne.NewSquareSize(side)
	put(r.icon, corner, size)
	put(r.square, corner, size)
	put(r.badge, corner.AddXY(side*0.1, side*0.06), size.SubtractWidthHeight(side*0.2, side*0.12))
	r.at.X, r.room.Width = r.at.X+side+pad, r.room.Width-side-pad
}

// leading is what a line of type has under its letters, in pixels at least, and may stand over the edge of its room.
const leading = 4

// helpType is the type of a subtitle, in parts of its title's.
const helpType = 0.68

// types returns the sizes of title and subtitle, before the mode's scale, where the title is of a size.
func (r *buttonRenderer) types(size float32) (title, help float32) {
	if r.button.face.Closed {
		return size, size
	}
	help = max(leastType(), size*helpType)
	if r.readable {
		help = max(help, min(size, readType()))
	}
	return size, help
}

// fitting returns the largest type of the title in which both title and subtitle have their place.
func (r *buttonRenderer) fitting() float32 {
	least := min(r.button.size, leastType())
	r.readable = true
	for size := max(r.button.size, readType()); readType() > least && size >= readType(); size = smaller(size, least, readType()) {
		if _, _, fits := r.stands(size); fits {
			return size
		}
	}
	r.readable = false // the title before the subtitle
	for size := max(r.button.size, readType()); size > least; size = smaller(size, least, readType()) {
		if _, _, fits := r.stands(size); fits {
			return size
		}
	}
	return least
}

// stands returns how high title and subtitle stand in type of a size, and whether they have their place.
func (r *buttonRenderer) stands(size float32) (title, help float32, fits bool) {
	large, small := r.types(size)
	title, fits = r.title.stands(r.room.Width, large*worn().scale())
	if r.button.face.Subtitle != "" {
		wide := false
		help, wide = r.subtitle.stands(r.room.Width, small*worn().scale())
		fits = fits && wide
	}
	return title, help, fits && title+help <= r.room.Height+leading
}

// write sets the title in type of a size and, where there is one and room for it, the subtitle under it.
func (r *buttonRenderer) write(size float32) {
	face, align := r.button.face, fyne.TextAlignCenter
	if !r.above && (face.Badge != "" || face.Icon != nil || face.End != nil) {
		align = fyne.TextAlignLeading
	}
	r.title.Align, r.subtitle.Align = align, align
	r.title.Type, r.subtitle.Type = r.types(size)
	title, help, fits := r.stands(size)
	r.cramped = !fits && size <= leastType() && !face.Closed
	show(r.subtitle, face.Subtitle != "" && !r.cramped)
	defer r.title.Refresh() // its type may have changed and its box not
	if !r.subtitle.Visible() {
		put(r.title, r.at, r.room)
		return
	}
	at := r.at
	at.Y += max(0, r.room.Height-title-help) / 2
	put(r.title, at, fyne.NewSize(r.room.Width, title))
	put(r.subtitle, at.AddXY(0, title), fyne.NewSize(r.room.Width, help))
	r.subtitle.Refresh()
}

func put(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
	o.Move(at)
	o.Resize(size)
}

func (r *buttonRenderer) Refresh() {
	r.dress()
	if r.button.face != r.laidOut { // a finger changes colours only: it must be seen in its own frame
		r.Layout(r.button.Size())
	}
	r.ground.Refresh()
	r.square.Refresh()
	canvas.Refresh(r.button)
}

func (r *buttonRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.icon, r.end, r.square, r.badge, r.title, r.subtitle}
}

func (r *buttonRenderer) Destroy() {}
