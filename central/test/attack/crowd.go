package main

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
	"motcua/internal/registry"
	"motcua/internal/seal"
	"motcua/internal/uplink"
	"motcua/internal/workday"
)

// codeFlood has a counter at which nobody sits give out codes, and looks that the next one is an ordinary one.
func codeFlood(h *attacked) error {
	day := workday.DateOf(time.Now())
	before, err := h.aside()
	if err != nil {
		return err
	}
	const many = 1000
	err = h.box("counter-01", func(tx *journal.Tx) error {
		for i := range many {
			n := registry.Number{Agency: "000.00.00.H25", Day: day.String(), Serial: i + 1}
			var err error
			if n.Code, err = dossier.Circular.Write(dossier.Code{Agency: n.Agency, Day: day, Serial: n.Serial}); err == nil {
				_, err = tx.Append(registry.KindCodeIssued, newID(), n)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	after, err := h.aside()
	if err == nil && after != before+many {
		err = fmt.Errorf("%d of %d codes are put aside", after-before, many)
	}
	return errors.Join(err, h.goesOn())
}

// replay sends events once more with something else in them, and as something behind what central holds.
func replay(h *attacked) error {
	var life int64
	var mine []journal.Event
	err := h.box("kiosk-1", func(tx *journal.Tx) error {
		e, err := tx.Append(hall.KindPrinter, "", hall.PrinterState{Status: "ready"})
		life, mine = e.Incarnation, append(mine, e)
		return err
	})
	if err != nil {
		return err
	}
	mine[0].Body = json.RawMessage(`{"status":"paper_out"}`)
	next := mine[0]
	next.Seq += 2 // behind what a new disk says of itself
	for _, page := range [][]journal.Event{mine, {next}} {
		body, err := json.Marshal(page)
		if err != nil {
			return err
		}
		if _, err := h.post("kiosk-1", fmt.Sprintf("%s?origin=kiosk-1&incarnation=%d", uplink.PathEvents, life), body); err != nil {
			return err
		}
	}
	_, err = h.command("", "verify")
	return errors.Join(err, h.goesOn())
}

// ordinary are settings as they are shipped, where centraltest lets everybody ask as often as they can.
func ordinary(settings string) string {
	return regexp.MustCompile(`(?m)^most_requests.*$`).ReplaceAllString(settings, "")
}

// crowded has a whole hall behind one address: eighty phones, forty visitors and a kiosk go on while somebody there asks as fast as he can.
func crowded(h *attacked) error {
	quiet, err := openHall(h, h.program, filepath.Join(h.folder, "crowded"), ordinary)
	if err != nil {
		return err
	}
	defer quiet.stop()
	pages, err := quiet.phonePages(80)
	if err != nil {
		return err
	}
	ctx, stop := context.WithTimeout(h, 10*time.Second)
	defer stop()
	var asked atomic.Int64
	var flooding sync.WaitGroup
	flooding.Go(func() { asked.Store(quiet.flood(ctx, 300, "/board.json", "/board.json", pages[0]+"/place.json")) })
	var wrong sync.Map
	together(len(pages)+41, func(i int) {
		var err error
		switch {
		case i < len(pages):
			err = quiet.waits(ctx, pages[i], pages[i]+"/place.json", pages[i]+"/bell")
		case i < len(pages)+40:
			err = quiet.waits(ctx, "/", "/board.json", "/bell")
		default:
			err = quiet.works(ctx)
		}
		if err != nil {
			wrong.Store(i, err)
		}
	})
	flooding.Wait()
	if n := asked.Load(); n < 1000 {
		err = fmt.Errorf("the flood was %d requests only", n)
	}
	n := 0
	wrong.Range(func(_, why any) bool {
		n++
		err = fmt.Errorf("%d of %d did not go on, such as: %w", n, len(pages)+41, why.(error))
		return true
	})
	return err
}

// phonePages gives numbers out and tells where each one's page is.
func (h *attacked) phonePages(n int) (paths []string, err error) {
	for len(paths) < n {
		t, err := h.client("kiosk-2").Issue(h, queue.Request{ID: newID(), Service: "ho-tich", Kiosk: 2})
		if errors.Is(err, uplink.ErrTooMany) {
			time.Sleep(time.Second)
			continue
		}
		if err != nil {
			return nil, err
		}
		paths = append(paths, "/t/"+seal.Ring{}.TicketCode(t))
	}
	return paths, nil
}

// flood asks so often a second until ctx ends, and tells how often it was.
func (h *attacked) flood(ctx context.Context, rate int, paths ...string) (asked int64) {
	tick := time.NewTicker(time.Second / time.Duration(rate))
	defer tick.Stop()
	var n atomic.Int64
	var all sync.WaitGroup
	defer func() { all.Wait(); asked = n.Load() }()
	room := make(chan struct{}, 32)
	for i := 0; ; i++ {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		select {
		case room <- struct{}{}:
			all.Go(func() {
				defer func() { <-room }()
				if _, err := ask(ctx, h.browser, h.address+paths[i%len(paths)]); err == nil {
					n.Add(1)
				}
			})
		default: // the server is slower than that
		}
	}
}

// ask gets a page and reads it.
func ask(ctx context.Context, client *http.Client, url string) (status int, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	resp, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return resp.StatusCode, err
}

// alone returns a browser with connections of its own.
func (h *attacked) alone() *http.Client {
	return &http.Client{Transport: h.browser.Transport.(*http.Transport).Clone()}
}

// waits is somebody who opens a page and looks at it until ctx ends, listening to its bell.
func (h *attacked) waits(ctx context.Context, page, state, bell string) error {
	mine := h.alone()
	defer mine.CloseIdleConnections()
	if err := shown(ctx, mine, h.address+page); err != nil {
		return err
	}
	rung := make(chan error, 1)
	go func() {
		err := shown(ctx, mine, h.address+bell)
		if err == nil && ctx.Err() == nil {
			err = fmt.Errorf("%s has ended", bell)
		}
		rung <- err
	}()
	for ctx.Err() == nil {
		if err := shown(ctx, mine, h.address+state); err != nil {
			return err
		}
		time.Sleep(time.Second)
	}
	return <-rung
}

// shown gets a page and says what is wrong with the answer; where the line broke it asks again, as browsers do. Nobody waits for it any more
// when ctx ends.
func shown(ctx context.Context, client *http.Client, url string) error {
	status, err := ask(ctx, client, url)
	for again := 0; again < 2 && status == 0 && err != nil && ctx.Err() == nil; again++ {
		status, err = ask(ctx, client, url)
	}
	if err == nil && status != http.StatusOK || status == http.StatusTooManyRequests {
		return fmt.Errorf("%s is answered %d", url, status)
	}
	if ctx.Err() != nil {
		return nil
	}
	return err
}

// works is a kiosk that gives numbers until ctx ends.
func (h *attacked) works(ctx context.Context) error {
	given := 0
	for ctx.Err() == nil {
		_, err := h.client("kiosk-1").Issue(h, queue.Request{ID: newID(), Service: "ho-tich", Kiosk: 1})
		if err != nil {
			return fmt.Errorf("kiosk-1 gets no number: %w", err)
		}
		given++
		time.Sleep(200 * time.Millisecond)
	}
	if given < 5 {
		return fmt.Errorf("kiosk-1 got %d numbers only", given)
	}
	return nil
}

// streams opens as many bells on one connection as it may, and looks that the hall goes on.
func streams(h *attacked) error {
	var lines atomic.Int64
	transport := &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, ForceAttemptHTTP2: true, MaxConnsPerHost: 1,
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			lines.Add(1)
			return (&net.Dialer{}).DialContext(ctx, network, address)
		},
	}
	defer transport.CloseIdleConnections()
	ctx, stop := context.WithTimeout(h, 5*time.Second)
	defer stop()
	var open atomic.Int64
	var all sync.WaitGroup
	for range 400 {
		all.Go(func() {
			req, err := http.NewRequestWithContext(ctx, http.MethodGet, h.address+"/bell", nil)
			if err != nil {
				return
			}
			resp, err := (&http.Client{Transport: transport}).Do(req)
			if err != nil {
				return
			}
			defer resp.Body.Close()
			if resp.StatusCode == http.StatusOK {
				open.Add(1)
				_, _ = io.Copy(io.Discard, resp.Body)
			}
		})
	}
	err := h.goesOn()
	all.Wait()
	if n := open.Load(); err == nil && n > 128*lines.Load() {
		err = fmt.Errorf("%d streams were served on %d connections", n, lines.Load())
	}
	return err
}

// throughProxy logs in through a proxy that central trusts, which the browser has reached over TLS, and says the same past it.
func throughProxy(h *attacked) error {
	const proxy = "127.0.0.2"
	inner, err := openHall(h, h.program, filepath.Join(h.folder, "proxied"), func(settings string) string {
		return "tls = false\ntrusted_proxies = [\"" + proxy + "\"]\n" + settings
	})
	if err != nil {
		return err
	}
	defer inner.stop()
	if _, err := inner.command(password+"\n", "officer", "add", "minh", "Phạm Văn Minh", "admin"); err != nil {
		return err
	}
	status, cookie, err := inner.logInFrom(proxy)
	if err == nil && (status != http.StatusSeeOther || !strings.Contains(cookie, "Secure")) {
		err = fmt.Errorf("through the proxy: %d, cookie %q", status, cookie)
	}
	if err != nil {
		return err
	}
	status, cookie, err = inner.logInFrom("127.0.0.1")
	if err == nil && (status != http.StatusForbidden || cookie != "") {
		err = fmt.Errorf("past the proxy: %d, cookie %q", status, cookie)
	}
	return err
}

// logInFrom logs in from an address of this machine, as a proxy would hand it on that was reached as https://hall.example.
func (h *attacked) logInFrom(ip string) (status int, cookie string, err error) {
	from := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(ip)}}
	client := &http.Client{Transport: &http.Transport{DialContext: from.DialContext}, CheckRedirect: h.browser.CheckRedirect}
	form := url.Values{"officer": {"minh"}, "password": {password}}
	req, err := http.NewRequestWithContext(h, http.MethodPost, h.address+"/login", strings.NewReader(form.Encode()))
	if err != nil {
		return 0, "", err
	}
	for name, value := range map[string]string{
		"Content-Type": "application/x-www-form-urlencoded", "Origin": "https://hall.example", "X-Forwarded-For": "203.0.113.7",
		"X-Forwarded-Proto": "https", "X-Forwarded-Host": "hall.example",
	} {
		req.Header.Set(name, value)
	}
	resp, err := client.Do(req)
	if err != nil {
		return 0, "", err
	}
	defer resp.Body.Close()
	return resp.StatusCode, resp.Header.Get("Set-Cookie"), nil
}

// openFolder opens central's folder to everybody on the machine, and looks that no central starts on it.
func openFolder(h *attacked) error {
	h.stop()
	data := filepath.Dir(h.config)
	if err := os.Chmod(data, 0o755); err != nil {
		return err
	}
	out, err := h.command("", "devices")
	if err == nil {
		err = errors.New("a command is done in it")
	} else if strings.Contains(out, "chmod") {
		err = nil
	}
	return errors.Join(err, os.Chmod(data, 0o700), h.start(), h.goesOn())
}
