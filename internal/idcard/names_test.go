package idcard

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// TestNamesOnCards replaces the name of a card.
func TestNamesOnCards(t *testing.T) {
	named := func(name string) (Card, []Warning, error) {
		return Parse(strings.Replace(row, "Nguyễn Thị Ánh", name, 1), today)
	}
	for in, want := range map[string]string{
		"Ðặng Văn Ðức": "Đặng Văn Đức", "Y Blơ\u0306m Niê Kdăm": "Y Blơ\u0306m Niê Kdăm", "H'Đan Ayŭn": "", "H’Đan": "", "H‘Đan": "", "H´Đan": "", "H`Đan": "", "H′Đan": "", "HʼĐan": "",
		"K-Ƀrơi": "", "K\u2010Brơi": "", "K\u2011Brơi": "", "K\u2012Brơi": "", "K\u2013Brơi": "", "Č Ñô": "", "Rơ Chăm H\u2019Ê\u0306m": "Rơ Chăm H’Ê\u0306m", "Nguy?n": "", "Lê V.": "",
	} {
		if want == "" {
			want = in
		}
		if got, _, err := named(in); err != nil || got.Name != want {
			t.Errorf("%q is read as %q, %v", in, got.Name, err)
		}
	}
	for _, name := range []string{
		"阮氏映", "Nguy阮n", "응우옌", "Нгуен", "Nguуen", "Νγκουγιέν", "เหงียน", "Nguyôn Þ", "Nguyeãn Thò Aùnh ÷", "NGUYÔN ÞÞ", "Nguyen™", "Jörg", "Nguy‰n", "Nguyễn (Ánh)", "Nguyễn1", "'", "",
	} {
		if _, _, err := named(name); !errors.Is(err, ErrName) {
			t.Errorf("%q is a name, %v", name, err)
		}
	}
}

func TestAddressInForeignLetters(t *testing.T) {
	_, warnings, err := Parse(strings.Replace(row, "Thanh Hà", "Thanh 河", 1), today)
	if err != nil || !slices.Contains(warnings, LettersLost) {
		t.Errorf("warnings %q, %v", warnings, err)
	}
}

func TestPassportsAreOfAllPeoples(t *testing.T) {
	p := Passport{Number: "C1234567", Nationality: "DEU", Name: "Jörg Müller-Weiß", Birth: today.AddDays(-9000), Expires: today}
	if err := p.Validate(today); err != nil {
		t.Error(err)
	}
}
