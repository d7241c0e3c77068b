package store

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"motcua/internal/journal"
)

// Temporary makes a folder in central's own data folder that is thrown away: a copy of the register lies in it for a while.
func Temporary(data string) (dir string, err error) {
	if err := os.MkdirAll(data, 0o700); err != nil {
		return "", err
	}
	return os.MkdirTemp(data, fmt.Sprintf("%s%d-", journal.TemporaryPrefix, os.Getpid()))
}

// BesideFile is the file in a temporary folder that names what its command makes elsewhere, until it is whole.
const BesideFile = "beside"

// TemporaryFor is Temporary for a command that makes a file elsewhere, which is thrown away with it if the command is killed.
func TemporaryFor(data, file string) (dir string, err error) {
	whole, err := filepath.Abs(file)
	if err == nil {
		dir, err = Temporary(data)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, BesideFile), []byte(whole), 0o600)
	}
	return dir, err
}

// Sweep throws the folders away whose command was killed, those of older versions in the machine's own folder among them. There anybody may
// make such a folder, so what a command made elsewhere is named in central's own alone.
func Sweep(data string) {
	for _, pattern := range []string{filepath.Join(data, journal.TemporaryPrefix+"*"), filepath.Join(os.TempDir(), "central-backup*")} {
		found, _ := filepath.Glob(pattern) // the pattern is right
		for _, dir := range found {
			if isAtWork(dir) {
				continue
			}
			if filepath.Dir(dir) == filepath.Clean(data) {
				sweepBeside(dir)
			}
			if err := os.RemoveAll(dir); err != nil {
				slog.Warn("leftover of a killed command not removed", "folder", dir, "err", err)
			}
		}
	}
}

// sweepBeside throws the file away that the command of a folder has not finished elsewhere.
func sweepBeside(dir string) {
	if beside, err := os.ReadFile(filepath.Join(dir, BesideFile)); err == nil {
		_ = os.Remove(string(beside)) // or it was never begun, or its disk is not there
	}
}

// isAtWork reports whether the command that has made a folder still runs.
func isAtWork(dir string) bool {
	name, ours := strings.CutPrefix(filepath.Base(dir), journal.TemporaryPrefix)
	if !ours {
		return false
	}
	pid, _, _ := strings.Cut(name, "-")
	n, err := strconv.Atoi(pid)
	return err == nil && n != os.Getpid() && isRunning(n)
}
