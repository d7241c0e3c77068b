package widgets

import (
	"fmt"
	"strconv"
	"strings"

	"motcua/internal/workday"
)

// Shorten cuts a text that no line holds.
func Shorten(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}

// Birth writes a day of birth, of which a card may have the year alone.
func Birth(d workday.Date) string {
	if d.Day == 0 {
		return strconv.Itoa(d.Year)
	}
	return fmt.Sprintf("%02d/%02d/%d", d.Day, d.Month, d.Year)
}

// Join writes the texts that are not empty side by side.
func Join(between string, texts ...string) string {
	var some []string
	for _, t := range texts {
		if t != "" {
			some = append(some, t)
		}
	}
	return strings.Join(some, between)
}

// Number returns a count of papers; none is a dash.
func Number(n int) string {
	if n == 0 {
		return "–"
	}
	return strconv.Itoa(n)
}
