package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"motcua/drivers/simulator"
)

// desk is where slips are laid and what happens is written down, a line of JSON each.
type desk struct {
	folder string
	strict bool
	fail   func(error)

	mu     sync.Mutex
	events io.Writer
}

type readyLine struct {
	Event  string `json:"event"`
	Device string `json:"device"`
}

type slipLine struct {
	Event      string   `json:"event"`
	N          int      `json:"n"`
	Bytes      int      `json:"bytes"`
	Whole      bool     `json:"whole"`
	Blank      bool     `json:"blank,omitempty"`
	PNG        string   `json:"png,omitempty"`
	QR         []string `json:"qr"`
	Barcodes   []string `json:"barcodes,omitempty"`
	Logos      []string `json:"logos,omitempty"`
	Text       []string `json:"text"`
	CutAt      string   `json:"cut_at"`
	Violations int      `json:"violations"`
}

type statusLine struct {
	Event string `json:"event"`
	simulator.Status
}

type violationLine struct {
	Event   string `json:"event"`
	Offset  int    `json:"offset"`
	Command string `json:"command"`
	Reason  string `json:"reason"`
}

func (d *desk) ready(device string) { d.write(readyLine{"ready", device}) }

func (d *desk) onEvent(e simulator.Event) {
	switch e.Kind {
	case simulator.SlipOut:
		d.lay(e.Slip)
	case simulator.StatusChanged:
		d.write(statusLine{"status", e.Status})
	case simulator.Violated:
		d.write(violationLine{"violation", e.Violation.Offset, e.Violation.Command, e.Violation.Reason})
		if d.strict {
			d.fail(fmt.Errorf("%s: %s", e.Violation.Command, e.Violation.Reason))
		}
	case simulator.DrawerOpened:
		d.write(map[string]string{"event": "drawer"})
	}
}

// lay puts a slip into the folder before it is told of, so that who hears of it can open the files.
func (d *desk) lay(s simulator.Slip) {
	line := slipLine{Event: "slip", N: s.Number, Bytes: s.Bytes, Whole: s.Whole, Blank: s.Blank(), QR: s.QR,
		Barcodes: s.Barcodes, Logos: s.Logos, Text: s.Text, Violations: s.Violations,
		CutAt: s.CutAt.Format("2006-01-02T15:04:05.000000000Z07:00")}
	if d.folder != "" {
		base := filepath.Join(d.folder, fmt.Sprintf("slip-%04d", s.Number))
		line.PNG = base + ".png"
		if err := d.save(base, s); err != nil {
			d.fail(err)
			return
		}
	}
	d.write(line)
}

func (d *desk) save(base string, s simulator.Slip) error {
	if err := os.MkdirAll(d.folder, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(base+".txt", []byte(strings.Join(s.Text, "\n")+"\n"), 0o644); err != nil {
		return err
	}
	return os.WriteFile(base+".png", s.PNG(), 0o644)
}

func (d *desk) write(line any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := json.NewEncoder(d.events).Encode(line); err != nil {
		d.fail(fmt.Errorf("write event: %w", err))
	}
}

// obey does what is asked on standard input, a fault a line.
func obey(printer *simulator.Printer, lines *bufio.Scanner, d *desk) {
	for lines.Scan() {
		asked := strings.TrimSpace(lines.Text())
		if asked == "" {
			continue
		}
		f, err := simulator.ParseFault(asked)
		if err != nil {
			d.write(map[string]string{"event": "error", "error": err.Error()})
			continue
		}
		printer.Do(f)
	}
}
