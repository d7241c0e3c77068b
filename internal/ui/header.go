package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// HeaderHeight is how many pixels a Header is high.
const HeaderHeight = 184

// Header is the band at the top of every public screen: whose house it is, what time it is, and the buttons for the language
// and for weak eyes, always in the same place.
type Header struct {
	*fyne.Container
	Language, Eyes *Button

	name, clock, date *Text
}

// NewHeader makes a header; onLanguage and onEyes are called when its buttons are tapped.
func NewHeader(onLanguage, onEyes func()) *Header {
	h := &Header{
		name:     Title("", 44, OnCrest),
		clock:    Title("", 56, OnCrest),
		date:     NewText("", 28),
		Language: NewButton("lang", OnBand, 34, Face{}, onLanguage),
		Eyes:     NewButton("eyes", OnBand, 34, Face{}, onEyes),
	}
	h.name.Align = fyne.TextAlignLeading
	h.clock.Rise, h.date.Rise, h.date.Colour = 1, 0, OnCrest
	line := Row(20,
		Fixed(100, Picture(Icon("star", Gold))),
		Share(1, h.name),
		Fixed(180, Column(0, Share(1, h.clock), Fixed(84, h.date))),
		Fixed(156, Pad(4, h.Eyes)),
		Fixed(156, Pad(4, h.Language)),
	)
	const goldLine = 8
	h.Container = Column(0, Share(1, Band(Crest, 16, line)), Fixed(goldLine, Band(Gold, 0, container.NewWithoutLayout())))
	return h
}

// Say writes the centre's name, the time, the date, and the names of the language and of the mode that the buttons lead to.
func (h *Header) Say(name, clock, date, language, eyes string) {
	h.name.Say(name)
	h.clock.Say(clock)
	h.date.Say(date)
	h.Language.Wear(Face{Title: language})
	h.Eyes.Wear(Face{Title: eyes})
}
