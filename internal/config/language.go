package config

import (
	"os"
	"regexp"

	"motcua/internal/i18n"
)

// language finds the key of that name, which stands before the first table.
var language = regexp.MustCompile(`(?m)^[ \t]*(?:language[ \t]*=[ \t]*["']([a-z]+)["']|(\[))`)

// Language returns the language that a settings file asks for, even where the rest of the file cannot be read; else Vietnamese.
func Language(path string) string {
	raw, err := os.ReadFile(path)
	if err != nil {
		return i18n.Vietnamese
	}
	if found := language.FindSubmatch(text(raw)); found != nil && len(found[1]) > 0 {
		return string(found[1])
	}
	return i18n.Vietnamese
}
