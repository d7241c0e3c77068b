package trust

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"strings"
	"time"
)

// CodeLives is how long an enrolment code is good.
const CodeLives = 15 * time.Minute

// The parts of a code in bytes, together 16 letters. In the quarter of an hour that a code lives nobody tries 2⁴⁸ secrets at central, nor
// half of their hashes on a machine of his own. Who stands between device and central without knowing the secret has one try in 2³² at
// showing a key that the code agrees with, and no way to prepare it.
const (
	secretBytes = 6
	sealBytes   = 4
)

// Code is what a technician carries from central to a new device: a secret, and a seal by which the device knows central's key.
type Code struct {
	secret [secretBytes]byte
	seal   [sealBytes]byte
}

// letters are Crockford's: none can be taken for another. A multiple of five bytes fills them without a rest.
var letters = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

const (
	length = (secretBytes + sealBytes) * 8 / 5 // letters of a code
	group  = 4                                 // letters that stand together
)

// ErrCodeForm is the answer to what cannot be an enrolment code.
var ErrCodeForm = errors.New("that is no enrolment code; sixteen letters and digits such as 7KQM-2F9X-0C3D-V8TA were expected")

// NewCode makes a code of a central whose key has a pin.
func NewCode(pin Pin) (c Code) {
	_, _ = rand.Read(c.secret[:]) // it never fails
	c.seal = c.sealOf(pin)
	return c
}

// sealOf is keyed with the secret, so that a key that would pass for central's cannot be looked for beforehand.
func (c Code) sealOf(pin Pin) (seal [sealBytes]byte) {
	mac := hmac.New(sha256.New, c.secret[:])
	mac.Write([]byte(pin))
	copy(seal[:], mac.Sum(nil))
	return seal
}

// Knows reports whether the code was given out by the central whose key has this pin.
func (c Code) Knows(pin Pin) bool {
	seal := c.sealOf(pin)
	return hmac.Equal(seal[:], c.seal[:])
}

// Secret returns the part that central takes in exchange for a token.
func (c Code) Secret() string { return letters.EncodeToString(c.secret[:]) }

// String writes the code in groups, as it is read out and typed.
func (c Code) String() string {
	written := letters.EncodeToString(append(c.secret[:], c.seal[:]...))
	var groups []string
	for ; len(written) > 0; written = written[group:] {
		groups = append(groups, written[:group])
	}
	return strings.Join(groups, "-")
}

// alike takes letters that Crockford's alphabet lacks for those they look like, and skips what only groups.
var alike = strings.NewReplacer("I", "1", "L", "1", "O", "0", "-", "", "–", "", " ", "")

// ParseCode reads a code as somebody typed it. ErrCodeForm when it is none.
func ParseCode(typed string) (c Code, err error) {
	typed = alike.Replace(strings.ToUpper(typed))
	raw, err := letters.DecodeString(typed)
	if err != nil || len(typed) != length {
		return Code{}, ErrCodeForm
	}
	copy(c.secret[:], raw)
	copy(c.seal[:], raw[secretBytes:])
	return c, nil
}
