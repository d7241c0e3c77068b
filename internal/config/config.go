// Package config reads a program's TOML file, strictly. Only main packages read settings; what they mean is theirs.
package config

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/pelletier/go-toml/v2"
)

// Load fills settings from a program's example file, which holds every default, and then from the file at path.
// With an empty path the defaults stand. An error is one sentence with file, line, key and what is wrong.
func Load(path string, example []byte, settings any) error {
	if err := decode("built-in defaults", example, settings); err != nil {
		return err
	}
	if path == "" {
		return nil
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	return decode(path, raw, settings)
}

func decode(name string, raw []byte, settings any) error {
	d := toml.NewDecoder(bytes.NewReader(raw))
	d.DisallowUnknownFields()
	err := d.Decode(settings)
	var unknown *toml.StrictMissingError
	var wrong *toml.DecodeError
	switch {
	case errors.As(err, &unknown):
		first := unknown.Errors[0]
		return sentence(name, &first, "unknown key")
	case errors.As(err, &wrong):
		return sentence(name, wrong, strings.TrimPrefix(wrong.Error(), "toml: "))
	}
	return err
}

func sentence(name string, e *toml.DecodeError, what string) error {
	line, _ := e.Position()
	if key := strings.Join(e.Key(), "."); key != "" {
		return fmt.Errorf("%s:%d: %s: %s", name, line, key, what)
	}
	return fmt.Errorf("%s:%d: %s", name, line, what)
}
