package journal

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// postgres is a journal in a database that several centrals may share.
type postgres struct {
	config      *pgx.ConnConfig
	write, read *sql.DB
	self        string // tells our own announcements from those of others
}

// IsPostgres reports whether a journal's path is the address of a PostgreSQL database.
func IsPostgres(path string) bool {
	return strings.HasPrefix(path, "postgres://") || strings.HasPrefix(path, "postgresql://")
}

func openPostgres(url string) (*postgres, error) {
	config, err := parse(url)
	if err != nil {
		return nil, err
	}
	writing := config.Copy()
	writing.RuntimeParams["idle_in_transaction_session_timeout"] = "10s" // a central that hangs must not keep the others out
	reading := stdlib.OpenDB(*config.Copy(), stdlib.OptionAfterConnect(readOnly))
	p := &postgres{config: config, write: stdlib.OpenDB(*writing), read: reading, self: uuid.NewString()}
	p.write.SetMaxOpenConns(1)
	p.read.SetMaxOpenConns(16)
	p.read.SetMaxIdleConns(16)
	return p, nil
}

// mostConnecting bounds a try to connect where the address sets no connect_timeout: a server that is switched off answers nothing.
const mostConnecting = 5 * time.Second

func parse(url string) (*pgx.ConnConfig, error) {
	config, err := pgx.ParseConfig(url)
	if err == nil && !strings.Contains(url, "connect_timeout") {
		config.ConnectTimeout = mostConnecting
		config.DialFunc = (&net.Dialer{KeepAlive: time.Minute, Timeout: mostConnecting}).DialContext
	}
	return config, err
}

// readOnly is set when the server has been chosen: target_session_attrs=read-write asks what the session may, and would refuse every one.
func readOnly(ctx context.Context, conn *pgx.Conn) error {
	_, err := conn.Exec(ctx, `SET default_transaction_read_only = on`)
	return err
}

// Unreachable reports whether an error says that a database does not answer, or lets nobody in for now.
func Unreachable(err error) bool {
	failure := (*pgconn.ConnectError)(nil)
	return errors.As(err, &failure)
}

func (p *postgres) reader() *sql.DB { return p.read }
func (p *postgres) close() error    { return errors.Join(p.read.Close(), p.write.Close()) }

func (p *postgres) migrate(ctx context.Context) error {
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return err
	}
	return migrate(ctx, goose.DialectPostgres, p.write, "postgres", goose.WithSessionLocker(locker))
}

// begin waits until no other central writes. So positions are committed in order and no reader of changes ever misses one that comes
// late, and two centrals never look at one line at once: what SKIP LOCKED is for cannot happen. Group commit makes up for the wait.
func (p *postgres) begin() (transaction, error) {
	tx, err := p.write.Begin()
	if err != nil {
		return nil, err
	}
	if _, err := tx.Exec(`SELECT pg_advisory_xact_lock('events'::regclass::oid::bigint)`); err != nil {
		return nil, errors.Join(err, tx.Rollback())
	}
	return tx, nil
}

func (p *postgres) announce(tx Tables) error {
	_, err := tx.Exec(`SELECT pg_notify('events_' || 'events'::regclass::oid, $1)`, p.self)
	return err
}

// listen keeps an ear on the database. Each time it has to connect anew it rings, for it may have missed something.
func (p *postgres) listen(ctx context.Context, ring func()) {
	for ctx.Err() == nil {
		_ = p.hear(ctx, ring) // a line that breaks is ordinary; requests say what is wrong with the database
		ring()
		select {
		case <-ctx.Done():
		case <-time.After(time.Second):
		}
	}
}

func (p *postgres) hear(ctx context.Context, ring func()) error {
	conn, err := pgx.ConnectConfig(ctx, p.config.Copy())
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	var listen string
	if err := conn.QueryRow(ctx, `SELECT 'LISTEN events_' || 'events'::regclass::oid`).Scan(&listen); err != nil {
		return err
	}
	if _, err := conn.Exec(ctx, listen); err != nil {
		return err
	}
	for ring(); ; {
		heard, err := conn.WaitForNotification(ctx)
		if err != nil {
			return err
		}
		if heard.Payload != p.self {
			ring()
		}
	}
}

func (p *postgres) tables(ctx context.Context, db queryer) ([]string, error) {
	return Column(ctx, db, `SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename`)
}

func (p *postgres) examine(context.Context) error { return nil } // PostgreSQL's own checksums and tools do

func (p *postgres) explain(err error) error {
	failure := (*pgconn.PgError)(nil)
	if !errors.As(err, &failure) {
		return err
	}
	switch failure.Code {
	case "53100": // disk_full
		return fmt.Errorf("%w: %w", ErrFull, err)
	case "XX001", "XX002": // data_corrupted, index_corrupted
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}

func (p *postgres) scrub(context.Context) error { return nil } // its own vacuum does, and its archive of WAL has a time of its own

// erase writes the tables anew that rows were changed in; folded tables were dropped and made anew already.
func (p *postgres) erase(ctx context.Context) error {
	for _, table := range []string{"events", "kept"} {
		if _, err := p.write.ExecContext(ctx, `VACUUM (FULL) `+table); err != nil {
			return err
		}
	}
	return nil
}

func (p *postgres) mark(int64)    {} // its own WAL is checked, and other centrals move it on
func (p *postgres) marked() int64 { return 0 }
