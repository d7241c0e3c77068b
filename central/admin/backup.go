package admin

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"motcua/central/store"
	"motcua/internal/atomicfile"
	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/program"
)

// backup writes beside a new file and gives it its name when it is whole, on the disk, and was read again.
func backup(ctx context.Context, j Job, args []string) error {
	path := args[0]
	if _, err := os.Lstat(path); err == nil {
		return program.Mistake(i18n.NewProblem("central.backup.there", i18n.Args{"File": path}))
	}
	dir, err := store.TemporaryFor(j.Settings.Data, atomicfile.Part(path))
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	events := 0
	err = atomicfile.FillChecked(path, 0o600, func(w io.Writer) (err error) { // it holds what people told the centre
		events, err = j.Journal.Backup(ctx, w)
		return err
	}, func(part string) error { return readAgain(ctx, part, dir) })
	if err != nil {
		return err
	}
	if err := noteBackup(ctx, j, path); err != nil {
		return err
	}
	j.tell("central.says.backup", i18n.Args{"Events": events, "File": path})
	return nil
}

// readAgain restores a backup into a folder that is thrown away; each hash is looked at on the way.
func readAgain(ctx context.Context, path, dir string) error {
	j, err := journal.Open(filepath.Join(dir, "check.db"), store.Origin, time.Now, journal.Join())
	if err != nil {
		return err
	}
	return errors.Join(restore(ctx, Job{Call: program.Call{Say: i18n.In(i18n.Vietnamese)}, Journal: j, Says: io.Discard}, []string{path}), j.Close())
}

func restore(ctx context.Context, j Job, args []string) error {
	f, err := os.Open(args[0])
	if err != nil {
		return err
	}
	defer f.Close()
	events, err := j.Journal.Restore(ctx, f)
	if err != nil {
		return err
	}
	j.tell("central.says.restore", i18n.Args{"Events": events, "File": args[0]})
	return verify(ctx, j, nil)
}

func verify(ctx context.Context, j Job, _ []string) error {
	if j.Has("meaning") {
		return verifyMeaning(ctx, j)
	}
	audit, err := j.Journal.Verify(ctx)
	if err != nil {
		return err
	}
	for _, fault := range audit.Faults {
		j.tell("central.verify.fault", i18n.Args{"Fault": fault})
	}
	if len(audit.Faults) > 0 {
		return ErrFault
	}
	j.tell("central.says.verify", i18n.Args{"Events": audit.Events, "Lives": audit.Lives})
	return nil
}

func rebuild(ctx context.Context, j Job, _ []string) error {
	made, err := j.Journal.Rebuild(ctx)
	if err != nil {
		return err
	}
	for _, table := range made.Differ {
		j.tell("central.says.rebuild.differs", i18n.Args{"Table": table})
	}
	if len(made.Differ) > 0 {
		return ErrFault
	}
	j.tell("central.says.rebuild", i18n.Args{"Events": made.Events, "Tables": strings.Join(made.Tables, ", ")})
	return nil
}
