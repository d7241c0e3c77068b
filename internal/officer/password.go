package officer

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/alexedwards/argon2id"
	"golang.org/x/text/unicode/norm"

	"motcua/internal/vietnamese"
)

// The length of a password, in letters.
const (
	ShortestPassword = 8 // NIST SP 800-63B, 5.1.1.1
	LongestPassword  = 128
)

// Why a password is refused, each in one sentence.
var (
	ErrShort    = fmt.Errorf("the password is too short: %d signs at least", ShortestPassword)
	ErrLong     = fmt.Errorf("the password is too long: %d signs at most", LongestPassword)
	ErrLikeName = errors.New("the password holds the officer's own name or login name")
	ErrCommon   = errors.New("the password is one that is guessed first: common, a row of keys, or few different signs")
)

// CheckPassword says what makes a password easy to guess; nil when nothing does. It asks for no capitals and signs: they make passwords
// that stand on a note at the screen (NIST SP 800-63B, appendix A).
func CheckPassword(password string, o Officer) error {
	plain := vietnamese.Fold(spelt(password))
	switch n := len([]rune(spelt(password))); {
	case n < ShortestPassword:
		return ErrShort
	case n > LongestPassword:
		return ErrLong
	case slices.ContainsFunc(ownWords(o), func(own string) bool { return strings.Contains(joined(plain), own) }):
		return ErrLikeName
	case common(joined(plain)):
		return ErrCommon
	}
	return nil
}

// ownWords returns what a password of somebody must not be made of: the login name and the name without marks and spaces.
func ownWords(o Officer) (list []string) {
	for _, own := range []string{o.ID, o.Name} {
		if own = joined(vietnamese.Fold(own)); own != "" {
			list = append(list, own)
		}
	}
	return list
}

// joined returns a text's letters and digits.
func joined(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}

// guessedFirst are words that lists of stolen Vietnamese passwords begin with; digits may stand at either end of them.
var guessedFirst = []string{"", "matkhau", "password", "passw", "admin", "administrator", "vietnam", "hanoi", "hanam", "ninhbinh", "motcua", "anhyeuem", "iloveyou", "qwerty", "abc", "abcd", "hanhchinhcong", "canbo", "quay"}

// rows are what fingers run over.
var rows = []string{"abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qazwsxedcrfv"}

func common(plain string) bool {
	word := strings.Trim(plain, "0123456789")
	signs := map[rune]bool{}
	for _, r := range plain {
		signs[r] = true
	}
	return len(signs) < 4 || slices.Contains(guessedFirst, word) ||
		slices.ContainsFunc(rows, func(row string) bool { return strings.Contains(row, word) })
}

// spelt gives a password the one spelling that all keyboards' ways of writing a letter come to (RFC 8265, OpaqueString).
func spelt(password string) string { return norm.NFC.String(password) }

// Verifier is what is kept of a password: enough to know it again, in the reference form $argon2id$v=19$…
type Verifier string

// cost is the second choice of RFC 9106, section 4: 64 MiB for a moment and three passes, about 0.1 s on a counter's computer.
var cost = &argon2id.Params{Memory: 64 << 10, Iterations: 3, Parallelism: 4, SaltLength: 16, KeyLength: 32}

// NewVerifier makes the verifier of a password, with a salt of its own.
func NewVerifier(password string) (Verifier, error) {
	v, err := argon2id.CreateHash(spelt(password), cost)
	return Verifier(v), err
}

// Nobody is the verifier of no password. Trying one against it takes as long as against an officer's, so that who guesses
// learns no login names.
const Nobody Verifier = "$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// Matches reports whether it is the verifier of a password; an error says that it is no verifier at all.
func (v Verifier) Matches(password string) (bool, error) {
	return argon2id.ComparePasswordAndHash(spelt(password), string(v))
}
