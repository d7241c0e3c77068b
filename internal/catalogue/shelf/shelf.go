// Package shelf keeps a device's catalogue of procedures in its data folder: it fetches the one that central names, piece by piece, and goes
// on with the last one, or the built-in sample, until a new one is whole and its index made. When to show the new one is the program's to say.
package shelf

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"motcua/internal/atomicfile"
	"motcua/internal/catalogue"
	"motcua/internal/procedure"
	"motcua/internal/procedure/browse"
)

// Book is a catalogue that can be searched and leafed through. It does not change.
type Book struct {
	Hash       string // of its edition; empty: the built-in sample
	Procedures []procedure.Procedure
	Index      *procedure.Index
	Contents   *browse.Contents
}

// Source is where new catalogues come from.
type Source struct {
	Edition func() *catalogue.Edition // that central names now; nil: none
	Piece   func(ctx context.Context, hash string, from int) ([]byte, error)
	Rest    time.Duration // after something went wrong; 0: defaultRest
}

// Shelf is a device's catalogue. Its methods may be called from any goroutine.
type Shelf struct {
	folder string
	source Source
	wake   chan struct{}

	reading sync.Once
	newest  atomic.Pointer[Book]

	// Of Run alone.
	unreadable string // hash of a whole edition that this program cannot read
	told       string // error that the log has already
	tidied     string // hash beside which nothing lies any more
}

// defaultRest is how long a shelf waits before it asks again.
const defaultRest = 10 * time.Second

// New returns the shelf in a data folder. It reads nothing yet.
func New(folder string, source Source) *Shelf {
	return &Shelf{folder: folder, source: source, wake: make(chan struct{}, 1)}
}

// Newest returns the newest catalogue that is ready; nil before the first was read.
func (s *Shelf) Newest() *Book { return s.newest.Load() }

// Look has the shelf look whether central names another catalogue. It does not wait.
func (s *Shelf) Look() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Read returns the newest catalogue; the first time it reads the kept one, or the built-in sample, which takes a moment.
func (s *Shelf) Read() *Book {
	s.reading.Do(func() {
		if book := s.kept(); book != nil {
			s.newest.Store(book)
			return
		}
		s.newest.Store(newBook("", catalogue.BuiltIn()))
	})
	return s.Newest()
}

func newBook(hash string, list []procedure.Procedure) *Book {
	catalogue.Speak(list)
	return NewBook(hash, list)
}

// NewBook makes a list ready to be searched and leafed through.
func NewBook(hash string, list []procedure.Procedure) *Book {
	return &Book{Hash: hash, Procedures: list, Index: procedure.NewIndex(list), Contents: browse.Of(list)}
}

// Run keeps the shelf as central says until ctx ends.
func (s *Shelf) Run(ctx context.Context) {
	s.Read()
	for ctx.Err() == nil {
		next := s.wake
		wait := make(<-chan time.Time)
		if err := s.follow(ctx); err != nil {
			s.tell(ctx, err)
			next, wait = nil, time.After(cmp.Or(s.source.Rest, defaultRest))
		}
		select {
		case <-ctx.Done():
		case <-next:
		case <-wait:
		}
	}
}

// tell writes an error to the log unless it stands there already.
func (s *Shelf) tell(ctx context.Context, err error) {
	if ctx.Err() == nil && err.Error() != s.told {
		s.told = err.Error()
		slog.Warn("catalogue not fetched, to be tried again", "err", err)
	}
}

// follow fetches the catalogue that central names, if it is another one.
func (s *Shelf) follow(ctx context.Context) error {
	named := s.source.Edition()
	if named == nil || named.Hash == s.unreadable {
		return nil
	}
	if named.Hash == s.Newest().Hash {
		s.tidy()
		return nil
	}
	if !named.Sound() {
		return fmt.Errorf("catalogue: central names an edition that cannot be: %+v", *named)
	}
	packed, err := s.fetch(ctx, *named)
	if err != nil {
		return err
	}
	list, err := catalogue.Unpack(packed)
	if err != nil {
		s.unreadable = named.Hash
		s.putAside(s.part(named.Hash), err)
		return nil
	}
	if err := atomicfile.Write(s.file(named.Hash), packed, 0o600); err != nil {
		return err
	}
	s.newest.Store(newBook(named.Hash, list))
	s.told = ""
	s.tidy()
	slog.Info("catalogue fetched", "hash", named.Hash, "procedures", len(list))
	return nil
}

// fetch gets an edition's bytes whole. What came before a line broke, or the program ended, is not asked for again.
func (s *Shelf) fetch(ctx context.Context, e catalogue.Edition) ([]byte, error) {
	part := s.part(e.Hash)
	s.sweep(part, s.file(s.Newest().Hash))
	f, err := os.OpenFile(part, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	err = errors.Join(s.fill(ctx, f, e), f.Sync(), f.Close())
	if err != nil {
		return nil, err
	}
	packed, err := os.ReadFile(part)
	if err == nil && catalogue.Hash(packed) != e.Hash {
		s.putAside(part, catalogue.ErrBroken)
		err = fmt.Errorf("%w: what came is not %s", catalogue.ErrBroken, e.Hash)
	}
	return packed, err
}

// fill asks for the pieces that a file lacks.
func (s *Shelf) fill(ctx context.Context, f *os.File, e catalogue.Edition) error {
	stat, err := f.Stat()
	if err != nil {
		return err
	}
	have := int(stat.Size())
	if have > e.Size {
		have = 0
		if err := f.Truncate(0); err != nil {
			return err
		}
	}
	for have < e.Size {
		piece, err := s.source.Piece(ctx, e.Hash, have)
		if err != nil {
			return err
		}
		if len(piece) != e.Piece(have) {
			return fmt.Errorf("%w: a piece of %d bytes at %d of %d", catalogue.ErrBroken, len(piece), have, e.Size)
		}
		if _, err := f.WriteAt(piece, int64(have)); err != nil {
			return err
		}
		have += len(piece)
	}
	return nil
}

func (s *Shelf) file(hash string) string {
	return filepath.Join(s.folder, "catalogue-"+hash+".ndjson.gz")
}

func (s *Shelf) part(hash string) string { return s.file(hash) + ".part" }

// aside is where the last file lies that was no catalogue, for whoever wants to know why.
func (s *Shelf) aside() string { return filepath.Join(s.folder, "catalogue-aside.gz") }

// files returns what the shelf has in its folder, newest first.
func (s *Shelf) files(pattern string) []string {
	files, _ := filepath.Glob(filepath.Join(s.folder, pattern)) // the pattern is ours
	age := func(path string) int64 {
		if stat, err := os.Stat(path); err == nil {
			return stat.ModTime().UnixNano()
		}
		return 0
	}
	slices.SortFunc(files, func(a, b string) int { return int(min(1, max(-1, age(b)-age(a)))) })
	return files
}

// kept reads the catalogue in the folder; nil when there is none that is whole. What is not is put aside.
func (s *Shelf) kept() *Book {
	for _, path := range s.files("catalogue-*.ndjson.gz") {
		packed, err := os.ReadFile(path)
		if err != nil {
			slog.Warn("catalogue cannot be read", "file", path, "err", err)
			continue
		}
		hash := catalogue.Hash(packed)
		list, err := catalogue.Unpack(packed)
		if err == nil && path != s.file(hash) {
			err = catalogue.ErrBroken
		}
		if err != nil {
			s.putAside(path, err)
			continue
		}
		return newBook(hash, list)
	}
	return nil
}

// putAside takes a file out of the way that is no catalogue.
func (s *Shelf) putAside(path string, why error) {
	slog.Warn("catalogue put aside", "file", path, "to", s.aside(), "why", why)
	if err := os.Rename(path, s.aside()); err != nil {
		slog.Error("catalogue could not be put aside", "file", path, "err", err)
	}
}

// tidy removes, once, what lies beside the catalogue that is shown: a program that was killed while it changed has left the one before.
func (s *Shelf) tidy() {
	if hash := s.Newest().Hash; hash != s.tidied {
		s.tidied = hash
		s.sweep(s.file(hash))
	}
}

// sweep removes the shelf's files but some.
func (s *Shelf) sweep(but ...string) {
	for _, path := range s.files("catalogue-*.ndjson.gz*") {
		if slices.Contains(but, path) {
			continue
		}
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			slog.Warn("old catalogue not removed", "file", path, "err", err)
		}
	}
}
