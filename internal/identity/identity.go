// Package identity says who asks from outside the house: somebody with a telephone, with an account at a provider such as VNeID, or with a card to
// be shown on arrival. It is pure but for the chance in a new key; what carries a code to a phone, and a browser to a provider, is central/citizen's.
package identity

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"regexp"
	"strings"
)

// Kind is what a person is known by.
type Kind string

// The kinds.
const (
	Phone   Kind = "phone"   // proven by a code that was sent there
	Account Kind = "account" // proven by a login at a provider
	Card    Kind = "card"    // a card's number: said, and proven where the card is shown
)

// Person is somebody by what they are known by. It is never kept: a Mark is.
type Person struct {
	Kind Kind   `json:"kind"`
	ID   string `json:"id"`
}

// Mark is what is kept of a person: 22 letters that are the same for the same person, and tell nothing to whoever has not the key.
type Mark string

// Key makes marks and seals forms.
type Key []byte

// NewKey makes a key.
func NewKey() Key {
	key := make(Key, sha256.Size)
	_, _ = rand.Read(key) // never fails
	return key
}

// For returns the key of one purpose: what one purpose's key has made says nothing to another's.
func (k Key) For(purpose string) Key {
	h := hmac.New(sha256.New, k)
	h.Write([]byte(purpose))
	return h.Sum(nil)
}

// Mark returns the mark of a person.
func (k Key) Mark(p Person) Mark {
	h := hmac.New(sha256.New, k.For("mark"))
	h.Write([]byte(p.Kind))
	h.Write([]byte{0})
	h.Write([]byte(p.ID))
	return Mark(base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:16]))
}

var marks = regexp.MustCompile(`^[0-9A-Za-z_-]{22}$`)

// IsMark reports whether a text can be a mark.
func IsMark(text string) bool { return marks.MatchString(text) }

// ErrPhone says that a text is no number of a mobile telephone in Viet Nam.
var ErrPhone = errors.New("no number of a mobile telephone")

// mobiles are the numbers that messages reach: after 0 or +84 the first digit of a network's block, and eight more.
var mobiles = regexp.MustCompile(`^(?:0|\+?84|0084)([35789][0-9]{8})$`)

// ReadPhone reads a number as people write it, 0912 345 678 or +84 912.345.678, and returns it as +84912345678.
func ReadPhone(text string) (string, error) {
	parts := mobiles.FindStringSubmatch(strings.NewReplacer(" ", "", ".", "", "-", "", "\u00a0", "", "(", "", ")", "").Replace(text))
	if parts == nil {
		return "", ErrPhone
	}
	return "+84" + parts[1], nil
}

// MaskPhone shows of a phone's number what its holder knows it by: +84 ••• ••• 678.
func MaskPhone(phone string) string {
	if len(phone) < 3 {
		return ""
	}
	return "••• ••• " + phone[len(phone)-3:]
}
