//go:build unix

package store

import "syscall"

// isRunning reports whether there is a process of a number.
func isRunning(pid int) bool { return syscall.Kill(pid, 0) == nil }
