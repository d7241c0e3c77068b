package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// program is a running printersim and both ends of its pipes.
type program struct {
	commands io.Writer
	events   *json.Decoder
	stop     context.CancelFunc
	ended    chan error
}

func mustRun(t *testing.T, args ...string) program {
	t.Helper()
	commands, typed := io.Pipe()
	written, events := io.Pipe()
	ctx, cancel := context.WithCancel(t.Context())
	p := program{typed, json.NewDecoder(bufio.NewReader(written)), cancel, make(chan error, 1)}
	go func() { p.ended <- run(ctx, args, commands, events) }()
	t.Cleanup(func() {
		cancel()
		typed.Close()
		written.Close()
	})
	return p
}

func (p program) mustSay(t *testing.T, event string) map[string]any {
	t.Helper()
	var line map[string]any
	if err := p.events.Decode(&line); err != nil {
		t.Fatal(err)
	}
	if line["event"] != event {
		t.Fatalf("%v, want %s", line, event)
	}
	return line
}

func mustWrite(t *testing.T, w io.Writer, s string) {
	t.Helper()
	if _, err := io.WriteString(w, s); err != nil {
		t.Fatal(err)
	}
}

func TestCommand(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("serial devices are made on Linux only")
	}
	folder := t.TempDir()
	device := filepath.Join(folder, "tty")
	p := mustRun(t, "-link", device, "-out", filepath.Join(folder, "slips"), "-model", "epson-tm-t82")
	if got := p.mustSay(t, "ready")["device"]; got != device {
		t.Errorf("device %v", got)
	}
	wire, err := os.OpenFile(device, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer wire.Close()
	mustWrite(t, wire, "Xin chao\n\x1dVB\x00")
	slip := p.mustSay(t, "slip")
	if slip["n"] != 1.0 || slip["bytes"] != 13.0 || slip["whole"] != true || slip["violations"] != 0.0 || slip["text"].([]any)[0] != "Xin chao" {
		t.Errorf("%v", slip)
	}
	for _, file := range []string{slip["png"].(string), strings.TrimSuffix(slip["png"].(string), "png") + "txt"} {
		if _, err := os.Stat(file); err != nil {
			t.Error(err)
		}
	}
	mustWrite(t, p.commands, "paper out\n")
	if got := p.mustSay(t, "status")["paper_out"]; got != true {
		t.Error("paper is not out")
	}
	mustWrite(t, p.commands, "make tea\n")
	p.mustSay(t, "error")
	p.stop()
	if err := <-p.ended; err != nil {
		t.Error(err)
	}
	if _, err := os.Lstat(device); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the link is left behind")
	}
}

func TestStrict(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("serial devices are made on Linux only")
	}
	device := filepath.Join(t.TempDir(), "tty")
	p := mustRun(t, "-link", device, "-strict")
	p.mustSay(t, "ready")
	wire, err := os.OpenFile(device, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer wire.Close()
	mustWrite(t, wire, "\x1bZ")
	p.mustSay(t, "violation")
	if err := <-p.ended; err == nil || !strings.Contains(err.Error(), "1B 5A") {
		t.Errorf("ended with %v", err)
	}
}

func TestWrongFlags(t *testing.T) {
	for _, args := range [][]string{{}, {"-link", "x", "-listen", "y"}, {"-link", "x", "-model", "typewriter"}, {"-lnik", "x"}, {"-link", "x", "tea"}} {
		if err := run(t.Context(), args, strings.NewReader(""), io.Discard); err == nil {
			t.Errorf("%q: no error", args)
		}
	}
}

func TestHelpIsNoMistake(t *testing.T) {
	for _, asked := range []string{"help", "-h", "-help", "--help"} {
		var says strings.Builder
		if err := run(t.Context(), []string{asked}, strings.NewReader(""), &says); err != nil || !strings.Contains(says.String(), "-link") {
			t.Errorf("%s: %v, says %q", asked, err, says.String())
		}
	}
}
