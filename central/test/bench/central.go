package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"

	"motcua/internal/centraltest"
	"motcua/internal/centre"
	"motcua/internal/queue"
	"motcua/internal/uplink"
)

// counters is how many there are: many, because one that has called somebody is asked in vain until that person is served.
const counters = 512

// benchCentre has the lines of a large benchCentre, each counter taking two of them.
func benchCentre() centre.Centre {
	c := centre.Centre{Name: queue.Name{"vi": "Trung tâm"}, Codes: "{agency}-{yymmdd}-{serial}"}
	for i := range 6 {
		c.Services = append(c.Services, queue.Service{
			ID: fmt.Sprintf("service-%d", i), Letter: string(rune('A' + i)), Name: queue.Name{"vi": fmt.Sprint("Dịch vụ ", i)},
		})
	}
	for i := range counters {
		c.Counters = append(c.Counters, queue.Counter{ID: fmt.Sprint(i), Services: []string{c.Services[i%6].ID, c.Services[(i+1)%6].ID}})
	}
	return c
}

// central is a central that runs.
type central struct {
	address string // https://…
	process *exec.Cmd

	kiosks, desks []uplink.Credential // a kiosk a client, a desk a counter
	lines         sync.Map            // of those that ask in fanout, by their tokens
}

// start runs a central on a folder of its own, or on PostgreSQL.
func (b bench) start(ctx context.Context, name, database string) (*central, error) {
	path, address, err := centraltest.Write(b.folder(name), database, benchCentre())
	if err != nil {
		return nil, err
	}
	c := &central{address: address, process: exec.CommandContext(ctx, b.program, "-config", path)}
	c.process.Stderr = os.Stderr
	if err := c.process.Start(); err != nil {
		return nil, err
	}
	if err = centraltest.Await(ctx, address); err == nil {
		err = c.enrol(ctx, b.program, path)
	}
	if err != nil {
		c.stop()
		return nil, err
	}
	return c, nil
}

func (c *central) enrol(ctx context.Context, program, config string) (err error) {
	if c.kiosks, err = centraltest.Enrol(ctx, program, config, c.address, names("kiosk", 1, clients)...); err != nil {
		return err
	}
	c.desks, err = centraltest.Enrol(ctx, program, config, c.address, names("counter", 0, counters)...)
	return err
}

// names numbers n devices of a kind.
func names(kind string, first, n int) (names []string) {
	for i := range n {
		names = append(names, fmt.Sprintf("%s-%d", kind, first+i))
	}
	return names
}

func (c *central) stop() {
	_ = c.process.Process.Signal(os.Interrupt) // gone already is as good
	_ = c.process.Wait()
}

// tick is the unit of /proc/PID/stat: USER_HZ is 100 on every Linux that Go knows.
const tick = 10 * time.Millisecond

// worked returns how long central has kept a processor busy: a measure that other programs on the machine disturb less than a rate.
func (c *central) worked() (time.Duration, error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", c.process.Process.Pid))
	if err != nil {
		return 0, err
	}
	var user, system int64
	_, behind, _ := strings.Cut(string(raw), ") ") // the program's name
	fields := strings.Fields(behind)
	if _, err := fmt.Sscan(fields[11]+" "+fields[12], &user, &system); err != nil {
		return 0, fmt.Errorf("processor time of central: %w", err)
	}
	return time.Duration(user+system) * tick, nil
}
