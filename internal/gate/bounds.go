package gate

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"motcua/internal/hall"
	"motcua/internal/journal"
)

// What an event may be at the most, whatever its kind. A page of events is read with these in hand.
const (
	MostBytes = 256 << 10 // of one event as it comes over the wire
	MostDepth = 16
	MostName  = 1024 // of origin, kind and subject, that they can be put aside at all

	mostBody  = 64 << 10 // of body and private part; a slip's is a whole document
	mostSlip  = 160 << 10
	mostItems = 5000   // of one list or object
	mostText  = 16_000 // bytes of one text
	mostAll   = 20_000 // names and values of a body
)

// bounds refuses an event that is longer or deeper than anything a person does.
func bounds(e journal.Event) error {
	if err := cmp.Or(checkText("kind", e.Kind, 64), checkText("subject", e.Subject, longestSubject)); err != nil {
		return err
	}
	most := mostBody
	if e.Kind == hall.KindSlip {
		most = mostSlip
	}
	total := 0
	for _, part := range e.Parts() {
		total += len(part)
	}
	if total > most {
		return fmt.Errorf("is %d bytes long, up to %d were expected", total, most)
	}
	if e.Kind == hall.KindSlip {
		return nil // a long document has thousands of pieces, and nobody but its own device reads it
	}
	for _, part := range e.Parts() {
		if err := Bound(part, MostDepth); err != nil {
			return err
		}
	}
	return nil
}

// errNUL says that a text has a sign that no keyboard has and no database takes.
var errNUL = errors.New("a text holds the sign of zero")

// Bound refuses JSON that is deeper or longer than what any device writes. It keeps nothing of it.
func Bound(raw json.RawMessage, depth int) error {
	if bytes.Contains(raw, []byte(`\u0000`)) {
		return errNUL
	}
	in, all, open := json.NewDecoder(bytes.NewReader(raw)), 0, []int{}
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) && len(open) == 0 {
			return nil
		}
		if err != nil {
			return errors.New("is no JSON")
		}
		if all++; all > mostAll {
			return fmt.Errorf("has more than %d values", mostAll)
		}
		if text, ok := token.(string); ok && len(text) > mostText {
			return fmt.Errorf("a text of %d bytes, up to %d were expected", len(text), mostText)
		}
		switch token {
		case json.Delim('['), json.Delim('{'):
			if open = append(open, 0); len(open) > depth {
				return fmt.Errorf("is more than %d deep", depth)
			}
		case json.Delim(']'), json.Delim('}'):
			open = open[:len(open)-1]
			continue
		}
		if n := len(open) - 1; n >= 0 {
			if open[n]++; open[n] > mostItems {
				return fmt.Errorf("a list has more than %d values", mostItems)
			}
		}
	}
}
