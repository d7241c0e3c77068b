package simulator

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Action is something that people, wires and wear do to a printer. Its value is the word the command printersim takes.
type Action string

// The actions, each beside the one that ends it.
const (
	PaperOut   Action = "paper out"
	PaperIn    Action = "paper in"
	PaperLow   Action = "paper low"
	PaperFull  Action = "paper full"
	CoverOpen  Action = "cover open"
	CoverShut  Action = "cover shut"
	CutterJam  Action = "cutter jam" // the next cut ends in a cutter error
	CutterFree Action = "cutter free"
	Unplug     Action = "unplug"
	Plug       Action = "plug"
	PowerOff   Action = "power off"
	PowerOn    Action = "power on"
	PowerCycle Action = "power cycle"
	Silent     Action = "silent" // prints, but answers nothing
	Speak      Action = "speak"
	Garble     Action = "garble" // answers with bytes that mean nothing
	Clear      Action = "clear"
	Slow       Action = "slow" // takes 100 bytes a second off the wire
	Fast       Action = "fast"
	Xoff       Action = "xoff" // holds the line and works nothing off
	Xon        Action = "xon"
	TearOff    Action = "tear off" // someone takes what hangs out of the printer
)

// opposite ends an action.
var opposite = map[Action]Action{PaperOut: PaperIn, PaperLow: PaperFull, CoverOpen: CoverShut, CutterJam: CutterFree,
	Unplug: Plug, PowerOff: PowerOn, Silent: Speak, Garble: Clear, Slow: Fast, Xoff: Xon}

// Fault is an action that waits for its moment.
type Fault struct {
	After int // bytes to be received first, from now on; 0 is at once
	Do    Action
	For   time.Duration // until the opposite is done by itself; 0 is until somebody does it
}

// Actions lists every action.
func Actions() []Action {
	all := []Action{PowerCycle, TearOff}
	for a, b := range opposite {
		all = append(all, a, b)
	}
	slices.Sort(all)
	return all
}

// ParseFault reads "paper out", "after 200 paper out", "after 200 xoff for 3s".
func ParseFault(s string) (Fault, error) {
	var f Fault
	words := strings.Fields(s)
	if len(words) > 2 && words[0] == "after" {
		n, err := strconv.Atoi(words[1])
		if err != nil || n < 0 {
			return f, fmt.Errorf("fault %q: after how many bytes?", s)
		}
		f.After, words = n, words[2:]
	}
	if n := len(words); n > 2 && words[n-2] == "for" {
		d, err := time.ParseDuration(words[n-1])
		if err != nil || d <= 0 {
			return f, fmt.Errorf("fault %q: for how long? 3s, 500ms", s)
		}
		f.For, words = d, words[:n-2]
	}
	f.Do = Action(strings.Join(words, " "))
	if !slices.Contains(Actions(), f.Do) {
		return f, fmt.Errorf("fault %q: %q is not one of %q", s, f.Do, Actions())
	}
	return f, nil
}

// scripted is a fault with the count of received bytes at which it strikes.
type scripted struct {
	at    int
	fault Fault
}

// Do lets faults happen, now or at their moment.
func (p *Printer) Do(faults ...Fault) {
	p.mu.Lock()
	defer p.release()
	for _, f := range faults {
		p.script = append(p.script, scripted{p.received + f.After, f})
	}
	p.runScript()
}

func (p *Printer) runScript() {
	for i := 0; i < len(p.script); i++ {
		s := p.script[i]
		if s.at > p.received {
			continue
		}
		p.script = slices.Delete(p.script, i, i+1)
		i--
		p.act(s.fault.Do)
		if end, ok := opposite[s.fault.Do]; ok && s.fault.For > 0 {
			time.AfterFunc(s.fault.For, func() { p.Do(Fault{Do: end}) })
		}
	}
}

// act changes the printer's condition and lets it go on.
func (p *Printer) act(a Action) {
	c := &p.condition
	switch a {
	case PaperOut:
		p.endPaper()
	case PaperIn:
		c.paperOut, c.paperLow = false, false
	case PaperLow, PaperFull:
		c.paperLow = a == PaperLow
	case CoverOpen:
		c.coverOpen = true
	case CoverShut: // opening and shutting the cover moves the knife home
		c.coverOpen, c.cutterError = false, c.cutterError && c.jammed
	case CutterJam, CutterFree:
		c.jammed = a == CutterJam
	case Unplug:
		p.pull()
	case Plug:
		c.unplugged = false
	case PowerOff, PowerOn:
		p.power(a == PowerOn)
	case PowerCycle:
		p.power(false)
		p.power(true)
	case Silent, Speak:
		c.silent = a == Silent
	case Garble, Clear:
		c.garbled = a == Garble
	case Slow, Fast:
		c.slow = a == Slow
	case Xoff, Xon:
		p.hold(a == Xoff)
	case TearOff:
		p.engine.paper.tear()
		p.handOut()
	}
	p.settle()
}

// endPaper: what is printed so far is out of the printer's hands; the rest waits in the buffers for the next roll.
func (p *Printer) endPaper() {
	p.condition.paperOut = true
	if p.engine.paper.inked() {
		p.engine.paper.tear()
		p.engine.paper.spoiled = true // what follows is the remainder of a torn slip
		p.handOut()
	}
}

func (p *Printer) pull() {
	p.condition.unplugged = true
	if p.engine.paper.inked() || !p.engine.line.empty() || !p.parser.idle() || len(p.buffer) > 0 {
		p.engine.paper.spoiled = true
	}
	p.parser.broken = !p.parser.idle()
	for w := range p.wires {
		w.drop()
	}
	clear(p.wires)
}

func (p *Printer) power(on bool) {
	c := &p.condition
	if !on {
		*c = condition{paperOut: c.paperOut, paperLow: c.paperLow, coverOpen: c.coverOpen, jammed: c.jammed,
			unplugged: c.unplugged, off: true}
		p.clear()
		p.engine.initialise()
		p.limit, p.xoff, p.tail = p.engine.model.Buffer, false, nil
		return
	}
	c.off = false
}

// hold fills the rest of the buffer, as it were: what may still come after XOFF is the reserve.
func (p *Printer) hold(on bool) {
	p.condition.held = on
	low, _ := p.marks()
	p.limit = p.engine.model.Buffer
	if on {
		p.limit = min(p.limit, len(p.buffer)+low)
	}
}
