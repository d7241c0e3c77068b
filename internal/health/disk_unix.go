//go:build !windows

package health

import "golang.org/x/sys/unix"

// free is how many bytes a folder's disk has left for this program.
func free(folder string) (uint64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(folder, &s); err != nil {
		return 0, err
	}
	return s.Bavail * uint64(s.Bsize), nil
}
