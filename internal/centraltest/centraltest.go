// Package centraltest sets up a central that runs as a process of its own, for the programs beside it that measure and crash it.
// What they do with it is theirs.
package centraltest

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/pelletier/go-toml/v2"

	"motcua/internal/centre"
	"motcua/internal/dossier"
	"motcua/internal/uplink"
)

// patience is how long a central may take to start.
const patience = time.Minute

// rushed is how many requests a second a device under test may make: as many as it can.
const rushed = 1_000_000

// Write writes the settings of a central that keeps everything in a folder, or in a database when one is named, and listens on a free
// port. It tells where the settings are and where central will be.
func Write(folder, database string, centre centre.Centre) (path, address string, err error) {
	if centre.Keep.Months == 0 {
		centre.Keep.Months = dossier.MostMonths // nothing is forgotten in a test
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return "", "", err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", "", err
	}
	listen := listener.Addr().String()
	if err := listener.Close(); err != nil {
		return "", "", err
	}
	settings, err := toml.Marshal(map[string]any{"listen": listen, "data": folder, "database": database, "log_level": "error", "most_requests": rushed, "centre": centre})
	if err != nil {
		return "", "", err
	}
	path = filepath.Join(folder, "central.toml")
	return path, "https://" + listen, os.WriteFile(path, settings, 0o600)
}

// Enrol enrols devices at a central that answers: each with a code from its program's command enrol, as a technician would.
func Enrol(ctx context.Context, program, config, address string, devices ...string) (credentials []uplink.Credential, err error) {
	command := exec.CommandContext(ctx, program, append([]string{"-config", config, "enrol"}, devices...)...)
	command.Stderr = os.Stderr
	codes, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("central enrol: %w", err)
	}
	for line := range strings.Lines(string(codes)) {
		words := strings.Fields(line) // device, code, and how long it is good
		c, err := uplink.Enrol(ctx, address, words[0], words[1])
		if err != nil {
			return nil, err
		}
		credentials = append(credentials, c)
	}
	return credentials, nil
}

// Await waits until central answers.
func Await(ctx context.Context, address string) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	stranger := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}} // asks no more than whether it is there
	defer stranger.CloseIdleConnections()
	for {
		if resp, err := stranger.Get(address + "/board.json"); err == nil {
			return resp.Body.Close()
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("central at %s does not answer: %w", address, ctx.Err())
		case <-time.After(50 * time.Millisecond):
		}
	}
}
