package identity

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"math/big"
	"sync"
	"time"

	"motcua/internal/lockout"
)

// Why somebody has not proven a phone.
var (
	ErrWrongCode = errors.New("the code is another one")
	ErrCodeOver  = errors.New("the code's time is over, or it was guessed at too often: ask for another")
)

// CodeLasts is how long a code that was sent may be typed in.
const CodeLasts = 5 * time.Minute

const (
	codeDigits = 6
	mostWrong  = 5               // guesses at one code
	freeWrong  = lockout.Free(8) // guesses at one phone's codes, until each has to wait
	phoneOf    = "phone code"    // purpose of the form
)

// WaitError says that a phone's codes were guessed at too often, and how long the next guess waits.
type WaitError struct{ After time.Duration }

func (e WaitError) Error() string { return fmt.Sprintf("the next guess waits %s", e.After) }

// Codes prove phones by codes that are sent there. What is to be remembered between question and answer travels with the browser, sealed; only
// wrong guesses are counted here, by each process for itself.
type Codes struct {
	key Key

	mu     sync.Mutex
	wrong  map[string]guessed // by the form's id
	phones map[Mark]guessed
}

// guessed counts wrong guesses.
type guessed struct {
	n    int
	last time.Time
}

// NewCodes returns what proves phones with a key.
func NewCodes(key Key) *Codes {
	return &Codes{key: key, wrong: map[string]guessed{}, phones: map[Mark]guessed{}}
}

// asked is what the sealed form holds.
type asked struct {
	ID    string `json:"id"`
	Phone string `json:"phone"` // as ReadPhone writes it
	Code  []byte `json:"code"`  // its hash
}

// Begin makes a code for a phone, and the sealed form that goes to the browser and comes back with what is typed.
func (c *Codes) Begin(phone string, now time.Time) (form, code string) {
	chance, err := rand.Int(rand.Reader, big.NewInt(1_000_000))
	if err != nil {
		panic(err) // never fails
	}
	code = fmt.Sprintf("%0*d", codeDigits, chance)
	id := make([]byte, 8)
	_, _ = rand.Read(id)
	a := asked{ID: hex.EncodeToString(id), Phone: phone}
	a.Code = c.hash(a, code)
	return c.key.Seal(phoneOf, a, now.Add(CodeLasts)), code
}

// Prove returns whose phone it is when the code is the one that was sent there: ErrForm, ErrCodeOver, ErrWrongCode or a WaitError otherwise.
func (c *Codes) Prove(form, code string, now time.Time) (Person, error) {
	var a asked
	if err := c.key.Open(phoneOf, form, now, &a); err != nil {
		if errors.Is(err, ErrOver) {
			err = ErrCodeOver
		}
		return Person{}, err
	}
	p := Person{Phone, a.Phone}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sweep(now)
	mark := c.key.Mark(p)
	if g := c.phones[mark]; now.Before(g.last.Add(freeWrong.Wait(g.n))) {
		return Person{}, WaitError{g.last.Add(freeWrong.Wait(g.n)).Sub(now)}
	}
	if c.wrong[a.ID].n >= mostWrong {
		return Person{}, ErrCodeOver
	}
	if !hmac.Equal(a.Code, c.hash(a, code)) {
		c.wrong[a.ID] = guessed{c.wrong[a.ID].n + 1, now}
		c.phones[mark] = guessed{c.phones[mark].n + 1, now}
		return Person{}, ErrWrongCode
	}
	delete(c.phones, mark)
	return p, nil
}

// Asked returns the phone of a form, masked, to show to whom the code went.
func (c *Codes) Asked(form string, now time.Time) (masked string) {
	var a asked
	if c.key.Open(phoneOf, form, now, &a) != nil {
		return ""
	}
	return MaskPhone(a.Phone)
}

func (c *Codes) hash(a asked, code string) []byte {
	h := hmac.New(sha256.New, c.key.For("code"))
	fmt.Fprintf(h, "%s %s %s", a.ID, a.Phone, code)
	return h.Sum(nil)
}

// sweep forgets guesses at codes that are over, and at phones that were left alone.
func (c *Codes) sweep(now time.Time) {
	maps.DeleteFunc(c.wrong, func(_ string, g guessed) bool { return now.Sub(g.last) > CodeLasts })
	maps.DeleteFunc(c.phones, func(_ Mark, g guessed) bool { return now.Sub(g.last) > 2*lockout.Longest })
}
