package escpos

import (
	"errors"
	"fmt"
	"slices"

	"motcua/drivers"
)

const (
	dle = 0x10
	esc = 0x1B
	fs  = 0x1C
	gs  = 0x1D
	lf  = '\n'
)

// Logos are the pictures that documents name by key.
type Logos map[string]*Bitmap

// Encoder turns documents into bytes for one printer and remembers what that printer has been told. It does no input or output and is
// not safe for use by several goroutines.
type Encoder struct {
	profile Profile
	logos   Logos
	keys    map[string]nvKeys
	state   shadow
	fresh   bool // the printer is in an unknown state: the next slip begins with ESC @
	torn    bool // a part of a slip may hang in the printer: the next slip begins with a cut

	stored   map[string]bool // logos known to be in the printer's flash memory
	refused  map[string]bool // those that it did not take
	numbered bool            // all of them are there, by FS q

	slip   int
	again  int // the downloaded letter that is due to be said again
	out    []byte
	bounds []int
}

// NewEncoder returns an encoder for a printer in an unknown state.
func NewEncoder(p Profile, logos Logos) *Encoder {
	e := &Encoder{profile: p, logos: logos, keys: map[string]nvKeys{}, stored: map[string]bool{}, refused: map[string]bool{}}
	for name, picture := range logos {
		e.keys[name] = keysOf(picture)
	}
	e.Reset()
	return e
}

// Profile returns the row of the table that the encoder works by.
func (e *Encoder) Profile() Profile { return e.profile }

// Reset forgets what the printer has been told, after a power cycle or a reconnect: the next slip says all it needs again.
func (e *Encoder) Reset() {
	e.state = newShadow()
	e.fresh = true
}

// Abandon says that the slip encoded last did not come out whole: the next one is cut off from what is left of it.
func (e *Encoder) Abandon() {
	e.Reset()
	e.torn = true
}

// Encode returns the bytes that put d on paper after all that was encoded before. An error is a document that cannot be printed, on
// this paper or on any: nothing of it is to be sent, and the next slip begins from an unknown state.
func (e *Encoder) Encode(d drivers.Document) ([]byte, error) {
	job, err := e.encode(d)
	return slices.Clone(job.bytes), err
}

// job is an encoded document; bounds are the ends of its commands, where the printer may be asked something.
type job struct {
	bytes  []byte
	bounds []int
}

// encode returns a job that the next call overwrites.
func (e *Encoder) encode(d drivers.Document) (job, error) {
	e.out, e.bounds = e.out[:0], e.bounds[:0]
	e.slip++
	lines, err := e.layout(d)
	if err != nil {
		return job{}, err
	}
	e.begin(d)
	e.download(lines)
	for i, b := range d {
		if err := e.block(b, lines[i]); err != nil {
			e.Reset()
			return job{}, fmt.Errorf("encode block %d (%s): %w", i+1, b.Kind, err)
		}
	}
	e.torn = false
	return job{e.out, e.bounds}, nil
}

// begin brings a printer in an unknown state to a known one. Of what it was told before only the downloaded letters are relied upon: to
// say the rest again costs some twenty bytes, and a power cycle between two slips that nobody saw then spoils nothing else.
func (e *Encoder) begin(d drivers.Document) {
	e.state.forgetSettings()
	if e.fresh {
		e.initialise()
	}
	e.cmd(fs, '.') // a printer for Asia wakes in Kanji mode and would take two Vietnamese letters for one character
	if e.torn && (len(d) == 0 || d[0].Kind != drivers.KindCut) {
		e.cut(false)
	}
}

func (e *Encoder) initialise() {
	e.cmd(esc, '@')
	e.cmd(esc, 'R', 0) // U.S. letters: other countries' sets replace # $ @ [ \ ] { | }
	if e.profile.Reports {
		e.cmd(gs, 'a', 0x0E) // on-line, errors, paper
	}
	e.fresh = false
}

// commandLimit keeps the data of a command, a logo to be stored excepted, below the smallest receive buffer.
const commandLimit = 1000

// cmd appends one whole command.
func (e *Encoder) cmd(b ...byte) {
	e.out = append(e.out, b...)
	e.bound()
}

// bound says that the bytes so far end with a whole command.
func (e *Encoder) bound() { e.bounds = append(e.bounds, len(e.out)) }

// layout breaks the text of each block into lines and checks what can be checked before a byte is sent.
func (e *Encoder) layout(d drivers.Document) ([][]line, error) {
	all := make([][]line, len(d))
	for i, b := range d {
		lines, err := e.lines(b)
		if err != nil {
			return nil, fmt.Errorf("encode block %d (%s): %w", i+1, b.Kind, err)
		}
		all[i] = lines
	}
	return all, nil
}

var errSize = errors.New("letters are 1 to 8 times as wide and high")

func (e *Encoder) lines(b drivers.Block) ([]line, error) {
	if b.Style.Wide < 0 || b.Style.Wide > 8 || b.Style.High < 0 || b.Style.High > 8 {
		return nil, errSize
	}
	m := e.profile.modeOf(b.Style)
	width := e.profile.columns(m.face, m.wide)
	style := b.Style
	var texts [][]rune
	switch b.Kind {
	case drivers.KindText:
		texts = wrap(legible(b.Text), width)
	case drivers.KindColumns:
		if len(b.Cells) == 0 || 2*len(b.Cells)-1 > width {
			return nil, fmt.Errorf("%d cells on a line of %d letters", len(b.Cells), width)
		}
		style.Align = drivers.Left
		texts = columns(b.Cells, width)
	case drivers.KindRule:
		rule := make([]rune, width)
		for i := range rule {
			rule[i] = '-'
		}
		texts = [][]rune{rule}
	}
	lines := make([]line, len(texts))
	for i, t := range texts {
		lines[i] = line{style: style, text: t}
	}
	return lines, nil
}

func (e *Encoder) block(b drivers.Block, lines []line) error {
	switch b.Kind {
	case drivers.KindText, drivers.KindColumns, drivers.KindRule:
		for _, l := range lines {
			e.line(l)
		}
	case drivers.KindQR:
		return e.qr(b.Text)
	case drivers.KindBarcode:
		return e.barcode(b.Text)
	case drivers.KindLogo:
		e.logo(b.Text)
	case drivers.KindFeed:
		if b.Lines < 1 || b.Lines > 255 {
			return fmt.Errorf("feed %d lines: 1 to 255", b.Lines)
		}
		e.cmd(esc, 'd', byte(b.Lines))
	case drivers.KindCut:
		e.cut(b.Partial)
	case drivers.KindDrawer:
		e.cmd(esc, 'p', 0, 25, 250) // pin 2, 50 ms on, 500 ms off: what every drawer's solenoid stands
	default:
		return errors.New("unknown kind of block")
	}
	return nil
}

// cut feeds the paper past the knife and cuts it. Each line has ended with its line feed by then: a cut is ignored on many
// printers while the line buffer holds a letter (escpos-php #144).
func (e *Encoder) cut(partial bool) {
	n := byte(0)
	if partial {
		n = 1
	}
	if e.profile.Cut != CutFeed {
		e.cmd(esc, 'd', byte(e.profile.Knife))
	}
	switch e.profile.Cut {
	case CutFeed:
		e.cmd(gs, 'V', 65+n, 0)
	case CutPlain:
		e.cmd(gs, 'V', n)
	case CutEscape:
		e.cmd(esc, "im"[n])
	}
}
