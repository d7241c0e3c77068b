// Package journaltest runs a package's tests on every kind of database a journal lies in: SQLite, and once more the PostgreSQL that
// TEST_POSTGRES names. What is tested is each package's own business.
package journaltest

import (
	"context"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// EnvPostgres names a PostgreSQL server in which tests may make databases, such as postgres:///postgres?host=/tmp/pg&user=postgres.
const EnvPostgres = "TEST_POSTGRES"

// server is the PostgreSQL of the present run; nil on SQLite.
var server *postgres

// placed are the tests that keep a journal somewhere, by name.
var placed sync.Map

// Main runs a package's tests on SQLite and then, if there is one, those that keep a journal on PostgreSQL.
func Main(m *testing.M) {
	code := m.Run()
	if base := os.Getenv(EnvPostgres); base != "" && code == 0 {
		code = onPostgres(base, func() int { return runPlaced(m) })
	}
	os.Exit(code)
}

// runPlaced runs those tests once more.
func runPlaced(m *testing.M) int {
	var names []string
	placed.Range(func(name, _ any) bool {
		names = append(names, regexp.QuoteMeta(name.(string)))
		return true
	})
	if len(names) == 0 {
		return 0
	}
	if err := flag.Set("test.run", "^("+strings.Join(names, "|")+")$"); err != nil {
		fmt.Fprintln(os.Stderr, "tests on PostgreSQL:", err)
		return 1
	}
	return m.Run()
}

func onPostgres(base string, run func() int) int {
	var err error
	if server, err = newPostgres(base); err != nil {
		fmt.Fprintln(os.Stderr, "tests on PostgreSQL:", err)
		return 1
	}
	defer server.drop()
	return run()
}

// Place gives a test a place for a journal, empty at first; the same name in one test is the same place.
func Place(t testing.TB, name string) string {
	t.Helper()
	if url := Postgres(t, name); url != "" {
		return url
	}
	return filepath.Join(folder(t), name+".db")
}

// Postgres is Place on the run on PostgreSQL, and empty on the one on SQLite.
func Postgres(t testing.TB, name string) string {
	t.Helper()
	test, _, _ := strings.Cut(t.Name(), "/")
	placed.Store(test, true)
	if server == nil {
		return ""
	}
	return server.schema(t, name)
}

var folders sync.Map // of tests

func folder(t testing.TB) string {
	if dir, made := folders.Load(t); made {
		return dir.(string)
	}
	dir := t.TempDir()
	folders.Store(t, dir)
	t.Cleanup(func() { folders.Delete(t) })
	return dir
}

// postgres is a database of this test program alone, so that it shares no lock with another's.
type postgres struct {
	base, name string
	schemas    sync.Map // URLs by test and name
}

func newPostgres(base string) (*postgres, error) {
	p := &postgres{base: base, name: "test_" + strings.ReplaceAll(uuid.NewString(), "-", "")}
	return p, execute(base, `CREATE DATABASE `+p.name)
}

func (p *postgres) drop() {
	if err := execute(p.base, `DROP DATABASE `+p.name+` WITH (FORCE)`); err != nil {
		fmt.Fprintln(os.Stderr, "tests on PostgreSQL:", err)
	}
}

// schema returns the URL of a schema that a test has for itself.
func (p *postgres) schema(t testing.TB, name string) string {
	t.Helper()
	key := fmt.Sprintf("%p %s", t, name)
	if known, made := p.schemas.Load(key); made {
		return known.(string)
	}
	schema := "s_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	database := with(t, p.base, func(u *url.URL) { u.Path = "/" + p.name })
	if err := execute(database, `CREATE SCHEMA `+schema); err != nil {
		t.Fatal(err)
	}
	place := with(t, database, func(u *url.URL) {
		query := u.Query()
		query.Set("search_path", schema)
		u.RawQuery = query.Encode()
	})
	p.schemas.Store(key, place)
	t.Cleanup(func() { p.schemas.Delete(key) })
	return place
}

func with(t testing.TB, base string, change func(*url.URL)) string {
	t.Helper()
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	change(u)
	return u.String()
}

func execute(database, statement string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, database)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, statement)
	return err
}
