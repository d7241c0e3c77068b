package procedure

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"motcua/assets"
)

// Lexicon is what citizens say, and what it means: official terms, procedures, nothing at all, or something that is no procedure.
// It never changes: safe for any goroutine.
type Lexicon struct {
	short   map[string][]token // what is written short, by what it stands for
	slips   map[string]string  // the longer ones of them, by what is left when one letter is dropped
	sayings []saying
	calls   []call
	size    int
	byLaw   lookup[int] // of sayings, by the law's words
	byCode  map[string][]called
	heard   lookup[sense]  // all that people say
	topics  lookup[string] // fields that people speak of
	fields  []topic
}

// topic is a line that says of which field people speak.
type topic struct {
	line  int
	field string
}

// call is a line that says how people call procedures.
type call struct {
	line  int
	codes []string
}

// called is one of the ways in which people call a procedure; rank is the procedure's place among those that they call so.
type called struct {
	words  []token
	rank   int
	behind []string // the codes of what they call so less often
}

// sense is what a phrase is in a question.
type sense int

const (
	filler  sense = iota + 1 // "cho tôi hỏi": left out
	story                    // "chồng tôi": counts little
	outside                  // "wifi": no procedure
	aside                    // "bạn trai", "bệnh viện": no procedure alone, part of the story beside what is one
	meant                    // has a meaning in the lexicon: its words are not fillers
)

// saying is how people say what the law calls otherwise.
type saying struct {
	line        int
	law, people []string
	said        []token // people's words with their marks
}

// builtIn is the lexicon of assets.
var builtIn = sync.OnceValue(func() *Lexicon {
	l, err := ReadLexicon("loi-dan.tsv", assets.Sayings)
	if err != nil {
		panic(err)
	}
	return l
})

// Marks of a target in the second field that is no official term.
const (
	shortFor  = "=" // =bảo hiểm xã hội
	noMeaning = "-"
	noPart    = "~"
	elsewhere = "?"
	alone     = "~?"
	ofField   = "@" // @Đất đai
)

// ReadLexicon reads a line for each thing people say: their words, what they mean, where that was found, with tabs between them. A
// meaning is official words as procedures' names have them, or codes; "=…" what something written short stands for; "-" a filler;
// "~" what belongs to the story that is told; "?" what is no procedure; "~?" what is none alone, and a story beside one; "@…" the field that is spoken of. A line with # at its beginning is a remark.
func ReadLexicon(file string, data []byte) (*Lexicon, error) {
	l := &Lexicon{
		short: map[string][]token{}, slips: map[string]string{}, byLaw: lookup[int]{}, byCode: map[string][]called{}, heard: lookup[sense]{}, topics: lookup[string]{},
	}
	lines := strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n")
	for pass := range 2 { // what is written short is known before it is met in other lines
		seen := map[string]int{}
		for i, line := range lines {
			line = strings.TrimRight(line, "\r")
			if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
				continue
			}
			if err := l.readLine(i+1, line, pass == 0, seen); err != nil {
				return nil, fmt.Errorf("%s, line %d, %w", file, i+1, err)
			}
		}
	}
	return l, nil
}

func (l *Lexicon) readLine(at int, line string, shorts bool, seen map[string]int) error {
	fields := strings.Split(line, "\t")
	if len(fields) != 3 {
		return fmt.Errorf("fields: %d, want 3 with tabs between them: what people say, what it means, where it comes from", len(fields))
	}
	for i, name := range []string{"what people say", "what it means", "where it comes from"} {
		if strings.TrimSpace(fields[i]) != fields[i] || fields[i] == "" {
			return fmt.Errorf("field %q: %q is empty or has spaces around it", name, fields[i])
		}
	}
	key := strings.ToLower(fields[0]) + "\t" + fields[1]
	if before := seen[key]; before > 0 {
		return fmt.Errorf("field \"what people say\": %q means the same in line %d already", fields[0], before)
	}
	seen[key] = at
	if short := strings.HasPrefix(fields[1], shortFor); short != shorts {
		return nil
	}
	l.size++
	return l.add(at, fields[0], fields[1])
}

func (l *Lexicon) add(at int, people, means string) error {
	if strings.HasPrefix(means, shortFor) {
		return l.addShort(people, means[len(shortFor):])
	}
	said := l.tokens(people)
	if len(said) == 0 {
		return fmt.Errorf("field \"what people say\": %q has no words", people)
	}
	switch {
	case means == noMeaning:
		l.heard.add(said, filler)
	case means == noPart:
		l.heard.add(said, story)
	case means == elsewhere:
		l.heard.add(said, outside)
	case means == alone:
		l.heard.add(said, aside)
	case strings.HasPrefix(means, ofField):
		l.topics.add(said, means[len(ofField):])
		l.fields = append(l.fields, topic{at, means[len(ofField):]})
	case means[0] >= '0' && means[0] <= '9':
		l.heard.add(said, meant)
		return l.addCall(at, said, strings.Split(means, ","))
	default:
		l.heard.add(said, meant)
		law := l.words(means)
		if len(law) == 0 {
			return fmt.Errorf("field \"what it means\": %q has no words", means)
		}
		l.byLaw.add(l.tokens(means), len(l.sayings))
		l.heard.add(l.tokens(means), meant)
		l.sayings = append(l.sayings, saying{at, law, plain(said), said})
	}
	return nil
}

func (l *Lexicon) addShort(short, full string) error {
	keys := split(fold(short))
	if len(keys) != 1 || l.short[keys[0]] != nil {
		return fmt.Errorf("field \"what people say\": %q is not one word, or stands for something else already", short)
	}
	words := marked(full)
	if len(words) == 0 {
		return fmt.Errorf("field \"what it means\": %q has no words", full)
	}
	l.short[keys[0]] = words
	if len(keys[0]) >= shortestSlip {
		for _, left := range append(dropped(keys[0]), keys[0]) {
			l.slips[left] = keys[0]
		}
	}
	return nil
}

// shortestSlip is the length from which on a word written short is known with one slip in it.
const shortestSlip = 5

func (l *Lexicon) addCall(at int, said []token, list []string) error {
	for i, code := range list {
		if !codes.MatchString(code) {
			return fmt.Errorf("field \"what it means\": %q is no code of a procedure such as 1.001193", code)
		}
		l.byCode[code] = append(l.byCode[code], called{said, i, list[i+1:]})
	}
	l.calls = append(l.calls, call{at, list})
	return nil
}

// Size is how many lines there are.
func (l *Lexicon) Size() int { return l.size }

// Check returns what the lines mean that is not in a catalogue, by line and field: codes that no procedure has, official words that stand
// in no procedure's name.
func (l *Lexicon) Check(list []Procedure) (problems []string) {
	known, terms, fields := map[string]bool{}, map[int]bool{}, map[string]bool{}
	for i := range list {
		fields[list[i].Field] = true
		known[NationalCode(list[i].Code)] = true
		row := l.tokens(list[i].Name)
		for i := range row {
			l.byLaw.at(row, i, func(p phrase[int]) bool {
				terms[p.means] = true
				return true
			})
		}
	}
	for _, c := range l.calls {
		for _, code := range c.codes {
			if !known[code] {
				problems = append(problems, fmt.Sprintf("line %d, field \"what it means\": no procedure has the code %s", c.line, code))
			}
		}
	}
	for _, t := range l.fields {
		if !fields[t.field] {
			problems = append(problems, fmt.Sprintf("line %d, field \"what it means\": no procedure is of the field %q", t.line, t.field))
		}
	}
	for i, s := range l.sayings {
		if !terms[i] {
			problems = append(problems, fmt.Sprintf("line %d, field \"what it means\": no procedure's name has %q", s.line, strings.Join(s.law, " ")))
		}
	}
	return problems
}

// lookup finds phrases in a row of words.
type lookup[T any] map[string][]phrase[T]

type phrase[T any] struct {
	words []token
	means T
}

// add keeps the phrases of a first word with the longest first.
func (m lookup[T]) add(words []token, means T) {
	first := words[0].plain
	list := m[first]
	i := slices.IndexFunc(list, func(p phrase[T]) bool { return len(p.words) < len(words) })
	if i < 0 {
		i = len(list)
	}
	m[first] = slices.Insert(list, i, phrase[T]{words, means})
}

// at calls yield with the phrases that begin at a row's i-th word, the longest first, until it returns false.
func (m lookup[T]) at(row []token, i int, yield func(phrase[T]) bool) {
	for _, p := range m[row[i].plain] {
		if len(p.words) <= len(row)-i && agreeAll(row[i:i+len(p.words)], p.words) && !yield(p) {
			return
		}
	}
}

// agreeAll reports whether words may be those of a phrase, as far as their marks are typed.
func agreeAll(row, phrase []token) bool {
	for i, w := range phrase {
		if row[i].plain != w.plain || agreement(row[i], w) < toneSlip {
			return false
		}
	}
	return true
}
