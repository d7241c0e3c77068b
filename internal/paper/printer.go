package paper

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"motcua/drivers"
	"motcua/drivers/escpos"
	"motcua/drivers/serialport"
	"motcua/drivers/spool"
	"motcua/internal/words"
)

// Printer is the [printer] of a program's settings.
type Printer struct {
	Device  string          `toml:"device"` // empty: none
	Profile string          `toml:"profile"`
	Baud    int             `toml:"baud"`
	Flow    serialport.Flow `toml:"flow"`
}

// Check says which value cannot be.
func (p Printer) Check() error {
	if _, err := escpos.ProfileNamed(p.Profile); err != nil {
		return fmt.Errorf("printer.profile: %w", err)
	}
	if flows := []serialport.Flow{serialport.NoFlow, serialport.RTSCTS, serialport.XONXOFF}; !slices.Contains(flows, p.Flow) {
		return fmt.Errorf("printer.flow: is %q, none, rtscts or xonxoff was expected", p.Flow)
	}
	if p.Baud < 1200 || p.Baud > 921600 {
		return fmt.Errorf("printer.baud: is %d, 1200 to 921600 was expected", p.Baud)
	}
	return nil
}

// ErrNoPrinter says that the settings name no printer.
var ErrNoPrinter = errors.New("no printer is named in the settings")

// Opener gives the spool's way to a printer that was checked. One encoder lives as long as the program: it knows what the
// printer was told.
func (p Printer) Opener() spool.Opener {
	encoder := p.encoder()
	return func(context.Context) (drivers.Printer, error) {
		printer, err := p.connect(encoder)
		if err != nil {
			return nil, err // and not a nil *escpos.Printer in an interface
		}
		return printer, nil
	}
}

func (p Printer) encoder() *escpos.Encoder {
	profile, _ := escpos.ProfileNamed(p.Profile) // Check has seen to it
	return escpos.NewEncoder(profile, nil)
}

func (p Printer) connect(encoder *escpos.Encoder) (*escpos.Printer, error) {
	if p.Device == "" {
		return nil, ErrNoPrinter
	}
	wire, err := serialport.Open(serialport.Settings{Device: p.Device, Baud: p.Baud, Flow: p.Flow})
	if err != nil {
		return nil, err
	}
	return escpos.New(wire, encoder), nil
}

// TestCommand is what stands behind a program's name to print the test sheet instead of starting the program.
var TestCommand = []string{"printer-test"}

// Test prints the sheet by which a technician finds the profile of an unknown printer, and says on out what to do with it.
func (p Printer) Test(ctx context.Context, out io.Writer, lang string) error {
	printer, err := p.connect(p.encoder())
	if err != nil {
		return fmt.Errorf("printer test: %w", err)
	}
	if err := errors.Join(printer.SelfTest(ctx), printer.Close()); err != nil {
		return fmt.Errorf("printer test: %w", err)
	}
	_, err = fmt.Fprintln(out, words.In(lang).Say("printer.tested", words.Args{"Device": p.Device, "Profile": p.Profile}))
	return err
}
