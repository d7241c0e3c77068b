package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// BandHeight is how many pixels a Header takes as a band over what stands low.
const BandHeight = 118

// HeaderHeight returns how many pixels a Header of a width takes with its buttons in it.
func HeaderHeight(width float32) float32 {
	if width >= wideHeader {
		return 20 + keysHeight()
	}
	return 130 + keysHeight()
}

// wideHeader is the width in which all of a Header stands in one line.
const wideHeader = 1500

// BarSize returns how high the bar of a Header's buttons is where it lies; where it stands, it is twice as wide.
func BarSize() float32 { return 16 + keysHeight() }

// keysHeight returns how high the buttons are: two lines of the smallest type.
func keysHeight() float32 { return 98 + 64*(worn().scale()-1) }

// OnHeader is what a person does at a Header. Crest is a touch of the crest, which shows nobody that it can be touched, and how long it was held.
type OnHeader struct {
	Crest                                 func(held time.Duration)
	Help, Eyes, Contrast, Reach, Language func()
}

// HeaderKeys is what stands on a Header's buttons: the last names the language that it leads to, those before it are switches.
type HeaderKeys struct {
	Help, Eyes, Contrast, Reach, Language string
	Mode                                  Mode // which switches are on
	Low                                   bool
}

// Header is the band at the top of every public screen: whose house it is, what time it is, and the buttons for help, for weak eyes, for who
// reaches low and for the language, always in the same place.
type Header struct {
	*fyne.Container                 // the band
	Bar             *fyne.Container // of the buttons, apart from the band; nil where they stand in it
	Help, Language  *Button
	Eyes, Contrast  *Button
	Reach           *Button

	name, clock, date *Text
}

// NewHeader makes a header with its buttons in it.
func NewHeader(on OnHeader) *Header {
	h := newHeader(on)
	time := Column(0, Share(1, h.clock), Share(1, h.date))
	h.Container = goldLined(container.New(headerLayout{}, h.crest(on), h.name, time, h.row()))
	return h
}

// headerLayout puts the buttons behind whose house it is and what time it is, or under both where they stand too close.
type headerLayout struct{}

func (headerLayout) Layout(objects []fyne.CanvasObject, box fyne.Size) {
	crest, name, time, keys := objects[0], objects[1], objects[2], objects[3]
	const star, clock, gap = 90, 350, 8
	width, high := box.Width, box.Height-keysHeight()-keyGap
	at, size := fyne.NewPos(0, high+keyGap), fyne.NewSize(box.Width, keysHeight())
	if box.Width+2*gap >= wideHeader {
		all := float32(5*188 + 4*keyGap)
		width, high = box.Width-all-gap, box.Height
		at, size = fyne.NewPos(width+gap, 0), fyne.NewSize(all, high)
	}
	put(crest, fyne.NewPos(0, 0), fyne.NewSize(star, high))
	put(name, fyne.NewPos(star+gap, 0), fyne.NewSize(width-star-clock-2*gap, high))
	put(time, fyne.NewPos(width-clock, 0), fyne.NewSize(clock, high))
	put(keys, at, size)
}

func (headerLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// row returns the buttons beside each other, where a finger finds room between them.
func (h *Header) row() *fyne.Container {
	return Row(keyGap, Share(1, h.Help), Share(1, h.Language), Share(1, h.Eyes), Share(1, h.Contrast), Share(1, h.Reach))
}

// NewLowHeader makes a header whose buttons stand apart, in a bar that lies where there is more width than height and stands where not.
func NewLowHeader(on OnHeader) *Header {
	h := newHeader(on)
	time := Column(0, Share(1, h.clock), Share(1, h.date))
	h.Container = goldLined(Row(8, Fixed(90, h.crest(on)), Share(1, h.name), Fixed(330, time)))
	h.Bar = Band(Crest, 8, Split(keyGap, Share(1, h.Help), Share(1, h.Language), Share(1, h.Eyes), Share(1, h.Contrast), Share(1, h.Reach)))
	return h
}

func newHeader(on OnHeader) *Header {
	h := &Header{
		name:     Title("", 44, OnCrest),
		clock:    Title("", 56, OnCrest),
		date:     NewText("", 28),
		Help:     NewButton("help", OnBand, 36, Content{}, on.Help),
		Eyes:     NewButton("eyes", OnBand, 36, Content{}, on.Eyes),
		Contrast: NewButton("contrast", OnBand, 36, Content{}, on.Contrast),
		Reach:    NewButton("reach", OnBand, 36, Content{}, on.Reach),
		Language: NewButton("lang", OnBand, 36, Content{}, on.Language),
	}
	h.name.Align = fyne.TextAlignLeading
	h.clock.Rise, h.date.Rise, h.date.Colour = 1, 0, OnCrest
	NewAlike(h.Help, h.Language, h.Eyes, h.Contrast, h.Reach)
	return h
}

func (h *Header) crest(on OnHeader) *fyne.Container {
	return container.NewStack(Picture(Icon("star", Gold)), NewHeldTapArea(on.Crest))
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
	h.Help.SetContent(Content{Title: keys.Help})
	h.Language.SetContent(Content{Title: keys.Language})
	turn(h.Eyes, Content{Title: keys.Eyes}, keys.Mode.Has(Large))
	turn(h.Contrast, Content{Title: keys.Contrast}, keys.Mode.Has(Contrast))
	turn(h.Reach, Content{Icon: Icon("wheelchair", OnCrest), Title: keys.Reach}, keys.Low)
}

// turn shows a switch on, filled, or off.
func turn(b *Button, face Content, on bool) {
	if on && face.Icon != nil {
		face.Icon = Icon("wheelchair", Crest)
	}
	b.SetContent(face)
	b.SetSelected(on)
}
