// Package paper keeps a device's print jobs in its journal, so that no slip is lost to a power cut.
// It is the spool's Store; what a slip says is in internal/slip, how it is printed in drivers.
package paper

import (
	"context"
	"encoding/json"
	"fmt"

	"motcua/drivers/spool"
	"motcua/internal/hall"
	"motcua/internal/journal"
)

// The kinds of event in a print job's life; the subject is the job's id.
const (
	kindQueued    = hall.KindSlip
	kindAttempted = "slip.attempted"
	KindClosed    = "slip.closed" // whatever its outcome
)

// Fold makes the table of print jobs.
var Fold = journal.Fold{Version: 1, Schema: tables, Apply: apply}

const tables = `
CREATE TABLE IF NOT EXISTS slips (
	id       TEXT PRIMARY KEY,
	position INTEGER NOT NULL, -- order of coming
	job      BLOB    NOT NULL, -- JSON of spool.Job; empty once it has ended
	attempts INTEGER NOT NULL DEFAULT 0,
	outcome  TEXT    NOT NULL DEFAULT '' -- empty: not ended
);
CREATE INDEX IF NOT EXISTS slips_pending ON slips (position) WHERE outcome = '';`

// queued is a job as it is written down. What the slip says is forgotten when nobody can ask for it any more.
type queued struct{ spool.Job }

// Personal is for the journal.
func (queued) Personal() []string { return []string{"Document"} }

type attempted struct {
	Attempts int `json:"attempts"`
}

type closed struct {
	Outcome spool.Outcome `json:"outcome"`
}

func apply(tx journal.Tables, e journal.Event) (err error) {
	switch e.Kind {
	case kindQueued:
		err = foldQueued(tx, e)
	case kindAttempted:
		var a attempted
		if err = e.Read(&a); err == nil {
			_, err = tx.Exec(`UPDATE slips SET attempts = ? WHERE id = ?`, a.Attempts, e.Subject)
		}
	case KindClosed:
		var c closed
		if err = e.Read(&c); err == nil {
			_, err = tx.Exec(`UPDATE slips SET outcome = ?, job = '' WHERE id = ?`, c.Outcome, e.Subject)
		}
	}
	return err
}

func foldQueued(tx journal.Tables, e journal.Event) error {
	var job spool.Job
	if err := e.Read(&job); err != nil {
		return err
	}
	raw, err := json.Marshal(job)
	if err != nil {
		return err
	}
	_, err = tx.Exec(`INSERT INTO slips (id, position, job) SELECT ?, ifnull(max(position), 0) + 1, ? FROM slips`, e.Subject, raw)
	return err
}

// Ended is told of a job's end inside the transaction that records it, so that what follows from it is as durable.
type Ended func(tx *journal.Tx, id string, outcome spool.Outcome) error

// Store is a spool.Store on a journal whose fold includes Fold.
type Store struct {
	journal *journal.Journal
	ended   Ended
}

var _ spool.Store = (*Store)(nil)

// NewStore gives the store of a journal; ended may be nil.
func NewStore(j *journal.Journal, ended Ended) *Store {
	if ended == nil {
		ended = func(*journal.Tx, string, spool.Outcome) error { return nil }
	}
	return &Store{journal: j, ended: ended}
}

// Queue adds a job in a transaction of the program's own; the spool is to be woken when it is through.
func Queue(tx *journal.Tx, job spool.Job) error {
	var known bool
	if err := tx.QueryRow(`SELECT exists (SELECT 1 FROM slips WHERE id = ?)`, job.ID).Scan(&known); err != nil {
		return fmt.Errorf("slip %s: %w", job.ID, err)
	}
	if known {
		return spool.ErrKnown
	}
	_, err := tx.Append(kindQueued, job.ID, queued{job})
	return err
}

// Add keeps a new job.
func (s *Store) Add(ctx context.Context, job spool.Job) error {
	return s.journal.Write(ctx, func(tx *journal.Tx) error { return Queue(tx, job) })
}

// Attempt sets the attempts of a job.
func (s *Store) Attempt(ctx context.Context, id string, attempts int) error {
	return s.journal.Write(ctx, func(tx *journal.Tx) error {
		_, err := tx.Append(kindAttempted, id, attempted{Attempts: attempts})
		return err
	})
}

// Close ends a job; one that has ended stays as it is.
func (s *Store) Close(ctx context.Context, id string, outcome spool.Outcome) error {
	return s.journal.Write(ctx, func(tx *journal.Tx) error {
		var open bool
		err := tx.QueryRow(`SELECT exists (SELECT 1 FROM slips WHERE id = ? AND outcome = '')`, id).Scan(&open)
		if err != nil || !open {
			return err
		}
		if _, err := tx.Append(KindClosed, id, closed{Outcome: outcome}); err != nil {
			return err
		}
		return s.ended(tx, id, outcome)
	})
}

// Pending lists the jobs that have not ended, oldest first.
func (s *Store) Pending(ctx context.Context) ([]spool.Job, error) {
	rows, err := s.journal.Reader().QueryContext(ctx, `SELECT job, attempts FROM slips WHERE outcome = '' ORDER BY position`)
	if err != nil {
		return nil, fmt.Errorf("pending slips: %w", err)
	}
	defer rows.Close()
	var jobs []spool.Job
	for rows.Next() {
		var raw []byte
		var job spool.Job
		var attempts int
		if err := rows.Scan(&raw, &attempts); err != nil {
			return nil, fmt.Errorf("pending slips: %w", err)
		}
		if err := json.Unmarshal(raw, &job); err != nil {
			return nil, fmt.Errorf("pending slips: %w", err)
		}
		job.Attempts = attempts
		jobs = append(jobs, job)
	}
	return jobs, rows.Err()
}
