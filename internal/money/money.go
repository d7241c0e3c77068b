// Package money reads amounts of đồng as people write them. What they are for is known by who asks.
package money

import (
	"errors"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ErrAmount says that a text is no amount of đồng, or could be two different ones.
var ErrAmount = errors.New("no amount of đồng")

// Most is more than any fee or duty at a desk: a thousand billion.
const Most = 1_000_000_000_000

// units are the names of the currency, as they stand before or after an amount in small letters; the longest first.
var units = []string{"đồng", "dong", "vnđ", "vnd", "đ", "₫", "d"}

// Parse reads whole đồng: 3250000, 3.250.000, 3,250,000 đ, VND 20 000, 20.000,00. Groups have three figures, all with one mark between
// them. A decimal part is read over where it is zero and cannot be taken for a group: 20.00 may have been meant as 20.000. Everything
// else is ErrAmount, for an amount on an official paper is not guessed.
func Parse(text string) (int64, error) {
	figures := withoutUnit(strings.ToLower(spaced(norm.NFC.String(text))))
	whole, ok := ungrouped(withoutZeroDecimals(figures))
	if !ok {
		return 0, ErrAmount
	}
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || n > Most {
		return 0, ErrAmount
	}
	return n, nil
}

// spaced is a text whose spaces of all widths are plain ones, and its đ the Vietnamese one.
func spaced(text string) string {
	text = strings.NewReplacer("Ð", "đ", "ð", "đ", "Ɖ", "đ", "ɖ", "đ").Replace(text)
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Zs, r) {
			return ' '
		}
		return r
	}, text))
}

// withoutUnit takes the currency's name away, from one end only.
func withoutUnit(text string) string {
	for _, unit := range units {
		if rest, ok := strings.CutSuffix(text, unit); ok {
			return strings.TrimRight(rest, " ")
		}
		if rest, ok := strings.CutPrefix(text, unit); ok {
			return strings.TrimLeft(rest, " ")
		}
	}
	return text
}

// withoutZeroDecimals takes ",0", ",00", ".0" or ".00" away from an amount that has its groups or four figures and more, so that no
// figure is missing from a group.
func withoutZeroDecimals(figures string) string {
	at := strings.LastIndexAny(figures, ".,")
	if at < 0 || strings.Trim(figures[at+1:], "0") != "" || len(figures)-at-1 < 1 || len(figures)-at-1 > 2 {
		return figures
	}
	whole := figures[:at]
	if strings.Contains(whole, figures[at:at+1]) || len(whole) < 4 {
		return figures
	}
	return whole
}

// ungrouped joins groups of three; false where the text is anything else.
func ungrouped(figures string) (string, bool) {
	groups := []string{figures}
	if at := strings.IndexAny(figures, "., "); at >= 0 {
		groups = strings.Split(figures, figures[at:at+1])
	}
	for i, g := range groups {
		first := i == 0
		if strings.Trim(g, "0123456789") != "" || g == "" || !first && len(g) != 3 || first && len(groups) > 1 && len(g) > 3 {
			return "", false
		}
	}
	if groups[0][0] == '0' && (len(groups) > 1 || len(groups[0]) > 1) {
		return "", false // 0.020 and 007 are no amounts
	}
	return strings.Join(groups, ""), true
}
