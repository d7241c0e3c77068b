package simulator

import "fmt"

// command is a row of the printer's command table.
type command struct {
	name string
	// size tells how many bytes follow the prefix, as far as the bytes that came so far show: the command is complete
	// when it asks for no more. An error is a parameter out of range, which cancels the command.
	size func(so []byte) (int, error)
	run  func(e *engine, p []byte) error
	has  func(m Model) bool // nil: every model
}

func exactly(n int) func([]byte) (int, error) {
	return func([]byte) (int, error) { return n, nil }
}

func untilNUL(most int) func([]byte) (int, error) {
	return func(p []byte) (int, error) {
		switch {
		case len(p) > 0 && p[len(p)-1] == 0:
			return len(p), nil
		case len(p) > most:
			return 0, fmt.Errorf("more than %d parameters before NUL", most)
		}
		return len(p) + 1, nil
	}
}

// commands is keyed by the bytes that begin each command. DLE commands act when they are received (realtime.go); here they
// only pass, as every byte goes through the receive buffer.
var commands = map[string]command{
	"\n":           {"LF", exactly(0), (*engine).lineFeed, nil},
	"\r":           {"CR", exactly(0), (*engine).carriageReturn, nil},
	"\t":           {"HT", exactly(0), (*engine).tab, nil},
	"\x00":         {"NUL", exactly(0), pass, nil}, // no printer minds it: hosts complete a broken command with it
	"\x06":         {"ACK", exactly(0), (*engine).acknowledged, nil},
	"\x15":         {"NAK", exactly(0), (*engine).askedAgain, nil},
	"\x18":         {"CAN", exactly(0), (*engine).cancelled, nil},
	"\x10\x04":     {"DLE EOT", realTimeOf(1, 1, 4), pass, nil},
	"\x10\x05":     {"DLE ENQ", realTimeOf(1, 1, 2), pass, nil},
	"\x10\x14\x01": {"DLE DC4 1", exactly(2), pass, nil},
	"\x10\x14\x02": {"DLE DC4 2", exactly(2), pass, nil},
	"\x10\x14\x08": {"DLE DC4 8", exactly(7), pass, func(m Model) bool { return m.Clears }},

	"\x1b@":  {"ESC @", exactly(0), (*engine).reset, nil},
	"\x1b!":  {"ESC !", exactly(1), (*engine).printMode, nil},
	"\x1b ":  {"ESC SP", exactly(1), (*engine).spaceCharacters, nil},
	"\x1b-":  {"ESC -", exactly(1), (*engine).underlining, nil},
	"\x1b{":  {"ESC {", exactly(1), (*engine).turnOver, nil},
	"\x1bE":  {"ESC E", exactly(1), (*engine).emphasise, nil},
	"\x1bG":  {"ESC G", exactly(1), (*engine).double, nil},
	"\x1bM":  {"ESC M", exactly(1), (*engine).selectFont, nil},
	"\x1bR":  {"ESC R", exactly(1), (*engine).selectCountry, nil},
	"\x1bt":  {"ESC t", exactly(1), (*engine).selectPage, nil},
	"\x1ba":  {"ESC a", exactly(1), (*engine).justify, nil},
	"\x1bD":  {"ESC D", untilNUL(32), (*engine).setTabs, nil},
	"\x1b$":  {"ESC $", exactly(2), (*engine).moveAbsolute, nil},
	"\x1b\\": {"ESC \\", exactly(2), (*engine).moveRelative, nil},
	"\x1b2":  {"ESC 2", exactly(0), (*engine).defaultLines, nil},
	"\x1b3":  {"ESC 3", exactly(1), (*engine).spaceLines, nil},
	"\x1bd":  {"ESC d", exactly(1), (*engine).feedLines, nil},
	"\x1bJ":  {"ESC J", exactly(1), (*engine).feedDots, nil},
	"\x1b*":  {"ESC *", bitImageSize, (*engine).bitImage, func(m Model) bool { return m.BitImage }},
	"\x1b&":  {"ESC &", glyphSize, (*engine).defineGlyphs, hasDownloaded},
	"\x1b%":  {"ESC %", exactly(1), (*engine).useGlyphs, hasDownloaded},
	"\x1b?":  {"ESC ?", exactly(1), (*engine).dropGlyph, hasDownloaded},
	"\x1bp":  {"ESC p", exactly(3), (*engine).pulse, nil},
	"\x1bi":  {"ESC i", exactly(0), (*engine).cutNow, hasCutter},
	"\x1bm":  {"ESC m", exactly(0), (*engine).cutNow, hasCutter},

	"\x1d!":  {"GS !", exactly(1), (*engine).size, nil},
	"\x1dB":  {"GS B", exactly(1), (*engine).reverse, nil},
	"\x1db":  {"GS b", exactly(1), (*engine).smooth, nil},
	"\x1dL":  {"GS L", exactly(2), (*engine).setMargin, nil},
	"\x1dW":  {"GS W", exactly(2), (*engine).setArea, nil},
	"\x1dH":  {"GS H", exactly(1), (*engine).barText, nil},
	"\x1dh":  {"GS h", exactly(1), (*engine).barHeight, nil},
	"\x1dw":  {"GS w", exactly(1), (*engine).barModule, nil},
	"\x1df":  {"GS f", exactly(1), (*engine).barFont, nil},
	"\x1dk":  {"GS k", barSize, (*engine).barCode, func(m Model) bool { return m.BarCodes }},
	"\x1dV":  {"GS V", cutSize, (*engine).cutPaper, hasCutter},
	"\x1da":  {"GS a", exactly(1), (*engine).reportChanges, func(m Model) bool { return m.Reports }},
	"\x1dr":  {"GS r", exactly(1), (*engine).reportSensor, nil},
	"\x1dI":  {"GS I", exactly(1), (*engine).reportIdentity, nil},
	"\x1dv0": {"GS v 0", rasterSize, (*engine).raster, nil},
	"\x1d(k": {"GS ( k", qrBlock, (*engine).qrCode, func(m Model) bool { return m.NativeQR }},
	"\x1d(L": {"GS ( L", shortBlock, (*engine).graphicsShort, hasNVGraphics},
	"\x1d8L": {"GS 8 L", longBlock, (*engine).graphicsLong, hasNVGraphics},

	"\x1c&": {"FS &", exactly(0), (*engine).chineseOn, hasChinese},
	"\x1c.": {"FS .", exactly(0), (*engine).chineseOff, nil},
	"\x1cp": {"FS p", exactly(2), (*engine).printImage, hasNVBitImage},
	"\x1cq": {"FS q", imagesSize, (*engine).defineImages, hasNVBitImage},
}

func hasChinese(m Model) bool    { return m.Chinese }
func hasCutter(m Model) bool     { return m.Cutter }
func hasDownloaded(m Model) bool { return m.Downloaded }
func hasNVGraphics(m Model) bool { return m.NVGraphics }
func hasNVBitImage(m Model) bool { return m.NVBitImage }

// beginnings are the bytes after which a command may still come.
var beginnings = func() map[string]bool {
	found := map[string]bool{}
	for prefix := range commands {
		for n := 1; n < len(prefix); n++ {
			found[prefix[:n]] = true
		}
	}
	return found
}()

// parser cuts the stream into commands and characters for its engine.
type parser struct {
	engine  *engine
	violate func(command, reason string)
	held    []byte // the beginning of a command that is not complete
	prefix  int    // length of the prefix within held, 0 while it is not known
	want    int    // held is complete at this length
	broken  bool   // held was broken off by a fault
}

// take works one byte in.
func (p *parser) take(b byte) {
	p.held = append(p.held, b)
	if p.prefix == 0 && !p.known() {
		return
	}
	if len(p.held) < p.want {
		return
	}
	c := commands[string(p.held[:p.prefix])]
	n, err := c.size(p.held[p.prefix:])
	p.want = p.prefix + n
	if err != nil {
		p.violate(c.name, err.Error())
		p.forget()
	} else if len(p.held) == p.want {
		p.run(c, p.held[p.prefix:])
		p.forget()
	}
}

// known tells whether held is the prefix of a command. What cannot become one is dealt with and dropped.
func (p *parser) known() bool {
	held := string(p.held)
	if c, ok := commands[held]; ok && (c.has == nil || c.has(p.engine.model)) {
		p.prefix = len(held)
		return true
	}
	if beginnings[held] {
		return false
	}
	switch {
	case len(held) == 1 && held[0] >= ' ':
		p.run(command{name: "text"}, p.held)
	case commands[held].run != nil:
		p.violate(commands[held].name, "this model has no such command")
	default:
		p.violate(fmt.Sprintf("% X", held), "no such command")
	}
	p.forget()
	return false
}

func (p *parser) run(c command, parameters []byte) {
	var err error
	if c.run == nil {
		err = p.engine.character(parameters[0])
	} else {
		err = c.run(p.engine, parameters)
	}
	if err != nil {
		p.violate(c.name, err.Error())
	}
}

// forget drops an unfinished command.
func (p *parser) forget() { p.held, p.prefix, p.want, p.broken = p.held[:0], 0, 0, false }

// idle tells that the parser is between commands.
func (p *parser) idle() bool { return len(p.held) == 0 }

func pass(*engine, []byte) error { return nil }

func realTimeOf(bytes, low, high int) func([]byte) (int, error) {
	return func(p []byte) (int, error) {
		if len(p) < bytes {
			return bytes, nil
		}
		return bytes, within("n", int(p[0]), low, high)
	}
}
