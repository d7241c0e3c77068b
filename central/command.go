package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"motcua/internal/journal"
)

// job is a command under way.
type job struct {
	settings Settings
	journal  *journal.Journal
	now      func() time.Time
	says     io.Writer
}

// commands are what central does with its journal besides serving. They may run beside a central that serves, but for rebuild.
var commands = []struct {
	name, args, about string
	do                func(j job, ctx context.Context, args []string) error
}{
	{"enrol", "DEVICE…", "give out a code with which a device enrols: kiosk-1, counter-05, rating-05", job.invite},
	{"devices", "", "list the devices that were enrolled", job.devices},
	{"revoke", "DEVICE", "let a device in no more", job.revoke},
	{"join", "CODE", "enrol this centre at its province, whose command enrol centre-NAME gives the code", job.join},
	{"backup", "FILE", "save the journal while central goes on, and check what was saved", job.backup},
	{"restore", "FILE", "fill an empty database from a backup, of SQLite or PostgreSQL alike", job.restore},
	{"verify", "", "look whether every event is there, in order and as it was written", job.verify},
	{"appointments", "import FILE", "take appointments over from a CSV file; as often as one likes", job.importAppointments},
	{"new-seal", "", "make a new key that signs tickets and receipts from now on; what is on paper stays good", job.newSeal},
	{"officer", "…", "add, list, change or remove who works here; officer help tells how", job.officer},
	{"rebuild", "", "make the tables anew from the log, and say whether they were right; stop central before", job.rebuild},
}

func usage() {
	out := flag.CommandLine.Output()
	fmt.Fprintln(out, "central [-config FILE]              serve the hall")
	for _, c := range commands {
		fmt.Fprintf(out, "central [-config FILE] %-12s %s\n", strings.TrimSpace(c.name+" "+c.args), c.about)
	}
	flag.PrintDefaults()
}

// errFault says that a command has found, and told, what is wrong.
var errFault = errors.New("the journal is not in order")

func command(ctx context.Context, s Settings, args []string, says io.Writer) error {
	for _, c := range commands {
		if c.name != args[0] || !takes(c.args, args[1:]) {
			continue
		}
		opened, err := openJournal(s)
		if err != nil {
			return err
		}
		return errors.Join(c.do(job{settings: s, journal: opened, now: time.Now, says: says}, ctx, args[1:]), opened.Close())
	}
	return fmt.Errorf("%q is no command; central -help lists them", strings.Join(args, " "))
}

// takes tells whether the words behind a command are as many as it wants; … is one or more.
func takes(wants string, args []string) bool {
	if strings.HasSuffix(wants, "…") {
		return len(args) > 0
	}
	return len(args) == len(strings.Fields(wants))
}

// backup writes beside the file and gives it its name when it is whole, on the disk, and was read again.
func (j job) backup(ctx context.Context, args []string) error {
	path := args[0]
	part := path + ".part"
	events, err := save(ctx, j.journal, part)
	if err == nil {
		err = check(ctx, part)
	}
	if err != nil {
		_ = os.Remove(part) // where it was begun at all
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	fmt.Fprintf(j.says, "backup: %d events in %s, read again and found whole\n", events, path)
	return nil
}

func save(ctx context.Context, j *journal.Journal, path string) (events int, err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600) // it holds what people told the centre
	if err != nil {
		return 0, err
	}
	events, err = j.Backup(ctx, f)
	return events, errors.Join(err, f.Sync(), f.Close())
}

// check restores a backup into a folder that is thrown away; each hash is looked at on the way.
func check(ctx context.Context, path string) error {
	dir, err := os.MkdirTemp("", "central-backup")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	j, err := journal.Open(filepath.Join(dir, "check.db"), origin, time.Now, journal.Join())
	if err != nil {
		return err
	}
	return errors.Join(job{journal: j, says: io.Discard}.restore(ctx, []string{path}), j.Close())
}

func (j job) restore(ctx context.Context, args []string) error {
	f, err := os.Open(args[0])
	if err != nil {
		return err
	}
	defer f.Close()
	events, err := j.journal.Restore(ctx, f)
	if err != nil {
		return err
	}
	fmt.Fprintf(j.says, "restore: %d events from %s\n", events, args[0])
	return j.verify(ctx, nil)
}

func (j job) verify(ctx context.Context, _ []string) error {
	audit, err := j.journal.Verify(ctx)
	if err != nil {
		return err
	}
	for _, fault := range audit.Faults {
		fmt.Fprintln(j.says, "verify:", fault)
	}
	if len(audit.Faults) > 0 {
		return errFault
	}
	fmt.Fprintf(j.says, "verify: %d events of %d lives, each as it was written\n", audit.Events, audit.Lives)
	return nil
}

func (j job) rebuild(ctx context.Context, _ []string) error {
	made, err := j.journal.Rebuild(ctx)
	if err != nil {
		return err
	}
	for _, table := range made.Differ {
		fmt.Fprintf(j.says, "rebuild: the rows of %s were not what the log says; they are now\n", table)
	}
	if len(made.Differ) > 0 {
		return errFault
	}
	fmt.Fprintf(j.says, "rebuild: %d events give the same rows of %s\n", made.Events, strings.Join(made.Tables, ", "))
	return nil
}
