package trust

import (
	"context"
	"crypto/subtle"
	"errors"
	"fmt"
	"time"

	"motcua/internal/journal"
)

// The kinds of event of enrolment; their subject is the device's name.
const (
	KindInvited  = "device.invited"  // a code was given out for it; body: Invited
	KindEnrolled = "device.enrolled" // it holds a token now, and no other; body: Enrolled
	KindRevoked  = "device.revoked"  // its token is worth nothing any more, nor is a code that was given out for it
)

// Invited says until when a code is good. The code itself is in no event.
type Invited struct {
	Until time.Time `json:"until"`
}

// Enrolled says by which token a device is known.
type Enrolled struct {
	Token Hash `json:"token"`
}

// What is refused, in words that programs decide on.
var (
	ErrCode   = errors.New("the enrolment code is not good for this device: it is another's, was used, or is older than fifteen minutes; ask for a new one")
	ErrDevice = errors.New("no such device was ever enrolled, and no code is out for it")
)

// Fold makes the table of devices of the central that writes its events under a name; nobody else's word counts here.
func Fold(central string) journal.Fold {
	return journal.Fold{Version: 1, Schema: tables, Apply: func(tx journal.Tables, e journal.Event) error {
		if e.Origin != central {
			return nil
		}
		return apply(tx, e)
	}}
}

const tables = `
CREATE TABLE IF NOT EXISTS devices (
	name    TEXT PRIMARY KEY,
	token   TEXT    NOT NULL, -- Hash
	revoked INTEGER NOT NULL,
	since   BIGINT  NOT NULL  -- Unix milliseconds
);`

func apply(tx journal.Tables, e journal.Event) error {
	switch e.Kind {
	case KindEnrolled:
		var enrolled Enrolled
		if err := e.Read(&enrolled); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT INTO devices (name, token, revoked, since) VALUES ($1, $2, 0, $3)
			ON CONFLICT (name) DO UPDATE SET token = excluded.token, revoked = 0, since = excluded.since`, e.Subject, enrolled.Token, e.At.UnixMilli())
		return err
	case KindRevoked:
		_, err := tx.Exec(`UPDATE devices SET revoked = 1, since = $1 WHERE name = $2`, e.At.UnixMilli(), e.Subject)
		return err
	}
	return nil
}

// invitation is a code that was given out and not used yet.
type invitation struct {
	Secret Hash      `json:"secret"` // of the code's secret
	Until  time.Time `json:"until"`
}

// keyOf returns where the journal keeps a device's invitation: not in an event, for those are handed on.
func keyOf(device string) string { return "invitation." + device }

// Invite makes a code good for a device, and an earlier one worthless.
func Invite(tx *journal.Tx, d Device, c Code, now time.Time) error {
	until := now.UTC().Add(CodeLives)
	if err := tx.Keep(keyOf(d.Name()), invitation{Secret: hashOf(c.Secret()), Until: until}); err != nil {
		return err
	}
	_, err := tx.Append(KindInvited, d.Name(), Invited{Until: until})
	return err
}

// Request is how a device asks to be enrolled: for its code's secret central shall know it by a token that the device has made.
type Request struct {
	Device string `json:"device"`
	Secret string `json:"secret"`
	Token  Hash   `json:"token"`
}

// Enrol takes a code for a token. ErrCode when the code is not good. Asking twice with one token is enrolling once.
func Enrol(tx *journal.Tx, r Request, now time.Time) error {
	m, found, err := find(context.Background(), tx, r.Device)
	if err != nil || found && !m.Revoked && m.Token == r.Token {
		return err
	}
	var open invitation
	if _, err := tx.Kept(keyOf(r.Device), &open); err != nil {
		return err
	}
	right := subtle.ConstantTimeCompare([]byte(hashOf(r.Secret)), []byte(open.Secret)) == 1
	if !right || !now.Before(open.Until) || !r.Token.Valid() {
		return ErrCode
	}
	if err := tx.Keep(keyOf(r.Device), invitation{}); err != nil {
		return err
	}
	_, err = tx.Append(KindEnrolled, r.Device, Enrolled{Token: r.Token})
	return err
}

// Lost is what a device loses by being revoked.
type Lost struct {
	Token bool // it was let in until now
	Code  bool // a code was given out for it, and not used
}

// Revoke makes a device's token worthless, and a code that was given out for it. ErrDevice when it never had one or the other.
func Revoke(tx *journal.Tx, d Device) (lost Lost, err error) {
	m, found, err := find(context.Background(), tx, d.Name())
	if err != nil {
		return Lost{}, err
	}
	var open invitation
	if _, err := tx.Kept(keyOf(d.Name()), &open); err != nil {
		return Lost{}, err
	}
	lost = Lost{Token: found && !m.Revoked, Code: open.Secret != ""}
	if !found && !lost.Code {
		return lost, fmt.Errorf("%w: %s", ErrDevice, d.Name())
	}
	if err := tx.Keep(keyOf(d.Name()), invitation{}); err != nil {
		return Lost{}, err
	}
	_, err = tx.Append(KindRevoked, d.Name(), nil)
	return lost, err
}
