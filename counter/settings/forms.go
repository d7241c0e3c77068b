package settings

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"motcua/drivers/cups"
	"motcua/internal/atomicfile"
	"motcua/internal/config"
)

// Forms is the [forms] of counter.toml: where official papers go that an officer has looked at.
type Forms struct {
	Queue    cups.Queue `toml:"queue"`
	Folder   string     `toml:"folder"`
	KeepDays int        `toml:"keep_days"`
}

// mostKeepDays is ten years.
const mostKeepDays = 3650

func (f Forms) check() []config.Fault {
	return append(config.Filled("folder", f.Folder), config.Between("keep_days", f.KeepDays, 1, mostKeepDays)...)
}

// Print hands a paper to the system's printer.
func (f Forms) Print(ctx context.Context, title string, pdf []byte) error {
	return f.Queue.Print(ctx, title, pdf)
}

// Save puts a file in the folder, whole or not at all, and tells where it lies.
func (f Forms) Save(name string, content []byte) (path string, err error) {
	if path, err = filepath.Abs(filepath.Join(f.Folder, name)); err != nil {
		return "", err
	}
	if err := os.MkdirAll(f.Folder, 0o750); err != nil {
		return "", fmt.Errorf("save %s: %w", name, err)
	}
	if err := atomicfile.Write(path, content, 0o640); err != nil {
		return "", fmt.Errorf("save %s: %w", name, err)
	}
	return path, nil
}

// saved are the names of papers that were saved; other files in the folder are somebody else's.
var saved = regexp.MustCompile(`-\d{8}-\d{4}\.(?:pdf|xlsx)$`)

// Tidy deletes saved papers that are older than KeepDays, and counts them.
func (f Forms) Tidy(now time.Time) (deleted int, err error) {
	files, err := os.ReadDir(f.Folder)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil // nothing was ever saved
	}
	for _, file := range files {
		info, failed := file.Info()
		if failed != nil || !info.Mode().IsRegular() || !saved.MatchString(file.Name()) || now.Sub(info.ModTime()) < time.Duration(f.KeepDays)*24*time.Hour {
			continue
		}
		if failed := os.Remove(filepath.Join(f.Folder, file.Name())); failed != nil {
			err = errors.Join(err, failed)
			continue
		}
		deleted++
	}
	return deleted, err
}
