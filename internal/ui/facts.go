package ui

import "fyne.io/fyne/v2"

// Fact is a short value and what it is.
type Fact struct{ Label, Value string }

// NewFacts shows facts side by side, each on a card of its own.
func NewFacts(facts ...Fact) fyne.CanvasObject {
	var parts []Part
	for _, f := range facts {
		parts = append(parts, Share(1, Panel(Card, 24, Column(4,
			Share(1, NewText(f.Label, 38)),
			Share(1.4, Title(f.Value, 96, Ink)),
		))))
	}
	return Row(28, parts...)
}
