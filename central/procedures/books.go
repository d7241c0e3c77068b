package procedures

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"motcua/internal/catalogue"
	"motcua/internal/procedure"
	"motcua/internal/procedure/browse"
)

// Source is where the centre's catalogue lies.
type Source interface {
	// Present returns the hash of the catalogue that holds; empty: none was imported, the built-in sample serves.
	Present(ctx context.Context) (hash string, err error)
	// Packed returns the bytes of a catalogue.
	Packed(ctx context.Context, hash string) ([]byte, error)
}

// book is one catalogue, ready to be searched. It does not change.
type book struct {
	hash     string // empty: the built-in sample
	list     []procedure.Procedure
	index    *procedure.Index
	contents *browse.Contents
	codes    map[string]*procedure.Procedure // by the whole code, and by the national one
	start    *overview
}

func newBook(hash string, list []procedure.Procedure) *book {
	catalogue.Speak(list)
	b := &book{hash: hash, list: list, index: procedure.NewIndex(list), contents: browse.Of(list), codes: map[string]*procedure.Procedure{}}
	b.start = b.overview()
	for i := range list {
		p := &list[i]
		if national := procedure.NationalCode(p.Code); b.codes[national] == nil {
			b.codes[national] = p
		}
		b.codes[p.Code] = p
	}
	return b
}

// books keep the catalogue that holds, which is read and indexed once for all who ask, in the background.
type books struct {
	source   Source
	now      func() time.Time
	patience time.Duration // aMoment

	mu     sync.Mutex
	book   *book // nil: nobody has asked yet
	looked time.Time
	making chan struct{} // closed when the next book is ready, or cannot be; nil: none is made
	broken string        // hash of a catalogue that cannot be read
}

// believed is how long the catalogue that holds is believed to hold.
const believed = time.Second

// How long a reader waits for a newer catalogue before the older one is shown, and how long for the first.
const (
	aMoment = 3 * time.Second
	atFirst = 30 * time.Second
)

// errNone says that there is no catalogue yet.
var errNone = errors.New("procedures: the catalogue is not ready")

// present returns the catalogue that holds. Who asks first waits until it is made; who asks while another one is made waits a little.
func (b *books) present(ctx context.Context) (*book, error) {
	making, last, err := b.look(ctx)
	if err != nil {
		slog.Warn("catalogue not looked up", "err", err)
	}
	if making != nil {
		wait := time.NewTimer(atFirst)
		if last != nil {
			wait.Reset(b.patience)
		}
		defer wait.Stop()
		select {
		case <-making:
		case <-wait.C:
		case <-ctx.Done():
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.book == nil {
		return nil, errors.Join(errNone, err)
	}
	return b.book, nil
}

// look finds out which catalogue holds, and has it made if it is another one than the last.
func (b *books) look(ctx context.Context) (making chan struct{}, last *book, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.making != nil || b.now().Sub(b.looked) < believed {
		return b.making, b.book, nil
	}
	hash, err := b.source.Present(ctx)
	if err != nil {
		return nil, b.book, fmt.Errorf("which catalogue holds: %w", err)
	}
	b.looked = b.now()
	if b.book != nil && (b.book.hash == hash || b.broken == hash) {
		return nil, b.book, nil
	}
	b.making = make(chan struct{})
	go b.make(context.WithoutCancel(ctx), hash) // whoever asked may leave, others wait for it too
	return b.making, b.book, nil
}

// make reads a catalogue. One that cannot be read leaves the last one, or the built-in sample.
func (b *books) make(ctx context.Context, hash string) {
	made, err := b.read(ctx, hash)
	b.mu.Lock()
	defer b.mu.Unlock()
	if err == nil {
		b.book, b.broken = made, ""
	} else {
		slog.Error("catalogue not shown on the web", "hash", hash, "err", err)
		if b.book == nil {
			b.book = newBook("", catalogue.BuiltIn())
		}
		if errors.Is(err, catalogue.ErrBroken) { // anything else may go by
			b.broken = hash
		}
	}
	close(b.making)
	b.making = nil
}

func (b *books) read(ctx context.Context, hash string) (*book, error) {
	if hash == "" {
		return newBook("", catalogue.BuiltIn()), nil
	}
	packed, err := b.source.Packed(ctx, hash)
	if err != nil {
		return nil, err
	}
	list, err := catalogue.Unpack(packed)
	if err != nil {
		return nil, err
	}
	return newBook(hash, list), nil
}
