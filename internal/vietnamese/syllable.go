package vietnamese

import (
	"slices"
	"strings"
)

// onsets are the consonants a syllable may begin with, the longest first; "kr" begins the names of five districts of Đắk Lắk.
var onsets = strings.Fields("ngh ch gh gi kh kr ng nh ph th tr b c d đ g h k l m n p q r s t v x")

// rimes are the vowels and endings a syllable may have, without tone; "ăk" and "uk" are those of names such as Đắk Lắk and Krông Búk.
var rimes = set(`
	a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
	e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu
	o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ooc oong
	ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui uk um un ung up ut ua uôc uôi uôm uôn uông uôt uân uât uây uâng
	uê uêch uênh uên uơ uy uya uych uyn uynh uyp uyt uyu uyên uyêt
	ư ưc ưi ưm ưn ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu`)

var plainRimes = foldAll(rimes)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

func foldAll(words map[string]bool) map[string]bool {
	m := map[string]bool{}
	for w := range words {
		m[Fold(w)] = true
	}
	return m
}

// IsPlainSyllable tells whether a word could be a Vietnamese syllable that has lost its marks.
func IsPlainSyllable(word string) bool { return fits(Fold(word), plainRimes) }

// onsetSet is the onsets, to look one up.
var onsetSet = set(strings.Join(onsets, " "))

// fits tells whether a small-letter word without tone is an onset and a rime.
func fits(word string, rimes map[string]bool) bool {
	if rimes[word] {
		return true
	}
	for _, onset := range onsets {
		rime, ok := strings.CutPrefix(word, onset)
		if !ok {
			continue
		}
		if onset == "q" { // its u belongs to the onset ("qua") or to the rime ("quân")
			after, ok := strings.CutPrefix(rime, "u")
			return ok && (rimes[after] || rimes[rime])
		}
		if rimes[rime] {
			return true
		}
	}
	return false
}

// stopped tells whether a syllable ends in c, ch, k, p or t, which take no tone but sắc and nặng.
func stopped(word string) bool {
	return slices.ContainsFunc([]string{"c", "ch", "k", "p", "t"}, func(end string) bool { return strings.HasSuffix(word, end) })
}

// canBecome reports whether a syllable may come of letters when more are typed and marks are put on those that have none.
func canBecome(letters []rune) bool {
	word := lower(letters)
	return onsetSet[word] || fits(word, begun)
}

// begun holds what a rime may be while it is typed, with and without each of its marks.
var begun = prefixes(rimes)

func prefixes(words map[string]bool) map[string]bool {
	m := map[string]bool{}
	for w := range words {
		heads := []string{""}
		for _, r := range w {
			heads = grown(heads, r)
			for _, head := range heads {
				if w == "uơ" || !strings.Contains(head, "uơ") { // the u of "ươ" is marked with its ơ
					m[head] = true
				}
			}
		}
	}
	return m
}

// grown is each head with a letter behind it, and with the letter that has yet to be marked.
func grown(heads []string, r rune) (out []string) {
	for _, head := range heads {
		out = append(out, head+string(r))
		if plain := Fold(string(r)); plain != string(r) {
			out = append(out, head+plain)
		}
	}
	return out
}
