package queue

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// typedNumbers are a ticket's number as people type it: perhaps without its letter or its zeros.
var typedNumbers = regexp.MustCompile(`^([A-Z]*)([0-9]{1,5})$`)

// TypedNumbers returns the numbers that somebody may mean by what they type: "a3", "A-3" and "A 003" are A003. Without a letter it may be the number
// of any of the services with these letters.
func TypedNumbers(text string, letters []string) (numbers []string) {
	parts := typedNumbers.FindStringSubmatch(strings.Map(bareSign, strings.ToUpper(text)))
	if parts == nil {
		return nil
	}
	if parts[1] != "" {
		letters = []string{parts[1]}
	}
	for _, letter := range letters {
		number := letter + fmt.Sprintf("%03s", parts[2])
		if _, _, _, err := ReadNumber(number); err == nil {
			numbers = append(numbers, number)
		}
	}
	return numbers
}

// bareSign drops what stands between letters and digits.
func bareSign(r rune) rune {
	if unicode.IsSpace(r) || unicode.IsPunct(r) {
		return -1
	}
	return r
}
