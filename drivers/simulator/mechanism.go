package simulator

import (
	"errors"
	"fmt"
)

// reset is ESC @. When nothing of the slip is on paper yet, a new one begins.
func (e *engine) reset([]byte) error {
	e.initialise()
	e.paper.spoiled = e.paper.spoiled && e.paper.inked()
	return nil
}

func (e *engine) pulse(p []byte) error {
	if _, err := choice(p[0], 0, 1); err != nil {
		return err
	}
	e.drawer++
	return nil
}

func cutSize(p []byte) (int, error) {
	if len(p) < 1 {
		return 1, nil
	}
	switch p[0] {
	case 0, 1, 48, 49:
		return 1, nil
	case 65, 66:
		return 2, nil
	}
	return 0, fmt.Errorf("m = %d is not 0, 1, 48, 49, 65 or 66", p[0])
}

// cutMargin is what the cutting position of GS V 65 and 66 leaves below the last line: 1 mm.
const cutMargin = 8

// cutPaper is GS V: forms 65 and 66 first feed what was printed past the knife, and n dots more.
func (e *engine) cutPaper(p []byte) error {
	if err := e.startOfLine(); err != nil {
		return err
	}
	if len(p) == 2 {
		e.paper.feed(e.model.KnifeGap + cutMargin + int(p[1]))
	}
	return e.cutNow(nil)
}

func (e *engine) cutNow([]byte) error {
	if err := e.startOfLine(); err != nil {
		return err
	}
	if e.jammed() {
		return nil
	}
	if through := e.paper.cut(); through {
		return errors.New("the last lines had not passed the knife")
	}
	return nil
}

func (e *engine) reportChanges(p []byte) error {
	e.asb = p[0] & 0x4F
	e.announce()
	return nil
}

// reportSensor is GS r. It waits its turn behind the data, so its answer says that all before it has been worked off.
func (e *engine) reportSensor(p []byte) error {
	n, err := choice(p[0], 1, 2)
	if err != nil {
		return err
	}
	if n == 1 {
		e.answer(e.sensor())
	} else {
		e.answer(0) // drawer pin 3 is low
	}
	return nil
}

func (e *engine) reportIdentity(p []byte) error {
	info := map[byte]string{65: "1.00 ESC/POS", 66: e.model.Maker, 67: e.model.Name, 68: "0000000000", 69: ""}
	switch n := p[0]; n {
	case 1, 49:
		e.answer(0x20)
	case 2, 50:
		e.answer(map[bool]byte{true: 0x02, false: 0x00}[e.model.Cutter])
	case 3, 51:
		e.answer(0x01)
	case 65, 66, 67, 68, 69:
		e.answer(append(append([]byte{'_'}, info[n]...), 0)...)
	default:
		return fmt.Errorf("no identity %d", n)
	}
	return nil
}
