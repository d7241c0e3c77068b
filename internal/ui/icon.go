package ui

import (
	"fmt"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"motcua/assets"
)

// AsDrawn leaves an icon its own colours.
const AsDrawn fyne.ThemeColorName = ""

type iconKey struct {
	name   string
	colour fyne.ThemeColorName
}

var icons sync.Map // of fyne.Resource by iconKey: one resource an icon, so that equal faces compare equal

// Icon returns an icon of assets/icons in a colour.
func Icon(name string, colour fyne.ThemeColorName) fyne.Resource {
	key := iconKey{name, colour}
	if icon, ok := icons.Load(key); ok {
		return icon.(fyne.Resource)
	}
	icon, _ := icons.LoadOrStore(key, drawn(name, colour))
	return icon.(fyne.Resource)
}

// drawn reads an icon; it is part of the program, so a missing one is a program built wrong.
func drawn(name string, colour fyne.ThemeColorName) fyne.Resource {
	raw, err := assets.Icons.ReadFile("icons/" + name + ".svg")
	if err != nil {
		panic(fmt.Sprintf("icon %s: %v", name, err))
	}
	icon := fyne.NewStaticResource(name+".svg", raw)
	if colour == AsDrawn {
		return icon
	}
	return theme.NewColoredResource(icon, colour)
}

// depict changes the icon of a picture. The same icon is left alone: each time Fyne reads its drawing and sends it to the graphics card anew.
func depict(p *canvas.Image, icon fyne.Resource) {
	if p.Resource != icon {
		p.Resource = icon
		p.Refresh()
	}
}

// Release frees the pictures of a screen that is seen no more, which Fyne would keep for a while on the graphics card, each screen its own.
// Should the screen be seen again, they are made anew.
func Release(o fyne.CanvasObject) {
	switch o := o.(type) {
	case *fyne.Container:
		for _, inside := range o.Objects {
			Release(inside)
		}
	case *Button:
		for _, p := range o.pictures {
			Release(p)
		}
	case *canvas.Image:
		canvas.Refresh(o) // Fyne frees what is to be painted anew, and what is not seen is not painted
	}
}

// Picture is an icon to look at, as large as its box allows.
func Picture(icon fyne.Resource) *canvas.Image {
	p := canvas.NewImageFromResource(icon)
	p.FillMode = canvas.ImageFillContain
	return p
}
