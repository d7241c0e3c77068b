// Package seal signs the short texts that leave the house on paper, and checks those that come back: a ticket's QR, a receipt's link.
// It is pure but for the chance in a new key; who keeps the keys and hands them to devices is known by central and uplink.
//
// A sign is an HMAC and not a signature by a key pair: ed25519 would add 103 letters to a QR that has 28 now, and to each slip a fifth of
// its bytes. The price is that every device that signs or checks holds the centre's secret, so a stolen kiosk could forge places in
// line. So when a device is revoked the keys that it knew are taken back: what they sign needs another proof from then on, whenever it says
// that it was signed, for a thief can write any moment on a slip.
package seal

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"time"
)

// Purpose is what a text is signed for, so that a sign on one kind of paper is worth nothing on another.
type Purpose string

// The purposes.
const (
	Ticket  Purpose = "ticket"
	Receipt Purpose = "receipt"
)

// Key is one secret of a centre.
type Key struct {
	ID     int    `json:"id"`     // 0 to MostKeys - 1: one letter of a sign
	Secret []byte `json:"secret"` // 32 bytes

	Over time.Time `json:"until,omitzero"` // when it was taken back: its sign alone proves nothing since; zero: it was not
}

// Ring is a centre's keys, oldest first. The newest signs; the others still check what is on paper.
type Ring []Key

// MostKeys is how many keys a ring holds; a change a year keeps a receipt good for its archive's 20 years.
const MostKeys = 32

const (
	secretLength = sha256.Size
	macLength    = 10 // bytes: RFC 2104 §5 wants 80 bits at the least
	signLength   = 1 + macLength*8/5
)

// letters are the 32 signs of RFC 4648: capitals and digits, which survive a caps lock key and any keyboard that a scanner types on.
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

var encoding = base32.NewEncoding(letters).WithPadding(base32.NoPadding)

// Why a sign is not believed.
var (
	ErrKey  = errors.New("signed with a key that is not known here")
	ErrSign = errors.New("the sign is not of this text")
	ErrOver = errors.New("signed with a key that was taken back, because a device that knew it was lost")
)

// Renewed returns the ring with a new key that signs from now on; the oldest goes when there are too many.
func (r Ring) Renewed() Ring {
	key := Key{Secret: make([]byte, secretLength)}
	_, _ = rand.Read(key.Secret) // never fails
	if len(r) > 0 {
		key.ID = (r[len(r)-1].ID + 1) % MostKeys
	}
	return append(slices.Clone(r[max(0, len(r)-MostKeys+1):]), key)
}

// TakenBack returns the ring when somebody may know its keys who must not: they prove nothing by themselves any more, and a new one signs.
func (r Ring) TakenBack(now time.Time) Ring {
	r = slices.Clone(r)
	for i := range r {
		if r[i].Over.IsZero() {
			r[i].Over = now
		}
	}
	return r.Renewed()
}

// Sign returns the sign of a text, 17 capitals and digits; none while the ring has no key.
func (r Ring) Sign(p Purpose, text string) string {
	if len(r) == 0 {
		return ""
	}
	key := r[len(r)-1]
	return letters[key.ID:key.ID+1] + encoding.EncodeToString(key.mac(p, text))
}

// Check tells why the sign of a text is not believed: ErrKey, ErrSign or ErrOver.
func (r Ring) Check(p Purpose, text, sign string) error {
	if len(sign) != signLength {
		return ErrSign
	}
	mac, err := encoding.DecodeString(sign[1:])
	if err != nil {
		return ErrSign
	}
	id := strings.IndexByte(letters, sign[0])
	i := slices.IndexFunc(r, func(k Key) bool { return k.ID == id })
	switch {
	case i < 0:
		return ErrKey
	case !hmac.Equal(mac, r[i].mac(p, text)):
		return ErrSign
	case !r[i].Over.IsZero():
		return ErrOver
	}
	return nil
}

func (k Key) mac(p Purpose, text string) []byte {
	h := hmac.New(sha256.New, k.Secret)
	h.Write([]byte(p))
	h.Write([]byte{0}) // so that no purpose and text read as another's
	h.Write([]byte(text))
	return h.Sum(nil)[:macLength]
}

// Print is 16 hexadecimal digits by which a device sees, without the keys, whether its ring is central's; "" for an empty one.
func (r Ring) Print() string {
	if len(r) == 0 {
		return ""
	}
	h := sha256.New()
	for _, k := range r {
		h.Write([]byte{byte(k.ID)})
		h.Write(k.Secret)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}
