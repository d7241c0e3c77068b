// Command crash kills central and the devices of a hall with kill -9 at random moments while they give numbers, call and push, and then
// counts what was promised and is gone, and what was given or called twice. Its devices have no screen: journal and uplink alone.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"
)

const (
	kiosks   = 2
	counters = 3
)

func main() {
	program := flag.String("central", "out/bin/central", "the program to kill")
	kills := flag.Int("kills", 500, "how often something is killed")
	be := flag.String("be", "", "be a device: kiosk or counter")
	number := flag.Int("number", 0, "the device's number")
	address := flag.String("address", "", "central's address, for a device")
	data := flag.String("data", "", "a device's folder")
	flag.Parse()
	var err error
	if *be != "" {
		err = runDevice(device{kind: *be, number: *number, address: *address, data: *data})
	} else {
		err = run(*program, *kills)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "crash:", err)
		os.Exit(1)
	}
}

func run(program string, kills int) error {
	dir, err := os.MkdirTemp("out", "crash-") // not in /tmp, which may be no disk
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	h, err := newHall(dir, program)
	if err != nil {
		return err
	}
	defer h.kill()
	for range kills {
		time.Sleep(time.Duration(rand.IntN(200)) * time.Millisecond) // the moment is the experiment
		if err := h.processes[rand.IntN(len(h.processes))].crash(); err != nil {
			return err
		}
	}
	if err := h.close(); err != nil {
		return err
	}
	lost, doubled, err := h.promises.audit(context.Background(), filepath.Join(dir, "central", "central.db"))
	if err != nil {
		return err
	}
	fmt.Printf("crash: kills=%d lost=%d doubled=%d (of %d numbers and %d calls)\n", kills, lost, doubled, len(h.promises.issued), len(h.promises.called))
	if lost+doubled > 0 {
		return errors.New("a promise was broken")
	}
	return nil
}
