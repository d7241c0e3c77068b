// Package idcard holds what a person or a company is identified by: the 12-digit number, the card's QR, passports, tax codes.
// It reads what a scanner typed and says what is doubtful; whether the person before the desk is that person is the officer's to see.
package idcard

import (
	"errors"
	"log/slog"
	"strings"

	"motcua/internal/workday"
)

// Number is a 12-digit personal identity number: three digits of the province where the birth was registered, one of
// sex and century, two of the year, six at random; there is no check digit. Printed by fmt or slog it is masked.
type Number string

// ErrNumber says that a text is no identity number.
var ErrNumber = errors.New("an identity number has 12 digits")

// ParseNumber reads 12 digits, with or without spaces between them.
func ParseNumber(s string) (Number, error) {
	digits := strings.Join(strings.Fields(s), "")
	if len(digits) != 12 || !isDigits(digits) {
		return "", ErrNumber
	}
	return Number(digits), nil
}

// Digits is the whole number, for the forms that need it.
func (n Number) Digits() string { return string(n) }

// String is the masked number.
func (n Number) String() string { return Mask(string(n)) }

// GoString is the masked number.
func (n Number) GoString() string { return Mask(string(n)) }

// LogValue is the masked number.
func (n Number) LogValue() slog.Value { return slog.StringValue(Mask(string(n))) }

// Province is the name of the province of birth registration as it was before the mergers of 2025. It is false for a
// code that no province had; those from 097 on are of people born abroad.
func (n Number) Province() (string, bool) {
	if !n.whole() {
		return "", false
	}
	name, ok := provinces[string(n[:3])]
	return name, ok
}

// Sex is the one in the number: even digits are men's, odd ones women's.
func (n Number) Sex() Sex {
	switch {
	case !n.whole():
		return ""
	case (n[3]-'0')%2 == 0:
		return Male
	}
	return Female
}

// BirthYear is the year in the number, 1900 to 2399.
func (n Number) BirthYear() int {
	if !n.whole() {
		return 0
	}
	century := 19 + int(n[3]-'0')/2
	return century*100 + int(n[4]-'0')*10 + int(n[5]-'0')
}

// whole tells a number from the zero Number and from the nine digits of the old card, which say none of this.
func (n Number) whole() bool { return len(n) == 12 }

// Check tells what in n does not fit a person born on birth and of that sex; zero values are not compared.
func (n Number) Check(birth workday.Date, sex Sex) (w []Warning) {
	if !n.whole() {
		return nil
	}
	if _, known := n.Province(); !known && n[:3] < "097" {
		w = append(w, UnknownProvince)
	}
	if birth.Year != 0 && birth.Year != n.BirthYear() {
		w = append(w, YearDiffers)
	}
	if sex != "" && sex != n.Sex() {
		w = append(w, SexDiffers)
	}
	return w
}

// Mask hides the middle of a number, leaving what lets two people agree on it: 035•••••0001.
func Mask(number string) string {
	runes := []rune(number)
	head, tail := len(runes)/4, len(runes)-len(runes)/3
	for i := head; i < tail; i++ {
		runes[i] = '•'
	}
	return string(runes)
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

var provinces = map[string]string{
	"001": "Hà Nội", "002": "Hà Giang", "004": "Cao Bằng", "006": "Bắc Kạn", "008": "Tuyên Quang", "010": "Lào Cai",
	"011": "Điện Biên", "012": "Lai Châu", "014": "Sơn La", "015": "Yên Bái", "017": "Hòa Bình", "019": "Thái Nguyên",
	"020": "Lạng Sơn", "022": "Quảng Ninh", "024": "Bắc Giang", "025": "Phú Thọ", "026": "Vĩnh Phúc", "027": "Bắc Ninh",
	"030": "Hải Dương", "031": "Hải Phòng", "033": "Hưng Yên", "034": "Thái Bình", "035": "Hà Nam", "036": "Nam Định",
	"037": "Ninh Bình", "038": "Thanh Hóa", "040": "Nghệ An", "042": "Hà Tĩnh", "044": "Quảng Bình", "045": "Quảng Trị",
	"046": "Thừa Thiên Huế", "048": "Đà Nẵng", "049": "Quảng Nam", "051": "Quảng Ngãi", "052": "Bình Định", "054": "Phú Yên",
	"056": "Khánh Hòa", "058": "Ninh Thuận", "060": "Bình Thuận", "062": "Kon Tum", "064": "Gia Lai", "066": "Đắk Lắk",
	"067": "Đắk Nông", "068": "Lâm Đồng", "070": "Bình Phước", "072": "Tây Ninh", "074": "Bình Dương", "075": "Đồng Nai",
	"077": "Bà Rịa - Vũng Tàu", "079": "Thành phố Hồ Chí Minh", "080": "Long An", "082": "Tiền Giang", "083": "Bến Tre",
	"084": "Trà Vinh", "086": "Vĩnh Long", "087": "Đồng Tháp", "089": "An Giang", "091": "Kiên Giang", "092": "Cần Thơ",
	"093": "Hậu Giang", "094": "Sóc Trăng", "095": "Bạc Liêu", "096": "Cà Mau",
}
