//go:build unix

package server

import "syscall"

// descriptors returns how many files and connections this process may have open.
func descriptors() int {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil || limit.Cur > mostDescriptors {
		return mostDescriptors
	}
	return int(limit.Cur)
}
