package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/roster"
)

// officerUsage is every officer command. A password is asked for, or read as a line of standard input; never a word of the command,
// which everybody on the machine could see.
const officerUsage = `officer add ID "FULL NAME" ROLE[,ROLE]   ROLE is officer, supervisor, technician or admin; asks for the first password
officer role ID ROLE[,ROLE]              give other roles
officer password ID                      set another password, and let in whoever is locked out
officer remove ID                        let in no more; the login name is never given again
officer list`

// errOfficerUsage tells how the officer commands are written.
var errOfficerUsage = errors.New("officer: written otherwise:\n" + officerUsage)

func (j job) officer(ctx context.Context, args []string) error {
	do, args := args[0], args[1:]
	switch {
	case do == "add" && len(args) == 3:
		return j.addOfficer(ctx, officer.Officer{ID: args[0], Name: strings.TrimSpace(args[1]), Roles: rolesOf(args[2])})
	case do == "role" && len(args) == 2:
		return j.changeRoles(ctx, args[0], rolesOf(args[1]))
	case do == "password" && len(args) == 1:
		return j.changePassword(ctx, args[0])
	case do == "remove" && len(args) == 1:
		err := j.journal.Write(ctx, func(tx *journal.Tx) error { return roster.Remove(tx, roster.Console, args[0]) })
		return told(err, j.says, "officer: %s is let in no more\n", args[0])
	case do == "list" && len(args) == 0:
		return j.listOfficers(ctx)
	}
	return errOfficerUsage
}

func rolesOf(text string) (roles []officer.Role) {
	for _, role := range strings.Split(text, ",") {
		roles = append(roles, officer.Role(strings.TrimSpace(role)))
	}
	return roles
}

// told says what was done, if it was.
func told(err error, says io.Writer, sentence string, args ...any) error {
	if err == nil {
		fmt.Fprintf(says, sentence, args...)
	}
	return err
}

func (j job) addOfficer(ctx context.Context, o officer.Officer) error {
	if err := o.Validate(); err != nil {
		return err
	}
	v, err := newVerifier(o, j.says)
	if err != nil {
		return err
	}
	err = j.journal.Write(ctx, func(tx *journal.Tx) error { return roster.Add(tx, roster.Console, o, v) })
	return told(err, j.says, "officer: %s (%s) is let in\n", o.ID, o.Name)
}

func (j job) changeRoles(ctx context.Context, id string, roles []officer.Role) error {
	e, err := roster.Find(ctx, j.journal.Reader(), id)
	if err != nil {
		return err
	}
	e.Roles = roles
	if err := e.Validate(); err != nil {
		return err
	}
	err = j.journal.Write(ctx, func(tx *journal.Tx) error { return roster.SetRoles(tx, roster.Console, id, roles) })
	return told(err, j.says, "officer: %s is %s now\n", id, joinRoles(roles))
}

func (j job) changePassword(ctx context.Context, id string) error {
	e, err := roster.Find(ctx, j.journal.Reader(), id)
	if err != nil {
		return err
	}
	v, err := newVerifier(e.Officer, j.says)
	if err != nil {
		return err
	}
	err = j.journal.Write(ctx, func(tx *journal.Tx) error { return roster.SetPassword(tx, roster.Console, id, v) })
	return told(err, j.says, "officer: %s has another password; sessions that were open have ended\n", id)
}

func (j job) listOfficers(ctx context.Context) error {
	all, err := roster.List(ctx, j.journal.Reader())
	if err != nil {
		return err
	}
	for _, e := range all {
		fmt.Fprintf(j.says, "%-20s %-30s %s\n", e.ID, e.Name, joinRoles(e.Roles))
	}
	fmt.Fprintf(j.says, "officers: %d\n", len(all))
	return nil
}

func joinRoles(roles []officer.Role) string {
	var names []string
	for _, r := range roles {
		names = append(names, string(r))
	}
	return strings.Join(names, ", ")
}

// newVerifier asks for an officer's password and makes its verifier.
func newVerifier(o officer.Officer, says io.Writer) (officer.Verifier, error) {
	password, err := askPassword(o.ID, says)
	if err != nil {
		return "", err
	}
	if err := officer.CheckPassword(password, o); err != nil {
		return "", err
	}
	return officer.NewVerifier(password)
}

// errTwice says that two passwords differ.
var errTwice = errors.New("the two passwords differ; nothing was changed")

// askPassword reads a password twice from a terminal, which does not show it, or once from a pipe.
func askPassword(id string, says io.Writer) (string, error) {
	terminal := int(os.Stdin.Fd())
	if !term.IsTerminal(terminal) {
		line, err := bufio.NewReader(os.Stdin).ReadString('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return "", fmt.Errorf("read the password: %w", err)
		}
		return strings.TrimRight(line, "\r\n"), nil
	}
	var typed [2]string
	for i, asked := range []string{"password of " + id, "once more"} {
		fmt.Fprintf(says, "%s: ", asked)
		raw, err := term.ReadPassword(terminal)
		fmt.Fprintln(says)
		if err != nil {
			return "", fmt.Errorf("read the password: %w", err)
		}
		typed[i] = string(raw)
	}
	if typed[0] != typed[1] {
		return "", errTwice
	}
	return typed[0], nil
}
