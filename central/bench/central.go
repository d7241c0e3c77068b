package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/pelletier/go-toml/v2"

	"motcua/internal/hall"
	"motcua/internal/queue"
)

// counters is how many there are: many, because one that has called somebody is asked in vain until that person is served.
const counters = 512

// centre has the lines of a large centre, each counter taking two of them.
func centre() hall.Centre {
	c := hall.Centre{Name: queue.Name{"vi": "Trung tâm"}}
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
	address string // host:port
	process *exec.Cmd
}

// start runs a central on a folder of its own, or on PostgreSQL.
func (b bench) start(ctx context.Context, name, database string) (*central, error) {
	folder := b.folder(name)
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return nil, err
	}
	address, err := freePort()
	if err != nil {
		return nil, err
	}
	settings, err := toml.Marshal(map[string]any{"listen": address, "data": folder, "database": database, "log_level": "warn", "centre": centre()})
	if err != nil {
		return nil, err
	}
	path := filepath.Join(folder, "central.toml")
	if err := os.WriteFile(path, settings, 0o600); err != nil {
		return nil, err
	}
	c := &central{address: address, process: exec.CommandContext(ctx, b.program, "-config", path)}
	c.process.Stderr = os.Stderr
	if err := c.process.Start(); err != nil {
		return nil, err
	}
	return c, c.await(ctx)
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

func (c *central) await(ctx context.Context) error {
	for range 600 {
		if resp, err := http.Get("http://" + c.address + "/board.json"); err == nil {
			return resp.Body.Close()
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
	return fmt.Errorf("central at %s does not answer", c.address)
}

func (c *central) stop() {
	_ = c.process.Process.Signal(os.Interrupt) // gone already is as good
	_ = c.process.Wait()
}
