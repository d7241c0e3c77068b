package vietnamese

import "strings"

// onsets are the consonants a syllable may begin with, the longest first; the empty one is last.
var onsets = strings.Fields("ngh ch gh gi kh ng nh ph th tr b c d đ g h k l m n p q r s t v x")

// rimes are the vowels and endings a syllable may have, without tone.
var rimes = set(`
	a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
	e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu
	o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ooc oong
	ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt uân uât uây uâng
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

// stopped tells whether a rime ends in c, ch, p or t, which take no tone but sắc and nặng.
func stopped(word string) bool {
	return strings.HasSuffix(word, "c") || strings.HasSuffix(word, "ch") || strings.HasSuffix(word, "p") || strings.HasSuffix(word, "t")
}
