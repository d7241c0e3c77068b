package journal

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"time"
)

// KindErased is the event that says that a text was taken out of a journal wherever it stood, such as a password that somebody typed
// as a reason; subject: the erasure's id, the same on all devices; body: Erasure.
const KindErased = "text.erased"

// Erasure tells what was taken out, and is the witness of the parts of events that are no longer what their hashes say.
type Erasure struct {
	By     string   `json:"by"`              // who did it at central; on a device: central
	User   string   `json:"user,omitempty"`  // the account on central's machine
	Events int      `json:"events"`          // in which it stood
	Parts  [][]byte `json:"parts,omitempty"` // SHA-256 of what stands there now
}

// Trace finds a text without holding it.
type Trace struct {
	Length int    `json:"length"` // bytes
	Salt   []byte `json:"salt"`
	Digest []byte `json:"digest"`
}

// TraceOf makes the trace of a text.
func TraceOf(text string) Trace {
	t := Trace{Length: len(text), Salt: make([]byte, saltLength)}
	_, _ = rand.Read(t.Salt) // never fails
	t.Digest = t.digest(text)
	return t
}

func (t Trace) digest(text string) []byte {
	mac := hmac.New(sha256.New, t.Salt)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

// Blank returns s with the text blotted out.
func (t Trace) Blank(s string) string {
	for i := 0; t.Length > 0 && i+t.Length <= len(s); i++ {
		if found := s[i : i+t.Length]; bytes.Equal(t.digest(found), t.Digest) {
			return strings.ReplaceAll(s, found, Blot)
		}
	}
	return s
}

// Blanker returns what blots a text out that is known.
func Blanker(text string) func(string) string {
	return func(s string) string { return strings.ReplaceAll(s, text, Blot) }
}

// Blot is what stands where a text was taken out.
const Blot = "[đã xóa]"

// blotted is the member that a part of an event has when a text was taken out of it: then it is not what its hash says, which the
// event KindErased answers for.
const blotted = "text_erased"

var mark = []byte(`"` + blotted + `":true`) // a quotation mark within a text is written \", so that no text reads so

func isBlotted(part json.RawMessage) bool { return bytes.Contains(part, mark) }

// blank blots a text out of the strings of a part; changed is false when it is not in it.
func blank(part json.RawMessage, blot func(string) string) (after json.RawMessage, changed bool, err error) {
	in := json.NewDecoder(bytes.NewReader(part))
	in.UseNumber()
	var v any
	if err := in.Decode(&v); err != nil {
		return nil, false, err
	}
	if v, changed = blankValue(v, blot); !changed {
		return part, false, nil
	}
	if members, ok := v.(map[string]any); ok {
		members[blotted] = true
	}
	after, err = json.Marshal(v)
	return after, true, err
}

func blankValue(v any, blot func(string) string) (after any, changed bool) {
	switch v := v.(type) {
	case string:
		blank := blot(v)
		return blank, blank != v
	case []any:
		for i := range v {
			now, did := blankValue(v[i], blot)
			v[i], changed = now, changed || did
		}
		return v, changed
	case map[string]any:
		for name, member := range v {
			now, did := blankValue(member, blot)
			v[name], changed = now, changed || did
		}
		return v, changed
	}
	return v, false
}

// Place is an event in which a text stands.
type Place struct {
	Origin string
	At     time.Time
	Kind   string
}

// Places lists the events in which a text stands.
func (j *Journal) Places(ctx context.Context, text string) (places []Place, err error) {
	blot := Blanker(text)
	err = walk(ctx, j.Reader(), func(e Event) error {
		_, changed, err := e.blank(blot)
		if changed {
			places = append(places, Place{e.Origin, e.At, e.Kind})
		}
		return err
	})
	return places, err
}

// blank blots a text out of both parts of an event.
func (e Event) blank(blot func(string) string) (after Event, changed bool, err error) {
	after = e
	for _, part := range []*json.RawMessage{&after.Body, &after.Private} {
		if len(*part) == 0 {
			continue
		}
		now, did, err := blank(*part, blot)
		if err != nil {
			return e, false, fmt.Errorf("%s: %w", e.place(), err)
		}
		*part, changed = now, changed || did
	}
	return after, changed, nil
}

// Erase takes a text out of the events, the tables and the values kept, and out of the files under them. The erasure's event is the
// witness; its body is what is given, with what was found.
func (j *Journal) Erase(ctx context.Context, id string, blot func(string) string, body Erasure) (Erasure, error) {
	err := j.Write(ctx, func(tx *Tx) (err error) {
		if err = tx.blankEvents(blot, &body); err == nil {
			err = tx.blankKept(blot)
		}
		if err != nil {
			return err
		}
		if body.Events > 0 {
			if _, err := tx.refold(); err != nil {
				return err
			}
		}
		_, err = tx.Append(KindErased, id, body)
		return err
	})
	if err == nil {
		err = j.store.erase(ctx)
	}
	if err != nil {
		return body, fmt.Errorf("erase: %w", err)
	}
	return body, nil
}

func (tx *Tx) blankEvents(blot func(string) string, found *Erasure) error {
	if err := tx.settle(); err != nil {
		return err
	}
	return walk(context.Background(), tx, func(e Event) error {
		after, changed, err := e.blank(blot)
		if err != nil || !changed {
			return err
		}
		found.Events++
		for _, part := range []json.RawMessage{after.Body, after.Private} {
			if isBlotted(part) {
				found.Parts = append(found.Parts, digest(part))
			}
		}
		_, err = tx.Exec(`UPDATE events SET body = $1, private = $2 WHERE position = $3`, []byte(after.Body), []byte(after.Private), e.Position)
		return err
	})
}

func (tx *Tx) blankKept(blot func(string) string) error {
	values := map[string][]byte{}
	err := eachKept(context.Background(), tx, func(key string, value []byte) { values[key] = value })
	for key, value := range values {
		if err != nil {
			return err
		}
		after, changed, failed := blank(value, blot)
		if err = failed; err == nil && changed {
			_, err = tx.Exec(`UPDATE kept SET value = $1 WHERE key = $2`, []byte(after), key)
		}
	}
	return err
}

// Erased lists the devices whose journals say that they have done an erasure.
func (j *Journal) Erased(ctx context.Context, id string) (origins []string, err error) {
	return Column(ctx, j.Reader(), `SELECT DISTINCT origin FROM events WHERE kind = $1 AND subject = $2`, KindErased, id)
}

// vouch returns what tells whether an erasure answers for each part of an event that is not what it was. The log is searched for erasures
// at the first such part, which few journals have.
func (j *Journal) vouch(ctx context.Context) func(Event) error {
	witnesses := sync.OnceValues(func() (map[string]bool, error) { return j.witnesses(ctx) })
	return func(e Event) error {
		for _, part := range []json.RawMessage{e.Body, e.Private} {
			if !isBlotted(part) {
				continue
			}
			known, err := witnesses()
			if err != nil {
				return err
			}
			if !known[string(digest(part))] {
				return fmt.Errorf("%w: a text was taken out of %s, and no event says so", ErrDamaged, e.place())
			}
		}
		return nil
	}
}

// witnesses returns the digests of all parts that erasures answer for.
func (j *Journal) witnesses(ctx context.Context) (parts map[string]bool, err error) {
	parts = map[string]bool{}
	events, err := read(ctx, j.Reader(), `kind = $1 ORDER BY position LIMIT $2`, KindErased, noLimit)
	for _, e := range events {
		var body Erasure
		if err := e.Read(&body); err != nil {
			return nil, err
		}
		for _, part := range body.Parts {
			parts[string(part)] = true
		}
	}
	return parts, err
}
