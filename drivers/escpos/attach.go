package escpos

import (
	"context"
	"errors"

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
	if p.encoder.profile.Logo == LogoStored && p.words {
		if err := p.storeLogos(ctx); err != nil {
			return err
		}
	}
	p.attached = true
	return nil
}

// synchronise ends a command that an earlier conversation broke off: the printer takes zeros for the rest of it, and ignores those too
// many. That it answers a queued question proves that it stands between commands again. One that answers to no length of zeros does
// not know the question.
func (p *Printer) synchronise(ctx context.Context) error {
	for _, zeros := range []int{16, p.longestCommand()} {
		_, err := p.line.ask(ctx, append(make([]byte, zeros), gs, 'r', 1), queued)
		if err == nil {
			p.words = true
			return nil
		}
		if !errors.Is(err, errSilent) {
			return err
		}
		if s, err := p.check(ctx); !s.CanPrint() {
			return &trouble{s, err}
		}
	}
	p.words = false
	return nil
}

// longestCommand is the length of the longest command that we ever send.
func (p *Printer) longestCommand() int {
	longest := 4096 // the letters of one font: 95 of 37 bytes
	if p.encoder.profile.Logo == LogoStored {
		for _, picture := range p.encoder.logos {
			longest = max(longest, len(picture.Rows)+64)
		}
	}
	return longest
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
		if _, err := p.line.write(ctx, command); err != nil {
			return err
		}
		if err := p.finish(ctx); err != nil {
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
