package roster

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"motcua/internal/journal"
	"motcua/internal/officer"
)

// ErrNoSession says that a token is nobody's, or is no longer.
var ErrNoSession = errors.New("no such session, or it has ended")

// Open logs an officer in on a device. The token is told once; here only its hash is kept. ErrNoOfficer: the officer was removed, or
// has another verifier than the one that matched.
func Open(tx *journal.Tx, matched Entry, device string) (token string, err error) {
	now, err := find(tx.QueryRow, matched.ID)
	if err != nil {
		return "", err
	}
	if now.Verifier != matched.Verifier {
		return "", fmt.Errorf("%w: %s had that password before", ErrNoOfficer, matched.ID)
	}
	token = rand.Text()
	_, err = tx.Append(KindOpened, matched.ID, Login{Device: device, Hash: hash(token)})
	return token, err
}

// Close ends a session.
func Close(tx *journal.Tx, id, token string) error {
	_, err := tx.Append(KindClosed, id, Login{Hash: hash(token)})
	return err
}

func hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// Who returns the officer of a token, as the roster has them now; ErrNoSession when it is nobody's.
func Who(ctx context.Context, db *sql.DB, token string, now time.Time) (o officer.Officer, s officer.Session, err error) {
	var opened int64
	err = db.QueryRowContext(ctx, `SELECT officer, device, opened FROM sessions WHERE hash = $1`, hash(token)).Scan(&s.Officer, &s.Device, &opened)
	if errors.Is(err, sql.ErrNoRows) {
		return o, s, ErrNoSession
	}
	if err != nil {
		return o, s, fmt.Errorf("session: %w", err)
	}
	if s.Opened = time.UnixMilli(opened).UTC(); !now.Before(s.Until()) {
		return o, s, ErrNoSession
	}
	e, err := Find(ctx, db, s.Officer)
	if errors.Is(err, ErrNoOfficer) {
		err = ErrNoSession
	}
	return e.Officer, s, err
}

// Refuse counts a wrong password of an officer, or of nobody where id is empty, on a device.
func Refuse(tx *journal.Tx, id, device string) error {
	_, err := tx.Append(KindRefused, id, Login{Device: device})
	return err
}

// anybody stands among the officers for all together, whose wrong passwords from one device are counted.
const anybody = ""

// Wait returns how long no password of an officer is looked at from a device. What was guessed elsewhere counts there only: else who guesses from
// anywhere would lock an officer out at her own counter.
func Wait(ctx context.Context, db *sql.DB, id, device string, now time.Time) (time.Duration, error) {
	ofOfficer, err := guesses(db.QueryRowContext(ctx, guessesOf, id, device))
	if err != nil {
		return 0, err
	}
	ofDevice, err := guesses(db.QueryRowContext(ctx, guessesOf, anybody, device))
	return max(officer.PerOfficer.Wait(ofOfficer, now), officer.PerDevice.Wait(ofDevice, now)), err
}

const guessesOf = `SELECT wrong, last FROM guesses WHERE officer = $1 AND device = $2`

func guesses(row *sql.Row) (g officer.Guesses, err error) {
	var last int64
	err = row.Scan(&g.Wrong, &last)
	if errors.Is(err, sql.ErrNoRows) {
		return g, nil
	}
	g.Last = time.UnixMilli(last).UTC()
	return g, err
}

// foldLogin opens and ends sessions and counts wrong passwords.
func foldLogin(tx journal.Tables, e journal.Event) error {
	var l Login
	if err := e.Read(&l); err != nil {
		return err
	}
	var err error
	switch e.Kind {
	case KindOpened:
		err = foldOpened(tx, e, l)
	case KindClosed:
		_, err = tx.Exec(`DELETE FROM sessions WHERE hash = $1`, l.Hash)
	case KindRefused:
		err = count(tx, anybody, l.Device, e.At)
		if e.Subject != "" && err == nil { // nobody's is only its device's
			err = count(tx, e.Subject, l.Device, e.At)
		}
	}
	if err != nil {
		return err
	}
	return note(tx, e, act{officer: e.Subject, device: l.Device})
}

// longOver is when a session has ended whatever the time zone.
const longOver = 48 * time.Hour

func foldOpened(tx journal.Tables, e journal.Event, l Login) error {
	if _, err := tx.Exec(`DELETE FROM sessions WHERE opened < $1`, e.At.Add(-longOver).UnixMilli()); err != nil {
		return err
	}
	if l.Hash == "" { // forgotten: the officer has another password since, or has left
		return nil
	}
	if _, err := tx.Exec(`INSERT INTO sessions (hash, officer, device, opened) VALUES ($1, $2, $3, $4) ON CONFLICT (hash) DO NOTHING`,
		l.Hash, e.Subject, l.Device, e.At.UnixMilli()); err != nil {
		return err
	}
	_, err := tx.Exec(`DELETE FROM guesses WHERE device = $1 AND officer IN ($2, '')`, l.Device, e.Subject)
	return err
}

// count adds a wrong password.
func count(tx journal.Tables, id, device string, at time.Time) error {
	g, err := guesses(tx.QueryRow(guessesOf, id, device))
	if err != nil {
		return err
	}
	g = g.After(at)
	_, err = tx.Exec(`INSERT INTO guesses (officer, device, wrong, last) VALUES ($1, $2, $3, $4)
		ON CONFLICT (officer, device) DO UPDATE SET wrong = excluded.wrong, last = excluded.last`, id, device, g.Wrong, g.Last.UnixMilli())
	return err
}
