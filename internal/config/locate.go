package config

import (
	"fmt"
	"os"
	"regexp"
	"strings"
)

// The lines of a settings file that name something.
var (
	listOf  = regexp.MustCompile(`^\s*\[\[\s*([^\]]+?)\s*\]\]`)
	tableOf = regexp.MustCompile(`^\s*\[\s*([^\]]+?)\s*\]`)
	keyOf   = regexp.MustCompile(`^\s*([A-Za-z0-9_."'-]+)\s*=`)
)

// locate finds the line of each table and key, even of a file that is no TOML: centre.services[0].letter.
func locate(text []byte) map[string]int {
	found, lists, table := map[string]int{}, map[string]int{}, ""
	for i, line := range strings.Split(string(text), "\n") {
		if m := listOf.FindStringSubmatch(line); m != nil {
			table = fmt.Sprintf("%s[%d]", m[1], lists[m[1]])
			lists[m[1]]++
			found[table] = i + 1
		} else if m := tableOf.FindStringSubmatch(line); m != nil {
			table = m[1]
			found[table] = i + 1
		} else if m := keyOf.FindStringSubmatch(line); m != nil {
			if key := under(table, m[1]); found[key] == 0 {
				found[key] = i + 1
			}
		}
	}
	return found
}

func under(table, key string) string {
	if table == "" {
		return key
	}
	return table + "." + key
}

// find is the line of a key, or of the nearest thing around it that the file names; 0: of nothing.
func (f *file) find(key string) (line int) {
	for ; key != ""; key = key[:max(strings.LastIndexAny(key, ".["), 0)] {
		if line := f.lines[key]; line > 0 {
			return line
		}
	}
	return 0
}

// keyAt is the key of a line.
func (f *file) keyAt(line int) string {
	for key, at := range f.lines {
		if at == line && !strings.HasSuffix(key, "]") {
			return key
		}
	}
	return ""
}

// Names reports whether a settings file has a key, or a table of that name.
func Names(path, key string) bool {
	raw, err := os.ReadFile(path)
	return err == nil && locate(text(raw))[key] > 0
}

// Says reports whether a settings file says something of a key: the key itself, a table of that name, a list, or a key in one of these.
func Says(path, key string) bool {
	raw, err := os.ReadFile(path)
	if err != nil {
		return false
	}
	for found := range locate(text(raw)) {
		if rest, under := strings.CutPrefix(found, key); under && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			return true
		}
	}
	return false
}
