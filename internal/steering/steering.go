// Package steering keeps what is changed of a centre's settings while it works: who changed which part when, what it was before and what it is now.
// A part is named as the settings file names it, centre.services, and its value is that of the file as JSON; what it means is for whoever
// reads the settings.
package steering

import (
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// KindChanged is the event of one part's change; its subject is the part, its body a Changed.
const KindChanged = "centre.changed"

// Way is how somebody changed the settings.
type Way string

// The ways.
const (
	FromFile Way = "file"   // central.toml, at central's first start
	ByImport Way = "import" // central settings import
	ByPage   Way = "page"   // the pages of administration
)

// Changed says what one part of the settings is from now on.
type Changed struct {
	Way     Way             `json:"way"`
	Officer string          `json:"officer,omitempty"` // who did it; empty: whoever sat at the server
	Before  json.RawMessage `json:"before,omitempty"`  // none: the part was never set
	After   json.RawMessage `json:"after"`
}

// MostValue is how many bytes the value of one part has at the most: an event holds two of them.
const MostValue = 28 << 10

// parts are names of parts: a block of the settings file, and a key in it.
var parts = regexp.MustCompile(`^[a-z_]{1,32}\.[a-z_]{1,32}$`)

// IsPart reports whether a text can name a part.
func IsPart(name string) bool { return parts.MatchString(name) }

// Check says what cannot be.
func (c Changed) Check() error {
	switch c.Way {
	case FromFile, ByImport, ByPage:
	default:
		return fmt.Errorf("changed by way of %.20q", c.Way)
	}
	if len(c.Before) > MostValue || len(c.After) > MostValue {
		return fmt.Errorf("a value of %d bytes, up to %d were expected", max(len(c.Before), len(c.After)), MostValue)
	}
	if !json.Valid(c.After) || len(c.Before) > 0 && !json.Valid(c.Before) {
		return errors.New("a value is no JSON")
	}
	return nil
}

// Value is what a part is now.
type Value struct {
	Version int // how often the part was set; 0: never
	At      time.Time
	Way     Way
	Officer string
	JSON    json.RawMessage
}

// Draft is what somebody wants a part to be.
type Draft struct {
	Part string
	Seen int // the version that they had before them; AnyVersion: whatever it is
	JSON json.RawMessage
}

// AnyVersion is what somebody has seen who wants their value whatever there is.
const AnyVersion = -1

// OvertakenError says that somebody else has changed a part meanwhile.
type OvertakenError struct {
	Part string
	By   Value // what it is now
}

func (e *OvertakenError) Error() string {
	return fmt.Sprintf("%s was changed by %q at %s", e.Part, e.By.Officer, e.By.At.Format(time.DateTime))
}

// Block returns the block of a part's name.
func Block(part string) string {
	block, _, _ := strings.Cut(part, ".")
	return block
}
