package thrift_test

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"motcua/internal/thrift"
)

func TestReleasedMemoryIsNoLongerHeld(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("reads /proc")
	}
	used := make([]byte, 64<<20)
	for i := range used {
		used[i] = 1
	}
	before := resident(t)
	runtime.KeepAlive(used)
	used = nil
	thrift.Release()
	if after := resident(t); after > before-60<<20 {
		t.Errorf("%d MB were held, and %d MB are when 64 MB are needed no more", before>>20, after>>20)
	}
}

func resident(t testing.TB) int {
	t.Helper()
	statm, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := strconv.Atoi(strings.Fields(string(statm))[1])
	if err != nil {
		t.Fatal(err)
	}
	return pages * os.Getpagesize()
}
