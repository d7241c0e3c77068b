// Package sayings counts in what words people look for procedures, and what they then chose or that they gave up, so that a centre learns to
// understand them. It keeps counts by the day, no person and nothing that could be somebody's own.
package sayings

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/internal/vietnamese"
)

// Vocabulary is which words the catalogue and its dictionary have.
type Vocabulary interface {
	Knows(word string) bool
	Neighbours(left, right string) bool // stand beside each other somewhere
}

// What a question may be at the most, and at the least.
const (
	mostLetters  = 80
	leastLetters = 2
	mostWords    = 12
	mostDigits   = 2 // more are a number that may be somebody's; fewer, with their word, are left out
	mostSpelt    = 3 // digits spelt as words in a row
)

// Clean returns what was typed as it is counted, or nothing where it could be somebody's own: a name, a number, an address of mail. Half of its
// words must be known, and what begins like a name must stand so in the catalogue.
func Clean(typed string, v Vocabulary) string {
	if strings.ContainsAny(typed, "@/\\:") || digits(typed) > mostDigits || !utf8.ValidString(typed) {
		return ""
	}
	words := wordsOf(typed)
	text := strings.Join(words, " ")
	switch n := utf8.RuneCountInString(text); {
	case n < leastLetters || n > mostLetters || len(words) > mostWords:
		return ""
	case spelt(words) > mostSpelt || named(words, v) || 2*known(words, v) < len(words):
		return ""
	}
	return text
}

func digits(text string) (n int) {
	for _, r := range text {
		if unicode.IsNumber(r) {
			n++
		}
	}
	return n
}

// wordsOf are the words of a text in small letters, without those that have a digit.
func wordsOf(text string) (words []string) {
	apart := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }
	for _, w := range strings.FieldsFunc(strings.ToLower(vietnamese.Letters(text)), apart) {
		if digits(w) == 0 {
			words = append(words, w)
		}
	}
	return words
}

func known(words []string, v Vocabulary) (n int) {
	for _, w := range words {
		if v.Knows(w) {
			n++
		}
	}
	return n
}

// figures are the digits as they are spelt.
var figures = set("không một hai ba bốn năm sáu bảy tám chín khong mot bon nam sau bay tam chin tư tu lăm lam mốt linh lẻ mươi muoi")

// spelt returns how many digits stand in a row, spelt.
func spelt(words []string) (most int) {
	run := 0
	for _, w := range words {
		if run++; !figures[w] {
			run = 0
		}
		most = max(most, run)
	}
	return most
}

// surnames are those of nineteen in twenty people. Many are ordinary words too.
var surnames = set(`nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trương trịnh đào lâm mai lương cao châu tạ
	thái lưu quách tôn kiều hà triệu mạc tăng bạch vương tô đàm phùng chu tống nông hứa doãn khổng nghiêm giang thạch danh sơn kim lò vàng giàng
	sùng thào quàng cầm hoa lục la ma vi từ ông diệp âu khương mẫn nhâm ninh phí lại đồng cù lều thân`)

var plainSurnames = func() map[string]bool {
	plain := map[string]bool{}
	for name := range surnames {
		plain[vietnamese.Fold(name)] = true
	}
	return plain
}()

// named reports whether a surname stands there, before a word that it does not stand before in the catalogue: "lý lịch" is no name.
func named(words []string, v Vocabulary) bool {
	list := plainSurnames
	if vietnamese.HasMarks(strings.Join(words, " ")) {
		list = surnames
	}
	for i, w := range words {
		if list[w] && i+1 < len(words) && !v.Neighbours(w, words[i+1]) {
			return true
		}
	}
	return false
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
