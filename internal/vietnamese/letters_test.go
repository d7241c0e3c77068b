package vietnamese

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

func TestLettersThatLookLikeD(t *testing.T) {
	for in, want := range map[string]string{"Ðặng Văn ðức": "Đặng Văn đức", "Ɖinh ɖinh": "Đinh đinh", "Đa\u0323ng": "Đạng", "đăng": "đăng"} {
		if got := Letters(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
		if Fold(in) != Fold(want) {
			t.Errorf("%q folds to %q, %q to %q", in, Fold(in), want, Fold(want))
		}
	}
	for _, r := range "ÐðƉɖĐđ" {
		if got := Fold(string(r)); got != "d" {
			t.Errorf("%c folds to %q", r, got)
		}
	}
}

func TestLettersOfVietnamese(t *testing.T) {
	n := 0
	for r := range rune(unicode.MaxRune) {
		if r > unicode.MaxASCII && IsLetter(r) {
			n++
		}
	}
	if n != 134 {
		t.Errorf("%d letters with marks, want 134", n)
	}
	if strings.ContainsFunc("fjwzFJWZ", func(r rune) bool { return !IsLetter(r) }) { // foreign words and names have them
		t.Error("ASCII letters are missing")
	}
}

func TestSyllablesWithMarks(t *testing.T) {
	for _, word := range strings.Fields("Nguyễn Thị Ánh Nguyệt đăng ký giấy chứng nhận quyền sử dụng đất Ðặng nghiêng quốc huyện xã ủy") {
		if !IsSyllable(Letters(word)) || !IsSyllable(norm.NFD.String(Letters(word))) {
			t.Errorf("%s is no syllable", word)
		}
	}
	for _, word := range strings.Fields("NguyÔn ThÞ hé§ bảc ttô Müller đđ ồ́ ăê") {
		if IsSyllable(word) {
			t.Errorf("%s is a syllable", word)
		}
	}
}

func TestLettersOfNames(t *testing.T) {
	good := "NguyễnĐđ Hb̆ê̆ô̆ơ̆ư̆ČčƀɃñÑĕĔŏŭĭēě ễ"
	for _, r := range strings.ReplaceAll(good, " ", "") {
		if !IsNameLetter(r) {
			t.Errorf("%c (%U) is no letter of a name", r, r)
		}
	}
	for _, r := range "阮한ИвΑαกÖöåÅçßæÆøþłşﬁＡªºɐ1-.\u0308\u030a" {
		if IsNameLetter(r) {
			t.Errorf("%c (%U) is a letter of a name", r, r)
		}
	}
}
