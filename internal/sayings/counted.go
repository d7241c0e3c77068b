package sayings

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// KindCounted is the event of what was asked on a device; its body is a Counted.
const KindCounted = "search.counted"

// Counted is what was asked on one device, by the day and no finer.
type Counted struct {
	Day       string  `json:"day"`
	Questions []Asked `json:"questions"`
}

// Asked is a question in somebody's words, how often it was asked, and what came of it.
type Asked struct {
	Text    string         `json:"text"`
	Asked   int            `json:"asked"` // by so many visits
	GivenUp int            `json:"given_up,omitempty"`
	Chosen  map[string]int `json:"chosen,omitempty"` // by the code of the procedure
}

// What a device tells of one day at the most.
const (
	MostQuestions = 100
	mostTimes     = 1000
	mostChosen    = 20
)

// procedureCodes are those of procedures, with or without a province's suffix.
var procedureCodes = regexp.MustCompile(`^[1-9]\.\d{6}(\.\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2})?$`)

// Check says what cannot be: a device sends nothing but words of letters, each once, and counts that add up.
func (c Counted) Check() error {
	if _, err := time.Parse(time.DateOnly, c.Day); err != nil {
		return errors.New("day is none, such as 2026-11-23")
	}
	if n := len(c.Questions); n == 0 || n > MostQuestions {
		return fmt.Errorf("%d questions, 1 to %d were expected", n, MostQuestions)
	}
	seen := map[string]bool{}
	for _, q := range c.Questions {
		if seen[q.Text] {
			return fmt.Errorf("the question %.40q stands there twice", q.Text)
		}
		seen[q.Text] = true
		if err := q.check(); err != nil {
			return err
		}
	}
	return nil
}

func (q Asked) check() error {
	if !isText(q.Text) {
		return errors.New("a question is not words of letters, as they are counted")
	}
	if q.Asked < 1 || q.Asked > mostTimes || q.GivenUp < 0 || len(q.Chosen) > mostChosen {
		return fmt.Errorf("a question asked %d times, given up %d, with %d choices", q.Asked, q.GivenUp, len(q.Chosen))
	}
	sum := q.GivenUp
	for code, n := range q.Chosen {
		if !procedureCodes.MatchString(code) || n < 1 || n > mostTimes {
			return fmt.Errorf("%.40q was chosen %d times", code, n)
		}
		sum += n
	}
	if sum != q.Asked {
		return fmt.Errorf("asked %d times, and %d came of it", q.Asked, sum)
	}
	return nil
}

// isText reports whether a text is one that Clean may have made: small letters in words with single spaces.
func isText(text string) bool {
	n := utf8.RuneCountInString(text)
	letters := func(r rune) bool { return r == ' ' || unicode.IsLetter(r) || unicode.Is(unicode.M, r) }
	return utf8.ValidString(text) && n >= leastLetters && n <= mostLetters && text == strings.ToLower(text) &&
		text == strings.Join(strings.Fields(text), " ") && !slices.ContainsFunc([]rune(text), func(r rune) bool { return !letters(r) })
}
