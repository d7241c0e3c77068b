package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"sync"
)

// heap is what a program with GODEBUG=gctrace=1 says of each of its collections; what else it says goes where ours does.
type heap struct {
	mu    sync.Mutex
	rest  []byte // of a line that is not whole yet
	cycle int
	lives int64 // KB, heap and stacks, after the last collection
}

var collection = regexp.MustCompile(`^gc (\d+) @.* \d+->\d+->(\d+) MB, .* (\d+) MB stacks`)

func (h *heap) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.rest = append(h.rest, p...)
	for {
		line, rest, whole := bytes.Cut(h.rest, []byte("\n"))
		if !whole {
			return len(p), nil
		}
		h.hear(string(line))
		h.rest = rest
	}
}

func (h *heap) hear(line string) {
	m := collection.FindStringSubmatch(line)
	if m == nil {
		fmt.Fprintln(os.Stderr, line)
		return
	}
	var heap, stacks int64
	_, _ = fmt.Sscan(m[1]+" "+m[2]+" "+m[3], &h.cycle, &heap, &stacks)
	h.lives = (heap + stacks) << 10
}

func (h *heap) last() (cycle int, lives int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.cycle, h.lives
}

// collected has a program make litter until it has collected three times, and returns what lives then: what was freed by the first is only counted
// by the next.
func (h *heap) collected(ctx context.Context, litter func() error) (lives int64, err error) {
	begun, _ := h.last()
	for range 100_000 {
		cycle, lives := h.last()
		if cycle >= begun+3 {
			return lives, nil
		}
		if err := errors.Join(litter(), ctx.Err()); err != nil {
			return 0, err
		}
	}
	return 0, errors.New("it says nothing of its collections")
}
