package officer

import (
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"time"

	"github.com/alexedwards/argon2id"
	"golang.org/x/crypto/argon2"
)

// Key is the public key of an officer's password, in base64. By it central knows that who sat down without central had the password: a
// counter keeps the verifier only, which does not sign.
type Key string

// Signer is the private key of a password. It is made when the password is typed, and kept nowhere.
type Signer struct{ private ed25519.PrivateKey }

// keyUse goes into the salt, so that the key tells nothing of the verifier.
const keyUse = "motcua seat"

// NewSigner makes the private key of a verifier's password. It takes as long as looking at the password.
func NewSigner(v Verifier, password string) (Signer, error) {
	params, salt, _, err := argon2id.DecodeHash(string(v))
	if err != nil {
		return Signer{}, err
	}
	seed := argon2.IDKey([]byte(spelt(password)), append([]byte(keyUse), salt...), params.Iterations, params.Memory, params.Parallelism, ed25519.SeedSize)
	return Signer{ed25519.NewKeyFromSeed(seed)}, nil
}

// Key returns the public key.
func (s Signer) Key() Key {
	if s.private == nil {
		return ""
	}
	return Key(base64.StdEncoding.EncodeToString(s.private.Public().(ed25519.PublicKey)))
}

// Prove signs that an officer sat down at a device at a moment.
func (s Signer) Prove(device, id string, at time.Time) []byte {
	return ed25519.Sign(s.private, seated(device, id, at))
}

// Proves reports whether a proof is of that officer, device and moment.
func (k Key) Proves(proof []byte, device, id string, at time.Time) bool {
	raw, err := base64.StdEncoding.DecodeString(string(k))
	return err == nil && len(raw) == ed25519.PublicKeySize && ed25519.Verify(raw, seated(device, id, at), proof)
}

func seated(device, id string, at time.Time) []byte {
	return fmt.Appendf(nil, "%s\x00%s\x00%s\x00%d", keyUse, device, id, at.UnixMilli())
}
