package vietnamese

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed foreign.txt
var foreignList string

// foreign are words of other languages that people type although Vietnamese keys make something else of them, sorted.
var foreign = func() []string {
	var words []string
	for line := range strings.Lines(foreignList) {
		if !strings.HasPrefix(line, "#") {
			words = append(words, strings.Fields(line)...)
		}
	}
	slices.Sort(words)
	return words
}()

func isForeign(keys string) bool {
	_, found := slices.BinarySearch(foreign, strings.ToLower(keys))
	return found
}

// beginsForeign reports whether a foreign word begins with keys.
func beginsForeign(keys string) bool {
	low := strings.ToLower(keys)
	at, _ := slices.BinarySearch(foreign, low)
	return at < len(foreign) && strings.HasPrefix(foreign[at], low)
}
