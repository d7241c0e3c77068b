package paper_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"motcua/drivers"
	"motcua/drivers/serialport"
	"motcua/drivers/simulator"
	"motcua/internal/paper"
	"motcua/internal/words"
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
	if err := settings.Test(t.Context(), &said, "vi"); err != nil {
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
	if err := settings.Test(t.Context(), &bytes.Buffer{}, "vi"); !errors.Is(err, paper.ErrNoPrinter) {
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
		{"unknown profile", func(p *paper.Printer) { p.Profile = "teletype" }, "printer.profile"},
		{"no baud", func(p *paper.Printer) { p.Baud = 0 }, "printer.baud: is 0"},
		{"unknown flow", func(p *paper.Printer) { p.Flow = "rapids" }, `printer.flow: is "rapids"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := good
			tt.with(&p)
			if err := p.Check(); err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestEveryStateOfAPrinterHasWords(t *testing.T) {
	for _, status := range []drivers.Status{
		drivers.Ready, drivers.PaperLow, drivers.PaperOut, drivers.CoverOpen, drivers.CutterError,
		drivers.Overheated, drivers.Broken, drivers.Offline, drivers.Gone,
	} {
		id := "printer.is." + string(status)
		for _, lang := range words.Languages() {
			if words.In(lang).Say(id) == id {
				t.Errorf("%s has no words for %s", lang, status)
			}
		}
	}
}
