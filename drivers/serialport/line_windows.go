package serialport

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/tarm/serial"
	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// line is a serial port. Windows opens it for one program only and ties its settings to tarm's own handle.
type line struct {
	*serial.Port
	handle windows.Handle
}

// Bits of DCB.Flags (learn.microsoft.com, "DCB structure"); x/sys leaves them out.
const (
	outxCtsFlow  = 0x0004
	outX         = 0x0100
	rtsEnable    = 0x1000 // as Linux does: some printers wait for it
	rtsHandshake = 0x2000
)

func openLine(s Settings, config *serial.Config) (*line, error) {
	port, err := serial.OpenPort(config)
	if errors.Is(err, windows.ERROR_ACCESS_DENIED) {
		return nil, ErrBusy
	}
	if err != nil {
		return nil, fmt.Errorf("%d baud: %w", s.Baud, err)
	}
	// tarm keeps the handle to itself; reading a field asks for less than a second implementation of the port.
	l := &line{Port: port, handle: windows.Handle(reflect.ValueOf(port).Elem().FieldByName("fd").Uint())}
	if err := l.set(s.Flow); err != nil {
		port.Close()
		return nil, fmt.Errorf("set flow control %s: %w", s.Flow, err)
	}
	return l, nil
}

func (l *line) set(flow Flow) error {
	var dcb windows.DCB
	if err := windows.GetCommState(l.handle, &dcb); err != nil {
		return err
	}
	dcb.XonChar, dcb.XoffChar = 0x11, 0x13
	switch flow {
	case XONXOFF:
		dcb.Flags |= outX | rtsEnable
	case RTSCTS:
		dcb.Flags |= outxCtsFlow | rtsHandshake
	default:
		dcb.Flags |= rtsEnable
	}
	return windows.SetCommState(l.handle, &dcb)
}

// Alive asks for the line's state, which an adapter that was pulled out refuses.
func (l *line) Alive() error {
	var dcb windows.DCB
	return windows.GetCommState(l.handle, &dcb)
}

func (l *line) Queued() int {
	var errs uint32
	var stat windows.ComStat
	if err := windows.ClearCommError(l.handle, &errs, &stat); err != nil {
		return 0
	}
	return int(stat.CBOutQue)
}

func (l *line) Discard() {
	windows.PurgeComm(l.handle, windows.PURGE_TXABORT|windows.PURGE_TXCLEAR)
}

// Ports lists the serial ports that Windows knows. An adapter keeps its COM number wherever it is plugged in.
func Ports() []string {
	key, err := registry.OpenKey(registry.LOCAL_MACHINE, `HARDWARE\DEVICEMAP\SERIALCOMM`, registry.QUERY_VALUE)
	if err != nil {
		return nil // there is no such key as long as there is no port
	}
	defer key.Close()
	devices, err := key.ReadValueNames(0)
	if err != nil {
		return nil
	}
	var names []string
	for _, device := range devices {
		if name, _, err := key.GetStringValue(device); err == nil {
			names = append(names, name)
		}
	}
	return names
}
