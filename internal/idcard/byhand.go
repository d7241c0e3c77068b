package idcard

import (
	"errors"
	"log/slog"
	"strings"
	"unicode/utf8"

	"motcua/internal/workday"
)

// What an officer may have mistyped.
var (
	ErrTaxCode     = errors.New("a tax code has 10 digits, or 13 for a branch")
	ErrTaxCheck    = errors.New("the tax code has a wrong digit: its check digit does not fit")
	ErrPassport    = errors.New("a passport number has 5 to 9 letters and digits, a digit among them")
	ErrNationality = errors.New("a nationality is three letters, such as VNM")
	ErrExpired     = errors.New("the passport has expired")
)

// TaxCode is the number of a company (mã số thuế, mã số doanh nghiệp), ten digits, or thirteen for a branch. People are
// not taxed by one: since 01/7/2025 their identity number serves.
type TaxCode string

// taxWeights are those of the first nine digits; the tenth is 10 less the remainder of their sum by 11.
var taxWeights = [9]int{31, 29, 23, 19, 17, 13, 7, 5, 3}

// ParseTaxCode reads 0100109106 or, of a branch, 0100109106-001, and checks the tenth digit.
func ParseTaxCode(s string) (TaxCode, error) {
	digits := strings.NewReplacer(" ", "", "-", "").Replace(s)
	if !isDigits(digits) || len(digits) != 10 && len(digits) != 13 || len(digits) == 13 && digits[10:] == "000" {
		return "", ErrTaxCode
	}
	sum := 0
	for i, weight := range taxWeights {
		sum += weight * int(digits[i]-'0')
	}
	if 10-sum%11 != int(digits[9]-'0') {
		return "", ErrTaxCheck
	}
	return TaxCode(digits), nil
}

// String is the code as it is written, a branch's with its dash.
func (c TaxCode) String() string {
	if len(c) == 13 {
		return string(c[:10] + "-" + c[10:])
	}
	return string(c)
}

// Company is an applicant that is no person.
type Company struct {
	TaxCode TaxCode
	Name    string
}

// Validate tells what is wrong with a company typed in by hand.
func (c Company) Validate() error {
	if _, err := ParseTaxCode(string(c.TaxCode)); err != nil {
		return err
	}
	if strings.TrimSpace(c.Name) == "" || utf8.RuneCountInString(c.Name) > maxName {
		return ErrName
	}
	return nil
}

// Passport is how a foreigner, or a Vietnamese without a card, is identified.
type Passport struct {
	Number      string
	Nationality string // three letters (ICAO 9303), VNM for Vietnam
	Name        string
	Birth       workday.Date
	Expires     workday.Date
}

// String is the masked number.
func (p Passport) String() string { return Mask(p.Number) }

// LogValue is the masked number.
func (p Passport) LogValue() slog.Value { return slog.StringValue(Mask(p.Number)) }

const (
	capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	digits   = "0123456789"
)

// Validate tells what is wrong with a passport typed in by hand.
func (p Passport) Validate(today workday.Date) error {
	switch n := p.Number; {
	case len(n) < 5 || len(n) > 9 || strings.Trim(n, capitals+digits) != "" || !strings.ContainsAny(n, digits):
		return ErrPassport
	case len(p.Nationality) != 3 || strings.Trim(p.Nationality, capitals) != "":
		return ErrNationality
	case !isForeignName(p.Name):
		return ErrName
	case p.Birth.IsZero():
		return ErrBirth
	case today.Before(p.Birth):
		return ErrFuture
	case p.Expires.Before(today):
		return ErrExpired
	}
	return nil
}
