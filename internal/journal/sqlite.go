package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"strconv"

	"github.com/mattn/go-sqlite3"
	"github.com/pressly/goose/v3"
)

// sqlite is a journal in a file.
type sqlite struct {
	write, read *sql.DB
	marks       *os.File
}

// How much of its file each connection of a journal keeps in memory, in KiB: much where a whole hall asks, little beside a window.
const (
	cacheOfHall   = 16 << 10
	cacheOfDevice = 1 << 10
)

func openSQLite(path string, cache int) (*sqlite, error) {
	// Options stand in the DSN so that each connection has them: go-sqlite3 otherwise makes synchronous NORMAL,
	// which loses acknowledged rows in a power cut.
	// A connection has one user at a time, which database/sql sees to, so SQLite needs no lock around each of its calls.
	dsn := "file:" + (&url.URL{Path: path}).EscapedPath() + "?_journal_mode=WAL&_synchronous=FULL&_busy_timeout=5000&_stmt_cache_size=64" +
		"&_mutex=no&_cache_size=-" + strconv.Itoa(cache) + "&_secure_delete=true" // what is forgotten is not to be found in a free page
	if err := private(path); err != nil {
		return nil, err
	}
	write, err := sql.Open("sqlite3", dsn+"&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	write.SetMaxOpenConns(1)
	read, err := sql.Open("sqlite3", dsn+"&_query_only=true")
	if err != nil {
		return nil, err
	}
	marks, err := os.OpenFile(path+markSuffix, os.O_RDWR|os.O_CREATE, 0o600)
	return &sqlite{write: write, read: read, marks: marks}, err
}

// private makes the files of a database its owner's alone, those of older versions too. SQLite gives its WAL the rights of the file beside it.
func private(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	for _, suffix := range []string{"", "-wal", "-shm", markSuffix} {
		if info, err := os.Stat(path + suffix); err == nil && info.Mode().Perm()&0o077 != 0 {
			if err := os.Chmod(path+suffix, 0o600); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *sqlite) reader() *sql.DB { return s.read }

func (s *sqlite) close() error { return errors.Join(s.read.Close(), s.write.Close(), s.marks.Close()) }

func (s *sqlite) migrate(ctx context.Context) error {
	return migrate(ctx, goose.DialectSQLite3, s.write, "sqlite")
}

func (s *sqlite) announce(Tables) error          { return nil } // a file has one program
func (s *sqlite) listen(context.Context, func()) {}

func (s *sqlite) tables(ctx context.Context, db queryer) ([]string, error) {
	return Column(ctx, db, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
}

// examine looks at every page: about a second for each gigabyte.
func (s *sqlite) examine(ctx context.Context) error {
	var says string
	if err := s.read.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&says); err != nil {
		return s.explain(err)
	}
	if says != "ok" {
		return fmt.Errorf("%w: %s", ErrDamaged, says)
	}
	return nil
}

// scrub writes the pages in the WAL over those of the file, and empties it.
func (s *sqlite) scrub(ctx context.Context) error {
	_, err := s.write.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`)
	return err
}

// erase is scrub that fails where somebody else still reads: then the WAL is not empty.
func (s *sqlite) erase(ctx context.Context) error {
	var busy, frames, moved int
	err := s.write.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &frames, &moved)
	if err == nil && busy != 0 {
		err = errors.New("the file is in use; do it again")
	}
	return err
}

func (s *sqlite) explain(err error) error {
	failure := sqlite3.Error{}
	if !errors.As(err, &failure) {
		return err
	}
	switch failure.Code {
	case sqlite3.ErrFull:
		return fmt.Errorf("%w: %w", ErrFull, err)
	case sqlite3.ErrCorrupt, sqlite3.ErrNotADB:
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}

// A bit flipped in the WAL makes SQLite forget every commit from there on and still call the file sound. The mark beside it remembers.
const (
	markSuffix = "-mark"
	markLength = 20
)

// mark is not synced: after a crash of the program it is true, after a power cut it may claim less. Without it less is noticed and nothing lost.
func (s *sqlite) mark(position int64) {
	_, _ = s.marks.WriteAt(fmt.Appendf(nil, "%0*d\n", markLength, position), 0)
}

func (s *sqlite) marked() int64 {
	text := make([]byte, markLength)
	if _, err := s.marks.ReadAt(text, 0); err != nil {
		return 0
	}
	position, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil {
		return 0
	}
	return position
}
