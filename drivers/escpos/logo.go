package escpos

import (
	"hash/fnv"
	"maps"
	"slices"

	"motcua/drivers"
)

// nvKey names a picture in the printer's flash memory.
type nvKey [2]byte

// nvKeys are the keys of a logo and of its mark, one dot stored after it: a logo whose storing was broken off may lie under its key and
// be half a picture. Both are made from the logo itself, so that both in the printer's list prove that the right one is there, whole (to
// 1 in 20 million), and nothing need be written; flash stands about ten writes a day.
type nvKeys struct{ picture, mark nvKey }

func keysOf(b *Bitmap) nvKeys {
	h := fnv.New32a()
	h.Write([]byte{byte(b.Width), byte(b.Width >> 8), byte(b.Height), byte(b.Height >> 8)})
	h.Write(b.Rows)
	n := h.Sum32()
	digit := func(first byte, base uint32) byte {
		d := byte(n % base)
		n /= base
		return first + d
	}
	return nvKeys{picture: nvKey{digit(' ', 47), digit(' ', 95)}, mark: nvKey{digit('O', 47), digit(' ', 95)}} // of the characters 32 to 126
}

// in tells whether both are in the printer's list.
func (k nvKeys) in(listed []nvKey) bool {
	return slices.Contains(listed, k.picture) && slices.Contains(listed, k.mark)
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

// storeLogos returns the commands that store the logos which the printer's list does not prove. Each waits for the printer's word that
// the one before it has been processed; a mark that outlived its logo goes first.
func (e *Encoder) storeLogos(listed []nvKey) [][]byte {
	var commands [][]byte
	for _, name := range e.names() {
		keys := e.keys[name]
		e.stored[name] = keys.in(listed)
		if e.stored[name] || e.refused[name] {
			continue
		}
		if slices.Contains(listed, keys.mark) {
			commands = append(commands, deletePicture(keys.mark))
		}
		commands = append(commands, storePicture(keys.picture, e.logos[name]), storePicture(keys.mark, NewBitmap(1, 1)))
	}
	return commands
}

// confirmLogos takes the printer's list after storing. What it did not take is not tried again, so as not to wear the memory, but sent
// with each slip.
func (e *Encoder) confirmLogos(listed []nvKey) {
	for name, keys := range e.keys {
		e.stored[name] = keys.in(listed)
		e.refused[name] = !e.stored[name]
	}
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
	switch {
	case e.stored[name]:
		e.cmd(printPicture(e.keys[name].picture)...)
	case e.numbered:
		e.cmd(fs, 'p', byte(1+slices.Index(e.names(), name)), 0)
	default:
		e.raster(picture, 0, picture.Height, 1)
	}
}
