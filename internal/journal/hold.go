package journal

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/jackc/pgx/v5"
)

// ErrHeld says that another program has a journal's place.
var ErrHeld = errors.New("another program holds it")

// Hold keeps other programs away from a journal's place; the nil Hold is none. The system ends it with its program.
type Hold struct{ release func() }

// Release lets others in.
func (h *Hold) Release() {
	if h != nil {
		h.release()
	}
}

// HoldServing takes a journal's place for a program that serves from it: a file for itself alone, a database together with others
// that serve.
func HoldServing(ctx context.Context, path string) (*Hold, error) {
	if IsPostgres(path) {
		return holdServing(ctx, path)
	}
	return holdFile(path)
}

// holdServing takes the lock anew whenever its connection broke, as when a database fails over.
func holdServing(ctx context.Context, url string) (*Hold, error) {
	conn, err := lockPostgres(ctx, url, shared)
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for ctx.Err() == nil {
			if conn != nil {
				_, _ = conn.WaitForNotification(ctx) // ends with the connection: nobody notifies
				_ = conn.Close(context.WithoutCancel(ctx))
			}
			conn, _ = lockPostgres(ctx, url, shared)
			if conn == nil {
				pause(ctx, time.Second)
			}
		}
		if conn != nil {
			_ = conn.Close(context.WithoutCancel(ctx))
		}
	}()
	return &Hold{func() { stop(); <-ended }}, nil
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// HoldAlone takes a journal's place for this program alone. ErrHeld while another serves.
func HoldAlone(ctx context.Context, path string) (*Hold, error) {
	if !IsPostgres(path) {
		return holdFile(path)
	}
	conn, err := lockPostgres(ctx, path, exclusive)
	if err != nil {
		return nil, err
	}
	return &Hold{func() { conn.Close(context.WithoutCancel(ctx)) }}, nil
}

const holdSuffix = "-held"

func holdFile(path string) (*Hold, error) {
	file, err := os.OpenFile(path+holdSuffix, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("hold: %w", err)
	}
	if err := lockFile(file); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &Hold{func() { file.Close() }}, nil
}

// The ways to lock a database's place.
const (
	shared    = `pg_try_advisory_lock_shared`
	exclusive = `pg_try_advisory_lock`
)

// lockPostgres takes a lock that belongs to a connection of its own, one for each schema: that is where a journal's tables lie.
func lockPostgres(ctx context.Context, url, take string) (*pgx.Conn, error) {
	conn, err := connect(ctx, url)
	if err != nil {
		return nil, err
	}
	var taken bool
	err = conn.QueryRow(ctx, `SELECT `+take+`(hashtext('motcua held'), hashtext(current_schema()))`).Scan(&taken)
	if err == nil && !taken {
		err = ErrHeld
	}
	if err != nil {
		return nil, errors.Join(err, conn.Close(ctx))
	}
	return conn, nil
}

func connect(ctx context.Context, url string) (*pgx.Conn, error) {
	config, err := parse(url)
	if err != nil {
		return nil, err
	}
	return pgx.ConnectConfig(ctx, config)
}

// Exists reports whether a journal was ever made at a path.
func Exists(ctx context.Context, path string) (exists bool, err error) {
	if !IsPostgres(path) {
		_, err := os.Stat(path)
		return err == nil, ignore(err, fs.ErrNotExist)
	}
	conn, err := connect(ctx, path)
	if err != nil {
		return false, err
	}
	defer conn.Close(ctx)
	err = conn.QueryRow(ctx, `SELECT to_regclass('events') IS NOT NULL`).Scan(&exists)
	return exists, err
}

func ignore(err, what error) error {
	if errors.Is(err, what) {
		return nil
	}
	return err
}

// NameOf names where a journal lies, as a person may read it.
func NameOf(path string) string {
	if IsPostgres(path) {
		return redacted(path)
	}
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}
