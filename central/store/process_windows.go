package store

import "os"

// isRunning reports whether there is a process of a number.
func isRunning(pid int) bool {
	_, err := os.FindProcess(pid)
	return err == nil
}
