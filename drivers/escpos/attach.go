package escpos

import (
	"context"
	"errors"
	"time"

	"motcua/drivers"
)

const ack = 0x06

// attach brings a printer in an unknown state to where a slip may begin.
func (p *Printer) attach(ctx context.Context) error {
	if p.encoder.profile.Clears {
		p.clear(ctx)
	}
	if err := p.synchronise(ctx); err != nil {
		return err
	}
	if err := p.keepLogos(ctx); err != nil {
		return err
	}
	p.attached = true
	return nil
}

// synchronise ends a command that an earlier conversation broke off: the printer takes zeros for the rest of it, and ignores those too
// many. That it answers a queued question proves that it stands between commands again. Only one that has never answered it may not
// know the question.
func (p *Printer) synchronise(ctx context.Context) error {
	for _, zeros := range []int{0, p.longestCommand()} {
		_, err := p.line.ask(ctx, append(make([]byte, zeros), gs, 'r', 1), queued)
		if err == nil {
			p.words = true
			return p.quiet(ctx, zeros)
		}
		if !errors.Is(err, errSilent) {
			return err
		}
		if s, err := p.check(ctx); !s.CanPrint() {
			return &trouble{s, err}
		}
	}
	p.words = false
	if p.encoder.profile.Words {
		return &trouble{drivers.Offline, errSilent}
	}
	return nil
}

// quiet waits out the answers to questions of a job that was given up, lest one be taken for the word that ends the next.
func (p *Printer) quiet(ctx context.Context, underway int) error {
	for {
		_, err := p.line.await(ctx, queued, answerTime/2+onWire(underway))
		if errors.Is(err, errSilent) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// longestCommand is the length of the longest command that we ever send.
func (p *Printer) longestCommand() int {
	longest := commandLimit + 100 // with the command's own head and a question that it swallowed
	switch p.encoder.profile.Logo {
	case LogoKeyed:
		for _, picture := range p.encoder.logos {
			longest = max(longest, len(picture.Rows)+100)
		}
	case LogoNumbered:
		longest = max(longest, len(p.encoder.numberLogos())+100)
	}
	return longest
}

// keepLogos sees to it that the printer's flash memory holds the pictures. A printer that cannot be asked gets them sent with each slip.
func (p *Printer) keepLogos(ctx context.Context) error {
	e := p.encoder
	switch {
	case len(e.logos) == 0 || !p.words:
		return nil
	case e.profile.Logo == LogoKeyed:
		return p.storeLogos(ctx)
	case e.profile.Logo == LogoNumbered && !e.numbered:
		return p.replaceLogos(ctx)
	}
	return nil
}

// replaceLogos writes all pictures by FS q, twice: nobody can ask whether they are there, and a loss of power too short to be seen from
// here spoils one writing only.
func (p *Printer) replaceLogos(ctx context.Context) error {
	for range 2 {
		if err := p.replaceOnce(ctx); err != nil {
			return err
		}
	}
	p.encoder.numbered = true
	return nil
}

// replaceOnce is one FS q. The printer restarts itself after it and loses what stands behind it in its buffer, so it is spoken to only
// when it answers again.
func (p *Printer) replaceOnce(ctx context.Context) error {
	if err := p.store(ctx, p.encoder.numberLogos()); err != nil {
		return err
	}
	for since := time.Now(); ; {
		s, err := p.check(ctx)
		if s.CanPrint() {
			break
		}
		if !errors.Is(err, errSilent) || time.Since(since) > patience {
			return &trouble{s, err}
		}
	}
	return p.synchronise(ctx)
}

// store writes to flash memory. That is refused within a line, and a letter of a question that fell into a broken command may begin one.
func (p *Printer) store(ctx context.Context, command []byte) error {
	_, err := p.line.write(ctx, append([]byte{esc, '@'}, command...))
	return err
}

// storeLogos has the printer keep the pictures that it does not list yet.
func (p *Printer) storeLogos(ctx context.Context) error {
	listed, err := p.logosListed(ctx)
	if errors.Is(err, errSilent) {
		return nil // no such memory: logos are sent with each slip
	}
	if err != nil {
		return err
	}
	commands := p.encoder.storeLogos(listed)
	if len(commands) == 0 {
		return nil
	}
	for _, command := range commands {
		if err := p.store(ctx, command); err != nil {
			return err
		}
		if err := p.finish(ctx, nil); err != nil {
			return err
		}
	}
	if listed, err = p.logosListed(ctx); err != nil {
		return err
	}
	p.encoder.confirmLogos(listed)
	return nil
}

// logosListed asks for the keys in flash memory. Each block of the answer waits to be acknowledged before the printer goes on.
func (p *Printer) logosListed(ctx context.Context) ([]nvKey, error) {
	var all []nvKey
	question := listKeys()
	for {
		data, err := p.line.ask(ctx, question, block)
		if err != nil {
			return nil, err
		}
		keys, more, ok := keysIn(data)
		if !ok {
			return nil, &trouble{drivers.Offline, errors.New("not a list of logos")}
		}
		all = append(all, keys...)
		question = []byte{ack}
		if !more {
			_, err := p.line.write(ctx, question)
			return all, err
		}
	}
}
