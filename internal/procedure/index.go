package procedure

import (
	"math"
	"slices"
	"strings"
	"sync"
)

// Index finds procedures by what people type. It never changes: safe for any goroutine.
//
// Every entry has several titles: its name, its name in everyday words, its phrases. A title is a row of words; a word
// knows the titles it stands in, and so does each pair of neighbours, for Vietnamese words are mostly pairs of syllables.
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
	var rows [][]string
	for i := range list {
		for _, row := range titlesOf(&list[i]) {
			rows = append(rows, row)
			x.titles = append(x.titles, title{doc: int32(i), prior: prior(&list[i])})
		}
	}
	x.learn(rows)
	for t, row := range rows {
		x.post(int32(t), row)
	}
	for w, posts := range x.posts {
		x.weight[w] = float32(math.Log(1 + float64(len(rows))/float64(len(posts))))
		if idle[x.vocab[w]] {
			x.weight[w] /= 3
		}
	}
	for w, posts := range x.posts {
		for _, p := range posts {
			x.titles[p.title].weight += x.weight[w] * p.place
		}
	}
	x.pool.New = func() any { return newSearch(x) }
	return x
}

// titlesOf are the rows of words an entry can be found by.
func titlesOf(p *Procedure) [][]string {
	name := words(p.Name)
	rows := [][]string{name}
	for _, e := range everyday {
		if spoken, ok := replace(name, e[0], e[1]); ok {
			rows = append(rows, spoken)
		}
	}
	for _, phrase := range p.Phrases {
		rows = append(rows, words(phrase))
	}
	return slices.DeleteFunc(rows, func(row []string) bool { return len(row) == 0 })
}

func replace(row, old, new []string) ([]string, bool) {
	for i := 0; i+len(old) <= len(row); i++ {
		if slices.Equal(row[i:i+len(old)], old) {
			return slices.Concat(row[:i], new, row[i+len(old):]), true
		}
	}
	return nil, false
}

// prior favours what people come to a province's hall for over what only a ministry decides.
func prior(p *Procedure) float32 {
	f := float32(1)
	if len(p.Levels) > 0 && !slices.Contains(p.Levels, Province) && !slices.Contains(p.Levels, Commune) {
		f = 0.88
	}
	if slices.Contains(p.Levels, Commune) {
		f = 1.03
	}
	if len(p.Phrases) > 0 {
		f += 0.08
	}
	return f
}

func (x *Index) learn(rows [][]string) {
	for _, row := range rows {
		x.vocab = append(x.vocab, row...)
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

func (x *Index) post(t int32, row []string) {
	for i, w := range row {
		id := x.ids[w]
		x.posts[id] = appendOnce(x.posts[id], posting{t, place(i)})
		if i > 0 {
			p := pair{x.ids[row[i-1]], id}
			x.pairs[p] = appendOnce(x.pairs[p], posting{t, place(i)})
		}
	}
}

// appendOnce keeps the first place of a word in a title.
func appendOnce(list []posting, p posting) []posting {
	if n := len(list); n > 0 && list[n-1].title == p.title {
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
