//go:build !linux

package simulator

import (
	"context"
	"errors"
)

// ServePTY needs the pseudo-terminals of Linux; elsewhere the printer stands in the network, ServeTCP.
func (p *Printer) ServePTY(context.Context, string, func()) error {
	return errors.New("a serial device is made on Linux only: listen on the network")
}
