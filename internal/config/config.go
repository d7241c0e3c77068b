// Package config reads a program's TOML file, strictly. Programs read their settings through it; what they mean is theirs.
package config

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"motcua/internal/i18n"
)

// mostMistakes is how many mistakes of a file are told at once.
const mostMistakes = 30

// Load fills settings from a program's example file, which holds every default, and then from the file at path. With an empty path the
// defaults stand. check says which values cannot be; it may be nil. The error is a Mistakes: all that is wrong with the file, each with
// its line and key.
func Load(path string, example []byte, settings any, check func() []Fault) error {
	if err := toml.NewDecoder(bytes.NewReader(example)).DisallowUnknownFields().Decode(settings); err != nil {
		return fmt.Errorf("built-in defaults: %w", err) // a program built wrong
	}
	f := file{name: path, settings: settings}
	if path != "" {
		raw, err := os.ReadFile(path)
		if err != nil {
			return &i18n.Problem{ID: "settings.unread", Args: i18n.Args{"File": path, "Error": reason(err)}, Err: err}
		}
		f.text = text(raw)
		f.lines = locate(f.text)
		f.decode()
	}
	if check != nil {
		f.take(check())
	}
	if len(f.mistakes) > 0 {
		return Mistakes{File: path, List: f.mistakes}
	}
	return nil
}

// reason is why a file cannot be opened, without its name.
func reason(err error) string {
	var failed *os.PathError
	if errors.As(err, &failed) {
		return failed.Err.Error()
	}
	return err.Error()
}

// file is a settings file while it is read.
type file struct {
	name     string
	text     []byte
	lines    map[string]int // of each key
	settings any
	mistakes []Mistake
}

// decode reads the text, and again without the line of each mistake, so that one mistake hides no other.
func (f *file) decode() {
	left := bytes.Clone(f.text)
	for range mostMistakes {
		err := toml.NewDecoder(bytes.NewReader(left)).DisallowUnknownFields().Decode(f.settings)
		var unknown *toml.StrictMissingError
		var wrong *toml.DecodeError
		switch {
		case errors.As(err, &unknown):
			f.unknown(unknown)
			return
		case !errors.As(err, &wrong):
			return
		}
		line, _ := wrong.Position()
		f.mistakes = append(f.mistakes, f.mistakeOf(line, wrong))
		if !without(left, line) {
			return
		}
	}
}

// unknown tells of keys that the program does not know.
func (f *file) unknown(err *toml.StrictMissingError) {
	for _, e := range err.Errors {
		line, _ := e.Position()
		f.mistakes = append(f.mistakes, Mistake{line, strings.Join(e.Key(), "."), i18n.NewProblem("settings.unknown", nil)})
	}
}

// without makes a line of the text a comment; false where it cannot: it is one already, or a value that goes on below.
func without(text []byte, line int) bool {
	start := 0
	for ; line > 1; line-- {
		next := bytes.IndexByte(text[start:], '\n')
		if next < 0 {
			return false
		}
		start += next + 1
	}
	end := start + max(bytes.IndexByte(append(text[start:len(text):len(text)], '\n'), '\n'), 0)
	if start >= end || text[start] == '#' || bytes.Count(text[start:end], []byte{'['}) != bytes.Count(text[start:end], []byte{']'}) {
		return false
	}
	text[start] = '#'
	return true
}

// take adds the values that cannot be, but for those that were not read.
func (f *file) take(faults []Fault) {
	told := map[int]bool{}
	for _, m := range f.mistakes {
		told[m.Line] = true
	}
	for _, fault := range faults {
		line := f.find(fault.Key)
		if line > 0 && told[line] {
			continue
		}
		is := i18n.Problem{ID: "settings.is", Args: i18n.Args{"Is": f.source(line), "Want": fault.Want}}
		if line == 0 {
			is = i18n.Problem{ID: "settings.default", Args: i18n.Args{"Want": fault.Want}}
		}
		f.mistakes = append(f.mistakes, Mistake{line, fault.Key, &is})
	}
}

// source is what stands behind the equals sign of a line.
func (f *file) source(line int) string {
	lines := strings.Split(string(f.text), "\n")
	if line < 1 || line > len(lines) {
		return ""
	}
	_, value, _ := strings.Cut(lines[line-1], "=")
	value = strings.TrimSpace(value)
	if !strings.HasPrefix(value, `"`) && !strings.HasPrefix(value, "{") {
		value, _, _ = strings.Cut(value, "#")
	} else if i := strings.LastIndex(value, `" `); strings.HasPrefix(value, `"`) && i > 0 && strings.Contains(value[i:], "#") {
		value = value[:i+1]
	}
	if letters := []rune(strings.TrimSpace(value)); len(letters) > 60 {
		return string(letters[:60]) + "…"
	}
	return strings.TrimSpace(value)
}
