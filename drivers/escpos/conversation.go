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
)

var (
	errSilent = errors.New("no answer")
	errHeld   = errors.New("the printer takes no more bytes")
)

// conversation is questions and answers over a wire.
type conversation struct {
	wire     drivers.Wire
	parser   parser
	inbox    []reply
	underway int            // bytes written since the last answer
	reported drivers.Status // by ASB, since the last question
}

// write sends b and returns how much of it left. A line held for longer than patience, or by a printer that reports a fault, is errHeld.
func (c *conversation) write(ctx context.Context, b []byte) (sent int, err error) {
	moved := time.Now()
	for sent < len(b) {
		if err := c.wire.SetWriteDeadline(time.Now().Add(tick)); err != nil {
			return sent, err
		}
		n, err := c.wire.Write(b[sent:])
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

// read takes in what arrives within d.
func (c *conversation) read(d time.Duration) error {
	if err := c.wire.SetReadDeadline(time.Now().Add(d)); err != nil {
		return err
	}
	var buffer [128]byte
	n, err := c.wire.Read(buffer[:])
	for _, b := range buffer[:n] {
		if r, ok := c.parser.feed(b); ok {
			c.receive(r)
		}
	}
	if errors.Is(err, os.ErrDeadlineExceeded) {
		return nil
	}
	return err
}

func (c *conversation) receive(r reply) {
	c.underway = 0
	if r.kind == report {
		c.reported = ReportedStatus([4]byte(r.data))
		return
	}
	c.inbox = append(c.inbox, r)
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
