package procedure

import (
	"encoding/json"
	"io"

	"motcua/internal/workday"
)

// written is an entry as ReadNDJSON reads it back, with what a reader would otherwise guess by the field.
type written struct {
	*Procedure
	AfterThree *bool `json:"after_three,omitempty"`
}

// WriteNDJSON writes a catalogue so that ReadNDJSON reads the same one.
func WriteNDJSON(w io.Writer, list []Procedure) error {
	lines := json.NewEncoder(w)
	lines.SetEscapeHTML(false)
	for i := range list {
		if err := lines.Encode(written{&list[i], list[i].afterThree()}); err != nil {
			return err
		}
	}
	return nil
}

// afterThree reports whether what is done the same day may take until the next working day; nil where nothing is done the same day.
func (p *Procedure) afterThree() *bool {
	for _, w := range p.Ways {
		if w.Limit.Unit == workday.SameDay {
			return &w.Limit.AfterThree
		}
	}
	return nil
}
