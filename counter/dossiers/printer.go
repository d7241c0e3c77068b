package dossiers

import (
	"motcua/drivers"
	"motcua/drivers/spool"
)

// SlipPrinter is the desk's printer of slips, as far as an officer is told of it.
type SlipPrinter struct {
	Wake   func() // the spool: a slip is there
	Status func() drivers.Status
	None   bool // none is set up

	ended map[string]spool.Outcome // slips of this run, by their jobs
}

// State returns the sentence for how the printer is, and whether it prints.
func (p *SlipPrinter) State() (id string, fine bool) {
	now := p.Status()
	return "printer.is." + string(now), now.CanPrint()
}

// Alarm is State for the header, which shows nothing of a printer where none is set up.
func (p *SlipPrinter) Alarm() (id string, fine bool) {
	if p.None {
		return "", true
	}
	return p.State()
}

// Ended remembers how the printing of a slip ended.
func (p *SlipPrinter) Ended(job string, o spool.Outcome) {
	if p.ended == nil {
		p.ended = map[string]spool.Outcome{}
	}
	p.ended[job] = o
}

// Outcome returns how the printing of a slip ended; false while it has not.
func (p *SlipPrinter) Outcome(job string) (o spool.Outcome, ended bool) {
	o, ended = p.ended[job]
	return o, ended
}
