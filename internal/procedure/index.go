package procedure

import (
	"math"
	"slices"
	"strings"
	"sync"
)

// Index finds procedures by what people type. It never changes: safe for any goroutine.
//
// Every entry has several titles: its name, the cases a long name lists, its phrases. A title is a row of words, the law's and
// what people say instead; a word knows the titles it stands in, and so does each pair of neighbours, for Vietnamese words are
// mostly pairs of syllables. What stands in an entry's other fields counts a little for words that are in none of its titles.
type Index struct {
	list     []Procedure
	lex      *Lexicon
	reader   reader             // while the index is made
	names    []bareName         // the same
	priors   map[string]float32 // the same, by code
	titles   []title
	vocab    []string // sorted, so that a prefix is a range
	ids      map[string]int32
	forms    map[string]int32   // words with their marks
	ofWord   map[int32][]form   // by word
	weight   []float32          // of each word: the rarer, the more it tells
	posts    [][]posting        // titles of each word
	fields   [][]mention        // other fields of each word
	pairs    map[pair][]posting // titles of each two neighbours
	slips    map[string][]int32 // words by what is left when one letter is dropped
	family   []int32            // of each entry
	field    []int32            // of each entry
	fieldIDs map[string]int32
	kin      map[int32][]int32 // entries of each family
	keys     []string          // of each family
	pool     sync.Pool         // of *search
}

type title struct {
	doc    int32
	weight float32 // of all its words together
	prior  float32
	narrow narrowing // what it is only for
	phrase bool      // it has two words or more that tell something
}

type pair struct{ left, right int32 }

// form is a word as it is written.
type form struct {
	id     int32
	marked string
}

// A posting says that a word stands in a title, and what it counts there: names begin with what they are about. Of a pair, it is the
// right word's form.
type posting struct {
	title int32
	form  int32
	left  int32 // the form of the word before
	place float32
}

// A mention says that a word stands in a field that is no title.
type mention struct {
	doc    int32
	weight float32
}

// place is what the i-th word of a title counts.
func place(i int) float32 {
	if i < headWords {
		return 1
	}
	return max(0.3, 1-0.07*float32(i-headWords+1))
}

const (
	headWords  = 8
	lightWord  = 0.4 // what a word counts that only joins others
	aField     = 0.4 // what a word counts in the name of a procedure's field
	aResult    = 0.3
	aTail      = 0.15  // in what its name says of the level and the agency
	mostFamily = 0.015 // what a procedure gains by each way in which people call it
)

// NewIndex reads a catalogue once, with the lexicon that is built in. The list must not change afterwards.
func NewIndex(list []Procedure) *Index { return NewIndexWith(list, builtIn()) }

// NewIndexWith reads a catalogue once, with what its citizens say. The list must not change afterwards.
func NewIndexWith(list []Procedure, lex *Lexicon) *Index {
	x := &Index{
		list: list, lex: lex, reader: reader{lex, map[string]token{}}, ids: map[string]int32{}, forms: map[string]int32{}, ofWord: map[int32][]form{}, pairs: map[pair][]posting{},
		slips: map[string][]int32{}, kin: map[int32][]int32{}, fieldIDs: map[string]int32{}, priors: map[string]float32{},
	}
	for i := range list {
		code := NationalCode(list[i].Code)
		x.priors[code] = max(x.priors[code], prior(&list[i])+lex.liking(code))
	}
	var rows []row
	for i := range list {
		x.names = append(x.names, bare(list[i].Name))
		x.field = append(x.field, x.fieldID(list[i].Field))
		rows = append(rows, x.rowsOf(int32(i))...)
	}
	x.learn(rows)
	for t, r := range rows {
		x.titles = append(x.titles, title{doc: r.doc, prior: r.prior, narrow: r.narrow})
		x.post(int32(t), r)
	}
	x.weigh(rows)
	x.mention()
	x.group()
	x.names, x.priors, x.reader.seen = nil, nil, nil
	x.pool.New = func() any { return newSearch(x) }
	return x
}

func (x *Index) fieldID(field string) int32 {
	id, known := x.fieldIDs[field]
	if !known {
		id = int32(len(x.fieldIDs))
		x.fieldIDs[field] = id
	}
	return id
}

// row is a title in words. Parts of it have other words that people say instead.
type row struct {
	doc    int32
	prior  float32
	narrow narrowing
	words  []token
	spoken []spoken
}

// spoken is what people say for words[from:to].
type spoken struct {
	from, to int
	words    []token
}

// rowsOf are the titles an entry can be found by.
func (x *Index) rowsOf(doc int32) (rows []row) {
	p := &x.list[doc]
	prior := prior(p) + x.lex.liking(p.Code)
	add := func(words []token, prior float32, narrow narrowing) {
		rows = append(rows, row{doc, prior, narrow, words, x.lex.spokenIn(words)})
	}
	cases := strings.Split(x.names[doc].rest, ";")
	whole := ^narrowing(0) // what all its cases are only for, whatever people call it
	for _, text := range cases {
		if words := x.reader.tokens(text); len(words) > 0 {
			whole &= narrowOf(words)
		}
	}
	if words := x.reader.tokens(x.names[doc].rest); len(words) > 0 {
		add(words, prior, narrowOf(x.reader.tokens(cases[0]))) // "có yếu tố nước ngoài: cha dượng nhận con; dì nhận cháu" is for both
	}
	for _, text := range cases[1:] { // who comes has one of them
		if words := x.reader.tokens(text); len(words) > 0 {
			add(words, prior, narrowOf(words))
		}
	}
	for _, text := range slices.Concat(p.Phrases, p.English) {
		if words := x.reader.tokens(text); len(words) > 0 {
			add(words, prior, whole)
		}
	}
	for _, c := range x.lex.byCode[NationalCode(p.Code)] {
		add(c.words, x.priorOf(prior, c)*(1-0.02*float32(min(c.rank, 10))), whole)
	}
	return rows
}

// shortCall is how many words make a call whose line says in which order its procedures are offered: who says more says which.
const shortCall = 2

// priorOf is the prior of a procedure by one of the ways in which people call it: whatever the line names behind it is no likelier.
func (x *Index) priorOf(own float32, c called) float32 {
	if len(c.words) > shortCall {
		return own
	}
	for _, code := range c.behind {
		own = max(own, x.priors[code])
	}
	return own
}

// liking is what a procedure gains by the ways in which people call it: who has many names is much asked for.
func (l *Lexicon) liking(code string) float32 {
	return mostFamily * float32(min(4, len(l.byCode[NationalCode(code)])))
}

// spokenIn finds the law's words in a title and what people say for them.
func (l *Lexicon) spokenIn(list []token) (out []spoken) {
	for i := range list {
		l.byLaw.at(list, i, func(p phrase[int]) bool {
			out = append(out, spoken{i, i + len(p.words), l.sayings[p.means].said})
			return true
		})
	}
	return out
}

// prior favours what people come to a province's hall for over what only a ministry decides, or only offices and companies ask.
func prior(p *Procedure) float32 {
	f := float32(1)
	if len(p.Levels) > 0 && !slices.ContainsFunc(p.Levels, func(l Level) bool { return l != Ministry }) {
		f = 0.88
	}
	if slices.Contains(p.Levels, Commune) {
		f = 1.01
	}
	if len(p.Audience) > 0 && !slices.Contains(p.Audience, "Công dân Việt Nam") {
		f -= 0.05
	}
	if len(p.Phrases) > 0 {
		f += 0.05
	}
	if farFields[p.Field] {
		f -= 0.08
	}
	return f
}

func (x *Index) learn(rows []row) {
	for _, r := range rows {
		for _, t := range r.words {
			x.meet(t)
		}
		for _, s := range r.spoken {
			for _, t := range s.words {
				x.meet(t)
			}
		}
	}
	slices.Sort(x.vocab)
	forms := x.ofWord
	x.ofWord = make(map[int32][]form, len(forms))
	x.weight, x.posts, x.fields = make([]float32, len(x.vocab)), make([][]posting, len(x.vocab)), make([][]mention, len(x.vocab))
	for i, w := range x.vocab {
		id := int32(i)
		x.ofWord[id] = forms[x.ids[w]]
		x.ids[w] = id
		x.slips[w] = append(x.slips[w], id)
		for _, left := range dropped(w) {
			x.slips[left] = append(x.slips[left], id)
		}
	}
}

// meet takes a word into the vocabulary.
func (x *Index) meet(t token) {
	id, known := x.ids[t.plain]
	if !known {
		id = int32(len(x.vocab))
		x.ids[t.plain] = id
		x.vocab = append(x.vocab, t.plain)
	}
	if _, known := x.forms[t.marked]; !known {
		f := form{int32(len(x.forms)), t.marked}
		x.forms[t.marked] = f.id
		x.ofWord[id] = append(x.ofWord[id], f)
	}
}

// post makes a title known to its words and its pairs of neighbours, to those that people say as well.
func (x *Index) post(t int32, r row) {
	for i := range r.words {
		x.postAt(t, r.words, i, placeOf(r.words, i))
	}
	for _, s := range r.spoken {
		said := slices.Concat(r.words[max(0, s.from-1):s.from], s.words, r.words[s.to:min(s.to+1, len(r.words))])
		for i := range said {
			x.postAt(t, said, i, place(s.from))
		}
	}
}

func placeOf(row []token, i int) float32 {
	if light[row[i].marked] {
		return lightWord * place(i)
	}
	return place(i)
}

// postAt makes a title known to the i-th word of a row, and to it and the one before.
func (x *Index) postAt(t int32, row []token, i int, place float32) {
	id, post := x.ids[row[i].plain], posting{title: t, form: x.forms[row[i].marked], place: place}
	x.posts[id] = appendOnce(x.posts[id], post)
	if i > 0 {
		post.left = x.forms[row[i-1].marked]
		p := pair{x.ids[row[i-1].plain], id}
		x.pairs[p] = appendOnce(x.pairs[p], post)
	}
}

// weigh finds what words tell, and what a title with all of its words has. Where people say it shorter, that is enough.
func (x *Index) weigh(rows []row) {
	for w, posts := range x.posts {
		x.weight[w] = x.rarity(posts)
		if idle[x.vocab[w]] {
			x.weight[w] /= 3
		}
	}
	for t, r := range rows {
		parts := make([]float32, len(r.words))
		for i, w := range r.words {
			parts[i] = x.weight[x.ids[w.plain]] * placeOf(r.words, i)
		}
		for _, s := range r.spoken {
			enough := float32(0)
			for _, w := range s.words {
				enough += x.weight[x.ids[w.plain]] * place(s.from)
			}
			shrink(parts[s.from:s.to], enough)
		}
		x.titles[t].weight = sum(parts)
		x.titles[t].phrase = telling(r.words) > 1
	}
}

// telling is how many words of a row tell something.
func telling(row []token) (n int) {
	for _, t := range row {
		if !light[t.marked] && !idle[t.plain] {
			n++
		}
	}
	return n
}

// mention notes the words of the fields that are no titles, where the vocabulary has them.
func (x *Index) mention() {
	for i := range x.list {
		p := &x.list[i]
		x.mentionIn(int32(i), p.Field, aField)
		x.mentionIn(int32(i), x.names[i].tail, aTail)
		x.mentionIn(int32(i), p.Result, aResult)
	}
}

func (x *Index) mentionIn(doc int32, text string, weight float32) {
	for _, t := range x.reader.tokens(text) {
		id, known := x.ids[t.plain]
		if !known || idle[t.plain] {
			continue
		}
		if n := len(x.fields[id]); n == 0 || x.fields[id][n-1].doc != doc {
			x.fields[id] = append(x.fields[id], mention{doc, weight})
		}
	}
}

// rarity is what is told by something that stands in these titles: the fewer, the more.
func (x *Index) rarity(posts []posting) float32 {
	return float32(math.Log(1 + float64(len(x.titles))/float64(len(posts))))
}

// rarest is what is told by a word that stands in one title.
func (x *Index) rarest() float32 { return float32(math.Log(1 + float64(len(x.titles)))) }

// shrink makes parts smaller, until they have no more than most together, or half of what they had: who says a few of the
// law's words has not yet said all that three of the people's stand for.
func shrink(parts []float32, most float32) {
	all := sum(parts)
	for i := range parts {
		parts[i] *= min(1, max(0.5, most/all))
	}
}

func sum(parts []float32) (all float32) {
	for _, p := range parts {
		all += p
	}
	return all
}

// appendOnce keeps the best place of a word in a title.
func appendOnce(list []posting, p posting) []posting {
	if n := len(list); n > 0 && list[n-1].title == p.title && list[n-1].form == p.form {
		list[n-1].place = max(list[n-1].place, p.place)
		return list
	}
	return append(list, p)
}

// dropped are the words that w leaves when one letter is missing. Of two letters nothing certain is left.
func dropped(w string) (out []string) {
	if len(w) < 3 {
		return nil
	}
	for i := range len(w) {
		if i == 0 || w[i] != w[i-1] {
			out = append(out, w[:i]+w[i+1:])
		}
	}
	return out
}

// startsWith is the range of words that begin with prefix.
func (x *Index) startsWith(prefix string) (from, to int) {
	from, _ = slices.BinarySearch(x.vocab, prefix)
	to = from
	for to < len(x.vocab) && strings.HasPrefix(x.vocab[to], prefix) {
		to++
	}
	return from, to
}
