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
// mostly pairs of syllables.
type Index struct {
	list   []Procedure
	titles []title
	vocab  []string // sorted, so that a prefix is a range
	ids    map[string]int32
	weight []float32   // of each word: the rarer, the more it tells
	posts  [][]posting // titles of each word
	pairs  map[pair][]posting
	slips  map[string][]int32 // words by what is left when one letter is dropped
	pool   sync.Pool          // of *search
}

type title struct {
	doc    int32
	weight float32 // of all its words together
	prior  float32
}

type pair struct{ left, right int32 }

// A posting says that a word stands in a title, and what it counts there: names begin with what they are about.
type posting struct {
	title int32
	place float32
}

// place is what the i-th word of a title counts.
func place(i int) float32 {
	if i < headWords {
		return 1
	}
	return max(0.3, 1-0.07*float32(i-headWords+1))
}

const headWords = 8

// NewIndex reads a catalogue once, some tens of milliseconds for the national one. The list must not change afterwards.
func NewIndex(list []Procedure) *Index {
	x := &Index{list: list, ids: map[string]int32{}, pairs: map[pair][]posting{}, slips: map[string][]int32{}}
	var rows []row
	for i := range list {
		for _, r := range rowsOf(&list[i]) {
			rows = append(rows, r)
			x.titles = append(x.titles, title{doc: int32(i), prior: prior(&list[i])})
		}
	}
	x.learn(rows)
	for t, r := range rows {
		x.post(int32(t), r)
	}
	x.weigh(rows)
	x.pool.New = func() any { return newSearch(x) }
	return x
}

// row is a title in words. Parts of it have other words that people say instead.
type row struct {
	words  []string
	spoken []spoken
}

// spoken is what people say for words[from:to].
type spoken struct {
	from, to int
	words    []string
}

// rowsOf are the titles an entry can be found by.
func rowsOf(p *Procedure) (rows []row) {
	for _, text := range slices.Concat([]string{p.Name}, casesOf(p.Name), p.Phrases, p.English) {
		if list := words(text); len(list) > 0 {
			rows = append(rows, row{list, spokenIn(list)})
		}
	}
	return rows
}

// casesOf are the cases that a long name lists after semicolons: who comes has one of them.
func casesOf(name string) []string {
	_, others, _ := strings.Cut(name, ";")
	return strings.Split(others, ";")
}

// spokenIn finds the law's words in a title and what people say for them.
func spokenIn(list []string) (out []spoken) {
	for _, s := range everyday {
		for i := 0; i+len(s.law) <= len(list); i++ {
			if slices.Equal(list[i:i+len(s.law)], s.law) {
				out = append(out, spoken{i, i + len(s.law), s.people})
			}
		}
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
		f = 1.03
	}
	if len(p.Audience) > 0 && !slices.Contains(p.Audience, "Công dân Việt Nam") {
		f -= 0.05
	}
	if len(p.Phrases) > 0 {
		f += 0.08
	}
	return f
}

func (x *Index) learn(rows []row) {
	for _, r := range rows {
		x.vocab = append(x.vocab, r.words...)
		for _, s := range r.spoken {
			x.vocab = append(x.vocab, s.words...)
		}
	}
	x.vocab = unique(x.vocab)
	x.weight, x.posts = make([]float32, len(x.vocab)), make([][]posting, len(x.vocab))
	for i, w := range x.vocab {
		id := int32(i)
		x.ids[w] = id
		x.slips[w] = append(x.slips[w], id)
		for _, left := range dropped(w) {
			x.slips[left] = append(x.slips[left], id)
		}
	}
}

// post makes a title known to its words and its pairs of neighbours, to those that people say as well.
func (x *Index) post(t int32, r row) {
	for i := range r.words {
		x.postAt(t, r.words, i, place(i))
	}
	for _, s := range r.spoken {
		said := slices.Concat(r.words[max(0, s.from-1):s.from], s.words, r.words[s.to:min(s.to+1, len(r.words))])
		for i := range said {
			x.postAt(t, said, i, place(s.from))
		}
	}
}

// postAt makes a title known to the i-th word of a row, and to it and the one before.
func (x *Index) postAt(t int32, row []string, i int, place float32) {
	id := x.ids[row[i]]
	x.posts[id] = appendOnce(x.posts[id], posting{t, place})
	if i > 0 {
		p := pair{x.ids[row[i-1]], id}
		x.pairs[p] = appendOnce(x.pairs[p], posting{t, place})
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
			parts[i] = x.weight[x.ids[w]] * place(i)
		}
		for _, s := range r.spoken {
			enough := float32(0)
			for _, w := range s.words {
				enough += x.weight[x.ids[w]] * place(s.from)
			}
			shrink(parts[s.from:s.to], enough)
		}
		x.titles[t].weight = sum(parts)
	}
}

// rarity is what is told by something that stands in these titles: the fewer, the more.
func (x *Index) rarity(posts []posting) float32 {
	return float32(math.Log(1 + float64(len(x.titles))/float64(len(posts))))
}

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
	if n := len(list); n > 0 && list[n-1].title == p.title {
		list[n-1].place = max(list[n-1].place, p.place)
		return list
	}
	return append(list, p)
}

func unique(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
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
