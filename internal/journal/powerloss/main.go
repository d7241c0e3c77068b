//go:build linux

// Command powerloss cuts the power of a disk under a journal, as ext4's shutdown ioctl does it, and counts the acknowledged events that
// are gone; the same with synchronous NORMAL must lose some, or the cut was none. It needs root, for it mounts a file as a disk.
package main

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	_ "github.com/mattn/go-sqlite3" // for the control

	"motcua/internal/journal"
)

func main() {
	cuts := flag.Int("cuts", 20, "how often the power fails, in each mode")
	write := flag.String("write", "", "be the program that writes, in a mode")
	flag.Parse()
	if err := run(*cuts, *write); err != nil {
		fmt.Fprintln(os.Stderr, "powerloss:", err)
		os.Exit(1)
	}
}

func run(cuts int, write string) error {
	if write != "" {
		return modes[write].write(flag.Arg(0))
	}
	lost := map[string]int{}
	for mode := range modes {
		for range cuts {
			n, err := cut(mode)
			if err != nil {
				return err
			}
			lost[mode] += n
		}
	}
	fmt.Printf("powerloss: full_lost=%d normal_lost=%d\n", lost["full"], lost["normal"])
	if lost["full"] > 0 || lost["normal"] == 0 {
		return errors.New("full must lose nothing, and normal something")
	}
	return nil
}

// modes are the ways to write; each tells on standard output how many rows it has been promised, and is asked later how many are there.
var modes = map[string]struct {
	write func(path string) error
	count func(path string) (int, error)
}{
	"full":   {writeJournal, countJournal},
	"normal": {writeNormal, countNormal},
}

// cut lets a program write to a new disk, cuts the power at some moment, and tells how many of the promised rows are gone.
func cut(mode string) (lost int, err error) {
	d, err := newDisk()
	if err != nil {
		return 0, err
	}
	defer d.remove()
	path := filepath.Join(d.mount, "journal.db")
	promised, err := promise(d, mode, path)
	if err != nil {
		return 0, err
	}
	if err := d.powerUp(); err != nil {
		return 0, err
	}
	found, err := modes[mode].count(path)
	return max(0, promised-found), err
}

// promise lets a program write, cuts the power, and counts the rows promised before. A promise made while the cut goes on is none:
// the kernel answers a sync that it interrupts there as if it were done, which no power failure does, and a bare file shows the same.
func promise(d *disk, mode, path string) (promised int, err error) {
	writer := exec.Command(os.Args[0], "-write", mode, path)
	out, err := writer.StdoutPipe()
	if err != nil {
		return 0, err
	}
	if err := writer.Start(); err != nil {
		return 0, err
	}
	in := bufio.NewReader(out)
	if _, _, err := readPromise(in); err != nil {
		return 0, fmt.Errorf("%s wrote nothing: %w", mode, err)
	}
	time.Sleep(time.Duration(rand.IntN(500)) * time.Millisecond) // the moment is the experiment
	began := time.Now()
	if err := d.cutPower(); err != nil {
		return 0, err
	}
	for {
		n, at, err := readPromise(in)
		if errors.Is(err, io.EOF) {
			_ = writer.Wait() // it failed, as it must
			return promised, nil
		}
		if err != nil {
			return 0, err
		}
		if at.Before(began) {
			promised = n
		}
	}
}

// tell makes a promise: so many rows are on the disk, since now.
func tell(n int) { fmt.Println(n, time.Now().UnixNano()) }

func readPromise(in io.Reader) (n int, at time.Time, err error) {
	var nanos int64
	_, err = fmt.Fscanln(in, &n, &nanos)
	return n, time.Unix(0, nanos), err
}

func open(path string) (*journal.Journal, error) {
	return journal.Open(path, "kiosk-1", time.Now, journal.Join())
}

func writeJournal(path string) error {
	j, err := open(path)
	if err != nil {
		return err
	}
	for n := 1; ; n++ {
		err := j.Write(context.Background(), func(tx *journal.Tx) error {
			_, err := tx.Append("ticket.issued", "", n)
			return err
		})
		if err != nil {
			return err
		}
		tell(n)
	}
}

func countJournal(path string) (int, error) {
	j, err := open(path)
	if err != nil {
		return 0, err
	}
	defer j.Close()
	audit, err := j.Verify(context.Background())
	if err == nil && len(audit.Faults) > 0 {
		err = errors.New(audit.Faults[0])
	}
	return audit.Events, err
}

func openNormal(path string) (*sql.DB, error) {
	return sql.Open("sqlite3", "file:"+path+"?_journal_mode=WAL&_synchronous=NORMAL")
}

func writeNormal(path string) error {
	db, err := openNormal(path)
	if err != nil {
		return err
	}
	if _, err := db.Exec(`CREATE TABLE events (n INTEGER PRIMARY KEY)`); err != nil {
		return err
	}
	for n := 1; ; n++ {
		if _, err := db.Exec(`INSERT INTO events VALUES (?)`, n); err != nil {
			return err
		}
		tell(n)
	}
}

func countNormal(path string) (n int, err error) {
	db, err := openNormal(path)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	var tables int
	if err := db.QueryRow(`SELECT count(*) FROM sqlite_master`).Scan(&tables); err != nil || tables == 0 {
		return 0, err
	}
	return n, db.QueryRow(`SELECT count(*) FROM events`).Scan(&n)
}
