package settings

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"motcua/internal/booking"
	"motcua/internal/centre"
	"motcua/internal/config"
	"motcua/internal/i18n"
	"motcua/internal/queue"
	"motcua/internal/steering"
)

// live are the blocks of the settings that are changed while central runs. A part of them is one key of a block: centre.services.
type live struct {
	Centre  centre.Centre `toml:"centre"`
	Board   Board         `toml:"board"`
	Booking booking.Rules `toml:"booking"`
}

// kept are the parts of those blocks that are a matter of the server, and that only its file says.
var kept = []string{"centre.public_url", "board.media"}

// tree is the blocks as the file has them: by block and key.
type tree map[string]map[string]any

// Parts returns each live part's value as JSON, by its name.
func (s Settings) Parts() (map[string]json.RawMessage, error) {
	t, err := s.tree()
	if err != nil {
		return nil, err
	}
	parts := map[string]json.RawMessage{}
	for block, keys := range t {
		for key, value := range keys {
			if part := block + "." + key; !slices.Contains(kept, part) {
				if parts[part], err = Plain(value); err != nil {
					return nil, fmt.Errorf("%s: %w", part, err)
				}
			}
		}
	}
	return parts, nil
}

// PartNames lists the names of all live parts.
func PartNames() []string {
	parts, err := Settings{}.Parts()
	if err != nil {
		panic(err) // a program built wrong
	}
	return slices.Sorted(maps.Keys(parts))
}

func (s Settings) tree() (t tree, err error) {
	text, err := toml.Marshal(s.live())
	if err == nil {
		err = toml.Unmarshal(text, &t)
	}
	return t, err
}

// live returns the live blocks with a map where there is none: TOML leaves those out.
func (s Settings) live() live {
	l := live{s.Centre, s.Board, s.Booking}
	if l.Centre.Name == nil {
		l.Centre.Name = queue.Name{}
	}
	if l.Centre.Keep.Fields == nil {
		l.Centre.Keep.Fields = map[string]int{}
	}
	if l.Board.Zones == nil {
		l.Board.Zones = Zones{}
	}
	return l
}

// Plain writes JSON as people read it, so that a "&" stays one.
func Plain(v any) (json.RawMessage, error) {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	err := out.Encode(v)
	return bytes.TrimSpace(b.Bytes()), err
}

// With returns the settings with other values of some parts; those that nobody knows any more are left out. Nothing is checked but that the values are of
// their kind.
func (s Settings) With(parts map[string]json.RawMessage) (Settings, error) {
	t, err := s.tree()
	if err != nil {
		return s, err
	}
	for part, raw := range parts {
		block, key, _ := strings.Cut(part, ".")
		if _, known := t[block][key]; !known || slices.Contains(kept, part) {
			continue
		}
		in := json.NewDecoder(bytes.NewReader(raw))
		in.UseNumber()
		var value any
		if err := in.Decode(&value); err != nil {
			return s, fmt.Errorf("%s: %w", part, err)
		}
		t[block][key] = whole(value)
	}
	text, err := toml.Marshal(t)
	if err != nil {
		return s, err
	}
	var l live
	if err := toml.NewDecoder(bytes.NewReader(text)).DisallowUnknownFields().Decode(&l); err != nil {
		return s, fmt.Errorf("settings: %w", err)
	}
	l.Centre.ID, l.Centre.Partners = s.Centre.ID, s.Centre.Partners
	l.Centre.Papers.Unset = l.Centre.Papers == (centre.Letterhead{})
	s.Centre, s.Board, s.Booking = l.Centre, l.Board, l.Booking
	return s, nil
}

// whole turns JSON's numbers into the whole numbers that settings have.
func whole(v any) any {
	switch v := v.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil {
			return n
		}
		return v.String()
	case []any:
		for i := range v {
			v[i] = whole(v[i])
		}
	case map[string]any:
		for k := range v {
			v[k] = whole(v[k])
		}
	}
	return v
}

// Check returns which values cannot be, each by its key in the file.
func (s Settings) Check() []config.Fault {
	faults := s.check()
	parts, err := s.Parts()
	if err != nil {
		return append(faults, config.Wrong("centre", "text", nil)...)
	}
	for _, part := range slices.Sorted(maps.Keys(parts)) {
		if len(parts[part]) > steering.MostValue {
			faults = append(faults, config.Wrong(part, "bytes", i18n.Args{"To": steering.MostValue})...)
		}
	}
	return faults
}

// Export writes the live blocks as a settings file has them.
func (s Settings) Export() ([]byte, error) {
	var b bytes.Buffer
	out := toml.NewEncoder(&b)
	out.SetArraysMultiline(true)
	err := out.Encode(s.live())
	return b.Bytes(), err
}

// Import returns the settings with what a file says of the live blocks; of what it does not name, everything stays as it is. The error is that of Load.
func (s Settings) Import(path string) (Settings, error) {
	base := s.live()
	if config.Says(path, "board.zones") {
		base.Board.Zones = Zones{}
	}
	if config.Says(path, "centre.keep.fields") {
		base.Centre.Keep.Fields = map[string]int{}
	}
	file := s
	file.Centre, file.Board, file.Booking = base.Centre, base.Board, base.Booking
	text, err := toml.Marshal(file)
	if err != nil {
		return s, err
	}
	then := Settings{}
	if err := config.Load(path, text, &then, func() []config.Fault { return then.Check() }); err != nil {
		return s, err
	}
	parts, err := then.Parts()
	if err != nil {
		return s, err
	}
	return s.With(parts)
}
