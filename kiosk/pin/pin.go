// Package pin keeps the technician's PIN and makes guessing it slow, over restarts too.
// Where it is typed and what it opens is the program's business.
package pin

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"motcua/internal/atomicfile"
	"motcua/internal/lockout"

	"github.com/alexedwards/argon2id"
)

// The lengths of a PIN in digits.
const (
	Shortest = 6
	Longest  = 12
)

// What a lock says.
var (
	ErrUnset = errors.New("no PIN has been set")
	ErrWrong = errors.New("the PIN is wrong")
	ErrWait  = errors.New("too many wrong PINs; wait")
	ErrShape = fmt.Errorf("a PIN is %d to %d digits", Shortest, Longest)
)

// free is how many wrong PINs are free: to try a thousandth of all six-digit PINs takes six weeks.
const free lockout.Free = 3

// Lock is a file with the PIN's hash and the guesses. Its methods may be called from any goroutine.
type Lock struct {
	path string
	mu   sync.Mutex
}

// New returns the lock that is kept in a file, which need not be there yet.
func New(path string) *Lock { return &Lock{path: path} }

// thrifty is OWASP's smallest choice for argon2id: a kiosk has little memory, and it is the waits that keep a short PIN.
var thrifty = &argon2id.Params{Memory: 19 << 10, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

type kept struct {
	Hash  string    `json:"hash"`  // argon2id
	Wrong int       `json:"wrong"` // PINs since the last right one
	Until time.Time `json:"until"` // no PIN is tried before
}

// Set takes a new PIN, and forgives the guesses.
func (l *Lock) Set(pin string) error {
	if !shaped(pin) {
		return ErrShape
	}
	hash, err := argon2id.CreateHash(pin, thrifty)
	if err != nil {
		return fmt.Errorf("PIN: %w", err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.write(kept{Hash: hash})
}

func shaped(pin string) bool {
	for _, digit := range pin {
		if digit < '0' || digit > '9' {
			return false
		}
	}
	return len(pin) >= Shortest && len(pin) <= Longest
}

// Wait returns how long no PIN is tried.
func (l *Lock) Wait(now time.Time) (time.Duration, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	k, err := l.read()
	return k.wait(now), err
}

// wait forgets an end that a clock which has jumped put too far off.
func (k kept) wait(now time.Time) time.Duration {
	return min(max(0, k.Until.Sub(now)), lockout.Longest)
}

// Try opens the lock with a PIN, or says why not. A guess is on the disk before it is judged, so that pulling the plug forgives none.
func (l *Lock) Try(pin string, now time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	k, err := l.read()
	if err != nil {
		return err
	}
	if k.wait(now) > 0 {
		return ErrWait
	}
	k.Wrong++
	if wait := free.Wait(k.Wrong); wait > 0 {
		k.Until = now.Add(wait)
	}
	if err := l.write(k); err != nil {
		return err
	}
	right, err := argon2id.ComparePasswordAndHash(pin, k.Hash)
	if err != nil {
		return fmt.Errorf("PIN: %w", err)
	}
	if !right {
		return ErrWrong
	}
	return l.write(kept{Hash: k.Hash})
}

func (l *Lock) read() (k kept, err error) {
	raw, err := os.ReadFile(l.path)
	if errors.Is(err, os.ErrNotExist) {
		return k, ErrUnset
	}
	if err == nil {
		err = json.Unmarshal(raw, &k)
	}
	if err != nil {
		return k, fmt.Errorf("PIN: %w", err)
	}
	return k, nil
}

func (l *Lock) write(k kept) error {
	raw, err := json.Marshal(k)
	if err == nil {
		err = atomicfile.Write(l.path, raw, 0o600)
	}
	if err != nil {
		return fmt.Errorf("PIN: %w", err)
	}
	return nil
}
