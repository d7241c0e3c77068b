package booking

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"motcua/internal/queue"
)

// ErrName says that a text is no person's name.
var ErrName = errors.New("a name was expected")

// LongestName is how many letters a name may have.
const LongestName = 60

// ParseName reads a person's name: letters of any script, spaces, and what stands between parts of names.
func ParseName(text string) (string, error) {
	name := norm.NFC.String(strings.Join(strings.Fields(text), " "))
	letters := 0
	for _, r := range name {
		switch {
		case unicode.IsLetter(r):
			letters++
		case !unicode.Is(unicode.Mn, r) && !strings.ContainsRune(" .'’-", r):
			return "", ErrName
		}
	}
	if letters < 2 || utf8.RuneCountInString(name) > LongestName {
		return "", ErrName
	}
	return name, nil
}

// MaskName writes a name so that two people can agree on whose it is: N. V. An.
func MaskName(name string) string {
	parts := strings.Fields(name)
	for i := range parts {
		if i < len(parts)-1 {
			first, _ := utf8.DecodeRuneInString(parts[i])
			parts[i] = string(first) + "."
		}
	}
	return strings.Join(parts, " ")
}

// Secret is what opens the page of one appointment; whoever has it may move and cancel it. Only its hash is kept.
type Secret [20]byte

// ErrSecret says that a text is no secret of an appointment.
var ErrSecret = errors.New("no appointment has this link")

// ParseSecret reads a secret from an address.
func ParseSecret(text string) (s Secret, err error) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(text)
	if err != nil || len(raw) != len(s) {
		return s, ErrSecret
	}
	return Secret(raw), nil
}

// String writes the secret as it stands in an address.
func (s Secret) String() string { return base64.RawURLEncoding.EncodeToString(s[:]) }

// GoString keeps a secret out of logs.
func (s Secret) GoString() string { return "booking.Secret" }

// Hash returns what is kept of a secret.
func (s Secret) Hash() string { return s.derive("link") }

// Code returns the code of the secret's appointment, which nobody chooses.
func (s Secret) Code() string {
	raw, _ := hex.DecodeString(s.derive("code"))
	return queue.NewAppointmentCode([8]byte(raw[:8]))
}

func (s Secret) derive(purpose string) string {
	sum := sha256.Sum256(append([]byte("motcua appointment "+purpose+"\x00"), s[:]...))
	return hex.EncodeToString(sum[:])
}
