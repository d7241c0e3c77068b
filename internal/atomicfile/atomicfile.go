// Package atomicfile writes files so that a power cut leaves the old one or the new one, whole. What the files say is their owners'.
package atomicfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// Write puts a file of the given bytes and rights in the place of what had its name, if anything had. Its folder must be there.
func Write(path string, content []byte, rights fs.FileMode) error {
	return Fill(path, rights, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

// Fill is Write for a file that is written bit by bit. It is written beside its place as path.part, which is removed when fill fails.
func Fill(path string, rights fs.FileMode, fill func(io.Writer) error) error {
	return FillChecked(path, rights, fill, func(string) error { return nil })
}

// Part returns where a file is written until it is whole.
func Part(path string) string { return path + ".part" }

// FillChecked is Fill for a file that gets its name only if a check of what lies on the disk, beside its place, finds nothing wrong.
func FillChecked(path string, rights fs.FileMode, fill func(io.Writer) error, check func(part string) error) error {
	part := Part(path)
	err := write(part, rights, fill)
	if err == nil {
		err = check(part)
	}
	if err != nil {
		_ = os.Remove(part) // where it was begun at all
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

func write(path string, rights fs.FileMode, fill func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, rights)
	if err != nil {
		return err
	}
	if err = f.Chmod(rights); err == nil { // one left of a power cut, or the process's mask, may have others
		err = fill(f)
	}
	return errors.Join(err, f.Sync(), f.Close())
}

// syncFolder lets a new name outlive a power cut. Windows has no such call, and keeps names by itself.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
