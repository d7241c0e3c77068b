package paper

import (
	"context"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"slices"

	"motcua/drivers"
	"motcua/drivers/escpos"
	"motcua/drivers/serialport"
	"motcua/drivers/spool"
	"motcua/internal/config"
	"motcua/internal/i18n"
	"motcua/internal/slip"
)

// Printer is the [printer] of a program's settings.
type Printer struct {
	Device  string          `toml:"device"` // empty: none
	Profile string          `toml:"profile"`
	Baud    int             `toml:"baud"`
	Flow    serialport.Flow `toml:"flow"`
	Logo    Logo            `toml:"logo"`
}

// Logo is the picture at the head of slips, read from a PNG file while the settings are. The zero Logo is none.
type Logo struct{ picture *escpos.Bitmap }

// UnmarshalText reads the file of that name.
func (l *Logo) UnmarshalText(path []byte) error {
	if len(path) == 0 {
		*l = Logo{}
		return nil
	}
	file, err := os.Open(string(path))
	if err != nil {
		return err
	}
	defer file.Close()
	img, err := png.Decode(file)
	if err != nil {
		return fmt.Errorf("%s: a PNG picture was expected: %w", path, err)
	}
	*l = Logo{escpos.BitmapOf(img)}
	return nil
}

// mostLogo is how high a logo may be, in dots: 32 mm of every slip.
const mostLogo = 256

// Check says which values cannot be.
func (p Printer) Check() []config.Fault {
	faults := slices.Concat(
		config.OneOf("profile", p.Profile, escpos.ProfileNames()...),
		config.OneOf("flow", p.Flow, serialport.NoFlow, serialport.RTSCTS, serialport.XONXOFF), config.Between("baud", p.Baud, 1200, 921600),
	)
	profile, err := escpos.ProfileNamed(p.Profile)
	if logo := p.Logo.picture; err == nil && logo != nil && (logo.Width > profile.Dots || logo.Height > mostLogo) {
		faults = append(faults, config.Wrong("logo", "logo_size", i18n.Args{"Width": profile.Dots, "Height": mostLogo})...)
	}
	return faults
}

// Wants names what a logo looks like in settings.
func (Logo) Wants() string { return "logo" }

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
	logos := escpos.Logos{}
	if p.Logo.picture != nil {
		logos[slip.Logo] = p.Logo.picture
	}
	return escpos.NewEncoder(profile, logos)
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

// Ask asks the printer itself how it is; ok is false where the settings name none. Busy where another program has it, as a kiosk that runs.
func (p Printer) Ask(ctx context.Context) (status drivers.Status, ok bool) {
	printer, err := p.connect(p.encoder())
	switch {
	case errors.Is(err, ErrNoPrinter):
		return "", false
	case errors.Is(err, serialport.ErrBusy):
		return drivers.Busy, true
	case err != nil:
		return drivers.Gone, true
	}
	defer printer.Close()
	return printer.Status(ctx), true
}

// Test prints the sheet by which a technician finds the profile of an unknown printer, and says on out what to do with it.
func (p Printer) Test(ctx context.Context, out io.Writer, say i18n.Localizer) error {
	printer, err := p.connect(p.encoder())
	if err != nil {
		return fmt.Errorf("printer test: %w", err)
	}
	if err := errors.Join(printer.SelfTest(ctx), printer.Close()); err != nil {
		return fmt.Errorf("printer test: %w", err)
	}
	_, err = fmt.Fprintln(out, say.Text("printer.tested", i18n.Args{"Device": p.Device, "Profile": p.Profile}))
	return err
}
