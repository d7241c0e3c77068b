// Package cups prints PDF on the printers of the machine's own print system, through its command lp.
// What is printed, and where else it can go, is left to others.
package cups

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

// Queue is a printer as the system names it ("lpstat -e" lists them): Default is the system's own choice, empty is none.
// Which paper it takes, and from which tray, are the queue's own settings.
type Queue string

// Default is the queue that the system prints on when it is told none.
const Default Queue = "default"

// Why nothing was printed.
var (
	ErrNoQueue  = errors.New("no printer is set up for A5 and A4 paper")
	ErrNoSystem = errors.New("this machine has no print system: the command lp is missing")
	ErrRefused  = errors.New("the print system did not take the paper")
)

// patience is how long lp may take to accept a paper; printing itself goes on without us.
const patience = 20 * time.Second

// Print hands a PDF to the print system. Its title stands in the system's own lists and logs, so it names nobody.
func (q Queue) Print(ctx context.Context, title string, pdf []byte) error {
	if q == "" {
		return ErrNoQueue
	}
	lp, err := exec.LookPath("lp")
	if err != nil {
		return ErrNoSystem
	}
	args := []string{"-t", title, "-o", "print-scaling=none"} // a form is as large as the circular has it
	if q != Default {
		args = append(args, "-d", string(q))
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, lp, args...)
	cmd.Stdin = bytes.NewReader(pdf)
	cmd.WaitDelay = time.Second
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: lp -d %s: %w: %s", ErrRefused, q, err, strings.TrimSpace(string(out)))
	}
	return nil
}
