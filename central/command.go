package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"motcua/internal/journal"
	"motcua/internal/program"
	"motcua/internal/words"
)

// job is a command under way.
type job struct {
	program.Call
	settings Settings
	journal  *journal.Journal
	now      func() time.Time
	says     io.Writer
}

// data is what a command wants of central's data.
type data int

const (
	there data = iota // central has been started on it once; it may serve beside the command
	alone             // the same, and no central serves
	empty             // nothing need be there yet, and no central serves
)

// command is what central does with its journal besides serving.
type command struct {
	program.Command
	wants data
	do    func(j job, ctx context.Context, args []string) error
}

// commands are central's, in the order of its help.
var commands = []command{
	{program.Command{Name: "enrol", Args: "DEVICE…"}, there, job.invite},
	{program.Command{Name: "devices"}, there, job.devices},
	{program.Command{Name: "revoke", Args: "DEVICE"}, there, job.revoke},
	{program.Command{Name: "join", Args: "CODE"}, there, job.join},
	{program.Command{Name: "officer add", Args: "ID NAME ROLES"}, there, job.addOfficer},
	{program.Command{Name: "officer role", Args: "ID ROLES"}, there, job.changeRoles},
	{program.Command{Name: "officer password", Args: "ID"}, there, job.changePassword},
	{program.Command{Name: "officer remove", Args: "ID"}, there, job.removeOfficer},
	{program.Command{Name: "officer list"}, there, job.listOfficers},
	{program.Command{Name: "appointments import", Args: "FILE"}, there, job.importAppointments},
	{program.Command{Name: "new-seal"}, there, job.newSeal},
	{program.Command{Name: "backup", Args: "FILE"}, there, job.backup},
	{program.Command{Name: "restore", Args: "FILE"}, empty, job.restore},
	{program.Command{Name: "verify", Flags: "meaning"}, there, job.verify},
	{program.Command{Name: "rebuild"}, alone, job.rebuild},
	{program.Command{Name: "erase-text", Flags: "yes"}, alone, job.eraseText},
	{program.Command{Name: "clock accept"}, there, job.acceptClock},
	{program.Command{Name: "quarantine"}, alone, job.quarantine},
	{program.Command{Name: "quarantined"}, there, job.listQuarantine},
	{program.Command{Name: "release", Args: "POSITION…"}, alone, job.releaseQuarantine},
}

// commandLine is central's: without a command it serves.
func commandLine() program.Program {
	p := program.Program{Name: "central", Run: run}
	for _, c := range commands {
		c.Do = c.run
		p.Commands = append(p.Commands, c.Command)
	}
	return p
}

// run does a command with the settings and the data that they name.
func (c command) run(ctx context.Context, call program.Call) error {
	s, err := loadSettings(call.Config)
	if err != nil {
		return program.Mistake(err)
	}
	program.Log(s.LogLevel)
	held, err := c.reach(ctx, s, call)
	if err != nil {
		return err
	}
	defer held.Release()
	opened, err := openJournal(s)
	if err != nil {
		return err
	}
	return errors.Join(c.do(job{Call: call, settings: s, journal: opened, now: time.Now, says: call.Out}, ctx, call.Args), opened.Close())
}

// reach looks whether the data is as the command wants it, so that no slip of the keyboard begins a second, empty history.
func (c command) reach(ctx context.Context, s Settings, call program.Call) (held *journal.Hold, err error) {
	looked := words.Args{"Settings": cmp.Or(call.Config, call.Say.Say("central.data.no_settings")), "Data": journal.NameOf(s.journalPath())}
	if c.wants != empty {
		exists, err := journal.Exists(ctx, s.journalPath())
		if err != nil {
			return nil, err
		}
		if !exists {
			return nil, program.Mistake(words.NewProblem("central.data.none", looked))
		}
	}
	if c.wants == there {
		return nil, nil
	}
	held, err = journal.HoldAlone(ctx, s.journalPath())
	if errors.Is(err, journal.ErrHeld) {
		return nil, &words.Problem{ID: "central.data.held", Args: looked, Err: err}
	}
	return held, err
}

// errFault says that a command has found, and told, what is wrong.
var errFault = program.Finding(words.NewProblem("central.says.fault", nil))

// tell writes a sentence in the language of the settings.
func (j job) tell(id string, args words.Args) { fmt.Fprintln(j.says, j.Say.Say(id, args)) }

// told is tell of what was done, if it was.
func (j job) told(err error, id string, args words.Args) error {
	if err == nil {
		j.tell(id, args)
	}
	return err
}

// backup writes beside a new file and gives it its name when it is whole, on the disk, and was read again.
func (j job) backup(ctx context.Context, args []string) error {
	path := args[0]
	if _, err := os.Lstat(path); err == nil {
		return program.Mistake(words.NewProblem("central.backup.there", words.Args{"File": path}))
	}
	part := path + ".part"
	dir, err := j.settings.temporaryFor(part)
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	events, err := save(ctx, j.journal, part)
	if err == nil {
		err = readAgain(ctx, part, dir)
	}
	if err != nil {
		_ = os.Remove(part) // where it was begun at all
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	if err := j.noteBackup(ctx, path); err != nil {
		return err
	}
	j.tell("central.says.backup", words.Args{"Events": events, "File": path})
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

// readAgain restores a backup into a folder that is thrown away; each hash is looked at on the way.
func readAgain(ctx context.Context, path, dir string) error {
	j, err := journal.Open(filepath.Join(dir, "check.db"), origin, time.Now, journal.Join())
	if err != nil {
		return err
	}
	return errors.Join(job{Call: program.Call{Say: words.In(words.Vietnamese)}, journal: j, says: io.Discard}.restore(ctx, []string{path}), j.Close())
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
	j.tell("central.says.restore", words.Args{"Events": events, "File": args[0]})
	return j.verify(ctx, nil)
}

func (j job) verify(ctx context.Context, _ []string) error {
	if j.Has("meaning") {
		return j.verifyMeaning(ctx)
	}
	audit, err := j.journal.Verify(ctx)
	if err != nil {
		return err
	}
	for _, fault := range audit.Faults {
		j.tell("central.verify.fault", words.Args{"Fault": fault})
	}
	if len(audit.Faults) > 0 {
		return errFault
	}
	j.tell("central.says.verify", words.Args{"Events": audit.Events, "Lives": audit.Lives})
	return nil
}

func (j job) rebuild(ctx context.Context, _ []string) error {
	made, err := j.journal.Rebuild(ctx)
	if err != nil {
		return err
	}
	for _, table := range made.Differ {
		j.tell("central.says.rebuild.differs", words.Args{"Table": table})
	}
	if len(made.Differ) > 0 {
		return errFault
	}
	j.tell("central.says.rebuild", words.Args{"Events": made.Events, "Tables": strings.Join(made.Tables, ", ")})
	return nil
}
