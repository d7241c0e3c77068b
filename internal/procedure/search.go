package procedure

import (
	"slices"
	"strings"

	"motcua/internal/vietnamese"
)

// Hit is a procedure that was found.
type Hit struct {
	Procedure *Procedure
	Score     float32 // 0 to about 1.1; comparable within one search only
}

// A word that was typed may be one of several of the vocabulary, each with how sure that is.
type candidate struct {
	word    int32
	quality float32
}

type candidates []candidate

// How sure a reading of a typed word is.
const (
	asTyped    = 1.0
	asTelex    = 0.95
	unfinished = 0.9 // less what is still missing
	swapped    = 0.7 // one letter wrong, missing, too many, or moved
	maxWords   = 24  // of a query
	maxWord    = 16  // letters; a syllable has seven at most
	maxRunes   = 200 // of a query
	pairWeight = 1.0 // of neighbours, against the words alone
	ownWords   = 0.4 // how much it counts that a title has few other words
	longName   = 20  // weight of a title above which more words count no more: the law names all the cases
	least      = 0.3 // of the best score, to be shown at all
)

// search is the memory of one running query, kept for the next.
type search struct {
	x          *Index
	candidates []candidates // by word typed
	best       []float32    // by title, of the word at hand
	sum        []float32    // by title
	paired     []float32
	touched    []int32 // titles with a best
	found      []int32 // titles with a sum
	docs       []float32
	hits       []Hit
}

func newSearch(x *Index) *search {
	n := len(x.titles)
	return &search{
		x: x, best: make([]float32, n), sum: make([]float32, n), paired: make([]float32, n),
		docs: make([]float32, len(x.list)),
	}
}

// Search finds at most limit procedures for what was typed so far, the likeliest first. Marks, capitals, one slip a word
// and Telex keys make no difference; the last word may be unfinished. A code finds its procedure.
func (x *Index) Search(query string, limit int) []Hit {
	query = clip(strings.TrimSpace(query))
	if query == "" || limit <= 0 {
		return nil
	}
	if hits := x.byCode(query, limit); hits != nil {
		return hits
	}
	s := x.pool.Get().(*search)
	defer x.pool.Put(s)
	s.read(query)
	total := s.addWords()
	s.addPairs()
	return slices.Clone(s.rank(total, limit))
}

// clip bounds the work a pasted page can cause.
func clip(query string) string {
	n := 0
	for i := range query {
		if n++; n > maxRunes {
			return query[:i]
		}
	}
	return query
}

// byCode finds the procedures whose code begins, with or without its first digit, with the digits typed. Points, dashes and spaces between them
// make no difference.
func (x *Index) byCode(query string, limit int) (hits []Hit) {
	if whole := strings.ToUpper(query); codes.MatchString(whole) {
		query = NationalCode(whole)
	}
	digits := codeDigits(query)
	if len(digits) < 4 || strings.Trim(digits, "0123456789") != "" {
		return nil
	}
	for i := range x.list {
		p := &x.list[i]
		code := codeDigits(p.Code)
		if len(hits) < limit && (strings.HasPrefix(code, digits) || strings.HasPrefix(code[min(1, len(code)):], digits)) {
			hits = append(hits, Hit{p, 1})
		}
	}
	return hits
}

// codeDigits is a code without what stands between its digits.
func codeDigits(code string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(".,-– ", r) {
			return -1
		}
		return r
	}, code)
}

// read finds the candidates of each word typed.
func (s *search) read(query string) {
	s.candidates = s.candidates[:0]
	typed := split(strings.ToLower(vietnamese.Letters(query)))
	for i, w := range typed {
		plain := words(w)
		if left, right, ok := s.x.joined(plain[0]); ok {
			plain = []string{left, right}
		}
		for _, p := range plain {
			if len(s.candidates) == maxWords {
				return
			}
			telex := p
			if len(plain) == 1 {
				telex = closing(vietnamese.PlainTelex(w))
			}
			s.x.candidates(s.next(), p, telex, i == len(typed)-1)
		}
	}
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

// next is one more list of candidates, in the memory of an earlier query if there is some.
func (s *search) next() *candidates {
	n := len(s.candidates)
	if n == cap(s.candidates) {
		s.candidates = append(s.candidates, nil)
	}
	s.candidates = s.candidates[:n+1]
	s.candidates[n] = s.candidates[n][:0]
	return &s.candidates[n]
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
func (x *Index) candidates(list *candidates, plain, telex string, last bool) {
	if id, ok := x.ids[plain]; ok {
		list.add(id, asTyped)
	}
	if id, ok := x.ids[telex]; ok {
		list.add(id, asTelex)
	}
	if last {
		x.begun(list, plain)
		if telex != plain {
			x.begun(list, telex)
		}
	}
	certain := len(*list) > 0
	x.slipped(list, plain, certain)
	if !certain && telex != plain {
		x.slipped(list, telex, certain)
	}
}

// begun lists the words that prefix begins, the surer the less is missing.
func (x *Index) begun(list *candidates, prefix string) {
	from, to := x.startsWith(prefix)
	for id := from; id < to; id++ {
		list.add(int32(id), unfinished*(0.6+0.4*float32(len(prefix))/float32(len(x.vocab[id]))))
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
		if word[0] != w[0] {
			quality -= 0.15
		}
		if certain {
			quality /= 2
		}
		list.add(id, quality)
	}
}

// addWords gives each title the best reading of every word typed, and returns what a title with all of them has.
func (s *search) addWords() (total float32) {
	for _, list := range s.candidates {
		heaviest := float32(0)
		for _, c := range list {
			weight := s.x.weight[c.word] * c.quality
			heaviest = max(heaviest, weight)
			s.mark(s.x.posts[c.word], weight)
		}
		for _, t := range s.touched {
			if s.sum[t] == 0 {
				s.found = append(s.found, t)
			}
			s.sum[t] += s.best[t]
			s.best[t] = 0
		}
		s.touched = s.touched[:0]
		total += heaviest
	}
	return total
}

// addPairs rewards titles in which two neighbours of the query are neighbours too.
func (s *search) addPairs() {
	for i := 1; i < len(s.candidates); i++ {
		for _, left := range s.candidates[i-1] {
			for _, right := range s.candidates[i] {
				if posts := s.x.pairs[pair{left.word, right.word}]; len(posts) > 0 {
					s.mark(posts, min(left.quality, right.quality)*s.x.rarity(posts))
				}
			}
		}
		for _, t := range s.touched {
			s.paired[t] += s.best[t]
			s.best[t] = 0
		}
		s.touched = s.touched[:0]
	}
}

// mark gives titles the weight of what was found in them, if it is the best so far.
func (s *search) mark(posts []posting, weight float32) {
	for _, p := range posts {
		if s.best[p.title] == 0 {
			s.touched = append(s.touched, p.title)
		}
		s.best[p.title] = max(s.best[p.title], weight*p.place)
	}
}

// rank turns sums into scores, keeps each procedure's best title, and clears the memory for the next query.
func (s *search) rank(total float32, limit int) []Hit {
	s.hits = s.hits[:0]
	for _, t := range s.found {
		title := &s.x.titles[t]
		covered := s.sum[t] / total
		paired := min(1, s.paired[t]/total)
		own := min(1, s.sum[t]/min(title.weight, longName))
		score := (covered + pairWeight*paired) / (1 + pairWeight) * (1 - ownWords + ownWords*own) * title.prior
		s.sum[t], s.paired[t] = 0, 0
		s.docs[title.doc] = max(s.docs[title.doc], score)
	}
	for _, t := range s.found {
		doc := s.x.titles[t].doc
		if score := s.docs[doc]; score > 0 {
			s.hits = keep(s.hits, Hit{&s.x.list[doc], score}, limit)
			s.docs[doc] = 0
		}
	}
	s.found = s.found[:0]
	return likely(s.hits)
}

// keep puts h in its place among the best limit hits so far; equals stand by code.
func keep(best []Hit, h Hit, limit int) []Hit {
	if len(best) == limit {
		if !h.before(best[limit-1]) {
			return best
		}
		best = best[:limit-1]
	}
	i := len(best)
	for i > 0 && h.before(best[i-1]) {
		i--
	}
	return slices.Insert(best, i, h)
}

func (h Hit) before(other Hit) bool {
	if h.Score != other.Score {
		return h.Score > other.Score
	}
	return h.Procedure.Code < other.Procedure.Code
}

// likely leaves out what is far behind the best.
func likely(hits []Hit) []Hit {
	for i, h := range hits {
		if h.Score < least*hits[0].Score {
			return hits[:i]
		}
	}
	return hits
}
