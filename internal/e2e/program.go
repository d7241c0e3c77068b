package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
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

	"motcua/internal/cue"
)

// program is one process of the sample hall, with all that it writes down and all cues it gives.
type program struct {
	name  string
	cmd   *exec.Cmd
	stdin io.WriteCloser
	said  *record[string]
	cues  *record[cue.Line]
	ended chan struct{}
}

// start runs a command; what it writes goes to DIR/NAME.log and into its record.
func start(dir, name string, env []string, command string, args ...string) (*program, error) {
	log, err := os.Create(filepath.Join(dir, name+".log"))
	if err != nil {
		return nil, err
	}
	cues, path, err := openCues(dir, name)
	if err != nil {
		return nil, err
	}
	read, write := io.Pipe()
	cmd := exec.Command(command, args...)
	cmd.Env = append(append(os.Environ(), cue.Env+"="+path), env...)
	cmd.Stdout, cmd.Stderr = write, write
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	p := &program{name: name, cmd: cmd, stdin: stdin, said: newRecord[string](), cues: newRecord[cue.Line](), ended: make(chan struct{})}
	go readLines(io.TeeReader(read, log), p.said.add)
	go readLines(cues, func(line string) {
		var l cue.Line
		if json.Unmarshal([]byte(line), &l) == nil {
			p.cues.add(l)
		}
	})
	go func() {
		cmd.Wait()
		write.Close()
		cues.Close()
		os.Remove(path)
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

// openCues makes the FIFO that a program gives its cues by. It is open for both directions, so that a program that is started again finds it open.
func openCues(dir, name string) (cues *os.File, path string, err error) {
	if path, err = filepath.Abs(filepath.Join(dir, name+".cues")); err != nil {
		return nil, "", err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, "", err
	}
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		return nil, "", fmt.Errorf("make a FIFO for cues: %w", err)
	}
	cues, err = os.OpenFile(path, os.O_RDWR, 0)
	return cues, path, err
}

// readLines hands each line on until there is no more.
func readLines(from io.Reader, add func(line string)) {
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		add(lines.Text())
	}
}

// record is what a program has said so far, line by line: its log, or its cues.
type record[L any] struct {
	mu    sync.Mutex
	lines []L
	seen  int // by fresh
	grown chan struct{}
}

func newRecord[L any]() *record[L] { return &record[L]{grown: make(chan struct{})} }

func (r *record[L]) add(line L) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lines = append(r.lines, line)
	close(r.grown)
	r.grown = make(chan struct{})
}

// all returns all lines so far.
func (r *record[L]) all() []L {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.lines)
}

// length is how many lines have been said: the place to wait from for what comes next.
func (r *record[L]) length() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.lines)
}

// last returns the last n lines, each cut to what fits a line of a test's report.
func (r *record[L]) last(n int) string {
	const widest = 200 // bytes
	var out strings.Builder
	lines := r.all()
	for _, line := range lines[max(0, len(lines)-n):] {
		fmt.Fprintf(&out, "\t%.*s\n", widest, fmt.Sprint(line))
	}
	return out.String()
}

// fresh returns the lines that it has not returned before.
func (r *record[L]) fresh() []L {
	r.mu.Lock()
	defer r.mu.Unlock()
	lines := slices.Clone(r.lines[r.seen:])
	r.seen = len(r.lines)
	return lines
}

// await waits for a line, from line number from on, that matches.
func (r *record[L]) await(ctx context.Context, from int, matches func(line L) bool) error {
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
func (r *record[L]) awaitWithin(ctx context.Context, from int, matches func(line L) bool) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return r.await(ctx, from, matches)
}
