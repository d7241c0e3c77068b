package flow

import (
	"slices"

	"motcua/kiosk/dispenser"
)

// papers are the slips that were coming out when their visitor left. They come out all the same, unless the printer goes down before: then
// their people have gone, and the next one must not find them.
type papers struct {
	withdraw func(slip string)
	slips    []string
}

func (p *papers) add(slips []string) { p.slips = append(p.slips, slips...) }

// ended takes note of a slip that is out, or never will be.
func (p *papers) ended(slip string) {
	p.slips = slices.DeleteFunc(p.slips, func(s string) bool { return s == dispenser.TicketOf(slip) })
}

// giveUp withdraws all that has not come out.
func (p *papers) giveUp() {
	for _, slip := range p.slips {
		p.withdraw(slip)
	}
	p.slips = nil
}
