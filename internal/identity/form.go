package identity

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"time"
)

// Why a sealed form is not taken.
var (
	ErrForm = errors.New("the form is none of ours")
	ErrOver = errors.New("the form's time is over")
)

// Seal writes what a browser is to hand back, so that it can neither read nor change it, nor use it for another purpose or later than until:
// between two pages nothing is kept here, and any process answers the second.
func (k Key) Seal(purpose string, v any, until time.Time) string {
	plain, err := json.Marshal(v)
	if err != nil {
		panic(err) // built wrong: forms are plain structs
	}
	box := k.box(purpose)
	sealed := make([]byte, box.NonceSize(), box.NonceSize()+8+len(plain)+box.Overhead())
	_, _ = rand.Read(sealed) // never fails
	plain = append(binary.BigEndian.AppendUint64(nil, uint64(until.UnixMilli())), plain...)
	return base64.RawURLEncoding.EncodeToString(box.Seal(sealed, sealed, plain, nil))
}

// Open reads into v what Seal has written.
func (k Key) Open(purpose, sealed string, now time.Time, v any) error {
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	box := k.box(purpose)
	if err != nil || len(raw) < box.NonceSize() {
		return ErrForm
	}
	plain, err := box.Open(nil, raw[:box.NonceSize()], raw[box.NonceSize():], nil)
	if err != nil || len(plain) < 8 {
		return ErrForm
	}
	if now.UnixMilli() >= int64(binary.BigEndian.Uint64(plain)) {
		return ErrOver
	}
	return json.Unmarshal(plain[8:], v)
}

func (k Key) box(purpose string) cipher.AEAD {
	block, err := aes.NewCipher(k.For("form " + purpose))
	if err != nil {
		panic(err) // a key of 32 bytes
	}
	box, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return box
}
