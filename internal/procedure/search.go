package procedure

import (
	"cmp"
	"slices"
	"strings"
)

// Hit is a procedure that was found.
type Hit struct {
	Procedure *Procedure
	Score     float32 // 0 to about 1.1; comparable within one search only
	Family    string  // the same for procedures that differ by level or agency alone, see Index.Family
	Siblings  int     // how many others the family has
}

// Result is what a question was answered with.
type Result struct {
	Hits    []Hit
	Unknown bool // too little of the question is in them: nothing fits, and they are guesses

	sure float32
}

// How sure a reading of a typed word is.
const (
	asTyped      = 1.0
	asTelex      = 0.95
	unfinished   = 0.9  // less what is still missing
	goesOn       = 0.45 // of a word that is one already
	swapped      = 0.7  // one letter wrong, missing, too many, or moved
	twice        = 0.5  // a letter missing and another too many
	guessed      = 0.5  // what a word counts that is none as it was typed, of the rarest that is
	begunWord    = 0.35 // the same, while it is typed: which word it becomes must not depend on how rare that is
	elsewhereToo = 0.6  // what is left of the sureness where people speak of what is no procedure
	hopeless     = 0.25 // of the best title's words, not to be looked at: it would be left out as unlikely
	offTopic     = 0.85 // what is left of the score of a procedure of another field than that which is spoken of
	maxWords     = 24   // of a query
	maxWord      = 16   // letters; a syllable has seven at most
	maxRunes     = 200  // of a query
	pairWeight   = 1.0  // of neighbours, against the words alone
	ownWords     = 0.4  // how much it counts that a title has few other words
	wholeEntry   = 0.25 // how much it counts that other titles and fields of the entry have what this one has not
	longName     = 20   // weight of a title above which more words count no more: the law names all the cases
	least        = 0.3  // of the best score, to be shown at all
	inStory      = 0.3  // what a word of the story counts
	mayBeStory   = 0.6  // the same, typed without marks: it may be another word
	negated      = 0.5  // what a word counts that people say is not so
	unheard      = 0.7  // what a word counts that is in no entry, of the rarest that is
	enough       = 0.4  // of a question, to be answered
	someBeside   = 0.2  // what a question has at the least of neighbours that are neighbours in a title, too: nearly all that are asked have more
	mostBeside   = 0.6  // the same, where less than partSaid of the title was said
	partSaid     = 0.45
	scattered    = 0.35 // how sure it is at the most when its words are met here and there
	said         = 0.95 // of a title, to be what was asked whatever else is told
)

// Search finds at most limit procedures for what was typed so far, the likeliest first; none when nothing fits. Marks, capitals, one
// slip a word and Telex keys make no difference; the last word may be unfinished. A code finds its procedure.
func (x *Index) Search(query string, limit int) []Hit {
	r := x.Find(query, limit)
	if r.Unknown {
		return nil
	}
	return r.Hits
}

// Find is Search that says also what it guesses when nothing fits.
func (x *Index) Find(query string, limit int) Result {
	query = clip(strings.TrimSpace(query))
	if query == "" || limit <= 0 {
		return Result{}
	}
	if hits := x.byCode(query, limit); hits != nil {
		return Result{Hits: hits}
	}
	s := x.pool.Get().(*search)
	defer x.pool.Put(s)
	s.read(query)
	s.addWords()
	s.addPairs()
	hits, sure := s.rank(limit)
	return Result{slices.Clone(hits), sure < enough, sure}
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
		code := codeDigits(x.list[i].Code)
		if len(hits) < limit && (strings.HasPrefix(code, digits) || strings.HasPrefix(code[min(1, len(code)):], digits)) {
			hits = append(hits, x.hit(int32(i), 1))
		}
	}
	return hits
}

func (x *Index) hit(doc int32, score float32) Hit {
	family := x.family[doc]
	return Hit{&x.list[doc], score, x.keys[family], len(x.kin[family]) - 1}
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

// search is the memory of one running query, kept for the next.
type search struct {
	x         *Index
	terms     []term
	means     narrowing // what they have said that they mean
	topics    []int32   // the fields of which they speak
	onTopic   []bool    // by field
	elsewhere bool      // they speak of something that is no procedure, too
	telling   int       // how many of them are neither fillers nor of the story
	total     float32   // what an entry with all of the question has

	agree   []float32 // by form, how far it is what was typed
	best    []float32 // by title, of the word at hand
	sum     []float32 // by title
	paired  []float32
	touched []int32   // titles with a best
	found   []int32   // titles with a sum
	whole   []float32 // by entry, of the word at hand
	entry   []float32 // by entry, of all words
	reached []int32   // entries with a whole
	docs    []float32
	sure    []float32 // by entry, how much of the question it has
	hits    []Hit
}

func newSearch(x *Index) *search {
	n, m := len(x.titles), len(x.list)
	s := &search{
		x: x, agree: make([]float32, len(x.forms)), best: make([]float32, n), sum: make([]float32, n), paired: make([]float32, n),
		whole: make([]float32, m), entry: make([]float32, m), docs: make([]float32, m), sure: make([]float32, m),
		onTopic: make([]bool, len(x.fieldIDs)),
	}
	for i := range s.agree {
		s.agree[i] = sameMarks
	}
	return s
}

// addWords gives each title and each entry the best reading of every word typed.
func (s *search) addWords() {
	s.total, s.telling = 0, 0
	for i := range s.terms {
		t := &s.terms[i]
		if t.factor == 1 && !idle[t.typed.plain] {
			s.telling++
		}
		heaviest := s.addWord(t)
		for _, id := range s.touched {
			if s.sum[id] == 0 {
				s.found = append(s.found, id)
			}
			s.sum[id] += s.best[id]
			s.reach(s.x.titles[id].doc, s.best[id])
			s.best[id] = 0
		}
		for _, doc := range s.reached {
			s.entry[doc] += s.whole[doc]
			s.whole[doc] = 0
		}
		s.touched, s.reached = s.touched[:0], s.reached[:0]
		s.total += heaviest
	}
}

// addWord marks the titles and entries that a word typed is in, and returns what it can count at the most.
func (s *search) addWord(t *term) (heaviest float32) {
	s.lean(t)
	for _, c := range t.candidates {
		weight := min(s.x.weight[c.word], t.most) * c.quality * t.factor
		heaviest = max(heaviest, weight)
		s.mark(s.x.posts[c.word], weight)
		if c.quality >= asTelex {
			for _, m := range s.x.fields[c.word] {
				s.reach(m.doc, weight*m.weight)
			}
		}
	}
	s.straighten(t)
	if len(t.candidates) == 0 || t.strange {
		return max(heaviest, unheard*s.x.rarest()*t.factor)
	}
	return heaviest
}

// lean prefers the forms of a word that have the marks with which it was typed.
func (s *search) lean(t *term) {
	if t.typed.marked == "" {
		return
	}
	for _, f := range s.x.ofWord[t.exact] {
		s.agree[f.id] = agreement(t.typed, token{t.typed.plain, f.marked})
	}
}

func (s *search) straighten(t *term) {
	if t.typed.marked == "" {
		return
	}
	for _, f := range s.x.ofWord[t.exact] {
		s.agree[f.id] = sameMarks
	}
}

func (s *search) reach(doc int32, weight float32) {
	if s.whole[doc] == 0 {
		s.reached = append(s.reached, doc)
	}
	s.whole[doc] = max(s.whole[doc], weight)
}

// addPairs rewards titles in which two neighbours of the query are neighbours too.
func (s *search) addPairs() {
	for i := 1; i < len(s.terms); i++ {
		left, right := &s.terms[i-1], &s.terms[i]
		s.lean(left)
		s.lean(right)
		for _, l := range left.candidates {
			for _, r := range right.candidates {
				if l.quality+r.quality < surePair {
					continue
				}
				if posts := s.x.pairs[pair{l.word, r.word}]; len(posts) > 0 {
					s.markPair(posts, min(l.quality, r.quality)*min(left.factor, right.factor)*s.x.rarity(posts))
				}
			}
		}
		s.straighten(left)
		s.straighten(right)
		for _, t := range s.touched {
			s.paired[t] += s.best[t]
			s.best[t] = 0
		}
		s.touched = s.touched[:0]
	}
}

// surePair is how sure the readings of two neighbours must be together: two guesses side by side are none.
const surePair = 1

// mark gives titles the weight of what was found in them, if it is the best so far.
func (s *search) mark(posts []posting, weight float32) {
	for _, p := range posts {
		if s.best[p.title] == 0 {
			s.touched = append(s.touched, p.title)
		}
		s.best[p.title] = max(s.best[p.title], weight*p.place*s.agree[p.form])
	}
}

func (s *search) markPair(posts []posting, weight float32) {
	for _, p := range posts {
		if s.best[p.title] == 0 {
			s.touched = append(s.touched, p.title)
		}
		s.best[p.title] = max(s.best[p.title], weight*p.place*min(s.agree[p.form], s.agree[p.left]))
	}
}

// rank turns sums into scores, keeps each procedure's best title, and clears the memory for the next query. It tells whether the
// best has enough of the question.
func (s *search) rank(limit int) (hits []Hit, sure float32) {
	s.hits = s.hits[:0]
	best := float32(0)
	for _, t := range s.found {
		best = max(best, s.sum[t]+s.paired[t])
	}
	for _, t := range s.found {
		title := &s.x.titles[t]
		if s.sum[t]+s.paired[t] < hopeless*best {
			s.sum[t], s.paired[t] = 0, 0
			continue
		}
		score, has := s.score(t)
		s.sum[t], s.paired[t] = 0, 0
		s.sure[title.doc] = max(s.sure[title.doc], has)
		s.docs[title.doc] = max(s.docs[title.doc], score)
	}
	for _, t := range s.found {
		doc := s.x.titles[t].doc
		if score := s.docs[doc]; score > 0 {
			if n := len(s.hits); n < limit || score >= s.hits[n-1].Score {
				s.hits = keep(s.hits, s.x.hit(doc, score), limit)
			}
			sure = max(sure, s.sure[doc])
			s.docs[doc], s.sure[doc] = 0, 0
		}
	}
	clear(s.entry)
	clear(s.onTopic)
	s.found = s.found[:0]
	return likely(s.hits), sure
}

// score is how well a title answers, and how sure that is.
func (s *search) score(t int32) (score, sure float32) {
	title := &s.x.titles[t]
	covered := s.sum[t] / s.total
	paired := min(1, s.paired[t]/s.total)
	own := min(1, s.sum[t]/min(title.weight, longName))
	score = (covered + pairWeight*paired) / (1 + pairWeight) * (1 - ownWords + ownWords*own)
	score = (1-wholeEntry)*score + wholeEntry*s.entry[title.doc]/s.total
	score *= title.prior
	if title.narrow&^s.means != 0 {
		score *= tooNarrow
	}
	if len(s.topics) > 0 && !s.onTopic[s.x.field[title.doc]] {
		score *= offTopic
	}
	sure = (covered + paired) / 2
	if s.elsewhere {
		sure *= elsewhereToo
	}
	if s.isScattered(paired, own) {
		sure = min(sure, scattered)
	}
	if own >= said && title.phrase && s.paired[t] > 0 && !s.elsewhere {
		sure = max(sure, enough)
	}
	return score, sure
}

// isScattered reports whether words of a question are met in a title here and there: too few of them are neighbours in both. Of so many words one less
// are pairs.
func (s *search) isScattered(paired, own float32) bool {
	if s.telling < 2 {
		return false
	}
	beside := paired * float32(s.telling) / float32(s.telling-1)
	return beside < someBeside || beside < mostBeside && own < partSaid
}

// keep puts h in its place among the best limit hits so far; of equals the one with the shorter name says least besides what was asked.
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
	a, b := h.Procedure, other.Procedure
	return cmp.Or(cmp.Compare(other.Score, h.Score), cmp.Compare(len(a.Name), len(b.Name)), strings.Compare(a.Code, b.Code)) < 0
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
