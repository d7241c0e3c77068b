package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// How many pixels a Header takes: with its buttons in it, or as a band over what stands low and a bar of buttons with it.
const (
	HeaderHeight = 200
	BandHeight   = 118
	BarSize      = 112 // high where the bar lies, and twice as wide where it stands
)

// OnHeader is what a person does at a Header. Crest is a touch of the crest, which shows nobody that it can be touched, and how long it was held.
type OnHeader struct {
	Crest                       func(held time.Duration)
	Help, Eyes, Reach, Language func()
}

// HeaderKeys is what stands on a Header's buttons: the last three name the mode, the height and the language that they lead to.
type HeaderKeys struct{ Help, Eyes, Reach, Language string }

// Header is the band at the top of every public screen: whose house it is, what time it is, and the buttons for help, for weak eyes, for who
// reaches low and for the language, always in the same place.
type Header struct {
	*fyne.Container                 // the band
	Bar             *fyne.Container // of the buttons, apart from the band; nil where they stand in it
	Help, Eyes      *Button
	Reach, Language *Button

	name, clock, date *Text
}

// NewHeader makes a header with its buttons in it.
func NewHeader(on OnHeader) *Header {
	h := newHeader(on)
	keys := Column(0,
		Share(1, Row(0, Share(1, Pad(4, h.Help)), Share(1, Pad(4, h.Language)))),
		Share(1, Row(0, Share(1, Pad(4, h.Eyes)), Share(1, Pad(4, h.Reach)))),
	)
	time := Column(0, Share(1, h.clock), Fixed(90, h.date))
	h.Container = goldLined(Row(8, Fixed(100, h.crest(on)), Share(1, h.name), Fixed(176, time), Fixed(480, keys)))
	return h
}

// NewLowHeader makes a header whose buttons stand apart, in a bar that lies where there is more width than height and stands where not.
func NewLowHeader(on OnHeader) *Header {
	h := newHeader(on)
	time := Column(0, Share(1, h.clock), Share(1, h.date))
	h.Container = goldLined(Row(8, Fixed(90, h.crest(on)), Share(1, h.name), Fixed(330, time)))
	key := func(b *Button) Part { return Share(1, Pad(4, b)) }
	h.Bar = Band(Crest, 6, Split(0, key(h.Help), key(h.Language), key(h.Eyes), key(h.Reach)))
	return h
}

func newHeader(on OnHeader) *Header {
	h := &Header{
		name:     Title("", 44, OnCrest),
		clock:    Title("", 56, OnCrest),
		date:     NewText("", 28),
		Help:     NewButton("help", OnBand, 36, Face{}, on.Help),
		Eyes:     NewButton("eyes", OnBand, 36, Face{}, on.Eyes),
		Reach:    NewButton("reach", OnBand, 36, Face{}, on.Reach),
		Language: NewButton("lang", OnBand, 36, Face{}, on.Language),
	}
	h.name.Align = fyne.TextAlignLeading
	h.clock.Rise, h.date.Rise, h.date.Colour = 1, 0, OnCrest
	return h
}

func (h *Header) crest(on OnHeader) *fyne.Container {
	return container.NewStack(Picture(Icon("star", Gold)), NewHeldPatch(on.Crest))
}

// goldLined sets a line on a band of the crest's red with gold under it.
func goldLined(line fyne.CanvasObject) *fyne.Container {
	const goldLine = 8
	return Column(0, Share(1, Band(Crest, 6, line)), Fixed(goldLine, Band(Gold, 0, container.NewWithoutLayout())))
}

// Say writes the centre's name, the time, the date, and what stands on the buttons.
func (h *Header) Say(name, clock, date string, keys HeaderKeys) {
	h.name.Say(name)
	h.clock.Say(clock)
	h.date.Say(date)
	h.Help.Wear(Face{Title: keys.Help})
	h.Eyes.Wear(Face{Title: keys.Eyes})
	h.Reach.Wear(Face{Icon: Icon("wheelchair", OnCrest), Title: keys.Reach})
	h.Language.Wear(Face{Title: keys.Language})
}
