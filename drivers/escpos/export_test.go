package escpos

// Columns are the dots of a letter as ESC & and ESC * send them, to teach a simulator its look.
func Columns(r rune, small, bold bool, top int) []byte {
	f := fontA
	if small {
		f = fontB
	}
	return glyph(r, f, bold).columns(3, top, 1)
}

// Vietnamese is the alphabet's 134 letters beyond ASCII.
const Vietnamese = vietnamese
