package vietnamese

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// The sweep's own table of syllables, after the school grammar: it shares nothing with the rules that are tested.
var (
	sweptOnsets = strings.Fields("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x -")

	// Each rime with its tone behind the vowel that bears it.
	sweptRimes = strings.Fields(`
		a* a*c a*ch a*i a*m a*n a*ng a*nh a*o a*p a*t a*u a*y ă*c ă*m ă*n ă*ng ă*p ă*t â*c â*m â*n â*ng â*p â*t â*u â*y
		e* e*c e*m e*n e*ng e*o e*p e*t ê* ê*ch ê*m ê*n ê*nh ê*p ê*t ê*u i* i*ch i*m i*n i*nh i*p i*t i*u i*a iê*c iê*m iê*n iê*ng iê*p iê*t iê*u
		o* o*c o*i o*m o*n o*ng o*p o*t ô* ô*c ô*i ô*m ô*n ô*ng ô*p ô*t ơ* ơ*i ơ*m ơ*n ơ*p ơ*t
		u* u*c u*i u*m u*n u*ng u*p u*t u*a uô*c uô*i uô*m uô*n uô*ng uô*t ư* ư*c ư*i ư*m ư*n ư*ng ư*t ư*u ư*a ươ*c ươ*i ươ*m ươ*n ươ*ng ươ*p ươ*t ươ*u
		o*a oa*c oa*ch oa*i oa*n oa*ng oa*nh oa*t oa*y oă*c oă*m oă*n oă*ng oă*t o*e oe*n oe*o oe*t
		uâ*n uâ*ng uâ*t uâ*y uê* uê*ch uê*nh uơ* u*y uy*a uy*ch uyê*n uyê*t uy*nh uy*t uy*u`)

	// What stands behind "qu" beside what stands behind every consonant.
	sweptQu = strings.Fields(`a* a*c a*ch a*i a*n a*ng a*nh a*o a*t a*u a*y ă*c ă*m ă*n ă*ng ă*p ă*t â*n â*ng â*t â*y e* e*n e*o e*t ê* ê*ch ê*n ê*nh ê*t
		i*t ô*c ơ* ơ*n ơ*t y* y*t y*nh yê*n yê*t`)
	sweptY = strings.Fields("yê*m yê*n yê*ng yê*t yê*u y*") // where nothing stands before
)

// sweptTones are the tones with their keys in Telex and VNI.
var sweptTones = []struct{ mark, telex, vni string }{{}, {"\u0301", "s", "1"}, {"\u0300", "f", "2"}, {"\u0309", "r", "3"}, {"\u0303", "x", "4"}, {"\u0323", "j", "5"}}

// sweptLetters are how marked letters are typed: the letter, and the key of its mark.
var sweptLetters = map[rune][3]string{
	'ă': {"a", "w", "8"}, 'â': {"a", "a", "6"}, 'ê': {"e", "e", "6"}, 'ô': {"o", "o", "6"}, 'ơ': {"o", "w", "7"}, 'ư': {"u", "w", "7"}, 'đ': {"d", "d", "9"},
}

// syllable is one of the table: its onset, and its rime before and behind the place of the tone.
type syllable struct{ onset, head, tail string }

func sweptSyllables() (all []syllable) {
	for _, onset := range sweptOnsets {
		for _, rime := range rimesOf(onset) {
			head, tail, _ := strings.Cut(rime, "*")
			all = append(all, syllable{strings.Trim(onset, "-"), head, tail})
		}
	}
	return all
}

// rimesOf are the rimes that the spelling allows behind an onset: "k", "gh" and "ngh" stand before e, ê and i only, "c", "g" and "ng" before others.
func rimesOf(onset string) []string {
	switch onset {
	case "qu":
		return sweptQu
	case "-":
		return append(slices.DeleteFunc(slices.Clone(sweptRimes), func(r string) bool { return strings.HasPrefix(r, "iê") }), sweptY...)
	}
	return slices.DeleteFunc(slices.Clone(sweptRimes), func(rime string) bool {
		front := strings.ContainsAny(rime[:1], "ei") || strings.HasPrefix(rime, "ê")
		switch onset {
		case "c", "g", "ng":
			return front
		case "k", "gh", "ngh":
			return !front
		case "gi": // "gì" and "giếng" are g and a rime in i
			return strings.HasPrefix(rime, "i")
		}
		return false
	})
}

// written is the syllable with a tone.
func (s syllable) written(mark string) string {
	return norm.NFC.String(s.onset + s.head + mark + s.tail)
}

// open tells whether all tones can stand on it.
func (s syllable) open() bool {
	return s.tail == "" || !strings.ContainsAny(s.tail[len(s.tail)-1:], "cpt") && !strings.HasSuffix(s.tail, "ch")
}

// spelt is a part of a syllable as it is typed: its letters with the key of each mark at once, or all letters and the keys of their marks apart.
func spelt(part string, way int) (letters, together, marks string) {
	for _, r := range part {
		typed, marked := sweptLetters[r]
		if !marked {
			typed = [3]string{string(r), "", ""}
		}
		letters, together = letters+typed[0], together+typed[0]+typed[way]
		if !strings.HasSuffix(marks, typed[way]) || typed[way] == "" {
			marks += typed[way] // one key marks both letters of "ươ"
		}
	}
	return letters, together, marks
}

// orders are the customary ways to type a syllable with the keys of one method (1 Telex, 2 VNI).
func (s syllable) orders(tone string, way int) map[string]string {
	onset, onsetAtOnce, onsetMark := spelt(s.onset, way)
	head, headAtOnce, headMarks := spelt(s.head, way)
	tail, _, _ := spelt(s.tail, way)
	once := strings.Replace(strings.Replace(headAtOnce, "uwow", "uow", 1), "u7o7", "uo7", 1)
	early := strings.Replace(strings.Replace(headAtOnce, "uwow", "uwo", 1), "u7o7", "u7o", 1)
	return map[string]string{
		"each mark at once, the tone last":       onsetAtOnce + headAtOnce + tail + tone,
		"one mark for both of uo, the tone last": onsetAtOnce + once + tail + tone,
		"the mark of u alone, the tone last":     onsetAtOnce + early + tail + tone,
		"the tone behind its vowel":              onsetAtOnce + headAtOnce + tone + tail,
		"the tone behind its vowel, one mark":    onsetAtOnce + once + tone + tail,
		"the tone before the mark":               onsetAtOnce + head + tone + headMarks + tail,
		"the mark behind the rime":               onsetAtOnce + head + tail + headMarks + tone,
		"the tone, then the mark, at the end":    onsetAtOnce + head + tail + tone + headMarks,
		"the tone first, the mark last":          onsetAtOnce + head + tone + tail + headMarks,
		"every mark at the end":                  onset + head + tail + headMarks + onsetMark + tone,
		"đ at the very end":                      onset + headAtOnce + tail + tone + onsetMark,
	}
}

// TestEverySyllableInEveryOrder types every syllable of Vietnamese in every customary order of its keys.
func TestEverySyllableInEveryOrder(t *testing.T) {
	syllables, orders, wrong := 0, 0, map[string]int{}
	for _, s := range sweptSyllables() {
		for _, tone := range sweptTones {
			if tone.mark != "" && tone.mark != "\u0301" && tone.mark != "\u0323" && !s.open() {
				continue
			}
			syllables++
			want := s.written(tone.mark)
			for method, key := range []string{tone.telex, tone.vni} {
				tried := map[string]bool{}
				for order, keys := range s.orders(key, method+1) {
					if tried[keys] {
						continue
					}
					tried[keys] = true
					orders++
					if got := typed(keys, Method(method)); got != want && !isForeign(keys) {
						if wrong[order]++; wrong[order] <= 3 {
							t.Errorf("%s: %s types %q, want %q", order, keys, got, want)
						}
					}
				}
			}
		}
	}
	for order, n := range wrong {
		t.Errorf("%s: %d wrong", order, n)
	}
	if t.Logf("syllables=%d typed=%d", syllables, orders); syllables < 10000 {
		t.Errorf("only %d syllables in the table", syllables)
	}
}

// typed is what keys leave on the screen before the next word.
func typed(keys string, m Method) string {
	text := Typing{Method: m}
	for _, key := range keys + " " {
		text.Press(key)
	}
	return strings.TrimSuffix(text.Text, " ")
}
