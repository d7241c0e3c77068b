// Package admin is what central does with its data besides serving: the commands by which a technician enrols devices, lets officers in, backs up,
// verifies and repairs. What is served is internal to package server.
package admin

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"motcua/central/settings"
	"motcua/central/store"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/program"
)

// Job is a command under way.
type Job struct {
	program.Call
	Settings settings.Settings
	Journal  *journal.Journal
	Now      func() time.Time
	Says     io.Writer
}

// Do runs the command of a name on data that is open already.
func (j Job) Do(ctx context.Context, name string, args ...string) error {
	for _, c := range commands {
		if c.Name == name {
			return c.do(ctx, j, args)
		}
	}
	panic("central has no command " + name)
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
	do    func(ctx context.Context, j Job, args []string) error
}

// commands are central's, in the order of its help.
var commands = []command{
	{program.Command{Name: "enrol", Args: "DEVICE…"}, there, invite},
	{program.Command{Name: "devices"}, there, devices},
	{program.Command{Name: "revoke", Args: "DEVICE"}, there, revoke},
	{program.Command{Name: "join", Args: "CODE"}, there, join},
	{program.Command{Name: "officer add", Args: "ID NAME ROLES"}, there, addOfficer},
	{program.Command{Name: "officer role", Args: "ID ROLES"}, there, changeRoles},
	{program.Command{Name: "officer password", Args: "ID"}, there, changePassword},
	{program.Command{Name: "officer remove", Args: "ID"}, there, removeOfficer},
	{program.Command{Name: "officer list"}, there, listOfficers},
	{program.Command{Name: "appointments import", Args: "FILE"}, there, importAppointments},
	{program.Command{Name: "catalogue list"}, there, listCatalogues},
	{program.Command{Name: "catalogue import", Args: "FILE"}, there, importCatalogue},
	{program.Command{Name: "catalogue overlay", Args: "FILE"}, there, overlayCatalogue},
	{program.Command{Name: "catalogue use", Args: "VERSION"}, there, useCatalogue},
	{program.Command{Name: "settings export", Args: "FILE"}, there, exportSettings},
	{program.Command{Name: "settings import", Args: "FILE", Flags: "yes"}, there, importSettings},
	{program.Command{Name: "new-seal"}, there, newSeal},
	{program.Command{Name: "backup", Args: "FILE"}, there, backup},
	{program.Command{Name: "restore", Args: "FILE"}, empty, restore},
	{program.Command{Name: "verify", Flags: "meaning"}, there, verify},
	{program.Command{Name: "rebuild"}, alone, rebuild},
	{program.Command{Name: "erase-text", Flags: "yes"}, alone, eraseText},
	{program.Command{Name: "clock accept"}, there, acceptClock},
	{program.Command{Name: "quarantine"}, alone, quarantine},
	{program.Command{Name: "quarantined"}, there, listQuarantine},
	{program.Command{Name: "release", Args: "POSITION…"}, alone, releaseQuarantine},
}

// CommandLine returns central's command line; without a command it serves.
func CommandLine(serve func(context.Context, program.Call) error) program.Program {
	p := program.Program{Name: "central", Run: serve}
	for _, c := range commands {
		c.Do = c.run
		p.Commands = append(p.Commands, c.Command)
	}
	return p
}

// run does a command with the settings and the data that they name.
func (c command) run(ctx context.Context, call program.Call) error {
	s, err := settings.Load(call.Config)
	if err != nil {
		return program.Mistake(err)
	}
	program.Log(s.LogLevel)
	held, err := c.reach(ctx, s, call)
	if err != nil {
		return err
	}
	defer held.Release()
	opened, err := store.Open(s)
	if err != nil {
		return err
	}
	s = store.NewPresent(s, opened).Settings()
	return errors.Join(c.do(ctx, Job{Call: call, Settings: s, Journal: opened, Now: time.Now, Says: call.Out}, call.Args), opened.Close())
}

// reach looks whether the data is as the command wants it, so that no slip of the keyboard begins a second, empty history.
func (c command) reach(ctx context.Context, s settings.Settings, call program.Call) (held *journal.Hold, err error) {
	looked := i18n.Args{"Settings": cmp.Or(call.Config, call.Say.Text("central.data.no_settings")), "Data": journal.NameOf(s.JournalPath())}
	if c.wants != empty {
		exists, err := journal.Exists(ctx, s.JournalPath())
		if err != nil {
			return nil, err
		}
		if !exists {
			return nil, program.Mistake(i18n.NewProblem("central.data.none", looked))
		}
	}
	if c.wants == there {
		return nil, nil
	}
	held, err = journal.HoldAlone(ctx, s.JournalPath())
	if errors.Is(err, journal.ErrHeld) {
		return nil, &i18n.Problem{ID: "central.data.held", Args: looked, Err: err}
	}
	return held, err
}

// ErrFault says that a command has found, and told, what is wrong.
var ErrFault = program.Finding(i18n.NewProblem("central.says.fault", nil))

// tell writes a sentence in the language of the settings.
func (j Job) tell(id string, args i18n.Args) { fmt.Fprintln(j.Says, j.Say.Text(id, args)) }

// told is tell of what was done, if it was.
func (j Job) told(err error, id string, args i18n.Args) error {
	if err == nil {
		j.tell(id, args)
	}
	return err
}

// agree asks whether something shall be done, and refuses it where the answer is none of the words that say so; from a pipe the flag --yes has said
// it already.
func (j Job) agree(question, refusal string, words ...string) error {
	if j.Has("yes") {
		return nil
	}
	typed := ""
	if program.AtTerminal() {
		fmt.Fprint(j.Says, j.Say.Text(question), " ")
		_, _ = fmt.Fscanln(os.Stdin, &typed)
	}
	if !slices.ContainsFunc(words, func(word string) bool { return strings.EqualFold(word, typed) }) {
		return program.Mistake(i18n.NewProblem(refusal, nil))
	}
	return nil
}
