package admin

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/program"
	"motcua/internal/roster"
)

func rolesOf(text string) (roles []officer.Role) {
	for _, role := range strings.Split(text, ",") {
		roles = append(roles, officer.Role(strings.TrimSpace(role)))
	}
	return roles
}

// addOfficer lets somebody in. A password is asked for, or read as a line of standard input; never a word of the command, which
// everybody on the machine could see.
func addOfficer(ctx context.Context, j Job, args []string) error {
	o := officer.Officer{ID: args[0], Name: strings.TrimSpace(args[1]), Roles: rolesOf(args[2])}
	if err := o.Validate(); err != nil {
		return err
	}
	v, key, err := newVerifier(j, o)
	if err != nil {
		return err
	}
	err = j.Journal.Write(ctx, func(tx *journal.Tx) error {
		return errors.Join(roster.Add(tx, roster.Console, o, v), roster.SetKey(tx, o.ID, key))
	})
	return j.told(err, "central.says.officer.added", i18n.Args{"ID": o.ID, "Name": o.Name})
}

func removeOfficer(ctx context.Context, j Job, args []string) error {
	err := j.Journal.Write(ctx, func(tx *journal.Tx) error { return roster.Remove(tx, roster.Console, args[0]) })
	return j.told(err, "central.says.officer.removed", i18n.Args{"ID": args[0]})
}

func changeRoles(ctx context.Context, j Job, args []string) error {
	id, roles := args[0], rolesOf(args[1])
	e, err := roster.Find(ctx, j.Journal.Reader(), id)
	if err != nil {
		return err
	}
	e.Roles = roles
	if err := e.Validate(); err != nil {
		return err
	}
	err = j.Journal.Write(ctx, func(tx *journal.Tx) error { return roster.SetRoles(tx, roster.Console, id, roles) })
	return j.told(err, "central.says.officer.roles", i18n.Args{"ID": id, "Roles": joinRoles(roles)})
}

func changePassword(ctx context.Context, j Job, args []string) error {
	id := args[0]
	e, err := roster.Find(ctx, j.Journal.Reader(), id)
	if err != nil {
		return err
	}
	v, key, err := newVerifier(j, e.Officer)
	if err != nil {
		return err
	}
	err = j.Journal.Write(ctx, func(tx *journal.Tx) error {
		return errors.Join(roster.SetPassword(tx, roster.Console, id, v), roster.SetKey(tx, id, key))
	})
	return j.told(err, "central.says.officer.password", i18n.Args{"ID": id})
}

func listOfficers(ctx context.Context, j Job, _ []string) error {
	all, err := roster.List(ctx, j.Journal.Reader())
	if err != nil {
		return err
	}
	for _, e := range all {
		fmt.Fprintf(j.Says, "%-20s %-30s %s\n", e.ID, e.Name, joinRoles(e.Roles))
	}
	j.tell("central.says.officers", i18n.Args{"Officers": len(all)})
	return nil
}

func joinRoles(roles []officer.Role) string {
	var names []string
	for _, r := range roles {
		names = append(names, string(r))
	}
	return strings.Join(names, ", ")
}

// newVerifier asks for an officer's password and makes its verifier, and the key by which logins without central are known.
func newVerifier(j Job, o officer.Officer) (v officer.Verifier, key officer.Key, err error) {
	password, err := program.AskTwice(j.Say, j.Says, "officer.password", i18n.Args{"ID": o.ID})
	if err == nil {
		err = officer.CheckPassword(password, o)
	}
	if err == nil {
		v, err = officer.NewVerifier(password)
	}
	if err != nil {
		return "", "", err
	}
	signer, err := officer.NewSigner(v, password)
	return v, signer.Key(), err
}
