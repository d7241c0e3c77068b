package journal

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
)

// sqliteTx is a transaction on SQLite. One of database/sql's would set a goroutine beside each query to watch over the transaction's
// context, which takes as long as the query itself; here there is no context that could end.
type sqliteTx struct{ conn *sql.Conn } // nil: over

func (s *sqlite) begin() (transaction, error) {
	conn, err := s.write.Conn(context.Background())
	if err != nil {
		return nil, err
	}
	tx := &sqliteTx{conn: conn}
	if _, err := tx.Exec(`BEGIN IMMEDIATE`); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return tx, nil
}

func (tx *sqliteTx) Exec(query string, args ...any) (sql.Result, error) {
	return tx.conn.ExecContext(context.Background(), query, args...)
}

func (tx *sqliteTx) Query(query string, args ...any) (*sql.Rows, error) {
	return tx.conn.QueryContext(context.Background(), query, args...)
}

func (tx *sqliteTx) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return tx.conn.QueryContext(ctx, query, args...)
}

func (tx *sqliteTx) QueryRow(query string, args ...any) *sql.Row {
	return tx.conn.QueryRowContext(context.Background(), query, args...)
}

func (tx *sqliteTx) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	return tx.conn.QueryRowContext(ctx, query, args...)
}

// Commit leaves a transaction that SQLite could not commit to Rollback.
func (tx *sqliteTx) Commit() error {
	if _, err := tx.Exec(`COMMIT`); err != nil {
		return err
	}
	return tx.leave()
}

// Rollback gives a connection up when it does not let go of its transaction: the next write opens another.
func (tx *sqliteTx) Rollback() error {
	if tx.conn == nil {
		return nil
	}
	_, err := tx.Exec(`ROLLBACK`) // refused when SQLite, a disk full before it, has undone all by itself
	if err != nil {
		err = tx.conn.Raw(func(any) error { return driver.ErrBadConn })
	}
	return errors.Join(err, tx.leave())
}

func (tx *sqliteTx) leave() error {
	conn := tx.conn
	tx.conn = nil
	return conn.Close()
}
