package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	_ "github.com/mattn/go-sqlite3" // the "sqlite3" driver
)

const schema = `
CREATE TABLE IF NOT EXISTS events (
	position    INTEGER PRIMARY KEY AUTOINCREMENT,
	origin      TEXT    NOT NULL,
	incarnation INTEGER NOT NULL,
	seq         INTEGER NOT NULL,
	at          INTEGER NOT NULL, -- Unix milliseconds
	kind        TEXT    NOT NULL,
	subject     TEXT    NOT NULL,
	body        BLOB    NOT NULL,
	hash        BLOB    NOT NULL,
	UNIQUE (origin, incarnation, seq)
);
CREATE TABLE IF NOT EXISTS kept (key TEXT PRIMARY KEY, value BLOB NOT NULL);`

// mostWrites is how many writes share one commit, and so one wait for the disk.
const mostWrites = 128

// ErrClosed is the answer of a journal that has been closed.
var ErrClosed = errors.New("journal is closed")

// Fold makes tables of events. Apply depends on nothing but the event and the tables, so that the same log gives the same rows.
type Fold struct {
	Schema string // CREATE TABLE IF NOT EXISTS …
	Apply  func(*sql.Tx, Event) error
}

// Join makes one fold of several, each with tables of its own.
func Join(folds ...Fold) Fold {
	var joined Fold
	for _, f := range folds {
		joined.Schema += f.Schema
	}
	joined.Apply = func(tx *sql.Tx, e Event) error {
		for _, f := range folds {
			if err := f.Apply(tx, e); err != nil {
				return err
			}
		}
		return nil
	}
	return joined
}

// Journal is an open journal. Its methods may be called from any goroutine.
type Journal struct {
	origin      string
	incarnation int64
	now         func() time.Time
	fold        Fold
	writer      *sql.DB // one connection: SQLite has one writer
	reader      *sql.DB

	writes  chan *write
	closing chan struct{}
	stopped chan struct{}
	once    sync.Once

	mu   sync.Mutex
	bell chan struct{}
}

type write struct {
	do   func(*Tx) error
	err  error
	done chan struct{}
}

// Open opens the journal of a device at path, making it when it is not there.
func Open(path, origin string, now func() time.Time, fold Fold) (*Journal, error) {
	j := &Journal{
		origin: origin, now: now, fold: fold,
		writes: make(chan *write, mostWrites), closing: make(chan struct{}), stopped: make(chan struct{}), bell: make(chan struct{}),
	}
	if err := j.open(path); err != nil {
		return nil, fmt.Errorf("open journal %s: %w", path, err)
	}
	go j.run()
	return j, nil
}

func (j *Journal) open(path string) (err error) {
	// Options stand in the DSN so that each connection has them: go-sqlite3 otherwise makes synchronous NORMAL,
	// which loses acknowledged rows in a power cut.
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() + "?_journal_mode=WAL&_synchronous=FULL&_busy_timeout=5000&_stmt_cache_size=64"
	if j.writer, err = sql.Open("sqlite3", dsn+"&_txlock=immediate"); err != nil {
		return err
	}
	if j.reader, err = sql.Open("sqlite3", dsn+"&_query_only=true"); err != nil {
		return err
	}
	j.writer.SetMaxOpenConns(1)
	if _, err = j.writer.Exec(schema + j.fold.Schema); err == nil {
		j.incarnation, err = j.life()
	}
	if err != nil {
		j.writer.Close()
		j.reader.Close()
	}
	return err
}

// life reads this disk's incarnation. A new disk begins a new one, named by its first moment, so that no event key is ever used again.
func (j *Journal) life() (incarnation int64, err error) {
	_, err = j.writer.Exec(`INSERT INTO kept (key, value) VALUES ('incarnation', ?) ON CONFLICT DO NOTHING`, j.now().UnixMilli())
	if err != nil {
		return 0, err
	}
	err = j.writer.QueryRow(`SELECT value FROM kept WHERE key = 'incarnation'`).Scan(&incarnation)
	return incarnation, err
}

// Close waits for the writes under way and closes the files.
func (j *Journal) Close() error {
	j.once.Do(func() { close(j.closing) })
	<-j.stopped
	return errors.Join(j.reader.Close(), j.writer.Close())
}

// Write runs do in a transaction and returns when its rows are on the disk. Writes that come at once share a commit,
// but an error of one undoes only its own rows. A write that has begun is not interrupted by ctx, so its outcome is always known.
func (j *Journal) Write(ctx context.Context, do func(*Tx) error) error {
	w := &write{do: do, done: make(chan struct{})}
	select {
	case j.writes <- w:
	case <-ctx.Done():
		return ctx.Err()
	case <-j.closing:
		return ErrClosed
	}
	select {
	case <-w.done:
		return w.err
	case <-j.stopped:
		return ErrClosed
	}
}

// Name is the device whose journal this is, and which life of its disk.
func (j *Journal) Name() (origin string, incarnation int64) { return j.origin, j.incarnation }

// Reader is the database for reading.
func (j *Journal) Reader() *sql.DB { return j.reader }

// Changed gives a channel that is closed by the next commit of an event.
func (j *Journal) Changed() <-chan struct{} {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.bell
}

func (j *Journal) ring() {
	j.mu.Lock()
	defer j.mu.Unlock()
	close(j.bell)
	j.bell = make(chan struct{})
}

func (j *Journal) run() {
	defer close(j.stopped)
	for {
		select {
		case w := <-j.writes:
			j.commit(j.gather(w))
		case <-j.closing:
			return
		}
	}
}

// gather takes the writes that wait already; it waits for none.
func (j *Journal) gather(first *write) []*write {
	batch := []*write{first}
	for len(batch) < mostWrites {
		select {
		case w := <-j.writes:
			batch = append(batch, w)
		default:
			return batch
		}
	}
	return batch
}

func (j *Journal) commit(batch []*write) {
	grown, err := j.transact(batch)
	for _, w := range batch {
		if err != nil {
			w.err = err
		}
		close(w.done)
	}
	if err == nil && grown {
		j.ring()
	}
}

// transact runs the writes in one transaction; grown tells whether it has added an event.
func (j *Journal) transact(batch []*write) (grown bool, err error) {
	tx, err := j.writer.Begin()
	if err != nil {
		return false, fmt.Errorf("journal: begin: %w", err)
	}
	for _, w := range batch {
		t := &Tx{Tx: tx, journal: j}
		if w.err, err = t.within(w.do); err != nil {
			tx.Rollback()
			return false, fmt.Errorf("journal: savepoint: %w", err)
		}
		grown = grown || t.grown
	}
	if err := tx.Commit(); err != nil {
		return false, fmt.Errorf("journal: commit: %w", err)
	}
	return grown, nil
}

// within runs one write in a savepoint of its own. The first error is the write's, the second one the database's.
func (tx *Tx) within(do func(*Tx) error) (own, broken error) {
	if _, err := tx.Exec(`SAVEPOINT one`); err != nil {
		return nil, err
	}
	own = do(tx)
	if own != nil {
		tx.grown = false
		if _, err := tx.Exec(`ROLLBACK TO one`); err != nil {
			return own, err
		}
	}
	_, broken = tx.Exec(`RELEASE one`)
	return own, broken
}
