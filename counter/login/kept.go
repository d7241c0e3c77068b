package login

import (
	"context"
	"maps"
	"reflect"
	"slices"

	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/roster"
)

// keySeat is where the journal keeps what the seat remembers.
const keySeat = "seat"

// kept is what outlives the program.
type kept struct {
	Last    string                     `json:"last"` // who sat here last
	Known   []roster.Entry             `json:"known"`
	Guesses map[string]officer.Guesses `json:"guesses"` // by login name; the desk's own under device
}

// device stands for the desk among the login names; it is none.
const device = "*"

// learn takes over from central who may sit here. ErrNobody: the centre has no officers.
func (s *Seat) learn(ctx context.Context) error {
	entries, err := s.central.Officers(ctx)
	if err != nil {
		return err
	}
	s.mu.Lock()
	same := reflect.DeepEqual(entries, s.kept.Known)
	s.mu.Unlock()
	if !same {
		err = s.write(ctx, func(k *kept) { k.take(entries) }, "", "", nil)
	}
	if err == nil && len(entries) == 0 {
		err = ErrNobody
	}
	return err
}

// take replaces who is known. Who has another verifier than before begins anew: an administrator lets in whoever is locked out.
func (k *kept) take(entries []roster.Entry) {
	for _, e := range entries {
		if !slices.ContainsFunc(k.Known, func(known roster.Entry) bool { return known.ID == e.ID && known.Verifier == e.Verifier }) {
			delete(k.Guesses, e.ID)
		}
	}
	k.Known = entries
}

func (k kept) copy() kept {
	k.Known, k.Guesses = slices.Clone(k.Known), maps.Clone(k.Guesses)
	return k
}

// write changes what is kept, together with the event that says why; no kind, no event.
func (s *Seat) write(ctx context.Context, change func(*kept), kind, subject string, body any) error {
	s.writing.Lock()
	defer s.writing.Unlock()
	s.mu.Lock()
	next := s.kept.copy()
	s.mu.Unlock()
	change(&next)
	err := s.journal.Write(ctx, func(tx *journal.Tx) error {
		if kind != "" {
			if _, err := tx.Append(kind, subject, body); err != nil {
				return err
			}
		}
		return tx.Keep(keySeat, next)
	})
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kept = next
	return nil
}
