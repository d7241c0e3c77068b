package escpos

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"motcua/drivers"
)

const (
	answerTime = 700 * time.Millisecond // a printer answers DLE EOT within some 50 ms; a USB adapter adds its own
	patience   = 15 * time.Second       // for a printer that is there and well but does not get on
	tick       = 100 * time.Millisecond // between looks at the context
	slowest    = 960                    // bytes a second of the slowest line, 9600 baud: what was written may still be on its way
	reserve    = 16                     // bytes that any printer takes after its XOFF: with a buffer of 45 (TM-T88III p. 23), else 128
	longHold   = time.Minute            // after which an XON counts as lost, with the printer's power perhaps
)

var (
	errSilent = errors.New("no answer")
	errHeld   = errors.New("the printer takes no more bytes")
	// errOverrun comes of a line opened without flow control to a printer that has it: what it was sent after its XOFF may be lost.
	errOverrun = fmt.Errorf("%w, but was sent more: the line's flow control is set wrong", errHeld)
)

// conversation is questions and answers over a wire.
type conversation struct {
	wire     drivers.Wire
	parser   parser
	inbox    []reply
	underway int            // bytes written since the last answer
	reported drivers.Status // by ASB, since the last question
	held     time.Time      // when it said XOFF; zero after XON. Where the line has flow control of its own we hear neither
}

// write sends b and returns how much of it left. A line held for longer than patience, or by a printer that reports a fault, is errHeld.
func (c *conversation) write(ctx context.Context, b []byte) (sent int, err error) {
	moved := time.Now()
	for sent < len(b) {
		n, err := c.push(b[sent:])
		sent += n
		c.underway += n
		if n > 0 {
			moved = time.Now()
		}
		switch {
		case err != nil && !errors.Is(err, os.ErrDeadlineExceeded):
			return sent, err
		case ctx.Err() != nil && sent < len(b):
			return sent, ctx.Err()
		case err != nil:
			if err := c.read(time.Millisecond); err != nil {
				return sent, err
			}
			if time.Since(moved) > patience || c.reported != "" && !c.reported.CanPrint() {
				return sent, errHeld
			}
		}
	}
	return sent, nil
}

// push writes what goes out within a tick, which is nothing while the printer holds the line.
func (c *conversation) push(b []byte) (int, error) {
	if !c.held.IsZero() && time.Since(c.held) < longHold {
		if err := c.read(tick); err != nil {
			return 0, err
		}
		return 0, os.ErrDeadlineExceeded
	}
	if err := c.wire.SetWriteDeadline(time.Now().Add(tick)); err != nil {
		return 0, err
	}
	return c.wire.Write(b)
}

// read takes in what arrives within d.
func (c *conversation) read(d time.Duration) error {
	if err := c.wire.SetReadDeadline(time.Now().Add(d)); err != nil {
		return err
	}
	var buffer [128]byte
	n, err := c.wire.Read(buffer[:])
	overrun := false
	for _, b := range buffer[:n] {
		if r, ok := c.parser.feed(b); ok {
			overrun = overrun || r.kind == hold && c.underway > reserve
			c.receive(r)
		}
	}
	switch {
	case overrun:
		return errOverrun
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil
	}
	return err
}

func (c *conversation) receive(r reply) {
	switch r.kind {
	case report:
		c.reported = ReportedStatus([4]byte(r.data))
	case hold:
		c.held = time.Now()
	case release:
		c.held = time.Time{}
	default:
		c.underway = 0
		c.inbox = append(c.inbox, r)
	}
}

// ask sends a question and waits for an answer of the given kind, as long as what was written before may take to arrive, and the
// printer to think. Answers of that kind that came before the question belong to nobody: a picture may hold the bytes of a DLE EOT.
func (c *conversation) ask(ctx context.Context, question []byte, kind replyKind) ([]byte, error) {
	if err := c.read(time.Millisecond); err != nil {
		return nil, err
	}
	c.take(kind)
	if _, err := c.write(ctx, question); err != nil {
		return nil, err
	}
	return c.await(ctx, kind, answerTime+onWire(c.underway))
}

// onWire is how long n bytes may take to arrive.
func onWire(n int) time.Duration { return time.Duration(n) * time.Second / slowest }

// await waits for an answer; errSilent is that none came within d.
func (c *conversation) await(ctx context.Context, kind replyKind, d time.Duration) ([]byte, error) {
	deadline := time.Now().Add(d)
	for {
		if answers := c.take(kind); len(answers) > 0 {
			return answers[0].data, nil
		}
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case !time.Now().Before(deadline):
			return nil, errSilent
		}
		if err := c.read(min(tick, time.Until(deadline))); err != nil {
			return nil, err
		}
	}
}

// take removes the answers of one kind from the inbox; those of another kind wait for whoever asked.
func (c *conversation) take(kind replyKind) (taken []reply) {
	c.inbox = slices.DeleteFunc(c.inbox, func(r reply) bool {
		if r.kind == kind {
			taken = append(taken, r)
		}
		return r.kind == kind
	})
	return taken
}

// status asks DLE EOT 1 to 4, one after the other since the answers do not say which they are.
func (c *conversation) status(ctx context.Context) (drivers.Status, error) {
	c.reported = ""
	var answers [4]byte
	for i := range answers {
		answer, err := c.ask(ctx, []byte{dle, 4, byte(i + 1)}, realTime)
		if err != nil {
			return c.stateAfter(err), fmt.Errorf("ask status %d: %w", i+1, err)
		}
		answers[i] = answer[0]
	}
	return StatusOf(answers[0], answers[1], answers[2], answers[3]), nil
}

// stateAfter is the state of a printer to which nothing can be said: gone, or, when it only takes no bytes, what it last reported by
// itself, or just busy.
func (c *conversation) stateAfter(err error) drivers.Status {
	switch {
	case !errors.Is(err, errHeld):
		return drivers.Gone
	case c.reported != "" && !c.reported.CanPrint():
		return c.reported
	}
	return drivers.Offline
}
