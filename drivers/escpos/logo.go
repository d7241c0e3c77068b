package escpos

import (
	"hash/fnv"
	"maps"
	"slices"

	"motcua/drivers"
)

// nvKey names a picture in the printer's flash memory. It is made from the picture itself, so that a key in the printer's list proves
// that the right picture is there (to 1 in 9,025) and nothing need be written; flash stands about ten writes a day.
type nvKey [2]byte

func keyOf(b *Bitmap) nvKey {
	h := fnv.New32a()
	h.Write([]byte{byte(b.Width), byte(b.Width >> 8), byte(b.Height), byte(b.Height >> 8)})
	h.Write(b.Rows)
	n := h.Sum32()
	return nvKey{' ' + byte(n%95), ' ' + byte(n/95%95)} // both 32 to 126
}

// graphics sends one function of GS ( L.
func graphics(function byte, data ...byte) []byte {
	n := len(data) + 2
	return append([]byte{gs, '(', 'L', byte(n), byte(n >> 8), '0', function}, data...)
}

func listKeys() []byte             { return graphics('@', 'K', 'C') }         // fn 64
func deletePicture(k nvKey) []byte { return graphics('B', k[0], k[1]) }       // fn 66
func printPicture(k nvKey) []byte  { return graphics('E', k[0], k[1], 1, 1) } // fn 69

// storePicture is fn 67. A picture of more than 65,524 bytes does not fit one GS ( L; a logo has 5,000.
func storePicture(k nvKey, b *Bitmap) []byte {
	head := []byte{'0', k[0], k[1], 1, byte(b.Width), byte(b.Width >> 8), byte(b.Height), byte(b.Height >> 8), '1'}
	return graphics('C', append(head, guarded(slices.Clone(b.Rows))...)...)
}

// storeLogos returns the commands that store the logos whose keys the printer does not list, one each. A picture may have been cut off
// half-way the last time: that one is deleted first.
func (e *Encoder) storeLogos(listed []nvKey) [][]byte {
	clear(e.stored)
	var commands [][]byte
	for _, name := range e.names() {
		key := e.keys[name]
		there := slices.Contains(listed, key)
		switch {
		case e.refused[key]:
			continue
		case there && e.storing[key]:
			commands = append(commands, deletePicture(key))
		case there:
			e.stored[key] = true
			continue
		}
		e.storing[key] = true
		commands = append(commands, storePicture(key, e.logos[name]))
	}
	return commands
}

// confirmLogos takes the printer's list after storing. What it did not take is not tried again, so as not to wear the memory, but sent
// with each slip.
func (e *Encoder) confirmLogos(listed []nvKey) {
	for key := range e.storing {
		if slices.Contains(listed, key) {
			e.stored[key] = true
		} else {
			e.refused[key] = true
		}
	}
	clear(e.storing)
}

// names are the logos in the order of their numbers.
func (e *Encoder) names() []string { return slices.Sorted(maps.Keys(e.logos)) }

// numberLogos is FS q with all logos, whose sizes it counts in eights of dots.
func (e *Encoder) numberLogos() []byte {
	command := []byte{fs, 'q', byte(len(e.logos))}
	for _, name := range e.names() {
		b := e.logos[name]
		wide, high := (b.Width+7)/8, (b.Height+7)/8
		command = append(command, byte(wide), byte(wide>>8), byte(high), byte(high>>8))
		padded := NewBitmap(8*wide, 8*high)
		padded.draw(b, 0, 0, 1, 1)
		command = append(command, padded.columns(high, 0, 1)...)
	}
	return command
}

// logo prints the picture known by name, or nothing.
func (e *Encoder) logo(name string) {
	picture, ok := e.logos[name]
	if !ok || e.profile.Logo == LogoNone {
		return
	}
	e.setAlign(drivers.Centre)
	switch key := e.keys[name]; {
	case e.stored[key]:
		e.cmd(printPicture(key)...)
	case e.numbered:
		e.cmd(fs, 'p', byte(1+slices.Index(e.names(), name)), 0)
	default:
		e.raster(picture, 0, picture.Height, 1)
	}
}
