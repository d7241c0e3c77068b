package roster

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/queue"
	"motcua/internal/trust"
	"motcua/internal/workday"
)

// KindKey is the event of the key by which an officer's logins without central are known; body: Key.
const KindKey = "officer.key"

// Key is an officer's public key. Who has the password makes the private one.
type Key struct {
	Key officer.Key `json:"key"`
}

// SetKey writes down an officer's key.
func SetKey(tx *journal.Tx, id string, key officer.Key) error {
	_, err := tx.Append(KindKey, id, Key{Key: key})
	return err
}

// HasKey reports whether an officer's present password has its key.
func HasKey(ctx context.Context, db *sql.DB, id string) (has bool, err error) {
	err = db.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM officer_keys WHERE officer = $1 AND until = 0)`, id).Scan(&has)
	return has, err
}

const seatTables = `
CREATE TABLE IF NOT EXISTS officer_keys (
	officer TEXT   NOT NULL,
	key     TEXT   NOT NULL,
	since   BIGINT NOT NULL,
	until   BIGINT NOT NULL DEFAULT 0, -- when another password took its place; 0: none has
	PRIMARY KEY (officer, key)
);
CREATE TABLE IF NOT EXISTS seats ( -- who sat at which counter last, by its own word
	device  TEXT   NOT NULL,
	officer TEXT   NOT NULL,
	opened  BIGINT NOT NULL,
	locked  BIGINT NOT NULL, -- 0: not since
	PRIMARY KEY (device, officer)
);`

func foldKey(tx journal.Tables, e journal.Event) error {
	var k Key
	if err := e.Read(&k); err != nil {
		return err
	}
	_, err := tx.Exec(`INSERT INTO officer_keys (officer, key, since) VALUES ($1, $2, $3) ON CONFLICT (officer, key) DO UPDATE SET until = 0`,
		e.Subject, string(k.Key), e.At.UnixMilli())
	return err
}

// endKeys ends the keys of an officer's earlier passwords.
func endKeys(tx journal.Tables, id string, at time.Time) error {
	_, err := tx.Exec(`UPDATE officer_keys SET until = $1 WHERE officer = $2 AND until = 0`, at.UnixMilli(), id)
	return err
}

func foldSeat(tx journal.Tables, e journal.Event) error {
	switch e.Kind {
	case KindDeskOpened:
		if _, err := tx.Exec(`UPDATE seats SET locked = $1 WHERE device = $2 AND locked = 0`, e.At.UnixMilli(), e.Origin); err != nil {
			return err
		}
		_, err := tx.Exec(`INSERT INTO seats (device, officer, opened, locked) VALUES ($1, $2, $3, 0)
			ON CONFLICT (device, officer) DO UPDATE SET opened = excluded.opened, locked = 0`, e.Origin, e.Subject, e.At.UnixMilli())
		return err
	case KindLocked:
		_, err := tx.Exec(`UPDATE seats SET locked = $1 WHERE device = $2 AND locked = 0`, e.At.UnixMilli(), e.Origin)
		return err
	}
	return nil
}

// Check says what is wrong with a reading that came over a wire.
func (r Reading) Check() error {
	if len(r.Code) > 64 {
		return errors.New("code of a dossier is too long")
	}
	return errors.Join(queue.CheckName("officer", r.Officer), queue.CheckName("device", r.Device))
}

// How far two clocks of the hall may differ, how long after a desk was locked what was under way there is still written down, and how long
// nobody sits without a new login.
const (
	clocksDiffer = 2 * time.Hour
	underWay     = 2 * time.Minute
	longestSeat  = 30 * time.Hour
)

// HasOfficers reports whether the centre had officers at a moment, and has any: without them its devices alone ask.
func HasOfficers(tx journal.Tables, at time.Time) (has bool, err error) {
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM officers WHERE removed = 0 AND since <= $1)`, at.UnixMilli()).Scan(&has)
	return has, err
}

// Sat reports whether an officer sat at a counter at a moment: logged in at central that day, or by the counter's own word, which was
// checked when it came. With no officer: whether anybody did.
func Sat(tx journal.Tables, device, id string, at time.Time) (sat bool, err error) {
	query := `SELECT EXISTS (SELECT 1 FROM seats WHERE device = $1 AND opened BETWEEN $2 AND $3 AND (locked = 0 OR locked >= $4)`
	args := []any{device, at.Add(-longestSeat).UnixMilli(), at.Add(time.Minute).UnixMilli(), at.Add(-underWay).UnixMilli()}
	if id != "" {
		query, args = query+` AND officer = $5`, append(args, id)
	}
	if err := tx.QueryRow(query+`)`, args...).Scan(&sat); err != nil || sat || id == "" {
		return sat, err
	}
	return loggedIn(tx, device, id, at)
}

// HasSat reports whether an officer has ever sat at a counter, by the counter's own word, which was checked when it came.
func HasSat(tx journal.Tables, device, id string) (has bool, err error) {
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM seats WHERE device = $1 AND officer = $2)`, device, id).Scan(&has)
	return has, err
}

// loggedIn reports whether central had opened a session for an officer at a device on the day of a moment.
func loggedIn(tx journal.Tables, device, id string, at time.Time) (in bool, err error) {
	morning := workday.DateOf(at).At(0)
	err = tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM acts WHERE at BETWEEN $1 AND $2 AND kind = $3 AND subject = $4 AND device = $5)`,
		morning.Add(-clocksDiffer).UnixMilli(), at.Add(clocksDiffer).UnixMilli(), KindOpened, id, device).Scan(&in)
	return in, err
}

// CheckSeat says why nobody believes a counter that somebody sat down there: there is neither a session at central nor, for a login without
// it, a proof that the password was typed. Officers whose password has no key yet, because nobody has logged in since there are keys, need none.
func CheckSeat(tx journal.Tables, e journal.Event, s Seat) error {
	in, err := loggedIn(tx, e.Origin, e.Subject, e.At)
	if err != nil || in {
		return err
	}
	if !s.Offline {
		return journal.Refused(fmt.Sprintf("central opened no session for %s at %s that day", e.Subject, e.Origin))
	}
	keys, err := keysOf(tx, e.Subject, s.At)
	switch {
	case err != nil:
		return err
	case len(keys) == 0:
		return knownOfficer(tx, e.Subject)
	case s.At.Sub(e.At).Abs() > clocksDiffer:
		return journal.Refused("the proof of a login without central is of another hour")
	}
	for _, key := range keys {
		if key.Proves(s.Proof, e.Origin, e.Subject, s.At) {
			return nil
		}
	}
	return journal.Refused(fmt.Sprintf("no proof that %s typed the password at %s", e.Subject, e.Origin))
}

func knownOfficer(tx journal.Tables, id string) error {
	var known bool
	if err := tx.QueryRow(`SELECT EXISTS (SELECT 1 FROM officers WHERE id = $1)`, id).Scan(&known); err != nil {
		return err
	}
	if !known {
		return journal.Refused("no officer has the login name " + id)
	}
	return nil
}

// keysOf returns the keys of an officer that were good at a moment, and a day longer: so long a counter may not have heard of another password.
func keysOf(tx journal.Tables, id string, at time.Time) (keys []officer.Key, err error) {
	list, err := journal.Column(context.Background(), tx, `SELECT key FROM officer_keys WHERE officer = $1 AND (until = 0 OR until >= $2) AND since <= $3`,
		id, at.AddDate(0, 0, -1).UnixMilli(), at.Add(clocksDiffer).UnixMilli())
	for _, key := range list {
		keys = append(keys, officer.Key(key))
	}
	return keys, err
}

// LastSeat is how a counter's desk was left.
type LastSeat struct {
	Taken  bool      // somebody sits there
	Locked time.Time // when it was locked last; zero: not yet
}

// LastSeats returns, by counter, how the desks stand at which somebody has sat since a moment.
func LastSeats(ctx context.Context, db *sql.DB, since time.Time) (map[string]LastSeat, error) {
	rows, err := db.QueryContext(ctx, `SELECT device, max(CASE WHEN locked = 0 THEN 1 ELSE 0 END), max(locked) FROM seats WHERE opened >= $1 GROUP BY device`, since.UnixMilli())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	seats := map[string]LastSeat{}
	for rows.Next() {
		var device string
		var taken int
		var locked int64
		if err := rows.Scan(&device, &taken, &locked); err != nil {
			return nil, err
		}
		d, err := trust.ParseDevice(device)
		if err != nil {
			continue
		}
		seat := LastSeat{Taken: taken > 0}
		if locked > 0 {
			seat.Locked = time.UnixMilli(locked).UTC()
		}
		seats[d.ID] = seat
	}
	return seats, rows.Err()
}
