package dossier

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// ErrMoved says that a step was decided on a dossier as it stood before another device's step.
var ErrMoved = errors.New("the dossier has moved on since the step was decided")

// Version names how a dossier stands by its last step that decides; fees are taken beside them and change it not.
type Version string

// Version returns how the dossier stands; empty for one that nobody has taken yet.
func (d Dossier) Version() Version {
	last, ok := d.decided()
	if !ok {
		return ""
	}
	return Version(fmt.Sprintf("%s %d", last.Action, last.At.UnixMilli()))
}

// decided returns the last step that was more than a payment.
func (d Dossier) decided() (last Step, ok bool) {
	for i := len(d.History) - 1; i >= 0; i-- {
		if d.History[i].Action != Pay {
			return d.History[i], true
		}
	}
	return last, false
}

// Origin is where and when a step was taken.
type Origin struct {
	At     time.Time
	Device string
}

// Stand is how a dossier stands, without a word of whose it is.
type Stand struct {
	ID      string  `json:"id"`
	Version Version `json:"version"`
	Steps   int     `json:"steps"`
	Last    Step    `json:"last"`
}

// Stand returns how the dossier stands.
func (d Dossier) Stand() Stand {
	s := Stand{ID: d.ID, Version: d.Version(), Steps: len(d.History)}
	if s.Steps > 0 {
		s.Last = d.History[s.Steps-1]
	}
	return s
}

// Step returns the dossier after a step that was taken on a device. ErrMoved says that another device had decided meanwhile, or had taken
// the same fee; ErrNotAllowed that its status does not allow the step. A device's own steps always follow each other.
func (d Dossier) Step(b Body, e Origin) (Dossier, error) {
	if d.overtaken(b, e) {
		return d, fmt.Errorf("%w: %s", ErrMoved, b.Action())
	}
	after, err := d.After(b, e.At)
	if err == nil {
		after.History[len(after.History)-1].Where = e.Device
	}
	return after, err
}

// Replay returns the dossier after a step that a log holds, and the step's body. A step that the dossier's status does not allow, or that came after
// another device's, does not count: it stays in the log and changes nothing.
func (d Dossier) Replay(e Origin, kind string, parts ...json.RawMessage) (after Dossier, b Body, counts bool, err error) {
	if b, err = ReadBody(kind, parts...); err != nil {
		return d, nil, false, err
	}
	after, err = d.Step(b, e)
	if errors.Is(err, ErrNotAllowed) || errors.Is(err, ErrMoved) {
		return d, b, false, nil
	}
	return after, b, err == nil, err
}

// overtaken reports whether another device's step came between the version that a step was decided on and the step.
func (d Dossier) overtaken(b Body, e Origin) bool {
	if p, ok := b.(Payment); ok {
		return p.upon() != "" && !d.owes(p.Fee)
	}
	last, ok := d.decided()
	return ok && b.upon() != "" && b.upon() != d.Version() && last.Where != e.Device
}

// owes reports whether a fee is still to be paid.
func (d Dossier) owes(fee string) bool {
	for _, f := range d.Fees {
		if f.Name == fee && f.Payment == nil {
			return true
		}
	}
	return false
}

// Clash is a step that does not count, because another device's step stands.
type Clash struct {
	Dossier string `json:"dossier"`
	Code    string `json:"code"`
	Lost    Step   `json:"lost"`
	Stands  Step   `json:"stands"`
}

// Key names the clash.
func (c Clash) Key() string {
	return fmt.Sprintf("%s %s %d", c.Dossier, c.Lost.Where, c.Lost.At.UnixMilli())
}

// Clash returns what is told of a step that does not count.
func (d Dossier) Clash(b Body, e Origin) Clash {
	c := Clash{Dossier: d.ID, Code: d.Code, Lost: Step{Action: b.Action(), Status: d.Status, At: e.At, By: b.by(), Where: e.Device}, Stands: d.Stand().Last}
	if last, ok := d.decided(); ok && b.Action() != Pay {
		c.Stands = last
	}
	return c
}
