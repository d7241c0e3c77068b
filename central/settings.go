package main

import (
	_ "embed"
	"fmt"
	"log/slog"
	"slices"

	"motcua/internal/config"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/words"
)

//go:embed central.example.toml
var example []byte

// Settings is central.toml; central.example.toml explains every key.
type Settings struct {
	Listen   string      `toml:"listen"`
	Data     string      `toml:"data"`
	Database string      `toml:"database"` // empty: SQLite in Data
	LogLevel slog.Level  `toml:"log_level"`
	Centre   hall.Centre `toml:"centre"`
}

func loadSettings(path string) (s Settings, err error) {
	if err := config.Load(path, example, &s); err != nil {
		return s, err
	}
	if s.Database != "" && !journal.IsPostgres(s.Database) {
		return s, fmt.Errorf("%s: database: a postgres:// address was expected, or nothing for a file in data", path)
	}
	if err := checkCentre(s.Centre); err != nil {
		return s, fmt.Errorf("%s: %w", path, err)
	}
	return s, nil
}

// checkCentre says what does not fit together in a centre.
func checkCentre(c hall.Centre) error {
	if c.Name.In(words.Vietnamese) == "" {
		return fmt.Errorf("centre.name: vi is empty, the centre's Vietnamese name was expected")
	}
	letters := map[string]string{}
	for _, s := range c.Services {
		if s.ID == "" || s.Name.In(words.Vietnamese) == "" {
			return fmt.Errorf("centre.services: a service lacks its id or its Vietnamese name")
		}
		if len(s.Letter) != 1 || s.Letter < "A" || s.Letter > "Z" {
			return fmt.Errorf("centre.services: letter of %s is %q, one of A to Z was expected", s.ID, s.Letter)
		}
		if other, taken := letters[s.Letter]; taken {
			return fmt.Errorf("centre.services: %s and %s both have the letter %s", other, s.ID, s.Letter)
		}
		letters[s.Letter] = s.ID
	}
	return checkCounters(c)
}

func checkCounters(c hall.Centre) error {
	var ids []string
	for _, counter := range c.Counters {
		if counter.ID == "" || slices.Contains(ids, counter.ID) {
			return fmt.Errorf("centre.counters: id %q is empty or stands twice", counter.ID)
		}
		ids = append(ids, counter.ID)
		for _, service := range counter.Services {
			if _, ok := c.Service(service); !ok {
				return fmt.Errorf("centre.counters: counter %s takes %q, which is no service's id", counter.ID, service)
			}
		}
	}
	return nil
}
