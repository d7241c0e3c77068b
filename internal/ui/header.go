package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// HeaderHeight is how many pixels a Header is high.
const HeaderHeight = 184

// Header is the band at the top of every public screen: whose house it is, what time it is, and the language button,
// always in the same place.
type Header struct {
	*fyne.Container
	Language *Button

	name, clock, date *Text
}

// NewHeader makes a header; onLanguage is called when its language button is tapped.
func NewHeader(onLanguage func()) *Header {
	h := &Header{
		name:     Title("", 44, OnCrest),
		clock:    Title("", 56, OnCrest),
		date:     NewText("", 28),
		Language: NewButton("lang", OnBand, 34, Face{}, onLanguage),
	}
	h.name.Align = fyne.TextAlignLeading
	h.clock.Rise, h.date.Rise, h.date.Colour = 1, 0, OnCrest
	line := Row(28,
		Fixed(112, Picture(Icon("star", AsDrawn))),
		Share(1, h.name),
		Fixed(236, Column(0, Share(1.3, h.clock), Share(1, h.date))),
		Fixed(200, Pad(8, h.Language)),
	)
	const goldLine = 8
	h.Container = Column(0, Share(1, Band(Crest, 24, line)), Fixed(goldLine, Band(Gold, 0, container.NewWithoutLayout())))
	return h
}

// Say writes the centre's name, the time, the date, and the name of the language that the button leads to.
func (h *Header) Say(name, clock, date, language string) {
	h.name.Say(name)
	h.clock.Say(clock)
	h.date.Say(date)
	h.Language.Wear(Face{Title: language})
}
