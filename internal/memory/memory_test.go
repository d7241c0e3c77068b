package memory_test

import (
	"encoding/binary"
	"os"
	"runtime"
	"testing"
	"unsafe"

	"motcua/internal/memory"
)

// TestReleasedMemoryIsNoLongerHeld looks at the very pages: what a process holds altogether has the race detector's own memory in it.
func TestReleasedMemoryIsNoLongerHeld(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("reads /proc")
	}
	used := make([]byte, 64<<20)
	for i := range used {
		used[i] = 1
	}
	address := uintptr(unsafe.Pointer(&used[0]))
	before := resident(t, address, 64<<20)
	runtime.KeepAlive(used)
	used = nil
	memory.Release()
	if after := resident(t, address, 64<<20); before < 60<<20 || after > 4<<20 {
		t.Errorf("of 64 MB %d were held, and %d MB are when they are needed no more", before>>20, after>>20)
	}
}

// resident returns how many bytes of a range the process holds (proc_pid_pagemap(5): bit 63, present).
func resident(t testing.TB, address uintptr, length int) int {
	t.Helper()
	pages, err := os.Open("/proc/self/pagemap")
	if err != nil {
		t.Fatal(err)
	}
	defer pages.Close()
	size := os.Getpagesize()
	entries := make([]byte, length/size*8)
	if _, err := pages.ReadAt(entries, int64(address)/int64(size)*8); err != nil {
		t.Fatal(err)
	}
	held := 0
	for at := 0; at < len(entries); at += 8 {
		held += int(binary.NativeEndian.Uint64(entries[at:])>>63) * size
	}
	return held
}
