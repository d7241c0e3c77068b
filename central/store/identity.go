package store

import (
	"context"
	"fmt"

	"motcua/internal/identity"
	"motcua/internal/journal"
)

// keyIdentity is where central keeps the key by which it knows people who ask from outside the house; a backup holds it too.
const keyIdentity = "identity"

// IdentityKey returns that key, which is made at the first start. All processes on one database have the same.
func IdentityKey(j *journal.Journal) (key identity.Key, err error) {
	err = j.Write(context.Background(), func(tx *journal.Tx) error {
		if found, err := tx.Kept(keyIdentity, &key); err != nil || found {
			return err
		}
		key = identity.NewKey()
		return tx.Keep(keyIdentity, key)
	})
	if err != nil {
		return nil, fmt.Errorf("key of identities: %w", err)
	}
	return key, nil
}
