// Package memory gives memory back to the system that a program has needed and needs no more, so that one which runs for months is no larger
// than on its first day. When that is, programs know.
package memory

import "runtime/debug"

// Release gives back Go's garbage, what C libraries have freed, and what was read of the program and its libraries. The last comes again as it
// is needed, from the system's memory of files: most of it only starts a program, such as a compiler for pictures.
func Release() {
	debug.FreeOSMemory()
	releaseNative()
}
