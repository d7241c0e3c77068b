package escpos

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A cluster is a letter with a mark that Unicode composes with none (ê̆, ô̆, ơ̆, ư̆ of Ê Đê, Ba Na and Gia Rai): one place on paper, drawn as
// one letter. Inside this package it is a single rune of the private range, which no text brings in.
const (
	firstCluster = '\ue000'
	mostClusters = 512 // of a program's life: languages have a dozen
)

var clusters = struct {
	sync.Mutex
	runes map[string]rune
	texts []string // from firstCluster on
}{runes: map[string]rune{}}

// withMark is a letter with one mark more. A mark that cannot be drawn goes, and the letter stays as it is.
func withMark(letter, mark rune) rune {
	text := textOf(letter) + string(mark)
	if !unicode.IsLetter(letter) && !isCluster(letter) || !composable(text) {
		return letter
	}
	clusters.Lock()
	defer clusters.Unlock()
	if r, known := clusters.runes[text]; known {
		return r
	}
	if len(clusters.texts) == mostClusters {
		return letter
	}
	r := firstCluster + rune(len(clusters.texts))
	clusters.runes[text], clusters.texts = r, append(clusters.texts, text)
	return r
}

func isCluster(r rune) bool { return r >= firstCluster && r < firstCluster+mostClusters }

// textOf is what a letter stands for.
func textOf(r rune) string {
	if !isCluster(r) {
		return string(r)
	}
	clusters.Lock()
	defer clusters.Unlock()
	if n := int(r - firstCluster); n < len(clusters.texts) {
		return clusters.texts[n]
	}
	return string(mark)
}

// composable tells whether all marks of a letter are ones we draw.
func composable(text string) bool {
	decomposed := []rune(norm.NFD.String(text))
	marks := string(decomposed[1:])
	if horned := norm.NFC.String(string(decomposed[0]) + horn); strings.Contains(marks, horn) && len([]rune(horned)) == 1 {
		marks = strings.Replace(marks, horn, "", 1)
	}
	marks = strings.Replace(marks, dotBelow, "", 1)
	if marks == "" {
		return true
	}
	for _, table := range accents {
		if _, drawn := table[marks]; !drawn {
			return false
		}
	}
	return true
}
