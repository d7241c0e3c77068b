package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"motcua/internal/centraltest"
	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/uplink"
)

// attacked is a central that runs as a process of its own, and the devices whose tokens the attacker has.
type attacked struct {
	context.Context
	program, folder, config, address string
	process                          *exec.Cmd
	devices                          map[string]uplink.Credential
	peak                             int // MB
	browser                          *http.Client
	boxes                            int
}

const password = "mưa rào tháng sáu"

// openHall sets a hall up, with the settings that centraltest makes, changed.
func openHall(ctx context.Context, program, folder string, change func(settings string) string) (h *attacked, err error) {
	h = &attacked{Context: ctx, program: program, folder: folder, devices: map[string]uplink.Credential{}}
	h.browser = &http.Client{
		Transport:     &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}, // it asks as a stranger does
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	centre := centre.Centre{
		Name: queue.Name{"vi": "Trung tâm"}, Codes: "{agency}-{yymmdd}-{serial}",
		Services: []queue.Service{{ID: "ho-tich", Letter: "A", Name: queue.Name{"vi": "Hộ tịch"}}},
		Agencies: []centre.Agency{{Code: "000.00.00.H25", Name: "Trung tâm"}},
		Counters: []queue.Counter{{ID: "01", Services: []string{"ho-tich"}}, {ID: "02", Services: []string{"ho-tich"}}},
	}
	data := filepath.Join(folder, "central")
	if h.config, h.address, err = centraltest.Write(data, "", centre); err != nil {
		return nil, err
	}
	settings, err := os.ReadFile(h.config)
	changed := change(string(settings))
	if strings.Contains(changed, "tls = false") {
		h.address = strings.Replace(h.address, "https:", "http:", 1)
	}
	if err == nil {
		err = os.WriteFile(h.config, []byte(changed), 0o600)
	}
	if err == nil {
		err = h.start()
	}
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(h.address, "http:") {
		return h, nil // without TLS no device is enrolled
	}
	names := []string{"kiosk-1", "kiosk-2", "counter-01", "counter-02", "rating-01"}
	credentials, err := centraltest.Enrol(ctx, program, h.config, h.address, names...)
	for i, c := range credentials {
		h.devices[names[i]] = c
	}
	if err == nil {
		_, err = h.command(password+"\n", "officer", "add", "lan", "Nguyễn Thị Lan", "officer")
	}
	if err == nil {
		_, err = h.command(password+"\n", "officer", "add", "minh", "Phạm Văn Minh", "admin")
	}
	return h, err
}

// start starts central; shell, if any, is what comes before it.
func (h *attacked) start(shell ...string) error {
	args := append(append([]string{}, shell...), h.program, "-config", h.config)
	h.process = exec.Command(args[0], args[1:]...)
	h.process.Stderr = os.Stderr
	if err := h.process.Start(); err != nil {
		return err
	}
	return centraltest.Await(h, h.address)
}

func (h *attacked) stop() {
	if h.process != nil {
		h.mostHeld()
		_ = h.process.Process.Kill()
		_ = h.process.Wait()
	}
}

// command runs one of central's commands.
func (h *attacked) command(typed string, args ...string) (string, error) {
	c := exec.CommandContext(h, h.program, append([]string{"-config", h.config}, args...)...)
	c.Stdin = strings.NewReader(typed)
	out, err := c.CombinedOutput()
	if err != nil {
		err = fmt.Errorf("central %s: %w: %s", args[0], err, out)
	}
	return string(out), err
}

func (h *attacked) client(device string) uplink.Client { return h.devices[device].Client(h.address) }

// rss returns how much memory central holds, in MB.
func (h *attacked) rss() int { return h.memory("VmRSS:") }

// mostHeld returns the most that central has held since the hall was opened, in MB.
func (h *attacked) mostHeld() int {
	h.peak = max(h.peak, h.memory("VmHWM:"))
	return h.peak
}

// memory returns what Linux says of central's, in MB.
func (h *attacked) memory(name string) int {
	raw, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", h.process.Process.Pid))
	for line := range strings.Lines(string(raw)) {
		if rest, ok := strings.CutPrefix(line, name); ok {
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			return kb >> 10
		}
	}
	return 0
}

// box has a device's token push what a new disk says.
func (h *attacked) box(device string, say func(*journal.Tx) error) error {
	h.boxes++
	j, err := journal.Open(filepath.Join(h.folder, fmt.Sprintf("box%d.db", h.boxes)), device, time.Now, journal.Join())
	if err != nil {
		return err
	}
	defer j.Close()
	link, err := uplink.NewLink(h, h.client(device), j, func() {})
	if err != nil {
		return err
	}
	return errors.Join(j.Write(h, say), link.Flush(h))
}

// throw pushes an event that no program of ours writes, and an honest one behind it.
func (h *attacked) throw(device, kind, subject string, body any) error {
	return h.box(device, func(tx *journal.Tx) error {
		_, err := tx.Append(kind, subject, body)
		if err == nil {
			_, err = tx.Append(hall.KindPrinter, "", hall.PrinterState{Status: "ready"})
		}
		return err
	})
}

// poison throws an event and looks that central has put it aside and goes on.
func poison(device, kind, subject string, body any) func(h *attacked) error {
	return func(h *attacked) error {
		before, err := h.aside()
		if err == nil {
			err = h.throw(device, kind, subject, body)
		}
		if err != nil {
			return fmt.Errorf("what comes behind it is not heard: %w", err)
		}
		after, err := h.aside()
		if err == nil && after != before+1 {
			err = fmt.Errorf("%d events are put aside, %d were before", after, before)
		}
		return errors.Join(err, h.goesOn())
	}
}

// aside counts the events that were put aside.
func (h *attacked) aside() (n int, err error) {
	out, err := h.command("", "quarantined")
	if err != nil {
		return 0, err
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	_, err = fmt.Sscanf(lines[len(lines)-1], "quarantine: %d", &n)
	return n, err
}

// goesOn looks that the next number is an ordinary one.
func (h *attacked) goesOn() error {
	t, err := h.client("kiosk-2").Issue(h, queue.Request{ID: newID(), Service: "ho-tich", Kiosk: 2})
	if err == nil && len(t.Number) != len("A001") {
		err = fmt.Errorf("the next number is %s", t.Number)
	}
	return err
}

// post sends bytes with a device's token.
func (h *attacked) post(device, path string, body []byte) (status int, err error) {
	req, err := http.NewRequestWithContext(h, http.MethodPost, h.address+path, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Authorization", h.devices[device].Token.Header())
	resp, err := h.browser.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode, nil
}

// get asks for a page as a stranger.
func (h *attacked) get(path string, cookies ...*http.Cookie) (status int, body string, err error) {
	req, err := http.NewRequestWithContext(h, http.MethodGet, h.address+path, nil)
	if err != nil {
		return 0, "", err
	}
	for _, c := range cookies {
		req.AddCookie(c)
	}
	resp, err := h.browser.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	return resp.StatusCode, string(raw), err
}

// together does something so many times at once.
func together(times int, do func(i int)) {
	var all sync.WaitGroup
	for i := range times {
		all.Go(func() { do(i) })
	}
	all.Wait()
}
