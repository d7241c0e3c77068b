package paper_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"motcua/drivers"
	"motcua/drivers/serialport"
	"motcua/drivers/simulator"
	"motcua/internal/centre"
	"motcua/internal/i18n"
	"motcua/internal/paper"
	"motcua/internal/queue"
	"motcua/internal/slip"
)

// mustServe puts a simulated printer behind a serial device and returns the device's path.
func mustServe(t testing.TB, name string) (*simulator.Printer, string) {
	t.Helper()
	model, err := simulator.LookUp(name)
	if err != nil {
		t.Fatal(err)
	}
	printer := simulator.New(model, simulator.Config{})
	device := filepath.Join(t.TempDir(), "printer")
	ctx, stop := context.WithCancel(context.Background())
	ready, ended := make(chan struct{}), make(chan error, 1)
	go func() { ended <- printer.ServePTY(ctx, device, func() { close(ready) }) }()
	t.Cleanup(func() { stop(); <-ended })
	<-ready
	return printer, device
}

func TestPrinterTestPrintsTheSheetAndSaysWhatToDo(t *testing.T) {
	printer, device := mustServe(t, "xprinter-xp80")
	settings := paper.Printer{Device: device, Profile: "xprinter-xp80", Baud: 115200, Flow: serialport.NoFlow}
	var said bytes.Buffer
	if err := settings.Test(t.Context(), &said, i18n.In("vi")); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(said.String(), device) || !strings.Contains(said.String(), "xprinter-xp80") {
		t.Errorf("said %q", said.String())
	}
	if slips := printer.Slips(); len(slips) != 1 || !slips[0].Whole || len(slips[0].QR) == 0 {
		t.Errorf("%d slips came out", len(slips))
	}
}

func TestPrinterTestWithoutAPrinter(t *testing.T) {
	settings := paper.Printer{Profile: "xprinter-xp80", Baud: 9600, Flow: serialport.NoFlow}
	if err := settings.Test(t.Context(), &bytes.Buffer{}, i18n.In("vi")); !errors.Is(err, paper.ErrNoPrinter) {
		t.Errorf("got %v", err)
	}
}

func TestCheckNamesTheKey(t *testing.T) {
	good := paper.Printer{Profile: "epson-tm-t20", Baud: 9600, Flow: serialport.NoFlow}
	for _, tt := range []struct {
		name string
		with func(*paper.Printer)
		says string
	}{
		{"unknown profile", func(p *paper.Printer) { p.Profile = "teletype" }, "profile"},
		{"no baud", func(p *paper.Printer) { p.Baud = 0 }, "baud"},
		{"unknown flow", func(p *paper.Printer) { p.Flow = "rapids" }, "flow"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := good
			tt.with(&p)
			if faults := p.Check(); len(faults) != 1 || faults[0].Key != tt.says {
				t.Errorf("got %v", faults)
			}
		})
	}
}

func TestEveryStateOfAPrinterHasWords(t *testing.T) {
	for _, status := range []drivers.Status{
		drivers.Ready, drivers.PaperLow, drivers.PaperOut, drivers.CoverOpen, drivers.CutterError,
		drivers.Overheated, drivers.Broken, drivers.Offline, drivers.Gone, drivers.Busy,
	} {
		id := "printer.is." + string(status)
		for _, lang := range i18n.Languages() {
			if i18n.In(lang).Text(id) == id {
				t.Errorf("%s has no words for %s", lang, status)
			}
		}
	}
}

func TestLogoComesFromAPNGFile(t *testing.T) {
	folder := t.TempDir()
	write := func(name string, width, height int) string {
		var file bytes.Buffer
		if err := png.Encode(&file, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, file.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	text := filepath.Join(folder, "text.png")
	if err := os.WriteFile(text, []byte("Hà Nam"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, path, says string }{
		{"none", "", ""},
		{"a crest", write("crest.png", 200, 200), ""},
		{"wider than the paper", write("wide.png", 800, 100), "logo: ảnh rộng không quá 576, cao không quá 256"},
		{"no picture", text, "a PNG picture was expected"},
		{"no file", filepath.Join(folder, "no.png"), "no such file"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := paper.Printer{Profile: "epson-tm-t20", Baud: 9600, Flow: serialport.NoFlow}
			err := p.Logo.UnmarshalText([]byte(tt.path))
			for _, fault := range p.Check() {
				err = errors.Join(err, fmt.Errorf("%s: %w", fault.Key, fault.Want))
			}
			if (tt.says == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v, want %q", err, tt.says)
			}
		})
	}
}

func TestLogoStandsOnTheTicketAndIsKeptInThePrinter(t *testing.T) {
	printer, device := mustServe(t, "epson-tm-t20")
	crest := image.NewGray(image.Rect(0, 0, 64, 64)) // black
	path := filepath.Join(t.TempDir(), "crest.png")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(png.Encode(file, crest), file.Close()); err != nil {
		t.Fatal(err)
	}
	settings := paper.Printer{Device: device, Profile: "epson-tm-t20", Baud: 115200, Flow: serialport.NoFlow}
	if err := settings.Logo.UnmarshalText([]byte(path)); err != nil {
		t.Fatal(err)
	}
	for range 2 { // the second time as after a restart of the program
		desk, err := settings.Opener()(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		ticket := slip.Ticket(i18n.In("vi"), centre.Centre{}, queue.Ticket{Number: "A001"}, "A001")
		if err := errors.Join(desk.Print(t.Context(), ticket), desk.Close()); err != nil {
			t.Fatal(err)
		}
	}
	slips, written := printer.Slips(), printer.NVWrites()
	if len(slips) != 2 || len(slips[0].Logos) == 0 || len(slips[1].Logos) == 0 {
		t.Fatalf("%d slips, the logo is not on each", len(slips))
	}
	if written == 0 || written > 2 {
		t.Errorf("the printer's memory was written %d times for two tickets: once for the picture, once for its proof", written)
	}
}
