package vietnamese

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// lookAlikes are letters of Iceland and of Africa that look like Đ and đ. Old fonts, converters and keyboards write them in Vietnamese.
var lookAlikes = strings.NewReplacer("Ð", "Đ", "ð", "đ", "Ɖ", "Đ", "ɖ", "đ")

// Letters is s as Vietnamese text is kept: composed, and with the Vietnamese Đ and đ for letters that look like them. Whatever comes
// from a card, a file or a keyboard goes through it.
func Letters(s string) string {
	if hasLookAlike(s) {
		s = lookAlikes.Replace(s)
	}
	return norm.NFC.String(s)
}

// hasLookAlike reports whether s has a letter that lookAlikes replaces. A catalogue has millions of letters and none of these.
func hasLookAlike(s string) bool {
	for i := range len(s) - 1 {
		switch s[i] {
		case 0xC3: // Ð, ð
			if s[i+1] == 0x90 || s[i+1] == 0xB0 {
				return true
			}
		case 0xC6: // Ɖ
			if s[i+1] == 0x89 {
				return true
			}
		case 0xC9: // ɖ
			if s[i+1] == 0x96 {
				return true
			}
		}
	}
	return false
}

// letters are all small letters with marks.
const letters = "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđ"

var capitals = strings.ToUpper(letters)

// IsLetter reports whether r is a letter of Vietnamese, composed.
func IsLetter(r rune) bool {
	if r <= unicode.MaxASCII {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return strings.ContainsRune(letters, r) || strings.ContainsRune(capitals, r)
}

// IsSyllable reports whether a word, with its marks, could be a Vietnamese syllable.
func IsSyllable(word string) bool {
	var bare []rune
	tone := rune(0)
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		if strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", r) {
			if tone != 0 {
				return false
			}
			tone = r
			continue
		}
		bare = append(bare, r)
	}
	low := norm.NFC.String(string(bare))
	if stopped(low) && tone != 0 && tone != '\u0301' && tone != '\u0323' {
		return false
	}
	return fits(low, rimes)
}

// nameMarks are the marks that the orthographies of Vietnamese and of the ethnic minorities put on Latin letters: Ê Đê ê̆ and č, Ba Na
// ĕ, Gia Rai ơ̆ and ñ, Pa Cô ē among them. Others, such as ö, come of a wrong code page.
const nameMarks = "\u0300\u0301\u0302\u0303\u0304\u0306\u0309\u030c\u031b\u0323"

// IsNameLetter reports whether r, a letter or a mark on one, is of Vietnamese or of an ethnic minority's Latin letters.
func IsNameLetter(r rune) bool {
	for i, part := range []rune(norm.NFD.String(string(r))) {
		if letter := part <= unicode.MaxASCII && IsLetter(part) || strings.ContainsRune("đĐƀɃ", part); letter && i == 0 {
			continue
		}
		if !strings.ContainsRune(nameMarks, part) {
			return false
		}
	}
	return true
}
