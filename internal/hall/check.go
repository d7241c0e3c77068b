package hall

import (
	"errors"
	"fmt"

	"motcua/internal/queue"
)

// Check says what is wrong with a move that came over a wire.
func (m Move) Check(a queue.Action) error {
	if m.Turn < 0 || m.Turn > queue.MostTurns {
		return fmt.Errorf("turn is %d, 0 to %d was expected", m.Turn, queue.MostTurns)
	}
	if m.Counter == "" && a != queue.Cancel && !a.IsHolders() {
		return errors.New("counter is empty")
	}
	if m.Ahead < 0 || m.Ahead > queue.MostAhead {
		return fmt.Errorf("ahead is %d, 0 to %d was expected", m.Ahead, queue.MostAhead)
	}
	return errors.Join(queue.CheckName("counter", m.Counter), queue.CheckName("service", m.Service), queue.CheckName("officer", m.Officer), m.Why.Check())
}

// Check says what is wrong with the news that an officer has read, as it came over a wire.
func (t Told) Check() error {
	if t.Turn < 0 || t.Turn > queue.MostTurns {
		return fmt.Errorf("turn is %d, 0 to %d was expected", t.Turn, queue.MostTurns)
	}
	return errors.Join(queue.CheckName("counter", t.Counter), queue.CheckName("officer", t.Officer))
}

// Check says what is wrong with a part's state that came over a wire.
func (h Health) Check() error {
	if h.Part == "" || h.State == "" {
		return errors.New("part or state is empty")
	}
	return errors.Join(queue.CheckName("part", h.Part), queue.CheckName("state", h.State))
}

// Check says what is wrong with a printer's state that came over a wire.
func (p PrinterState) Check() error { return queue.CheckName("status", p.Status) }
