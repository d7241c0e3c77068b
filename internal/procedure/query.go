package procedure

import (
	"slices"
	"strings"

	"motcua/internal/vietnamese"
)

// A term is a word of a question, and what it may be.
type term struct {
	typed      token // without marks where the question has none, and where it is not finished
	factor     float32
	exact      int32   // the word of the vocabulary that it is; -1: none
	strange    bool    // it is a word with its marks that no entry has, and no slip
	most       float32 // what its readings may count
	candidates candidates
}

// A word that was typed may be one of several of the vocabulary, each with how sure that is.
type candidate struct {
	word    int32
	quality float32
}

type candidates []candidate

// typedWord is a word as its keys were pressed.
type typedWord struct {
	token
	keys    string // nothing where it stands for something written short
	factor  float32
	outside bool // of a phrase that is no procedure
}

// read finds out what each word of a question counts, and what it may be.
func (s *search) read(query string) {
	s.terms, s.means = s.terms[:0], 0
	list := s.x.typed(query)
	withMarks := slices.ContainsFunc(list, func(w typedWord) bool { return w.keys != "" && w.marked != w.plain })
	s.x.lex.judge(list, withMarks)
	s.elsewhere = slices.ContainsFunc(list, func(w typedWord) bool { return w.outside })
	s.speakOf(list)
	for i, w := range list {
		if w.factor == 0 {
			continue
		}
		if !withMarks && w.keys != "" {
			w.marked = ""
		}
		s.means |= narrowSaid[w.plain]
		end := s.x.ending(s.terms, w, i == len(list)-1)
		s.x.read(s.next(), w, end)
	}
}

// typed are the words of a question, short forms written out and words run together taken apart.
func (x *Index) typed(query string) (list []typedWord) {
	for _, w := range split(strings.ToLower(vietnamese.Letters(query))) {
		t := tokenOf(w)
		for _, part := range x.parts(t) {
			keys := ""
			if part == t {
				keys = w
			}
			if len(list) == maxWords {
				return list
			}
			list = append(list, typedWord{part, keys, 1, false})
		}
	}
	return list
}

// parts are the words that a word typed stands for.
func (x *Index) parts(t token) []token {
	if full := x.lex.short[t.plain]; full != nil {
		return full
	}
	if _, known := x.ids[t.plain]; known {
		return []token{t}
	}
	if full := x.lex.shortSlip(t.plain); full != nil {
		return full
	}
	if left, right, ok := x.joined(t.plain); ok {
		return []token{{left, left}, {right, right}}
	}
	return []token{t}
}

// shortSlip is what a word written short stands for that has one letter wrong, missing, too many or moved.
func (l *Lexicon) shortSlip(w string) []token {
	if len(w) < shortestSlip || len(w) > maxWord || vietnamese.IsPlainSyllable(w) {
		return nil
	}
	for _, left := range append(dropped(w), w) {
		if short, ok := l.slips[left]; ok {
			return l.short[short]
		}
	}
	return nil
}

// negations say that what follows is not so.
var negations = map[string]bool{"không": true, "ko": true, "khong": true, "chưa": true, "chua": true, "chẳng": true, "k": true, "hông": true, "hổng": true}

// judge finds out what the words of a question count. What has a meaning in the lexicon is neither a filler nor denied.
func (l *Lexicon) judge(list []typedWord, withMarks bool) {
	row := make([]token, len(list))
	for i, w := range list {
		row[i] = w.token
	}
	senses := l.sense(row)
	beside := slices.ContainsFunc(senses, func(m reading) bool { return m.means == meant && m.words > 1 })
	for i, m := range senses {
		if m.means == aside {
			m.means = outside
			if beside {
				m.means = story
			}
		}
		switch {
		case m.means == filler && (m.words > 1 || withMarks):
			list[i].factor = 0
		case m.means == filler || m.means == story && (m.words > 1 || withMarks):
			list[i].factor = inStory
		case m.means == story:
			list[i].factor = mayBeStory
		case m.means == outside && (m.words > 1 || withMarks || !vietnamese.IsPlainSyllable(list[i].plain)):
			list[i].factor, list[i].outside = 1, true
		case m.means == 0:
			if i > 0 && negations[list[i-1].keys] {
				list[i].factor = negated
			}
		}
	}
	for _, w := range list {
		if w.factor > 0 {
			return
		}
	}
	for i := range list {
		list[i].factor = inStory
	}
}

// speakOf notes the fields of which a question speaks.
func (s *search) speakOf(list []typedWord) {
	s.topics = s.topics[:0]
	row := make([]token, len(list))
	for i, w := range list {
		row[i] = w.token
	}
	for i := range row {
		s.x.lex.topics.at(row, i, func(p phrase[string]) bool {
			if id, known := s.x.fieldIDs[p.means]; known {
				s.topics, s.onTopic[id] = append(s.topics, id), true
			}
			return true
		})
	}
}

// reading is what a word of a question is as part of a phrase of so many words.
type reading struct {
	means sense
	words int
}

// sense is what each word of a question is: the longest phrase that has it decides. A single word with other marks is another word.
func (l *Lexicon) sense(row []token) []reading {
	list := make([]reading, len(row))
	for i := range row {
		l.heard.at(row, i, func(p phrase[sense]) bool {
			n := len(p.words)
			if n == 1 && row[i].marked != row[i].plain && row[i].marked != p.words[0].marked {
				return true
			}
			for j := i; j < i+n; j++ {
				if n > list[j].words || n == list[j].words && p.means == meant {
					list[j] = reading{p.means, n}
				}
			}
			return true
		})
	}
	return list
}

// joined takes apart two words written as one: "dangky".
func (x *Index) joined(w string) (left, right string, ok bool) {
	if len(w) < 4 || len(w) > maxWord || vietnamese.IsPlainSyllable(w) {
		return "", "", false
	}
	for i := 2; i+2 <= len(w); i++ {
		left, right = closing(w[:i]), closing(w[i:])
		_, knownLeft := x.ids[left]
		_, knownRight := x.ids[right]
		if knownLeft && knownRight && vietnamese.IsPlainSyllable(left) && vietnamese.IsPlainSyllable(right) {
			return left, right, true
		}
	}
	return "", "", false
}

// next is one more term, in the memory of an earlier query if there is some.
func (s *search) next() *term {
	n := len(s.terms)
	if n == cap(s.terms) {
		s.terms = append(s.terms, term{})
	}
	s.terms = s.terms[:n+1]
	s.terms[n].candidates = s.terms[n].candidates[:0]
	return &s.terms[n]
}

// ending is how far a word may go on.
type ending int

const (
	whole ending = iota
	maybe        // it is a word already
	open
)

// ending tells how far the last word may go on: "si" is one, but not behind "khai".
func (x *Index) ending(before []term, w typedWord, last bool) ending {
	id, known := x.ids[w.plain]
	switch {
	case !last:
		return whole
	case !known || len(w.plain) < 2:
		return open
	case len(before) == 0:
		return maybe
	}
	if left := before[len(before)-1].exact; left >= 0 && len(x.pairs[pair{left, id}]) == 0 {
		return open
	}
	return maybe
}

// read finds what a word typed may be.
func (x *Index) read(t *term, w typedWord, end ending) {
	t.typed, t.factor, t.exact, t.most, t.strange = w.token, w.factor, -1, guessed*x.rarest(), false
	if end == open {
		t.most = begunWord * x.rarest()
	}
	if w.outside {
		t.typed.marked = ""
		return
	}
	if id, ok := x.ids[w.plain]; ok {
		t.exact, t.most = id, max(x.weight[id], t.most*float32(end/open))
	} else {
		t.strange = end == whole && w.marked != w.plain && vietnamese.IsPlainSyllable(w.plain)
		t.typed.marked = ""
	}
	telex := w.plain
	if w.keys != "" {
		telex = closing(vietnamese.PlainTelex(w.keys))
	}
	x.candidates(&t.candidates, w.plain, telex, end)
	t.strange = t.strange && !slices.ContainsFunc(t.candidates, func(c candidate) bool { return c.quality >= asTelex })
}

// add puts word into the list, or lets the surer of two readings of it stand.
func (list *candidates) add(word int32, quality float32) {
	for i := range *list {
		if c := &(*list)[i]; c.word == word {
			c.quality = max(c.quality, quality)
			return
		}
	}
	*list = append(*list, candidate{word, quality})
}

// candidates lists the words of the vocabulary that were meant by plain, or by telex if those were keys.
func (x *Index) candidates(list *candidates, plain, telex string, end ending) {
	if id, ok := x.ids[plain]; ok {
		list.add(id, asTyped)
	}
	if id, ok := x.ids[telex]; ok {
		list.add(id, asTelex)
	}
	if end != whole {
		x.begun(list, plain, end)
		if telex != plain {
			x.begun(list, telex, end)
		}
	}
	certain := len(*list) > 0
	x.slipped(list, plain, certain)
	if !certain && telex != plain {
		x.slipped(list, telex, certain)
	}
}

// begun lists the words that prefix begins, the surer the less is missing; less sure where it is a word already.
func (x *Index) begun(list *candidates, prefix string, end ending) {
	sure := float32(unfinished)
	if end == maybe {
		sure = goesOn
	}
	from, to := x.startsWith(prefix)
	for id := from; id < to; id++ {
		list.add(int32(id), sure*(0.6+0.4*float32(len(prefix))/float32(len(x.vocab[id]))))
	}
}

// slipped lists the words one slip away from w. The first letter is mostly right; a word that is one as it stands mostly
// was meant.
func (x *Index) slipped(list *candidates, w string, certain bool) {
	if len(w) < 3 || len(w) > maxWord {
		return
	}
	x.slip(list, w, x.slips[w], certain)
	var left [maxWord]byte
	for i := range len(w) {
		n := copy(left[:], w[:i])
		n += copy(left[n:], w[i+1:])
		x.slip(list, w, x.slips[string(left[:n])], certain)
	}
}

func (x *Index) slip(list *candidates, w string, words []int32, certain bool) {
	for _, id := range words {
		word := x.vocab[id]
		if word == w || len(word) < 2 {
			continue
		}
		quality := float32(swapped)
		if !near(w, word) {
			quality = twice
		}
		if word[0] != w[0] {
			quality -= 0.15
		}
		if certain {
			quality /= 2
		}
		list.add(id, quality)
	}
}

// near reports whether one letter is wrong, missing or too many, or two neighbours have changed places.
func near(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	switch {
	case len(a) < len(b):
		return a[i:] == b[i+1:]
	case i == len(a) || a[i+1:] == b[i+1:]:
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}
