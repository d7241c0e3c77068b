package idcard

import (
	"errors"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"motcua/internal/vietnamese"
	"motcua/internal/workday"
)

// Sex is as the card prints it.
type Sex string

// The sexes a card knows.
const (
	Male   Sex = "male"   // Nam
	Female Sex = "female" // Nữ
)

// Card is what the QR of a chip card holds. A QR can be copied by anyone: it fills a form, it proves no identity.
type Card struct {
	Number    Number
	OldNumber Number // the nine digits of the CMND before it, if there was one
	Name      string
	Birth     workday.Date // month and day are 0 when only the year is known
	Sex       Sex
	Address   string
	Issued    workday.Date // zero when the scanner lost it
}

// String is the masked number, so that a card printed by mistake gives nobody away.
func (c Card) String() string { return c.Number.String() }

// LogValue is the masked number.
func (c Card) LogValue() slog.Value { return c.Number.LogValue() }

// Why a scan is no card. None of these sentences holds anything of the scan.
var (
	ErrEmpty     = errors.New("the scanner sent nothing")
	ErrNotCard   = errors.New("this is not the QR of an identity card")
	ErrInsurance = errors.New("this is a health insurance card, not an identity card")
	ErrKeyboard  = errors.New("a Vietnamese keyboard changed what the scanner typed; switch it off and scan again")
	ErrName      = errors.New("the name cannot be read")
	ErrBirth     = errors.New("the birth date cannot be read")
	ErrFuture    = errors.New("the birth date is in the future")
	ErrYears     = errors.New("the number is of another century than the birth date")
)

// Warning is something the officer should compare with the card in hand.
type Warning string

// What can be doubtful about a card that was read.
const (
	UnknownProvince Warning = "unknown_province" // no province had the number's first three digits
	YearDiffers     Warning = "year_differs"     // number and birth date: there are corrected birth dates
	SexDiffers      Warning = "sex_differs"      // number and sex field
	SexFromNumber   Warning = "sex_from_number"  // the sex field could not be read
	IssueUnread     Warning = "issue_unread"     // the day of issue could not be read, or cannot be
	MarksLost       Warning = "marks_lost"       // the scanner types without Vietnamese marks
	LettersLost     Warning = "letters_lost"     // the scanner put ? in place of letters
	TelexUndone     Warning = "telex_undone"     // the scanner typed Telex keys, and they were read back
	LayoutUndone    Warning = "layout_undone"    // a Vietnamese Windows layout changed digits into letters; read back
	EncodingUndone  Warning = "encoding_undone"  // the scanner typed UTF-8 as Western letters; read back
)

const (
	maxScan = 2000 // bytes; the longest real address makes about 400
	maxName = 250  // letters
)

// Parse reads the QR of a chip card as a scanner typed it. It takes the seven fields of the card of 2021, the longer row
// of the one of 2024, and the six of careless scanners that drop an empty old number. Today is for births in the future.
func Parse(scan string, today workday.Date) (Card, []Warning, error) {
	if strings.TrimSpace(scan) == "" {
		return Card{}, nil, ErrEmpty
	}
	if len(scan) > maxScan {
		return Card{}, nil, ErrNotCard
	}
	fields, warnings := undoKeyboard(scan)
	if err := refuse(fields); err != nil {
		return Card{}, nil, err
	}
	if !isDigits(fields[1]) && fields[1] != "" {
		fields = slices.Insert(fields, 1, "")
	}
	if len(fields) < 7 {
		return Card{}, nil, ErrNotCard
	}
	card, err := read(fields, today)
	if err != nil {
		return Card{}, nil, err
	}
	return card, append(warnings, card.doubts(today)...), nil
}

// refuse names the scans that are something else, or beyond repair.
func refuse(fields []string) error {
	if len(fields) < 6 {
		return ErrNotCard
	}
	if hex := strings.ToLower(fields[1]); len(hex) >= 8 && strings.Trim(hex, "0123456789abcdef") == "" && !isDigits(hex) {
		return ErrInsurance // its second field is the name in hexadecimal
	}
	if _, err := ParseNumber(fields[0]); err != nil {
		if slices.ContainsFunc([]rune(fields[0]), unicode.IsLetter) && slices.ContainsFunc([]rune(fields[0]), unicode.IsDigit) {
			return ErrKeyboard
		}
		return ErrNotCard
	}
	return nil
}

func isOldNumber(s string) bool { return isDigits(s) && (len(s) == 9 || len(s) == 12) }

func read(fields []string, today workday.Date) (c Card, err error) {
	c.Number, _ = ParseNumber(fields[0]) // refuse has seen to it
	if isOldNumber(fields[1]) {
		c.OldNumber = Number(fields[1])
	}
	c.Name, c.Address = fields[2], fields[5]
	if !isName(c.Name) {
		return c, ErrName
	}
	var ok bool
	if c.Birth, ok = parseDay(fields[3]); !ok {
		return c, ErrBirth
	}
	switch {
	case today.Before(c.Birth):
		return c, ErrFuture
	case c.Number.BirthYear() > today.Year:
		return c, ErrYears
	}
	c.Sex = parseSex(fields[4])
	c.Issued, _ = parseDay(fields[6])
	return c, nil
}

// doubts are the warnings about a card that was read; a sex that could not be is taken from the number.
func (c *Card) doubts(today workday.Date) []Warning {
	w := c.Number.Check(c.Birth, c.Sex)
	if c.Sex == "" {
		c.Sex = c.Number.Sex()
		w = append(w, SexFromNumber)
	}
	if c.Issued.Day == 0 || today.Before(c.Issued) || c.Issued.Before(c.Birth) {
		c.Issued = workday.Date{}
		w = append(w, IssueUnread)
	}
	switch {
	case strings.ContainsAny(c.Name+c.Address, "?\ufffd"), strings.ContainsFunc(c.Address, isForeign):
		w = append(w, LettersLost)
	case !vietnamese.HasMarks(c.Name + c.Address):
		w = append(w, MarksLost)
	}
	return w
}

// inNames are the signs that names have besides letters: the apostrophes and hyphens of Y’Blơm, H-Đan and Jo–Han as keyboards and
// converters write them.
const inNames = " .'’‘ʼ´`′-\u2010\u2011\u2012\u2013"

// isName reports whether a card's name has letters of Vietnamese or of an ethnic minority, and nothing that no name here has: letters of
// other scripts come of a wrong code page. A ? may stand for a letter that was lost.
func isName(s string) bool {
	return named(s, func(r rune) bool { return vietnamese.IsNameLetter(r) || strings.ContainsRune("?\ufffd", r) })
}

// isForeignName is isName for a passport, which may be anybody's.
func isForeignName(s string) bool {
	return named(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Mn, r) })
}

func named(s string, may func(rune) bool) bool {
	stray := func(r rune) bool { return !may(r) && !strings.ContainsRune(inNames, r) }
	return strings.ContainsFunc(s, unicode.IsLetter) && !strings.ContainsFunc(s, stray) && utf8.RuneCountInString(s) <= maxName
}

// isForeign reports whether r is a letter that no address of a card has.
func isForeign(r rune) bool {
	return unicode.IsLetter(r) && !vietnamese.IsNameLetter(r) && r != 'ʼ' && r != 'º' && r != 'ª'
}

func parseSex(s string) Sex {
	switch vietnamese.Fold(s) {
	case "nam", "male", "m":
		return Male
	case "nu", "nuwx", "female", "f":
		return Female
	}
	return ""
}

// parseDay reads ddMMyyyy, d/m/yyyy with any mark between, and a year alone, as the cards of some old people have it.
func parseDay(s string) (workday.Date, bool) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/-. ", r) })
	if len(parts) == 1 && len(s) == 8 {
		parts = []string{s[:2], s[2:4], s[4:]}
	}
	var n []int
	for _, p := range parts {
		if !isDigits(p) || len(p) > 4 {
			return workday.Date{}, false
		}
		v, _ := strconv.Atoi(p) // at most four digits
		n = append(n, v)
	}
	if len(n) == 1 {
		n = []int{0, 0, n[0]}
	}
	if len(n) != 3 || n[2] < 1850 || n[2] > 2399 {
		return workday.Date{}, false
	}
	return calendarDay(n[2], n[1], n[0])
}

func calendarDay(year, month, day int) (workday.Date, bool) {
	d := workday.Date{Year: year}
	if month == 0 && day == 0 {
		return d, true
	}
	d.Month, d.Day = time.Month(month), day
	return d, d.AddDays(0) == d
}

func tidy(s string) string { return strings.Join(strings.Fields(vietnamese.Letters(s)), " ") }
