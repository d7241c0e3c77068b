// Package folder is where a device's program keeps its data: a folder for its own eyes, with one program in it at a time. What lies there is
// the programs' business.
package folder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"motcua/internal/i18n"
	"motcua/internal/journal"
	"motcua/internal/program"
)

// patience is how long a program waits for the one before it to end: a watchdog starts the next at once.
const patience = 3 * time.Second

// Take makes a data folder and takes it, with the journal of that file name in it, for this program alone.
func Take(ctx context.Context, path, file string) (held *journal.Hold, err error) {
	if err := private(path); err != nil {
		return nil, err
	}
	for until := time.Now().Add(patience); ; time.Sleep(patience / 30) {
		held, err = journal.HoldAlone(ctx, filepath.Join(path, file))
		if !errors.Is(err, journal.ErrHeld) {
			return held, err
		}
		if time.Now().After(until) {
			return nil, &i18n.Problem{ID: "program.data.held", Args: i18n.Args{"Data": path}, Err: err}
		}
	}
}

// private makes a folder that nobody else on the machine looks into, and closes one that others could. One in which everybody writes is none of
// this program's.
func private(path string) error {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	mode := info.Mode().Perm()
	if runtime.GOOS == "windows" || mode&0o007 == 0 {
		return nil
	}
	if err = fs.ErrPermission; mode&0o002 == 0 {
		err = os.Chmod(path, mode&^0o007)
	}
	if err != nil {
		return program.Mistake(&i18n.Problem{ID: "program.data.open", Args: i18n.Args{"Data": path}, Err: err})
	}
	slog.Warn("everybody on this machine could look into the data folder; it is closed now", "folder", path)
	return nil
}
