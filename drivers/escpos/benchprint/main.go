// Command benchprint prints the measured ticket on simulated printers in every mode and says what it costs on the wire.
// The printers are drivers/simulator's, the bytes drivers/escpos's; all that is sent counts, the questions too.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"image/png"
	"log"
	"math"
	"net"
	"os"
	"path/filepath"
	"testing"

	"motcua/drivers"
	"motcua/drivers/escpos"
	"motcua/drivers/simulator"
)

// The fewest bytes that the ticket was shown to need, by hand, with a logo and letters already in the printer.
const (
	leastWithPages  = 521
	leastWithGlyphs = 513
)

// mode is a way to print Vietnamese, shown on one printer that can do all of them.
type mode struct {
	name    string
	pages   bool
	letters escpos.Letters
	least   int
}

var modes = []mode{
	{"TCVN-3 pages", true, escpos.Downloaded, leastWithPages},
	{"downloaded letters", false, escpos.Downloaded, leastWithGlyphs},
	{"letters as pictures", false, escpos.Inline, leastWithGlyphs},
	{"lines as pictures", false, escpos.Raster, leastWithGlyphs},
}

func main() {
	log.SetFlags(0)
	data := flag.String("testdata", "drivers/escpos/testdata", "folder of ticket.json and emblem.png")
	flag.Parse()
	ticket, logos, err := load(*data)
	if err != nil {
		log.Fatal(err)
	}
	if err := run(ticket, logos); err != nil {
		log.Fatal(err)
	}
}

func load(folder string) (ticket drivers.Document, logos escpos.Logos, err error) {
	text, err := os.ReadFile(filepath.Join(folder, "ticket.json"))
	if err != nil {
		return nil, nil, err
	}
	if err := json.Unmarshal(text, &ticket); err != nil {
		return nil, nil, fmt.Errorf("read ticket: %w", err)
	}
	file, err := os.Open(filepath.Join(folder, "emblem.png"))
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	emblem, err := png.Decode(file)
	if err != nil {
		return nil, nil, fmt.Errorf("read emblem: %w", err)
	}
	return ticket, escpos.Logos{"centre": escpos.BitmapOf(emblem)}, nil
}

func run(ticket drivers.Document, logos escpos.Logos) error {
	fmt.Printf("%-20s %-5s %7s %8s %8s %8s %8s %10s\n", "mode", "", "bytes", "9600", "19200", "115200", "of least", "of raster")
	worst, gain, slowest, whole := 0.0, math.Inf(1), 0.0, 0
	for _, m := range modes {
		profile := m.profile()
		cold, warm, raster, err := cost(profile, ticket, logos)
		if err != nil {
			return fmt.Errorf("%s: %w", m.name, err)
		}
		line(m.name, "cold", cold, m.least, raster)
		line(m.name, "warm", warm, m.least, raster)
		if m.letters != escpos.Downloaded {
			continue
		}
		worst = max(worst, float64(warm)/float64(m.least))
		gain = min(gain, float64(raster)/float64(warm))
		slowest = max(slowest, encodeTime(profile, ticket, logos))
		whole = raster
	}
	line("whole slip, raster", "", whole, leastWithPages, whole)
	fmt.Printf("bench-print: warm_over_min=%.2f raster_over_warm=%.0f encode_us=%.0f\n", worst, gain, slowest)
	return nil
}

func line(name, state string, bytes, least, raster int) {
	at := func(baud int) float64 { return float64(bytes*10) / float64(baud) }
	fmt.Printf("%-20s %-5s %7d %7.2fs %7.2fs %7.3fs %8.2f %10.4f\n", name, state, bytes, at(9600), at(19200), at(115200),
		float64(bytes)/float64(least), float64(bytes)/float64(raster))
}

func (m mode) profile() escpos.Profile {
	p, err := escpos.ProfileNamed("epson-tm-t20")
	if err != nil {
		log.Fatal(err)
	}
	p.Letters = m.letters
	if !m.pages {
		p.Pages = escpos.Pages{}
	}
	return p
}

// cost prints the ticket twice, to a printer just unpacked and again, and counts what came down the wire; raster is the slip as one
// picture as wide as the paper.
func cost(profile escpos.Profile, ticket drivers.Document, logos escpos.Logos) (cold, warm, raster int, err error) {
	model, err := simulator.LookUp(profile.Name)
	if err != nil {
		return 0, 0, 0, err
	}
	printer := simulator.New(model, simulator.Config{})
	ours, theirs := net.Pipe()
	go printer.Serve(context.Background(), theirs)
	driver := escpos.New(ours, escpos.NewEncoder(profile, logos))
	defer driver.Close()
	if err := driver.Print(context.Background(), ticket); err != nil {
		return 0, 0, 0, err
	}
	cold = printer.Received()
	if err := driver.Print(context.Background(), ticket); err != nil {
		return 0, 0, 0, err
	}
	picture := escpos.BitmapOf(printer.Slips()[0].Image())
	top, bottom := picture.Inked()
	return cold, printer.Received() - cold, 8 + profile.Dots/8*(bottom-top), nil
}

// encodeTime is how many microseconds a warm encoder takes for the ticket.
func encodeTime(profile escpos.Profile, ticket drivers.Document, logos escpos.Logos) float64 {
	encoder := escpos.NewEncoder(profile, logos)
	result := testing.Benchmark(func(b *testing.B) {
		for b.Loop() {
			if _, err := encoder.Encode(ticket); err != nil {
				b.Fatal(err)
			}
		}
	})
	return float64(result.NsPerOp()) / 1000
}
