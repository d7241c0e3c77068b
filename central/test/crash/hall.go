package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"

	"motcua/internal/centraltest"
	"motcua/internal/centre"
	"motcua/internal/queue"
)

func tinyCentre() centre.Centre {
	c := centre.Centre{
		Codes:    "{agency}-{yymmdd}-{serial}",
		Name:     queue.Name{"vi": "Trung tâm"},
		Services: []queue.Service{{ID: "ho-tich", Letter: "A", Name: queue.Name{"vi": "Hộ tịch"}}},
	}
	for i := range counters {
		c.Counters = append(c.Counters, queue.Counter{ID: fmt.Sprint(i + 1), Services: []string{"ho-tich"}})
	}
	return c
}

// testHall is a central and its devices, each a process.
type testHall struct {
	processes []*process // central is the first
	address   string
	promises  *promises
}

// process is one that is started again each time it was killed.
type process struct {
	path     string
	args     []string
	promises *promises // nil: it makes none

	running *exec.Cmd
	stdin   io.WriteCloser
	reading sync.WaitGroup
}

func newHall(dir, program string) (*testHall, error) {
	config, address, err := centraltest.Write(filepath.Join(dir, "central"), "", tinyCentre())
	if err != nil {
		return nil, err
	}
	h := &testHall{address: address, promises: newPromises()}
	central := &process{path: program, args: []string{"-config", config}}
	h.processes = []*process{central}
	if err := central.start(); err != nil {
		return nil, err
	}
	if err := centraltest.Await(context.Background(), address); err != nil {
		return nil, err
	}
	var names []string
	for kind, n := range map[string]int{"kiosk": kiosks, "counter": counters} {
		for i := range n {
			names = append(names, fmt.Sprintf("%s-%d", kind, i+1))
			h.processes = append(h.processes, &process{path: os.Args[0], promises: h.promises,
				args: []string{"-be", kind, "-number", fmt.Sprint(i + 1), "-address", h.address, "-data", dir}})
		}
	}
	credentials, err := centraltest.Enrol(context.Background(), program, config, address, names...)
	if err != nil {
		return nil, err
	}
	for _, c := range credentials {
		if err := c.Save(filepath.Join(dir, c.Device)); err != nil {
			return nil, err
		}
	}
	for _, p := range h.processes[1:] {
		if err := p.start(); err != nil {
			return nil, err
		}
	}
	return h, nil
}

func (p *process) start() (err error) {
	p.running = exec.Command(p.path, p.args...)
	p.running.Stderr = os.Stderr
	if p.stdin, err = p.running.StdinPipe(); err != nil {
		return err
	}
	out, err := p.running.StdoutPipe()
	if err != nil {
		return err
	}
	if err := p.running.Start(); err != nil {
		return err
	}
	p.reading.Go(func() {
		for lines := bufio.NewScanner(out); lines.Scan(); {
			p.promises.hear(lines.Text())
		}
	})
	return nil
}

// crash kills a process and starts it again.
func (p *process) crash() error {
	p.end(p.running.Process.Kill)
	return p.start()
}

// end lets a process end in some way, and hears out what it has said.
func (p *process) end(how func() error) {
	_ = how() // gone already is as good
	p.reading.Wait()
	_ = p.running.Wait()
}

// close lets the devices send all and go home, and then central.
func (h *testHall) close() error {
	if err := centraltest.Await(context.Background(), h.address); err != nil {
		return err
	}
	for _, p := range h.processes[1:] {
		p.end(p.stdin.Close)
	}
	h.processes[0].end(func() error { return h.processes[0].running.Process.Signal(os.Interrupt) })
	return nil
}

func (h *testHall) kill() {
	for _, p := range h.processes {
		if p.running != nil {
			_ = p.running.Process.Kill() // gone already is as good
		}
	}
}
