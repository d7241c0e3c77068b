package journal

import (
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
)

// backupFormat is what a backup says first. Then come the values kept, then the events, each a line of JSON, and at last the seal.
const backupFormat = "motcua-backup/1"

// record is a line of a backup; it has one of its fields.
type record struct {
	Format string          `json:"format,omitempty"`
	Key    string          `json:"key,omitempty"` // with Value: one that is kept
	Value  json.RawMessage `json:"value,omitempty"`
	Aside  *Aside          `json:"aside,omitempty"` // before the event that was put aside
	Event  *Event          `json:"event,omitempty"`
	Seal   *seal           `json:"seal,omitempty"`
}

// seal tells what all lines before it are.
type seal struct {
	Events int    `json:"events"`
	SHA256 string `json:"sha256"`
}

// Why a backup cannot be restored.
var (
	ErrNotWhole = errors.New("the backup is not whole")
	ErrNotEmpty = errors.New("there are events already; a backup is restored into an empty database")
)

// Backup writes the journal as it is at this moment, while it goes on. The folded tables are not in it, for the log makes them; so
// what was saved from one kind of database can be restored into another.
func (j *Journal) Backup(ctx context.Context, w io.Writer) (events int, err error) {
	tx, err := j.Reader().BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		return 0, fmt.Errorf("backup: %w", err)
	}
	defer tx.Rollback()
	out := newSealer(w)
	out.write(record{Format: backupFormat})
	err = eachKept(ctx, tx, func(key string, value []byte) { out.write(record{Key: key, Value: value}) })
	if err == nil {
		err = eachAside(ctx, tx, func(a Aside) { out.write(record{Aside: &a}) })
	}
	if err == nil {
		err = walk(ctx, tx, func(e Event) error {
			events++
			out.write(record{Event: &e})
			return out.err
		})
	}
	if err = errors.Join(err, out.close(events)); err != nil {
		return 0, fmt.Errorf("backup: %w", err)
	}
	return events, nil
}

func eachKept(ctx context.Context, tx queryer, visit func(key string, value []byte)) error {
	rows, err := tx.QueryContext(ctx, `SELECT key, value FROM kept WHERE key <> $1 ORDER BY key`, keyFold)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var key string
		var value []byte
		if err := rows.Scan(&key, &value); err != nil {
			return err
		}
		visit(key, value)
	}
	return rows.Err()
}

// sealer writes lines and sums them up. Its first error stays.
type sealer struct {
	zip *gzip.Writer
	sum hash.Hash
	err error
}

func newSealer(w io.Writer) *sealer { return &sealer{zip: gzip.NewWriter(w), sum: sha256.New()} }

func (s *sealer) write(r record) {
	line, err := json.Marshal(r)
	if s.err = errors.Join(s.err, err); s.err == nil {
		s.sum.Write(append(line, '\n'))
		_, s.err = s.zip.Write(append(line, '\n'))
	}
}

func (s *sealer) close(events int) error {
	s.write(record{Seal: &seal{Events: events, SHA256: hex.EncodeToString(s.sum.Sum(nil))}})
	return errors.Join(s.err, s.zip.Close())
}

// Restore fills an empty journal from a backup, all of it or nothing, and begins a new life: what this origin did after the backup was
// made may be known elsewhere under its numbers.
func (j *Journal) Restore(ctx context.Context, r io.Reader) (events int, err error) {
	err = j.Write(ctx, func(tx *Tx) error {
		last, err := tx.position()
		if err != nil {
			return err
		}
		if last > 0 {
			return ErrNotEmpty
		}
		events, err = tx.restore(r)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("restore: %w", err)
	}
	return events, nil
}

func (tx *Tx) restore(r io.Reader) (events int, err error) {
	zip, err := gzip.NewReader(r)
	if err != nil {
		return 0, fmt.Errorf("%w: %w", ErrNotWhole, err)
	}
	in, sum := bufio.NewReader(zip), sha256.New()
	for line := 1; ; line++ {
		text, err := in.ReadBytes('\n')
		if err != nil {
			return 0, fmt.Errorf("%w: line %d: %w", ErrNotWhole, line, err)
		}
		var r record
		if err := json.Unmarshal(text, &r); err != nil || (line == 1) != (r.Format == backupFormat) {
			return 0, fmt.Errorf("%w: line %d is none of %s (%v)", ErrNotWhole, line, backupFormat, err)
		}
		if r.Seal != nil {
			if *r.Seal != (seal{events, hex.EncodeToString(sum.Sum(nil))}) {
				return 0, fmt.Errorf("%w: its end tells of %d events and another sum", ErrNotWhole, r.Seal.Events)
			}
			return events, tx.restored(events)
		}
		sum.Write(text)
		if err := tx.restoreRecord(r); err != nil {
			return 0, fmt.Errorf("line %d: %w", line, err)
		}
		if r.Event != nil {
			events++
		}
	}
}

// restored begins the new life, and has the folds know.
func (tx *Tx) restored(events int) error {
	if err := tx.renew(); err != nil {
		return err
	}
	_, err := tx.Append(KindRestored, "", Count{Events: int64(events)})
	return err
}

func (tx *Tx) restoreRecord(r record) error {
	switch {
	case r.Event != nil:
		tx.log.position = r.Event.Position - 1 // positions stay: others have read up to one of them
		return tx.follow(*r.Event, tx.addAgain)
	case r.Aside != nil:
		return tx.keepAside(*r.Aside)
	case r.Key == keyLife:
		return json.Unmarshal(r.Value, &tx.log.incarnation)
	case r.Key != "":
		return tx.Keep(r.Key, r.Value)
	}
	return nil
}
