package trust

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// Token is what a device shows with each request: 256 random bits. Central keeps its Hash only.
type Token string

// Hash is a token's SHA-256 in hexadecimal. A token is too random to be guessed from it, so a slow hash would protect nothing more.
type Hash string

// tokenBytes is a token's length before it is written in letters.
const tokenBytes = 32

var written = base64.RawURLEncoding.Strict()

// NewToken makes a token.
func NewToken() Token {
	var raw [tokenBytes]byte
	_, _ = rand.Read(raw[:]) // it never fails
	return Token(written.EncodeToString(raw[:]))
}

// Hash returns what central keeps of the token.
func (t Token) Hash() Hash { return hashOf(string(t)) }

func hashOf(secret string) Hash {
	sum := sha256.Sum256([]byte(secret))
	return Hash(hex.EncodeToString(sum[:]))
}

// Valid reports whether this can be the hash of a token.
func (h Hash) Valid() bool {
	raw, err := hex.DecodeString(string(h))
	return err == nil && len(raw) == sha256.Size && strings.ToLower(string(h)) == string(h)
}

// bearer introduces a token in an Authorization header (RFC 6750).
const bearer = "Bearer "

// Header returns the Authorization header that shows the token.
func (t Token) Header() string { return bearer + string(t) }

// ParseHeader reads a token from an Authorization header; false when there is none in it.
func ParseHeader(header string) (Token, bool) {
	if len(header) < len(bearer) || !strings.EqualFold(header[:len(bearer)], bearer) {
		return "", false
	}
	shown := header[len(bearer):]
	if raw, err := written.DecodeString(shown); err != nil || len(raw) != tokenBytes || strings.ContainsAny(shown, "\r\n") {
		return "", false
	}
	return Token(shown), true
}

// Pin is the SHA-256 of a certificate's public key in base64, as RFC 7469 writes it; empty for a central that speaks plain HTTP to its own
// machine. It outlives the certificate as long as the key is kept.
type Pin string

// PinOf returns the pin of a certificate.
func PinOf(c *x509.Certificate) Pin {
	sum := sha256.Sum256(c.RawSubjectPublicKeyInfo)
	return Pin(base64.StdEncoding.EncodeToString(sum[:]))
}
