package journal

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"io/fs"

	"github.com/pressly/goose/v3"
)

//go:embed migrations
var migrations embed.FS

// store is the database that holds a journal: all that SQLite and PostgreSQL do differently, but for the SQL in migrations.
type store interface {
	reader() *sql.DB
	migrate(context.Context) error
	begin() (transaction, error)                       // keeps the writers of other processes out until the transaction ends
	announce(Tables) error                             // tells other processes of a new event, once the transaction is through
	listen(ctx context.Context, ring func())           // rings when another process has added an event, until ctx ends
	tables(context.Context, queryer) ([]string, error) // names all tables there are
	examine(context.Context) error                     // tells what is wrong with the database itself
	explain(error) error                               // gives a database's error the name that programs decide on
	scrub(context.Context) error                       // takes deleted content out of the files
	erase(context.Context) error                       // scrub for what must not be left anywhere, however long it takes
	mark(position int64)                               // remembers, outside the database, how far it has come
	marked() (position int64)                          // how far that was; 0: nobody knows
	close() error
}

// What can be wrong with the disk under a journal.
var (
	ErrFull    = errors.New("the disk is full; nothing was changed")
	ErrDamaged = errors.New("the database is damaged")
)

func openStore(path string, cache int) (store, error) {
	if IsPostgres(path) {
		return openPostgres(path)
	}
	return openSQLite(path, cache)
}

// Tables are the rows of a database inside a transaction.
type Tables interface {
	queryer
	Exec(query string, args ...any) (sql.Result, error)
	Query(query string, args ...any) (*sql.Rows, error)
	QueryRow(query string, args ...any) *sql.Row
}

// transaction is one that is written in. Once committed, Rollback does nothing.
type transaction interface {
	Tables
	Commit() error
	Rollback() error
}

// queryer reads, inside a transaction or outside.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func migrate(ctx context.Context, dialect goose.Dialect, db *sql.DB, folder string, options ...goose.ProviderOption) error {
	files, err := fs.Sub(migrations, "migrations/"+folder)
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(dialect, db, files, options...)
	if err != nil {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

// Column reads a query's one column of texts.
func Column(ctx context.Context, db queryer, query string, args ...any) (texts []string, err error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, rows.Err()
}
