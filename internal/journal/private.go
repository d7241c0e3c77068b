package journal

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"
)

// Personal is a body of which some members tell of a person. They are kept beside the others, so that they can be forgotten when they
// are not needed any more, while the event and the chain of hashes stay.
type Personal interface {
	Personal() []string // the names of those members, in the body's JSON
}

// salt is the member by which two private parts that say the same have different digests: nobody finds out a forgotten number by
// trying all there are.
const salt = "salt"

const saltLength = 16

// split takes the named members out of a body; private is nil when it has none of them.
func split(raw json.RawMessage, names []string) (body, private json.RawMessage, err error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(raw, &members); err != nil {
		return nil, nil, err
	}
	apart := map[string]any{}
	for _, name := range names {
		if member, ok := members[name]; ok {
			apart[name] = member
			delete(members, name)
		}
	}
	if len(apart) == 0 {
		return raw, nil, nil
	}
	chance := make([]byte, saltLength)
	_, _ = rand.Read(chance) // never fails
	apart[salt] = chance
	if body, err = json.Marshal(members); err != nil {
		return nil, nil, err
	}
	private, err = json.Marshal(apart)
	return body, private, err
}

func digest(private json.RawMessage) []byte {
	sum := sha256.Sum256(private)
	return sum[:]
}

// Forget takes away what is private in all events about a subject. The tables folded from them are the caller's to mend.
func (tx *Tx) Forget(subject string) (events int64, err error) {
	return tx.forget(`UPDATE events SET private = NULL WHERE private IS NOT NULL AND subject = $1`, subject)
}

// ForgetKind takes away what is private in the events of a kind that are older than a moment.
func (tx *Tx) ForgetKind(kind string, before time.Time) (events int64, err error) {
	return tx.forget(`UPDATE events SET private = NULL WHERE private IS NOT NULL AND kind = $1 AND at < $2`, kind, before.UnixMilli())
}

func (tx *Tx) forget(update string, args ...any) (int64, error) {
	if err := tx.settle(); err != nil {
		return 0, err
	}
	result, err := tx.Exec(update, args...)
	if err != nil {
		return 0, fmt.Errorf("journal: forget: %w", err)
	}
	return result.RowsAffected()
}

// Scrub takes what was forgotten out of the files too, where the database would let it lie about until it needs the room.
func (j *Journal) Scrub(ctx context.Context) error {
	if err := j.store.scrub(ctx); err != nil {
		return fmt.Errorf("scrub: %w", err)
	}
	return nil
}
