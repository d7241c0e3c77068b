package escpos

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"motcua/drivers"
)

// Printer is an ESC/POS printer on a wire: a drivers.Printer.
type Printer struct {
	line     conversation
	encoder  *Encoder
	clean    bool      // not in the head of a command
	attached bool      // known to stand between two commands, with its letters and logos as the encoder believes
	words    bool      // has answered GS r, which is queued: all before it has been processed
	jammed   time.Time // since when the knife is; zero when it is not
}

var _ drivers.Printer = (*Printer)(nil)

// New returns the printer at the other end of wire; nothing is sent until it is used. The encoder may come from an earlier wire to the
// same printer: what it knows of slips torn and logos stored is kept.
func New(wire drivers.Wire, e *Encoder) *Printer {
	e.Reset()
	return &Printer{line: conversation{wire: wire}, encoder: e}
}

// Close lets the wire go.
func (p *Printer) Close() error { return p.line.wire.Close() }

// Status asks the printer how it is. After Gone all that it was told counts as forgotten, since it may have been without power. While it
// is idle and well some of its downloaded letters are said again, for a loss of power too short to be seen from here.
func (p *Printer) Status(ctx context.Context) drivers.Status {
	s, _ := p.check(ctx)
	if !p.attached || !s.CanPrint() {
		return s
	}
	if _, err := p.line.write(ctx, p.encoder.repeat()); err != nil {
		p.forget()
		return p.line.stateAfter(err)
	}
	return s
}

func (p *Printer) check(ctx context.Context) (drivers.Status, error) {
	if !p.clean {
		if s, err := p.completeHead(ctx); err != nil {
			return s, err
		}
	}
	s, err := p.line.status(ctx)
	switch {
	case s == drivers.CutterError:
		return p.retryKnife(ctx)
	case s == drivers.Gone && ctx.Err() == nil, errors.Is(err, errOverrun):
		p.forget()
	}
	p.jammed = time.Time{}
	return s, err
}

// completeHead ends, before anything else is said, the head of a command that an earlier conversation broke off: the bytes of a question
// would be taken for its length, and the printer would then wait for a picture as long as the paper.
func (p *Printer) completeHead(ctx context.Context) (drivers.Status, error) {
	_, err := p.line.write(ctx, make([]byte, 16)) // FS q and GS ( L have the longest
	p.clean = err == nil
	return p.line.stateAfter(err), err
}

// knifeRest is how long a jammed knife is left alone, for somebody to open the cover and take the paper out.
const knifeRest = 10 * time.Second

// retryKnife sends DLE ENQ 2 from time to time: a printer with a cutter error waits to be told that its cause is gone. It empties the
// buffers as well.
func (p *Printer) retryKnife(ctx context.Context) (drivers.Status, error) {
	if p.jammed.IsZero() {
		p.jammed = time.Now()
	}
	if time.Since(p.jammed) < knifeRest {
		return drivers.CutterError, nil
	}
	p.jammed = time.Time{}
	p.forget()
	if _, err := p.line.write(ctx, []byte{dle, 5, 2}); err != nil {
		return drivers.CutterError, err
	}
	return p.line.status(ctx)
}

func (p *Printer) forget() {
	p.clean, p.attached = false, false
	p.encoder.Reset()
}

// Print puts d on paper and returns when the printer has said so. Any error that is not a *drivers.Fault is a document that cannot be
// printed here.
func (p *Printer) Print(ctx context.Context, d drivers.Document) error {
	return p.print(ctx, func() (job, error) { return p.encoder.encode(d) })
}

// print encodes only when the printer is ready to take the job: what has been encoded counts as said.
func (p *Printer) print(ctx context.Context, encode func() (job, error)) error {
	if s, err := p.check(ctx); !s.CanPrint() {
		return &drivers.Fault{Status: s, Err: err}
	}
	if !p.attached {
		if err := p.attach(ctx); err != nil {
			return p.fault(ctx, 0, err)
		}
	}
	j, err := encode()
	if err != nil {
		return err
	}
	if sent, err := p.send(ctx, j); err != nil {
		return p.fault(ctx, sent, err)
	}
	return nil
}

// trouble is a status that stopped a job.
type trouble struct {
	status drivers.Status
	err    error
}

func (t *trouble) Error() string { return fmt.Sprintf("printer %s", t.status) }
func (t *trouble) Unwrap() error { return t.err }

// fault asks why a job stopped and sees to it that what the printer still holds of it does not come out later.
func (p *Printer) fault(ctx context.Context, sent int, err error) error {
	p.clean, p.attached = false, false
	p.encoder.Abandon()
	f := &drivers.Fault{Status: p.line.stateAfter(err), Sent: sent, Err: err}
	var t *trouble
	switch {
	case errors.As(err, &t):
		f.Status, f.Err = t.status, t.err
	case ctx.Err() != nil:
		f.Status = drivers.Offline
	}
	if p.encoder.profile.Clears && f.Status != drivers.Gone {
		p.clear(context.WithoutCancel(ctx))
	}
	return f
}

// clear empties the printer's buffers, DLE DC4 8. It works off-line as well, so that a slip stopped by the end of the roll does not
// finish when the new roll is in. The answer is awaited since bytes sent before it are lost; that it fails the next question tells.
func (p *Printer) clear(ctx context.Context) {
	_, _ = p.line.ask(ctx, []byte{dle, 0x14, 8, 1, 3, 20, 1, 6, 2, 8}, block)
}

// breath is how much is written before the printer must show that it still listens: half a second at 9600 baud. A printer that has lost
// its power for a blink, and with it the half of a slip, takes longer than that to come back.
const breath = 480

// slack is how much of a printer's buffer stays empty: the 128 bytes at which it holds the line, and as much for questions.
const slack = 256

// send writes a job and ends it with the printer's word. What the buffer holds is written at one go, then worked off: a line without
// flow control loses nothing.
func (p *Printer) send(ctx context.Context, j job) (sent int, err error) {
	done := 0 // so much the printer has worked off
	for buffered := 0; sent < len(j.bytes); {
		end := j.sliceEnd(sent)
		if buffered += end - sent; buffered > p.encoder.profile.Buffer-slack && buffered > end-sent {
			if err := p.finish(ctx, j.bytes[done:sent]); err != nil {
				return sent, err
			}
			buffered, done = end-sent, sent
		}
		n, err := p.line.write(ctx, j.bytes[sent:end])
		sent += n
		if err != nil {
			return sent, err
		}
		if err := p.listens(ctx); err != nil {
			return sent, err
		}
	}
	return sent, p.finish(ctx, j.bytes[done:sent])
}

// sliceEnd is the last end of a command that is no more than a breath after start; a longer command goes alone.
func (j job) sliceEnd(start int) int {
	end := start
	for _, bound := range j.bounds {
		if bound > start && (end == start || bound-start <= breath) {
			end = bound
		}
	}
	return end
}

// listens asks a printer in mid-slip for a sign of life.
func (p *Printer) listens(ctx context.Context) error {
	answer, err := p.line.ask(ctx, []byte{dle, 4, 1}, realTime)
	if errors.Is(err, errSilent) {
		return &trouble{drivers.Gone, err}
	}
	if err != nil || answer[0]&0x08 == 0 {
		return err
	}
	if s, err := p.check(ctx); !s.CanPrint() {
		return &trouble{s, err}
	}
	return nil
}

// slowLine is how long a printer may take over a line: an impact printer has five a second, and four times as long is for wide spacing and a tired motor.
const slowLine = 800 * time.Millisecond

// onPaper is how long it may take to print bytes. A picture's may be line feeds too, which makes the time longer, never shorter.
func onPaper(sent []byte) time.Duration {
	return time.Duration(bytes.Count(sent, []byte{'\n'})) * slowLine
}

// finish waits until the printer says that it has processed all it was sent: GS r 1 waits in its queue like everything else, but not
// while off-line. So when it stays silent DLE EOT tells why. One that is well is waited for as long as its paper may be moving.
func (p *Printer) finish(ctx context.Context, sent []byte) error {
	if !p.words {
		return p.settle(ctx)
	}
	_, err := p.line.ask(ctx, []byte{gs, 'r', 1}, queued)
	for asked := time.Now(); errors.Is(err, errSilent); {
		s, cause := p.check(ctx)
		if !s.CanPrint() {
			return &trouble{s, cause}
		}
		if time.Since(asked) > patience+onPaper(sent) {
			return &trouble{drivers.Offline, errSilent}
		}
		_, err = p.line.await(ctx, queued, answerTime)
	}
	if err != nil {
		return err
	}
	_, err = p.line.ask(ctx, []byte{dle, 4, 1}, realTime) // a plug that is pulled can look like the byte 0, which is also the word
	if errors.Is(err, errSilent) {
		return &trouble{drivers.Gone, err}
	}
	if err == nil {
		p.encoder.profile.Words = true // twice by now, so it was no noise
	}
	return err
}

// settleTime is how long a buffer full of lines may take to print.
const settleTime = 2 * time.Second

// settle stands in for the word with clones that do not know GS r: no trouble for as long as the bytes take to print.
func (p *Printer) settle(ctx context.Context) error {
	for since := time.Now(); ; {
		if s, err := p.check(ctx); !s.CanPrint() {
			return &trouble{s, err}
		}
		if time.Since(since) > settleTime {
			return nil
		}
		if err := p.line.read(tick); err != nil {
			return err
		}
	}
}
