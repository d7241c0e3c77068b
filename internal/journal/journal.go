package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"regexp"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
)

// mostWrites is how many writes share one commit, and so one wait for the disk.
const mostWrites = 128

// ErrClosed is the answer of a journal that has been closed.
var ErrClosed = errors.New("journal is closed")

// Journal is an open journal. Its methods may be called from any goroutine.
type Journal struct {
	origin      string
	incarnation atomic.Int64
	behind      atomic.Bool // its clock, as an event says
	mistrust    atomic.Bool // its clock, as the program says
	now         func() time.Time
	fold        Fold
	store       store

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

// Open opens the journal of a device, making it when it is not there. It lies in the file at path, or in PostgreSQL when path is a
// postgres:// URL. What this disk has lost since it was last written is said in the log, and begins a new life of the device.
func Open(path, origin string, now func() time.Time, fold Fold) (*Journal, error) {
	return open(path, origin, now, fold, cacheOfHall)
}

func open(path, origin string, now func() time.Time, fold Fold, cache int) (*Journal, error) {
	j := &Journal{
		origin: origin, now: now, fold: fold,
		writes: make(chan *write, mostWrites), closing: make(chan struct{}), stopped: make(chan struct{}), bell: make(chan struct{}),
	}
	if err := j.open(path, cache); err != nil {
		return nil, fmt.Errorf("open journal %s: %w", redacted(path), err)
	}
	go j.run()
	return j, nil
}

// secrets are where the address of a database may hold its password.
var secrets = regexp.MustCompile(`(://[^:@/]*:)[^@/]*(@)|([?&](?:ssl)?password=)[^&]*()`)

// redacted returns a path fit for a log: a database's URL without its password, with however many hosts.
func redacted(path string) string { return secrets.ReplaceAllString(path, "${1}${3}xxxxx${2}${4}") }

func (j *Journal) open(path string, cache int) (err error) {
	if j.store, err = openStore(path, cache); err != nil {
		return err
	}
	if err = j.store.migrate(context.Background()); err == nil {
		err = j.begin()
	}
	if err != nil {
		return errors.Join(j.store.explain(err), j.store.close())
	}
	return nil
}

// begin brings the tables up to date and finds out which life this is.
func (j *Journal) begin() error {
	w := &write{do: func(tx *Tx) error { return errors.Join(tx.prepare(), tx.live(j.store.marked())) }}
	if _, err := j.transact([]*write{w}, plain); err != nil && w.err == nil {
		return err
	}
	return w.err
}

// Close waits for the writes under way and closes the database.
func (j *Journal) Close() error {
	j.once.Do(func() { close(j.closing) })
	<-j.stopped
	return j.store.close()
}

// Write runs do in a transaction and returns when its rows are on the disk. Writes that come at once share a commit, but an error of
// one undoes only its own rows: then do may run a second time, its first run undone. A write that has begun is not interrupted by ctx,
// so its outcome is always known.
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

// Name returns the device whose journal this is, and which life of its disk.
func (j *Journal) Name() (origin string, incarnation int64) { return j.origin, j.incarnation.Load() }

// Mistrust says whether this device's clock is doubted: while it is, no event is refused for its day.
func (j *Journal) Mistrust(clock bool) { j.mistrust.Store(clock) }

// trusted returns the time here; zero while the clock is doubted.
func (j *Journal) trusted() time.Time {
	if j.mistrust.Load() {
		return time.Time{}
	}
	return j.now()
}

// Reader returns the database for reading.
func (j *Journal) Reader() *sql.DB { return j.store.reader() }

// Changed returns a channel that is closed by the next commit of an event, of this program or another on the same database.
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
	listening, stop := context.WithCancel(context.Background())
	var listener sync.WaitGroup
	listener.Go(func() { j.store.listen(listening, j.ring) })
	defer listener.Wait()
	defer stop()
	for {
		select {
		case w := <-j.writes:
			j.commit(j.gather(w))
		case <-j.closing:
			return
		}
	}
}

// gather takes the writes that wait already. It waits for nobody else: those just answered are heard while this commit is on its way.
func (j *Journal) gather(first *write) []*write {
	batch := []*write{first}
	for range min(len(j.writes), mostWrites-1) {
		batch = append(batch, <-j.writes)
	}
	return batch
}

// commit runs a batch together, which is fast, and when one of it fails, each in a savepoint of its own.
func (j *Journal) commit(batch []*write) {
	grown, err := j.transact(batch, plain)
	if err == errUndone && len(batch) > 1 {
		grown, err = j.transact(batch, apart)
	}
	if err == nil && grown {
		j.ring() // before the answers, so that who has written knows that everybody was told
	}
	for _, w := range batch {
		if err != nil && err != errUndone {
			w.err = err
		}
		w.err = j.store.explain(w.err)
		close(w.done)
	}
}

// errUndone says that a write failed and took its whole transaction with it.
var errUndone = errors.New("journal: a write failed")

// transact runs the writes in one transaction; grown tells whether it has added an event.
func (j *Journal) transact(batch []*write, run func(*Tx, *write) error) (grown bool, err error) {
	begun, err := j.store.begin()
	if err != nil {
		return false, fmt.Errorf("journal: begin: %w", err)
	}
	defer begun.Rollback() // nothing, once committed
	tx := &Tx{Tables: begun, journal: j, log: newEnd(j)}
	for _, w := range batch {
		if err := run(tx, w); err != nil {
			return false, err
		}
	}
	if err := tx.settle(); err != nil {
		batch[0].err = err // one of them has brought what the table does not take: apart, each hears of its own
		return false, errUndone
	}
	grown = tx.log.grown
	if grown {
		if err := j.store.announce(begun); err != nil {
			return false, fmt.Errorf("journal: announce: %w", err)
		}
	}
	if err := begun.Commit(); err != nil {
		return false, fmt.Errorf("journal: commit: %w", err)
	}
	j.incarnation.Store(tx.log.incarnation)
	j.behind.Store(tx.log.behind)
	if grown {
		j.store.mark(tx.log.position)
	}
	return grown, nil
}

// ErrPanic says that a write has failed because the program is wrong. The others of its commit, and the journal, go on.
var ErrPanic = errors.New("journal: a write panicked")

// safely runs a write; a panic is its error.
func (w *write) safely(tx *Tx) (err error) {
	defer caught(&err)
	return w.do(tx)
}

// caught makes a panic the error of who defers it.
func caught(err *error) {
	if cause := recover(); cause != nil {
		slog.Error("write panicked", "cause", cause, "stack", string(debug.Stack()))
		*err = fmt.Errorf("%w: %v", ErrPanic, cause)
	}
}

func plain(tx *Tx, w *write) error {
	if w.err = w.safely(tx); w.err != nil {
		return errUndone
	}
	return nil
}

// apart runs one write in a savepoint. Its own error is its own; the one returned is the database's.
func apart(tx *Tx, w *write) error {
	if _, err := tx.Exec(`SAVEPOINT one`); err != nil {
		return fmt.Errorf("journal: savepoint: %w", err)
	}
	before := tx.log
	tx.log = before.copy()
	if w.err = w.safely(tx); w.err == nil {
		w.err = tx.settle()
	}
	if w.err != nil {
		tx.log = before
		if _, err := tx.Exec(`ROLLBACK TO SAVEPOINT one`); err != nil {
			return fmt.Errorf("journal: savepoint: %w", err)
		}
	}
	if _, err := tx.Exec(`RELEASE SAVEPOINT one`); err != nil {
		return fmt.Errorf("journal: savepoint: %w", err)
	}
	return nil
}
