package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// HeaderHeight is how many pixels a Header is high.
const HeaderHeight = 184

// OnHeader is what a person does at a Header. Crest is a touch of the crest, which shows nobody that it can be touched.
type OnHeader struct{ Crest, Help, Eyes, Language func() }

// HeaderKeys is what stands on a Header's buttons: the last two name the mode and the language that they lead to.
type HeaderKeys struct{ Help, Eyes, Language string }

// Header is the band at the top of every public screen: whose house it is, what time it is, and the buttons for help, for weak eyes and
// for the language, always in the same place.
type Header struct {
	*fyne.Container
	Help, Eyes, Language *Button

	name, clock, date *Text
}

// NewHeader makes a header.
func NewHeader(on OnHeader) *Header {
	h := &Header{
		name:     Title("", 44, OnCrest),
		clock:    Title("", 56, OnCrest),
		date:     NewText("", 28),
		Help:     NewButton("help", OnBand, 34, Face{}, on.Help),
		Eyes:     NewButton("eyes", OnBand, 34, Face{}, on.Eyes),
		Language: NewButton("lang", OnBand, 34, Face{}, on.Language),
	}
	h.name.Align = fyne.TextAlignLeading
	h.clock.Rise, h.date.Rise, h.date.Colour = 1, 0, OnCrest
	line := Row(8,
		Fixed(100, container.NewStack(Picture(Icon("star", Gold)), NewPatch(on.Crest))),
		Share(1, h.name),
		Fixed(176, Column(0, Share(1, h.clock), Fixed(84, h.date))),
		Fixed(132, Pad(4, h.Help)),
		Fixed(160, Pad(4, h.Eyes)),
		Fixed(172, Pad(4, h.Language)),
	)
	const goldLine = 8
	h.Container = Column(0, Share(1, Band(Crest, 6, line)), Fixed(goldLine, Band(Gold, 0, container.NewWithoutLayout())))
	return h
}

// Say writes the centre's name, the time, the date, and what stands on the buttons.
func (h *Header) Say(name, clock, date string, keys HeaderKeys) {
	h.name.Say(name)
	h.clock.Say(clock)
	h.date.Say(date)
	h.Help.Wear(Face{Title: keys.Help})
	h.Eyes.Wear(Face{Title: keys.Eyes})
	h.Language.Wear(Face{Title: keys.Language})
}
