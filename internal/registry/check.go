package registry

import (
	"errors"
	"fmt"

	"motcua/internal/dossier"
	"motcua/internal/queue"
	"motcua/internal/workday"
)

// mostCode is how many letters a code has at the most, whoever gave it.
const mostCode = 64

// Check says what is wrong with the news that an officer has read, as it came over a wire.
func (r ClashRead) Check() error {
	return errors.Join(queue.CheckName("device", r.Device), queue.CheckName("officer", r.Officer))
}

// Check says what is wrong with a number that came over a wire: what was counted is what the code says. A serial of 0 is a code of another
// system's.
func (n Number) Check() error {
	if n.Code == "" || len(n.Code) > mostCode {
		return fmt.Errorf("code is %.70q", n.Code)
	}
	if n.Serial == 0 {
		return nil
	}
	day, err := workday.ParseDate(n.Day)
	if err != nil {
		return fmt.Errorf("day: %w", err)
	}
	_, err = dossier.Circular.Write(dossier.Code{Agency: n.Agency, Day: day, Series: n.Series, Serial: n.Serial}) // the ranges are those of every pattern
	if err != nil {
		return errors.Join(errors.New("a number that no code has"), err)
	}
	return nil
}
