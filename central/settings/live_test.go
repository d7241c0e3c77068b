package settings_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"motcua/central/settings"
)

// TestPartsAreTheWholeOfTheBlocks takes the example apart and puts it together again: nothing is lost on the way, also not what devices are not told.
func TestPartsAreTheWholeOfTheBlocks(t *testing.T) {
	s, err := settings.Load("")
	if err != nil {
		t.Fatal(err)
	}
	parts := mustTake(t, s)
	other := s
	other.Centre.Services, other.Centre.Counters, other.Centre.Classes, other.Board.Seconds, other.Booking.Days = nil, nil, nil, 99, 1
	other.Centre.Reservations.PerAddress = 1
	raw := map[string]json.RawMessage{}
	for name, value := range parts {
		raw[name] = json.RawMessage(value)
	}
	back, err := other.With(raw)
	if err != nil {
		t.Fatal(err)
	}
	if again := mustTake(t, back); !reflect.DeepEqual(again, parts) || back.Centre.PublicURL != s.Centre.PublicURL {
		t.Errorf("%s\nis not\n%s", again, parts)
	}
}

// TestAnExportIsASettingsFile reads what was exported as central.toml.
func TestAnExportIsASettingsFile(t *testing.T) {
	s, err := settings.Load("")
	if err != nil {
		t.Fatal(err)
	}
	text, err := s.Export()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "centre.toml")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := settings.Load(file)
	if err != nil || !reflect.DeepEqual(mustTake(t, again), mustTake(t, s)) {
		t.Errorf("%v\n%s", err, text)
	}
}

func mustTake(t *testing.T, s settings.Settings) map[string]string {
	t.Helper()
	parts, err := s.Parts()
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for name, value := range parts {
		texts[name] = string(value)
	}
	return texts
}
