package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// NewList sets items under each other, numbered from first, all in the same type: as large as the box allows up to a size in pixels.
func NewList(first int, items []string, size float32) *fyne.Container {
	l := &listLayout{size: size}
	list := container.New(l)
	for i, item := range items {
		mark, text := Title(fmt.Sprintf("%d.", first+i), size, Crest), NewText(item, size)
		mark.Align, text.Align = fyne.TextAlignLeading, fyne.TextAlignLeading
		mark.Rise, text.Rise = 0, 0
		l.marks, l.texts = append(l.marks, mark), append(l.texts, text)
		list.Add(mark)
		list.Add(text)
	}
	return list
}

type listLayout struct {
	size         float32
	marks, texts []*Text
}

// between is the room between two items, in parts of their type.
const between = 0.45

// Layout finds the type in which all items have their place.
func (l *listLayout) Layout(_ []fyne.CanvasObject, box fyne.Size) {
	size := l.size
	for ; size > LeastType; size = max(LeastType, size*0.96) {
		if l.tall(size, box) <= box.Height {
			break
		}
	}
	l.tall(size, box)
	indent := l.indent(size)
	var y float32
	for i, text := range l.texts {
		high, _ := text.Tall(fyne.NewSize(box.Width-indent, box.Height))
		high = max(0, min(high, box.Height-y))
		put(l.marks[i], fyne.NewPos(0, y), fyne.NewSize(indent, high))
		put(text, fyne.NewPos(indent, y), fyne.NewSize(box.Width-indent, high))
		y += high + size*between
	}
}

func (l *listLayout) indent(size float32) float32 {
	if len(l.marks) == 0 {
		return 0
	}
	last := l.marks[len(l.marks)-1]
	return last.measure(last.words+" ", size*worn().scale()).Width
}

// tall is how high all items stand in a type.
func (l *listLayout) tall(size float32, box fyne.Size) (sum float32) {
	width := box.Width - l.indent(size)
	for i, text := range l.texts {
		text.Type, l.marks[i].Type = size, size
		high, _ := text.Tall(fyne.NewSize(width, 1e6))
		sum += high + size*between
	}
	return sum - size*between
}

func (l *listLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
