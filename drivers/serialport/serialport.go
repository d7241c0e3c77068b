// Package serialport opens the wire to a device by its name: a serial port, a TCP socket, a USB printer's file.
// It holds deadlines, flow control and exclusive use; what is said on the wire is left to escpos, barcode and ledboard.
package serialport

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"time"

	"github.com/tarm/serial"

	"motcua/drivers"
)

// Settings name a device and how its line is set. The zero Baud is 9600; the empty Flow and Parity are "none".
// Baud, Flow and Parity are read for serial ports only: eight data bits, one stop bit.
type Settings struct {
	Device string // /dev/serial/by-id/…, /dev/ttyUSB0, COM3, tcp://host:9100 or /dev/usb/lp0
	Baud   int    // bits per second, one of the usual rates
	Flow   Flow
	Parity Parity
}

// Flow is how the device says "wait".
type Flow string

// The kinds of flow control. A printer wired for DTR/DSR has its DTR led to the computer's CTS and is RTSCTS here.
const (
	NoFlow  Flow = "none"
	RTSCTS  Flow = "rtscts"
	XONXOFF Flow = "xonxoff"
)

// Parity is the check bit of each character.
type Parity string

// The kinds of parity. Modbus RTU is Even by its standard.
const (
	NoParity Parity = "none"
	Even     Parity = "even"
	Odd      Parity = "odd"
)

// ErrBusy says that another program, or another part of this one, has the device.
var ErrBusy = errors.New("in use by another program")

// tick is how long a network's device is given to say something before we look up, and each of the times between looks at what leaves.
const tick = 100 * time.Millisecond

// listen is the same for a serial line, which counts in tenths of a second. What is said is heard at once all the same; and each look costs
// an idle kiosk a few of its processor's hundredths of a percent.
const listen = 500 * time.Millisecond

// Open opens the device for this program alone. A device that is not there is fs.ErrNotExist, one that is taken ErrBusy.
// After any error but a deadline, close the wire and open it again: a replugged adapter is a new device.
func Open(s Settings) (drivers.Wire, error) {
	w, err := open(s.withDefaults())
	switch {
	case errors.Is(err, syscall.EBUSY):
		err = ErrBusy
	case errors.Is(err, fs.ErrPermission):
		err = fmt.Errorf("this account may not use it (on Linux: join the group dialout or lp): %w", err)
	}
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", s.Device, err)
	}
	return w, nil
}

func open(s Settings) (drivers.Wire, error) {
	if address, ok := strings.CutPrefix(s.Device, "tcp://"); ok {
		return dial(address)
	}
	if strings.HasPrefix(s.Device, "/dev/usb/lp") {
		return openFile(s.Device)
	}
	return openSerial(s)
}

func openSerial(s Settings) (drivers.Wire, error) {
	config, err := s.config()
	if err != nil {
		return nil, err
	}
	l, err := openLine(s, config)
	if err != nil {
		return nil, err
	}
	return newPumped(s.Device, l), nil
}

func (s Settings) withDefaults() Settings {
	if s.Baud == 0 {
		s.Baud = 9600
	}
	if s.Flow == "" {
		s.Flow = NoFlow
	}
	if s.Parity == "" {
		s.Parity = NoParity
	}
	return s
}

// config puts the settings in tarm's words. Its ReadTimeout must not be 0: then a Read never ends, and Close waits for it.
func (s Settings) config() (*serial.Config, error) {
	parity, ok := map[Parity]serial.Parity{NoParity: serial.ParityNone, Even: serial.ParityEven, Odd: serial.ParityOdd}[s.Parity]
	if !ok {
		return nil, fmt.Errorf("parity %q is none of none, even, odd", s.Parity)
	}
	if s.Flow != NoFlow && s.Flow != RTSCTS && s.Flow != XONXOFF {
		return nil, fmt.Errorf("flow %q is none of none, rtscts, xonxoff", s.Flow)
	}
	return &serial.Config{Name: s.Device, Baud: s.Baud, Parity: parity, ReadTimeout: listen}, nil
}
