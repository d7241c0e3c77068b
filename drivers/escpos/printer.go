package escpos

import (
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
	attached bool // known to stand between two commands, with its letters and logos as the encoder believes
	words    bool // answers GS r, which is queued: all before it has been processed
	last     drivers.Status
}

var _ drivers.Printer = (*Printer)(nil)

// New returns the printer at the other end of wire; nothing is sent until it is used. The encoder may come from an earlier wire to the
// same printer: what it knows of slips torn and logos half stored is kept.
func New(wire drivers.Wire, e *Encoder) *Printer {
	e.Reset()
	return &Printer{line: conversation{wire: wire}, encoder: e}
}

// Close lets the wire go.
func (p *Printer) Close() error { return p.line.wire.Close() }

// Status asks the printer how it is. After Gone all that the printer was told counts as forgotten; asked at least every two seconds, no
// power cycle passes unnoticed.
func (p *Printer) Status(ctx context.Context) drivers.Status {
	s, _ := p.check(ctx)
	return s
}

func (p *Printer) check(ctx context.Context) (drivers.Status, error) {
	s, err := p.line.status(ctx)
	if s == drivers.CutterError && p.last == drivers.CoverOpen {
		s, err = p.retryKnife(ctx)
	}
	if s == drivers.Gone && ctx.Err() == nil {
		p.forget()
	}
	p.last = s
	return s, err
}

// retryKnife sends DLE ENQ 2: somebody has had the cover open, so the paper may be out of the knife; the printer waits to be told. It
// also empties the buffers.
func (p *Printer) retryKnife(ctx context.Context) (drivers.Status, error) {
	if _, err := p.line.write(ctx, []byte{dle, 5, 2}); err != nil {
		return drivers.CutterError, err
	}
	p.forget()
	return p.line.status(ctx)
}

func (p *Printer) forget() {
	p.attached = false
	p.encoder.Reset()
}

// Print puts d on paper and returns when the printer has said so. Any error that is not a *drivers.Fault is a document that cannot be
// printed here.
func (p *Printer) Print(ctx context.Context, d drivers.Document) error {
	if s, err := p.check(ctx); !s.CanPrint() {
		return &drivers.Fault{Status: s, Err: err}
	}
	if !p.attached {
		if err := p.attach(ctx); err != nil {
			return p.fault(ctx, 0, err)
		}
	}
	j, err := p.encoder.encode(d)
	if err != nil {
		return err
	}
	if sent, err := p.send(ctx, j); err != nil {
		p.encoder.Abandon()
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
	p.forget()
	f := &drivers.Fault{Status: drivers.Gone, Sent: sent, Err: err}
	var t *trouble
	switch {
	case errors.As(err, &t):
		f.Status, f.Err = t.status, t.err
	case errors.Is(err, errHeld), ctx.Err() != nil:
		f.Status = p.line.held()
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

// send writes a job in slices that the printer's buffer holds, each sent when the one before has been worked off, and ends it with the
// printer's word.
func (p *Printer) send(ctx context.Context, j job) (sent int, err error) {
	for sent < len(j.bytes) {
		n, err := p.line.write(ctx, j.bytes[sent:p.sliceEnd(j, sent)])
		sent += n
		if err != nil {
			return sent, err
		}
		if err := p.finish(ctx); err != nil {
			return sent, err
		}
	}
	return sent, nil
}

// sliceEnd is the last end of a command that the buffer still holds after start; a command larger than the buffer goes alone.
func (p *Printer) sliceEnd(j job, start int) int {
	end := start
	for _, bound := range j.bounds {
		if bound > start && (end == start || bound-start <= p.encoder.profile.Buffer) {
			end = bound
		}
	}
	return end
}

// finish waits until the printer says that it has processed all it was sent: GS r 1 waits in its queue like everything else, but not
// while off-line. So when it stays silent DLE EOT tells why.
func (p *Printer) finish(ctx context.Context) error {
	if !p.words {
		return p.settle(ctx)
	}
	_, err := p.line.ask(ctx, []byte{gs, 'r', 1}, queued)
	for asked := time.Now(); errors.Is(err, errSilent); {
		s, cause := p.check(ctx)
		if !s.CanPrint() {
			return &trouble{s, cause}
		}
		if time.Since(asked) > patience {
			return &trouble{drivers.Offline, errSilent}
		}
		_, err = p.line.await(ctx, queued, answerTime)
	}
	if err != nil {
		return err
	}
	return p.confirm(ctx)
}

// confirm asks once more after the word: a plug that is pulled can look like the byte 0, which is also the word.
func (p *Printer) confirm(ctx context.Context) error {
	if _, err := p.line.ask(ctx, []byte{dle, 4, 1}, realTime); err != nil {
		return &trouble{drivers.Gone, err}
	}
	return nil
}

// settle stands in for the word with clones that do not know GS r: no trouble for as long as the bytes take to print.
func (p *Printer) settle(ctx context.Context) error {
	until := time.Now().Add(time.Second + onWire(p.line.underway))
	for {
		if s, err := p.check(ctx); !s.CanPrint() {
			return &trouble{s, err}
		}
		if !time.Now().Before(until) {
			return nil
		}
		if err := p.line.read(tick); err != nil {
			return err
		}
	}
}
