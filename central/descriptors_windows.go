package main

import "os"

// descriptors is how many files and connections this process may have open.
func descriptors() int { return mostDescriptors }

// isRunning reports whether there is a process of a number.
func isRunning(pid int) bool {
	_, err := os.FindProcess(pid)
	return err == nil
}
