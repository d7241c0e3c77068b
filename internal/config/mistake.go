package config

import (
	"fmt"
	"slices"
	"strings"

	"motcua/internal/i18n"
)

// Fault is a value that cannot be, as a program's own check finds it.
type Fault struct {
	Key  string        // as in the file, with the place in a list: centre.services[0].letter
	Want *i18n.Problem // what was expected
}

// Wrong makes a fault; the sentence settings.want.WANT says what was expected.
func Wrong(key, want string, args i18n.Args) []Fault {
	return []Fault{{key, i18n.NewProblem("settings.want."+want, args)}}
}

// Between finds a number out of bounds.
func Between(key string, is, from, to int) []Fault {
	if is >= from && is <= to {
		return nil
	}
	return Wrong(key, "range", i18n.Args{"From": from, "To": to})
}

// OneOf finds a text that is none of those there are.
func OneOf[T ~string](key string, is T, of ...T) []Fault {
	if slices.Contains(of, is) {
		return nil
	}
	var names []string
	for _, one := range of {
		names = append(names, string(one))
	}
	return Wrong(key, "choice", i18n.Args{"Of": strings.Join(names, ", ")})
}

// Filled finds a text that is empty.
func Filled(key, is string) []Fault {
	if is != "" {
		return nil
	}
	return Wrong(key, "text", nil)
}

// Within puts what was found of a part under its key.
func Within(key string, faults []Fault) (all []Fault) {
	for _, f := range faults {
		all = append(all, Fault{key + "." + f.Key, f.Want})
	}
	return all
}

// Mistake is one thing that is wrong with a settings file.
type Mistake struct {
	Line int    // 0: the key is not in the file
	Key  string // empty where there is none
	Says *i18n.Problem
}

// Mistakes is all that is wrong with a settings file.
type Mistakes struct {
	File string
	List []Mistake
}

// Error says them in Vietnamese; In in a language.
func (m Mistakes) Error() string { return m.In(i18n.In(i18n.Vietnamese)) }

// In says each mistake in a line of its own: file, line, key and what is wrong.
func (m Mistakes) In(say i18n.Localizer) string {
	list := slices.Clone(m.List)
	slices.SortStableFunc(list, func(a, b Mistake) int { return a.Line - b.Line })
	var lines []string
	for _, one := range list {
		lines = append(lines, m.where(one, say)+say.Tell(one.Says))
	}
	return strings.Join(lines, "\n")
}

func (m Mistakes) where(one Mistake, say i18n.Localizer) string {
	where := m.File
	if m.File == "" {
		where = say.Text("settings.built_in")
	}
	if one.Line > 0 {
		where = fmt.Sprintf("%s:%d", where, one.Line)
	}
	if one.Key == "" {
		return where + ": "
	}
	return where + ": " + one.Key + ": "
}
