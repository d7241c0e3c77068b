package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"motcua/internal/ui/render"
)

// Banner tells how a thing stands: an icon, a sentence and a smaller one on a ground whose colour says it again.
type Banner struct {
	*fyne.Container
	Title, Help *Text

	ground *render.Background
	icon   *canvas.Image
}

// NewBanner makes an empty banner with a sentence of a type size in pixels.
func NewBanner(size float32) *Banner {
	b := &Banner{Title: Title("", size, Ink), Help: NewText("", max(LeastType, size*0.7)), ground: render.NewBackground(nil, corner), icon: Picture(nil)}
	b.Title.Align, b.Help.Align = fyne.TextAlignLeading, fyne.TextAlignLeading
	b.Title.Rise, b.Help.Rise = 1, 0
	words := Column(4, Share(1.25, b.Title), Share(1, b.Help))
	b.Container = container.NewStack(b.ground, Pad(28, Row(28, Fixed(96, b.icon), Share(1, words))))
	return b
}

// Say changes what the banner tells.
func (b *Banner) Say(ground fyne.ThemeColorName, icon fyne.Resource, title, help string) {
	b.ground.FillColor = Color(ground)
	depict(b.icon, icon)
	b.Title.Say(title)
	b.Help.Say(help)
	b.ground.Refresh()
}

// Disc is a sign or two in a circle.
func Disc(sign string, ground, colour fyne.ThemeColorName, size float32) fyne.CanvasObject {
	circle := canvas.NewCircle(Color(ground))
	return Square(circle, Title(sign, size, colour))
}
