package config

import (
	"reflect"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"motcua/internal/i18n"
)

// wanting is a type of values that says what they look like: the name of a sentence settings.want.NAME.
type wanting interface{ Wants() string }

// mistakeOf says in the reader's words what the decoder has found.
func (f *file) mistakeOf(line int, e *toml.DecodeError) Mistake {
	key := strings.Join(e.Key(), ".")
	if key == "" {
		key = f.keyAt(line)
	}
	if found := syntaxOf(e.Error()); found != "" {
		return Mistake{line, key, i18n.NewProblem("settings.syntax."+found, i18n.Args{"Is": f.source(line)})}
	}
	want := i18n.NewProblem("settings.want."+wantOf(typeAt(reflect.TypeOf(f.settings), e.Key())), nil)
	return Mistake{line, key, i18n.NewProblem("settings.is", i18n.Args{"Is": f.source(line), "Want": want})}
}

// syntaxes are the decoder's sentences about what is no TOML, by a part of each, and ours; an empty one is no matter of syntax.
var syntaxes = []struct{ theirs, ours string }{
	{"cannot decode TOML", ""}, {"leading zero", "zero"}, {"cannot have new lines", "quote"}, {"not terminated", "quote"}, {"unterminated", "quote"},
	{"U+00E2", "curly"}, {"at start of value", "value"}, {"expected '='", "equals"}, {"already defined", "twice"}, {"already exists", "twice"},
	{"expected newline", "tail"}, {"escape", "backslash"}, {"UTF-8", "utf8"}, {"to close table", "table"}, {"too large", "large"},
	{"expected", "other"}, {"invalid character", "other"}, {"unexpected", "other"}, {"incomplete", "other"}, {"EOF", "quote"},
}

func syntaxOf(theirs string) (ours string) {
	for _, s := range syntaxes {
		if strings.Contains(theirs, s.theirs) && !strings.Contains(theirs, "were expected") && !strings.Contains(theirs, "was expected") {
			return s.ours
		}
	}
	return ""
}

// typeAt is the type that a key of the settings has.
func typeAt(t reflect.Type, key []string) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if len(key) == 0 {
		return t
	}
	if t.Kind() == reflect.Map {
		return typeAt(t.Elem(), key[1:])
	}
	for i := range t.NumField() {
		if t.Kind() == reflect.Struct && t.Field(i).Tag.Get("toml") == key[0] {
			if len(key) == 1 {
				return t.Field(i).Type
			}
			return typeAt(t.Field(i).Type, key[1:])
		}
	}
	return t
}

// wantOf names what a value of a type looks like.
func wantOf(t reflect.Type) string {
	if w, ok := reflect.New(t).Interface().(wanting); ok {
		return w.Wants()
	}
	if t.String() == "slog.Level" {
		return "log_level"
	}
	switch t.Kind() {
	case reflect.Int, reflect.Int64:
		return "number"
	case reflect.Float32, reflect.Float64:
		return "decimal"
	case reflect.Bool:
		return "bool"
	case reflect.Slice:
		return "list"
	case reflect.Map:
		return "languages"
	case reflect.Struct:
		return "table"
	}
	return "quoted"
}
