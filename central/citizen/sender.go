package citizen

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"time"

	"motcua/central/settings"
)

// Sender carries a message to a phone, +84912345678. What it says is in no log.
type Sender interface {
	Send(ctx context.Context, phone, text string) error
}

// sendingTakes is how long a message may take: somebody waits for it before a page.
const sendingTakes = 15 * time.Second

// newSender returns the way that the settings name.
func newSender(m settings.Messages) Sender {
	switch {
	case m.URL != "":
		return gateway{m, &http.Client{Timeout: sendingTakes}}
	case len(m.Command) > 0:
		return command(m.Command)
	}
	return file(m.File)
}

// gateway sends by a provider's HTTP interface.
type gateway struct {
	settings settings.Messages
	client   *http.Client
}

func (g gateway) Send(ctx context.Context, phone, text string) error {
	body := fill(g.settings.Body, phone, text, escapeFor(g.settings.Type))
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, g.settings.URL, strings.NewReader(body))
	if err != nil {
		return fmt.Errorf("message: %w", err)
	}
	req.Header.Set("Content-Type", g.settings.Type)
	for name, value := range g.settings.Headers {
		req.Header.Set(name, value)
	}
	resp, err := g.client.Do(req)
	if err != nil {
		return fmt.Errorf("message: %w", err)
	}
	defer resp.Body.Close()
	_, _ = io.CopyN(io.Discard, resp.Body, 64<<10) // what it says may hold the message
	if resp.StatusCode/100 != 2 {
		return fmt.Errorf("message: the gateway answers %s", resp.Status)
	}
	return nil
}

// escapeFor returns how a text stands in a body of a media type.
func escapeFor(kind string) func(string) string {
	if strings.HasPrefix(kind, "application/json") {
		return func(s string) string {
			quoted, _ := json.Marshal(s) // a string is always written
			return string(quoted[1 : len(quoted)-1])
		}
	}
	return url.QueryEscape
}

// fill writes phone and text where a pattern names them.
func fill(pattern, phone, text string, escape func(string) string) string {
	return strings.NewReplacer("{phone}", escape(phone), "{text}", escape(text)).Replace(pattern)
}

// command sends by a program of the centre's.
type command []string

func (c command) Send(ctx context.Context, phone, text string) error {
	ctx, cancel := context.WithTimeout(ctx, sendingTakes)
	defer cancel()
	args := make([]string, len(c))
	for i, arg := range c {
		args[i] = fill(arg, phone, text, func(s string) string { return s })
	}
	if err := exec.CommandContext(ctx, args[0], args[1:]...).Run(); err != nil { // its output may hold the message
		return fmt.Errorf("message: %s: %w", args[0], err)
	}
	return nil
}

// file takes what would be sent in a simulation, a line a message.
type file string

func (f file) Send(_ context.Context, phone, text string) error {
	out, err := os.OpenFile(string(f), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("message: %w", err)
	}
	_, err = out.Write(fmt.Appendf(nil, "%s %s\n", phone, bytes.ReplaceAll([]byte(text), []byte("\n"), []byte(" "))))
	if closed := out.Close(); err == nil {
		err = closed
	}
	return err
}
