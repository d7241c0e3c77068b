// Package journal is a device's memory: an append-only log of events on SQLite and the tables folded from it.
// What the events mean is the fold's business (internal/hall and the programs); this package keeps, orders and hands them on.
package journal

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Event is one thing that happened, the same in every journal, on the wire and at central.
type Event struct {
	Position    int64           `json:"position,omitempty"` // place in the journal that holds it; 0 on its way there
	Origin      string          `json:"origin"`             // the device it happened on; at the province with its centre in front
	Incarnation int64           `json:"incarnation"`        // which life of that device's disk
	Seq         int64           `json:"seq"`                // 1, 2, 3 … in that life, no gaps
	At          time.Time       `json:"at"`                 // when, by that device's clock, to the millisecond
	Kind        string          `json:"kind"`               // "ticket.issued"
	Subject     string          `json:"subject"`            // what it happened to: a ticket's id
	Body        json.RawMessage `json:"body"`
	Private     json.RawMessage `json:"private,omitempty"` // the members of the body that tell of a person, until they are forgotten
	Digest      []byte          `json:"digest,omitempty"`  // SHA-256 of Private, which stays; empty: there was nothing private
	Hash        []byte          `json:"hash"`              // over this event and the hash of the one before it on its origin
	// Aside is why a centre has put the event aside, told to its province; empty: it has not.
	Aside string `json:"aside,omitempty"`
}

// Read fills v from the event's body, and from what is private in it as long as that is not forgotten.
func (e Event) Read(v any) error {
	for _, part := range e.Parts() {
		if err := json.Unmarshal(part, v); err != nil {
			return fmt.Errorf("%s, %s: body: %w", e.place(), e.Kind, err)
		}
	}
	return nil
}

// Parts returns what the body is read from: each one's members go over those of the one before.
func (e Event) Parts() []json.RawMessage {
	if e.Private == nil {
		return []json.RawMessage{e.Body}
	}
	return []json.RawMessage{e.Body, e.Private}
}

// place names an event in words.
func (e Event) place() string {
	return fmt.Sprintf("event %d of life %d of %s", e.Seq, e.Incarnation, e.Origin)
}

// above stands between a centre's name and its device's in the journal of the province: ha-nam/kiosk-1.
const above = "/"

// Centre returns the centre on whose device it happened; empty for one of this house.
func (e Event) Centre() string {
	if centre, _, below := strings.Cut(e.Origin, above); below {
		return centre
	}
	return ""
}

// device returns the origin's name in its own centre.
func (e Event) device() string { return e.Origin[strings.Index(e.Origin, above)+1:] }

// chain returns the hash an event must carry when previous was the hash of the one before it. What is private is in it by its digest,
// so that the chain holds when it has been forgotten.
func (e Event) chain(previous []byte) []byte {
	h := sha256.New()
	parts := [][]byte{
		previous, []byte(e.device()), number(e.Incarnation), number(e.Seq), number(e.At.UnixMilli()),
		[]byte(e.Kind), []byte(e.Subject), e.Body,
	}
	if e.Digest != nil {
		parts = append(parts, e.Digest)
	}
	for _, part := range parts {
		h.Write(number(int64(len(part)))) // so that no two lists of parts read alike
		h.Write(part)
	}
	return h.Sum(nil)
}

// holds reports whether an event is as it was written: it follows from the one before it, and what is private in it is what it was. Of a
// part that a text was taken out of nobody can tell; the event KindErased answers for it.
func (e Event) holds(previous []byte) bool {
	if e.Private != nil && !isBlotted(e.Private) && !bytes.Equal(e.Digest, digest(e.Private)) {
		return false
	}
	return isBlotted(e.Body) || bytes.Equal(e.Hash, e.chain(previous))
}

func number(n int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }
