package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// program is one process of the sample hall, with all that it says.
type program struct {
	name  string
	cmd   *exec.Cmd
	stdin io.WriteCloser
	said  *record
	ended chan struct{}
}

// start runs a command; what it writes goes to DIR/NAME.log and into its record.
func start(dir, name string, env []string, command string, args ...string) (*program, error) {
	log, err := os.Create(filepath.Join(dir, name+".log"))
	if err != nil {
		return nil, err
	}
	read, write := io.Pipe()
	cmd := exec.Command(command, args...)
	cmd.Env = append(os.Environ(), env...)
	cmd.Stdout, cmd.Stderr = write, write
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	p := &program{name: name, cmd: cmd, stdin: stdin, said: newRecord(), ended: make(chan struct{})}
	go p.said.read(io.TeeReader(read, log))
	go func() {
		cmd.Wait()
		write.Close()
		log.Close()
		close(p.ended)
	}()
	return p, nil
}

// stop asks the program to end, and makes it after five seconds.
func (p *program) stop() {
	p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(5 * time.Second):
		p.kill()
	}
}

// kill ends the program as a power cut would.
func (p *program) kill() {
	p.cmd.Process.Kill()
	<-p.ended
}

// record is what a program has said so far, line by line.
type record struct {
	mu    sync.Mutex
	lines []string
	seen  int // by fresh
	grown chan struct{}
}

func newRecord() *record { return &record{grown: make(chan struct{})} }

func (r *record) read(from io.Reader) {
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		r.mu.Lock()
		r.lines = append(r.lines, lines.Text())
		close(r.grown)
		r.grown = make(chan struct{})
		r.mu.Unlock()
	}
}

// length is how many lines have been said: the place to wait from for what comes next.
func (r *record) length() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.lines)
}

// last returns the last n lines, each cut to what fits a line of a test's report.
func (r *record) last(n int) string {
	const widest = 200 // bytes
	r.mu.Lock()
	defer r.mu.Unlock()
	var out strings.Builder
	for _, line := range r.lines[max(0, len(r.lines)-n):] {
		fmt.Fprintf(&out, "\t%.*s\n", widest, line)
	}
	return out.String()
}

// fresh returns the lines that it has not returned before.
func (r *record) fresh() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	lines := slices.Clone(r.lines[r.seen:])
	r.seen = len(r.lines)
	return lines
}

// await waits for a line, from line number from on, that matches.
func (r *record) await(ctx context.Context, from int, matches func(line string) bool) error {
	for {
		r.mu.Lock()
		fresh, grown := r.lines[min(from, len(r.lines)):], r.grown
		r.mu.Unlock()
		for _, line := range fresh {
			if matches(line) {
				return nil
			}
		}
		from += len(fresh)
		select {
		case <-grown:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// awaitWithin is await with patience.
func (r *record) awaitWithin(ctx context.Context, from int, matches func(line string) bool) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return r.await(ctx, from, matches)
}
