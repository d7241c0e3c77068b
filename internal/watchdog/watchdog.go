// Package watchdog keeps a program running that nobody watches: it starts it again when it has ended or no longer gives a sign of life.
// What counts as a sign of life is the program's business; it gives one with Beat.
package watchdog

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"sync/atomic"
	"syscall"
	"time"
)

// watchedBy is set in the environment of a program that has a watchdog.
const watchedBy = "MOTCUA_WATCHED"

// Watched tells whether this process has a watchdog.
func Watched() bool { return os.Getenv(watchedBy) != "" }

// Beat gives a sign of life, on standard output: a pipe to the watchdog that every system has. Without a watchdog it does nothing.
func Beat() {
	if Watched() {
		_, _ = os.Stdout.Write([]byte{'.'}) // a watchdog that is gone has taken this process with it
	}
}

// Dog watches one program.
type Dog struct {
	Command  func() *exec.Cmd // makes the program anew; its standard output is the dog's
	Starting time.Duration    // how long it may take until its first beat
	Silence  time.Duration    // how long it may be silent between two beats
	Rest     time.Duration    // before it is started again; doubles from one early end to the next up to LongestRest
	Again    func()           // called before it is started again; nil: nobody asks
}

// LongestRest is how long a program that keeps ending waits at most for its next start, such as for a display that is gone.
const LongestRest = 30 * time.Second

// steady is how long a program must have run for its end not to count as early.
const steady = time.Minute

// lastWords is how long a silent program has to write its stacks down before it is killed.
const lastWords = time.Second

// Run keeps the program running until it ends well, or ctx ends and the program with it.
func (d Dog) Run(ctx context.Context) error {
	runtime.LockOSThread() // the program dies with the thread that has started it, so that it never outlives its dog
	defer runtime.UnlockOSThread()
	rest := d.Rest
	for {
		began := time.Now()
		err := d.once(ctx)
		if err == nil || ctx.Err() != nil {
			return nil
		}
		if time.Since(began) > steady {
			rest = d.Rest
		}
		slog.Error("the program is started again", "after", rest.String(), "err", err)
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(rest):
		}
		if d.Again != nil {
			d.Again()
		}
		rest = min(2*rest, LongestRest)
	}
}

var errSilent = errors.New("it gave no sign of life")

// once runs the program until it ends, ends it with ctx, and kills it when it is silent.
func (d Dog) once(ctx context.Context) error {
	cmd := d.Command()
	cmd.Env = append(cmd.Environ(), watchedBy+"=1")
	dieWithParent(cmd)
	beats, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start %s: %w", cmd.Path, err)
	}
	askedToEnd := context.AfterFunc(ctx, func() { askToEnd(cmd.Process) })
	defer askedToEnd()
	var silent atomic.Bool
	alarm := time.AfterFunc(d.Starting, func() { silent.Store(true); putDown(cmd.Process) })
	for beat := make([]byte, 64); ; {
		if _, err := beats.Read(beat); err != nil {
			break
		}
		alarm.Reset(d.Silence)
	}
	err = cmd.Wait()
	alarm.Stop()
	if silent.Load() {
		return errSilent
	}
	return err
}

// askToEnd ends a program as a person would; a system without signals has one way only.
func askToEnd(p *os.Process) {
	if p.Signal(syscall.SIGTERM) != nil {
		_ = p.Kill()
	}
}

// putDown ends a program that no longer answers; SIGQUIT makes it tell the log what it was doing.
func putDown(p *os.Process) {
	_ = p.Signal(syscall.SIGQUIT)
	time.Sleep(lastWords)
	_ = p.Kill()
}
