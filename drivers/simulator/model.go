package simulator

import (
	"fmt"
	"slices"
	"strings"
)

// Model is what one make of printer can do. What it cannot do is a violation when asked of it.
type Model struct {
	Name       string
	Paper      int // width of the roll in dots: 640 is 80 mm, 464 is 58 mm at 203 dpi
	Dots       int // width of the print head in dots
	KnifeGap   int // dots of paper between the head and the knife, or the tear bar
	Cutter     bool
	Buffer     int // receive buffer in bytes
	Pages      map[byte]page
	Downloaded bool   // keeps characters of ESC &
	NVGraphics bool   // keeps pictures of GS ( L by key
	NVBitImage bool   // keeps pictures of FS q by number
	NativeQR   bool   // draws QR codes of GS ( k
	NearEnd    bool   // has a sensor for the roll's end coming near
	Maker      string // answer to GS I 66
}

// The data sheets give the numbers: TM-T88III p.23 and TM-T20II (4 KB or 45 bytes by DIP switch, 576 dots, knife 14 mm above
// the head); Bixolon's page list has TCVN-3 at 49 and 50, Epson's at 30 and 31; the command sets of 58 and 80 mm machines
// from Xiamen and Shenzhen have FS q but neither GS ( L nor a Vietnamese page.
var models = []Model{
	{Name: "epson-tm-t20", Paper: 640, Dots: 576, KnifeGap: 112, Cutter: true, Buffer: 4096, Pages: epsonPages,
		Downloaded: true, NVGraphics: true, NVBitImage: true, NativeQR: true, NearEnd: false, Maker: "EPSON"},
	{Name: "epson-tm-t82", Paper: 640, Dots: 576, KnifeGap: 112, Cutter: true, Buffer: 4096, Pages: epsonPages,
		Downloaded: true, NVGraphics: true, NVBitImage: true, NativeQR: true, NearEnd: true, Maker: "EPSON"},
	{Name: "epson-tm-t88", Paper: 640, Dots: 576, KnifeGap: 112, Cutter: true, Buffer: 4096, Pages: epsonPages,
		Downloaded: true, NVGraphics: true, NVBitImage: true, NativeQR: true, NearEnd: true, Maker: "EPSON"},
	{Name: "bixolon-srp350", Paper: 640, Dots: 576, KnifeGap: 112, Cutter: true, Buffer: 4096, Pages: bixolonPages,
		Downloaded: true, NVGraphics: true, NVBitImage: true, NativeQR: true, NearEnd: true, Maker: "BIXOLON"},
	{Name: "xprinter-xp58", Paper: 464, Dots: 384, KnifeGap: 96, Buffer: 4096, Pages: latinPages,
		Downloaded: true, NVBitImage: true, NativeQR: true, Maker: "XPRINTER"},
	{Name: "xprinter-xp80", Paper: 640, Dots: 576, KnifeGap: 112, Cutter: true, Buffer: 4096, Pages: latinPages,
		Downloaded: true, NVBitImage: true, NativeQR: true, NearEnd: true, Maker: "XPRINTER"},
	{Name: "generic-58", Paper: 464, Dots: 384, KnifeGap: 96, Buffer: 4096, Pages: latinPages},
	{Name: "generic-80", Paper: 640, Dots: 576, KnifeGap: 112, Cutter: true, Buffer: 4096, Pages: latinPages},
}

// Models lists the models by name.
func Models() []string {
	names := make([]string, len(models))
	for i, m := range models {
		names[i] = m.Name
	}
	return names
}

// LookUp finds a model by its name.
func LookUp(name string) (Model, error) {
	i := slices.IndexFunc(models, func(m Model) bool { return m.Name == name })
	if i < 0 {
		return Model{}, fmt.Errorf("printer model %q is not one of %s", name, strings.Join(Models(), ", "))
	}
	return models[i], nil
}

// SmallBuffer is the model with DIP switch 1-2 set for a receive buffer of 45 bytes.
func (m Model) SmallBuffer() Model {
	m.Buffer = 45
	return m
}
