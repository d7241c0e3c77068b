package main

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"motcua/internal/workday"
)

// shown shows an object or hides it, when it is not so already.
func shown(o fyne.CanvasObject, visible bool) {
	switch {
	case visible && !o.Visible():
		o.Show()
	case !visible && o.Visible():
		o.Hide()
	}
}

// short cuts a text that no line holds.
func short(s string, most int) string {
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most-1]) + "…"
	}
	return s
}

func birth(d workday.Date) string {
	if d.Day == 0 {
		return strconv.Itoa(d.Year)
	}
	return fmt.Sprintf("%02d/%02d/%d", d.Day, d.Month, d.Year)
}

// joined writes the texts that are not empty side by side.
func joined(between string, texts ...string) string {
	var some []string
	for _, t := range texts {
		if t != "" {
			some = append(some, t)
		}
	}
	return strings.Join(some, between)
}

// number is a count of papers; none is a dash.
func number(n int) string {
	if n == 0 {
		return "–"
	}
	return strconv.Itoa(n)
}
