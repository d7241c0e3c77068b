// Package proofofwork makes a browser compute before something is done for it, so that a script with a thousand addresses pays for each time.
// How much is asked of whom, and for what, is the caller's; the browser's half is work.js of the web pages.
package proofofwork

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"math/bits"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Why a solution is not taken.
var (
	ErrForged   = errors.New("no challenge of ours for this")
	ErrOver     = errors.New("the challenge is too old")
	ErrUnsolved = errors.New("the challenge is not solved")
	ErrSpent    = errors.New("the challenge was used before")
)

// Lasts is how long a challenge may be solved: as long as somebody takes who fills a form in slowly, and then some.
const Lasts = 30 * time.Minute

// Most is the greatest number of bits: four million hashes, seconds on a desk and a minute on an old phone.
const Most = 22

// Mint makes challenges and takes their solutions, each once. Several processes may share a key; each remembers by itself what was used.
type Mint struct {
	key []byte

	mu    sync.Mutex
	spent map[string]time.Time // challenges, until when they could be used
}

// New returns a mint that signs with a key.
func New(key []byte) *Mint { return &Mint{key: key, spent: map[string]time.Time{}} }

const (
	nonceBytes  = 9 // 12 letters: with them a challenge and its solution are one block of SHA-256
	signBytes   = 9
	mostSolved  = 15 // digits of a solution
	challengeOf = "%d.%d.%s"
)

// Challenge returns the text of a new challenge for a purpose: solved by a number n for which SHA-256(challenge ":" n) begins with so many zero bits.
func (m *Mint) Challenge(purpose string, bits int, now time.Time) string {
	nonce := make([]byte, nonceBytes)
	_, _ = rand.Read(nonce) // never fails
	text := fmt.Sprintf(challengeOf, min(max(bits, 1), Most), now.Add(Lasts).Unix(), base64.RawURLEncoding.EncodeToString(nonce))
	return text + "." + m.sign(purpose, text)
}

// Take accepts a solution, and the same one never again.
func (m *Mint) Take(purpose, challenge, solution string, now time.Time) error {
	wanted, until, err := m.read(purpose, challenge)
	switch {
	case err != nil:
		return err
	case !now.Before(until):
		return ErrOver
	case len(solution) == 0 || len(solution) > mostSolved || zeroBits(challenge, solution) < wanted:
		return ErrUnsolved
	}
	return m.spend(challenge, until, now)
}

// read returns what a challenge of ours asks for, and until when.
func (m *Mint) read(purpose, challenge string) (bits int, until time.Time, err error) {
	dot := strings.LastIndexByte(challenge, '.')
	if dot < 0 || !hmac.Equal([]byte(challenge[dot+1:]), []byte(m.sign(purpose, challenge[:dot]))) {
		return 0, until, ErrForged
	}
	parts := strings.Split(challenge, ".") // we have written it
	bits, _ = strconv.Atoi(parts[0])
	seconds, _ := strconv.ParseInt(parts[1], 10, 64)
	return bits, time.Unix(seconds, 0), nil
}

func (m *Mint) spend(challenge string, until, now time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, used := m.spent[challenge]; used {
		return ErrSpent
	}
	maps.DeleteFunc(m.spent, func(_ string, over time.Time) bool { return !now.Before(over) })
	m.spent[challenge] = until
	return nil
}

func (m *Mint) sign(purpose, text string) string {
	h := hmac.New(sha256.New, m.key)
	h.Write([]byte(purpose))
	h.Write([]byte{0})
	h.Write([]byte(text))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:signBytes])
}

// zeroBits counts the zero bits that the hash of a solved challenge begins with.
func zeroBits(challenge, solution string) (n int) {
	for _, b := range sha256.Sum256([]byte(challenge + ":" + solution)) {
		n += bits.LeadingZeros8(b)
		if b != 0 {
			break
		}
	}
	return n
}

// Solve solves a challenge as a browser does.
func Solve(challenge string) string {
	wanted, _ := strconv.Atoi(challenge[:max(0, strings.IndexByte(challenge, '.'))])
	for n := 0; ; n++ {
		if solution := strconv.Itoa(n); zeroBits(challenge, solution) >= wanted {
			return solution
		}
	}
}
