package escpos

import "slices"

// slots is the shadow of one font's table of downloaded letters. ESC & takes the codes 0x20 to 0x7E: while ESC % 1 is on a letter
// there stands in an ASCII letter's place. We leave 0x20 alone, every slip has spaces.
type slots struct {
	letter [128]rune // what each code prints; 0 is its own ASCII letter
	code   map[rune]byte
	used   [128]int // the slip that last needed what the code prints
}

// firstSlots are the codes an office's slips need least; they are given away first, so that few must ever be taken back.
const firstSlots = "`^~{|}[\\]_@#$<=>;&*+\"'%wWzZfFjJ?!xX/"

var slotOrder = func() []byte {
	order := []byte(firstSlots)
	for c := byte('!'); c <= '~'; c++ {
		if !slices.Contains(order, c) {
			order = append(order, c)
		}
	}
	return order
}()

func newSlots() slots { return slots{code: map[rune]byte{}} }

// need is what a line or a slip prints in one font.
type need struct {
	ascii   [128]bool
	letters []rune // to be drawn, each once
}

func (n *need) add(r rune, drawn bool) {
	switch {
	case !drawn:
		n.ascii[r] = true
	case !slices.Contains(n.letters, r):
		n.letters = append(n.letters, r)
	}
}

// change is what must be said to the printer: codes that get their own letter back, and codes that get another one.
type change struct{ restored, defined []byte }

// fit makes room for as much of n as the table holds, first where nothing stands, then where the longest unused letter does.
func (s *slots) fit(n *need, slip int) change {
	var c change
	for code, wanted := range n.ascii {
		if wanted && s.letter[code] != 0 {
			s.drop(byte(code))
			c.restored = append(c.restored, byte(code))
		}
		if wanted {
			s.used[code] = slip
		}
	}
	var missing []rune
	for _, r := range n.letters {
		if code, ok := s.code[r]; ok {
			s.used[code] = slip
		} else {
			missing = append(missing, r)
		}
	}
	if len(missing) == 0 {
		return c
	}
	for i, code := range s.free(n) {
		if i == len(missing) {
			break
		}
		s.drop(code)
		s.letter[code], s.code[missing[i]], s.used[code] = missing[i], code, slip
		c.defined = append(c.defined, code)
	}
	slices.Sort(c.defined)
	return c
}

func (s *slots) drop(code byte) {
	delete(s.code, s.letter[code])
	s.letter[code] = 0
}

// free lists the codes that n does not need, longest unused first.
func (s *slots) free(n *need) []byte {
	codes := make([]byte, 0, len(slotOrder))
	for _, code := range slotOrder {
		if !n.ascii[code] && (s.letter[code] == 0 || !slices.Contains(n.letters, s.letter[code])) {
			codes = append(codes, code)
		}
	}
	slices.SortStableFunc(codes, func(a, b byte) int { return s.used[a] - s.used[b] })
	return codes
}
