package filing

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"motcua/internal/atomicfile"
)

// Unfinished keeps what officers have entered and not finished, a file each, so that a crash loses no more than the last moment. It names
// people, so it lives as long as a working day at the most, and no longer than the work itself.
type Unfinished struct {
	Folder string
	Now    func() time.Time

	mu     sync.Mutex
	newest map[string]int // by officer: the turn of what was kept last
}

// unfinishedFor is how long unfinished work is worth going on with.
const unfinishedFor = 12 * time.Hour

// path returns an officer's file; its name says nothing of who it is.
func (u *Unfinished) path(officer string) string {
	sum := sha256.Sum256([]byte(officer))
	return filepath.Join(u.Folder, hex.EncodeToString(sum[:8])+".json")
}

// later reports whether a turn of an officer comes behind all that were kept: two goroutines may come in the wrong order.
func (u *Unfinished) later(officer string, turn int) bool {
	if u.newest == nil {
		u.newest = map[string]int{}
	}
	if turn < u.newest[officer] {
		return false
	}
	u.newest[officer] = turn
	return true
}

// Keep makes an officer's work durable; nil forgets it. Of two that come in the wrong order the one with the later turn stands.
func (u *Unfinished) Keep(turn int, officer string, work any) error {
	u.mu.Lock()
	defer u.mu.Unlock()
	if !u.later(officer, turn) {
		return nil
	}
	if work == nil {
		return gone(os.Remove(u.path(officer)))
	}
	raw, err := json.Marshal(work)
	if err != nil {
		return err
	}
	if err := u.write(u.path(officer), raw); err != nil {
		return fmt.Errorf("keep unfinished work: %w", err)
	}
	return nil
}

func (u *Unfinished) write(path string, raw []byte) error {
	if err := os.MkdirAll(u.Folder, 0o700); err != nil {
		return err
	}
	return atomicfile.Write(path, raw, 0o600)
}

// Read fills work with what an officer left unfinished; false when there is none, or it is too old.
func (u *Unfinished) Read(officer string, work any) (bool, error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	path := u.path(officer)
	info, err := os.Stat(path)
	if err != nil {
		return false, gone(err)
	}
	if u.old(info) {
		return false, gone(os.Remove(path))
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return false, gone(err)
	}
	if err := json.Unmarshal(raw, work); err != nil {
		return false, errors.Join(fmt.Errorf("unfinished work: %w", err), gone(os.Remove(path)))
	}
	return true, nil
}

func (u *Unfinished) old(info fs.FileInfo) bool { return u.Now().Sub(info.ModTime()) > unfinishedFor }

// Tidy takes away what nobody has come back to, and counts it.
func (u *Unfinished) Tidy() (removed int, err error) {
	u.mu.Lock()
	defer u.mu.Unlock()
	files, err := os.ReadDir(u.Folder)
	if err != nil {
		return 0, gone(err)
	}
	for _, f := range files {
		info, err := f.Info()
		if err != nil || !u.old(info) {
			continue
		}
		if err := gone(os.Remove(filepath.Join(u.Folder, f.Name()))); err != nil {
			return removed, err
		}
		removed++
	}
	return removed, nil
}

// gone returns nil for the error of a file that is not there.
func gone(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}
