package dossier

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"motcua/internal/workday"
)

// Central is the series of the numbers that central gives.
const Central = 0

// A serial has four digits (TT 01/2018 đ.19), and the portal may refuse more. So central and the desks that stand alone share the four:
// central has the lower ones, each desk its own few of the upper ones. Who runs out of them writes more digits, five central and six a
// desk: nobody is sent home because the circular has four.
const (
	shortCentral = 6000 // up to this, central's serials have four digits
	shortAlone   = 40   // up to this, those of one desk's day without central
	longCentral  = 4000 // what central's long serials leave out: the desks' short ones

	mostCentral = 99999 - longCentral // in one agency's day
	mostAlone   = 9999                // of one desk's day without central
	mostDesks   = 99
)

// What can be wrong with a code.
var (
	ErrCode       = errors.New("no dossier code")
	ErrSeriesFull = errors.New("the day's series of dossier numbers is used up")
)

// Code is what a dossier's code says: who received it, on which day, as which of the day's.
type Code struct {
	Agency string       // QCVN 102:2016 (000.00.00.H25) or QĐ 20/2020/QĐ-TTg (H42.14)
	Day    workday.Date // of reception
	Series int          // who counted: Central, or a desk (1 to 99) that stood alone
	Serial int          // from 1, anew for each agency, day and series
	Long   bool         // a desk's serial that has six digits though four would do: the way before desks had short ones
}

// agencyCode is the unit's code: four groups by QCVN 102:2016, from the fourth level down to the first, or by
// QĐ 20/2020 from the first level up, at most 35 letters in all.
const agencyCode = `\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}|[A-Y]\d{2}(?:\.[0-9A-Z]{1,3}){0,6}`

var agencies = regexp.MustCompile(`^(?:` + agencyCode + `)$`)

// serials are four digits, five of a centre that ran out of them, six of a desk: its own number first, so that its numbers and others'
// never meet.
const serials = `\d{4}|[1-9]\d{4}|\d{6}`

// Pattern is how codes are written, {agency}-{yymmdd}-{serial} by TT 01/2018 đ.19. The rule is to be issued anew
// (NĐ 309/2026 đ.12 k.2), so an office can set another order, other marks, {yyyymmdd} or {ddmmyy}.
type Pattern struct {
	template string
	day      string // layout of the day
	reader   *regexp.Regexp
}

// Circular is the pattern of TT 01/2018/TT-VPCP đ.19.
var Circular = mustPattern("{agency}-{yymmdd}-{serial}")

var dayLayouts = map[string]string{"{yymmdd}": "060102", "{yyyymmdd}": "20060102", "{ddmmyy}": "020106"}

var tokens = regexp.MustCompile(`\{[^}]*\}`)

// NewPattern reads a pattern, in which agency, day and serial stand once each.
func NewPattern(template string) (Pattern, error) {
	p := Pattern{template: template}
	reader, seen := regexp.QuoteMeta(template), map[string]int{}
	for _, token := range tokens.FindAllString(template, -1) {
		name, group := strings.Trim(token, "{}"), ""
		switch layout := dayLayouts[token]; {
		case layout != "":
			name, group, p.day = "day", fmt.Sprintf(`\d{%d}`, len(layout)), token
		case name == "agency":
			group = agencyCode
		case name == "serial":
			group = serials
		}
		seen[name]++
		reader = strings.Replace(reader, regexp.QuoteMeta(token), "(?P<"+name+">"+group+")", 1)
	}
	if len(seen) != 3 || seen["agency"] != 1 || seen["day"] != 1 || seen["serial"] != 1 {
		return p, fmt.Errorf("code pattern %q: want {agency}, {serial} and one of {yymmdd}, {yyyymmdd}, {ddmmyy}, each once", template)
	}
	var err error
	if p.reader, err = regexp.Compile("(?i)^(?:" + reader + ")$"); err != nil {
		return p, fmt.Errorf("code pattern %q: %w", template, err)
	}
	return p, nil
}

func mustPattern(template string) Pattern {
	p, err := NewPattern(template)
	if err != nil {
		panic(err)
	}
	return p
}

// Beyond returns the end of the first thousand that is well behind the n-th code of a day: who counts on from there meets no code that was given
// after the n-th and forgotten.
func Beyond(n int) int { return (n + 500 + 999) / 1000 * 1000 }

// Write returns a code as it is printed. ErrSeriesFull says that no number is left that day.
func (p Pattern) Write(c Code) (string, error) {
	if !agencies.MatchString(c.Agency) || c.Serial < 1 || c.Series < 0 || c.Series > mostDesks || c.Day.Year < 2000 || c.Day.Year > 2099 {
		return "", fmt.Errorf("%w: %+v", ErrCode, c)
	}
	if c.Series == Central && c.Serial > mostCentral || c.Series != Central && c.Serial > mostAlone {
		return "", ErrSeriesFull
	}
	day := c.Day.At(0).Format(dayLayouts[p.day])
	return strings.NewReplacer("{agency}", c.Agency, p.day, day, "{serial}", c.digits()).Replace(p.template), nil
}

// digits returns the serial as it is printed.
func (c Code) digits() string {
	switch {
	case c.Series == Central && c.Serial <= shortCentral:
		return fmt.Sprintf("%04d", c.Serial)
	case c.Series == Central:
		return fmt.Sprint(c.Serial + longCentral)
	case c.Serial <= shortAlone && !c.Long:
		return fmt.Sprint(shortCentral + (c.Series-1)*shortAlone + c.Serial)
	}
	return fmt.Sprintf("%02d%04d", c.Series, c.Serial)
}

// count reads the digits of a serial into who counted, and how far.
func (c *Code) count(digits string) {
	n, _ := strconv.Atoi(digits) // at most six digits
	switch {
	case len(digits) == len("070001"):
		c.Series, c.Serial = n/10000, n%10000
		c.Long = c.Serial <= shortAlone
	case len(digits) == len("10000"):
		c.Serial = n - longCentral
	case n > shortCentral:
		c.Series, c.Serial = (n-shortCentral-1)/shortAlone+1, (n-shortCentral-1)%shortAlone+1
	default:
		c.Serial = n
	}
}

// portal is how other systems write codes: as we do, and with up to six digits at the end.
var portal = regexp.MustCompile(`^(?:` + agencyCode + `)-(\d{6})-\d{4,6}$`)

// ReadPortal returns the code that the national portal, or another system, gave a dossier, as it was printed or typed. It is kept
// as it is, in capitals: what its number counts is known there.
func ReadPortal(text string) (string, error) {
	code := strings.ToUpper(typed(text))
	m := portal.FindStringSubmatch(code)
	if m == nil {
		return "", ErrCode
	}
	if _, err := time.Parse("060102", m[1]); err != nil {
		return "", fmt.Errorf("%w: its day is in no calendar", ErrCode)
	}
	return code, nil
}

// typed returns a code as somebody typed it, without spaces and with plain dashes.
func typed(text string) string {
	return strings.NewReplacer("–", "-", "—", "-").Replace(strings.Join(strings.Fields(text), ""))
}

// Read returns the code in a text, as it was printed or as somebody typed it: in small letters, with spaces, with a long dash.
func (p Pattern) Read(text string) (Code, error) {
	text = typed(text)
	m := p.reader.FindStringSubmatch(text)
	if m == nil {
		return Code{}, ErrCode
	}
	group := func(name string) string { return m[p.reader.SubexpIndex(name)] }
	day, err := time.ParseInLocation(dayLayouts[p.day], group("day"), workday.Vietnam)
	if err != nil {
		return Code{}, fmt.Errorf("%w: its day is in no calendar", ErrCode)
	}
	c := Code{Agency: strings.ToUpper(group("agency")), Day: workday.DateOf(day)}
	c.count(group("serial"))
	if again, err := p.Write(c); err != nil || !strings.EqualFold(again, text) {
		return Code{}, fmt.Errorf("%w: its number is no day's", ErrCode)
	}
	return c, nil
}
