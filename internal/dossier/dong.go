package dossier

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"motcua/internal/money"
)

// Dong is an amount of Vietnamese đồng.
type Dong int64

// String returns the amount in figures, as it is written in Vietnam: 1.250.000.
func (d Dong) String() string {
	s := strconv.FormatInt(int64(d), 10)
	sign := s[:len(s)-len(strings.TrimPrefix(s, "-"))]
	s = s[len(sign):]
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return sign + s
}

// ErrAmount says that a text is no amount of money.
var ErrAmount = money.ErrAmount

// ParseDong reads an amount as people write it: 3250000, 3.250.000, 3,250,000 đ.
func ParseDong(text string) (Dong, error) {
	n, err := money.Parse(text)
	return Dong(n), err
}

// Words returns the amount in words, as receipts must have it: "Một trăm năm mươi nghìn đồng chẵn". Round thousands are chẵn.
func (d Dong) Words() string {
	text := Cardinal(int64(d)) + " đồng"
	if d != 0 && d%1000 == 0 {
		text += " chẵn"
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

const (
	thousand = 1_000
	million  = 1_000_000
	billion  = 1_000_000_000
)

var digits = [10]string{"không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}

// Cardinal returns a number in Vietnamese words: 105 is "một trăm linh năm", 21 "hai mươi mốt", 1015 "một nghìn không trăm mười lăm".
func Cardinal(n int64) string {
	switch {
	case n < 0:
		return "âm " + strings.TrimPrefix(Cardinal(-n), "âm ")
	case n == 0:
		return digits[0]
	}
	return strings.Join(cardinal(n, false), " ")
}

// cardinal returns the words of n; within a longer number what is below a hundred is led in by "không trăm".
func cardinal(n int64, within bool) []string {
	for _, unit := range []struct {
		size int64
		name string
	}{{billion, "tỷ"}, {million, "triệu"}, {thousand, "nghìn"}} {
		if n >= unit.size {
			words := append(cardinal(n/unit.size, within), unit.name)
			return append(words, cardinal(n%unit.size, true)...)
		}
	}
	return hundreds(int(n), within)
}

func hundreds(n int, within bool) []string {
	if n == 0 {
		return nil
	}
	if n < 100 && !within {
		return tens(n, false)
	}
	return append([]string{digits[n/100], "trăm"}, tens(n%100, true)...)
}

// tens reads 1 to 99; after hundreds a lone digit is led in by "linh".
func tens(n int, after bool) []string {
	ten, one := n/10, n%10
	switch {
	case n == 0:
		return nil
	case ten == 0 && after:
		return []string{"linh", digits[one]}
	case ten == 0:
		return []string{digits[one]}
	case ten == 1 && one == 0:
		return []string{"mười"}
	case ten == 1 && one == 5:
		return []string{"mười", "lăm"}
	case ten == 1:
		return []string{"mười", digits[one]}
	case one == 0:
		return []string{digits[ten], "mươi"}
	}
	return []string{digits[ten], "mươi", afterTens(one)}
}

// afterTens returns a digit behind "mươi", where one, four and five change their sound.
func afterTens(one int) string {
	switch one {
	case 1:
		return "mốt"
	case 4:
		return "tư"
	case 5:
		return "lăm"
	}
	return digits[one]
}
