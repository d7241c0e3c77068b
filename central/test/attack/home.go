package main

import (
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
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/pelletier/go-toml/v2"

	"motcua/internal/proofofwork"
	"motcua/internal/queue"
)

// robots is how many addresses a script has that wants the whole day.
const robots = 1000

// kept is how many places of a day may be taken from home where it tries.
const kept = 30

// mostMessages is how many messages a day the centre of this case pays for.
const mostMessages = 100

// emptyDay has a script with a thousand addresses, and a thousand cards and telephones that are not its own, take numbers from home. Where cards are only
// said it gets no more than the share of the day that may be taken from home, and the hall goes on; where a code goes to a phone it gets none, and the
// centre pays for no more messages than it said.
func emptyDay(h *attacked) error {
	return errors.Join(h.emptyDayBy("card", robots, kept), h.emptyDayBy("phone", 2*mostMessages, 0))
}

// emptyDayBy is emptyDay for so many addresses, of which so many get a place.
func (h *attacked) emptyDayBy(proof string, robots int, get int64) error {
	const proxy = "127.0.0.2"
	messages := filepath.Join(h.folder, "messages-"+proof)
	quiet, err := openHall(h, h.program, filepath.Join(h.folder, "home-"+proof), fromHome(proof, proxy, messages))
	if err != nil {
		return err
	}
	defer quiet.stop()
	begun := time.Now()
	var taken atomic.Int64
	lanes := make(chan struct{}, 16)
	together(robots, func(i int) {
		lanes <- struct{}{}
		defer func() { <-lanes }()
		if quiet.wants(proof, proxy, i) {
			taken.Add(1)
		}
	})
	sent, _ := os.ReadFile(messages)
	n := strings.Count(string(sent), "\n")
	fmt.Printf("attack: by %s %d of %d addresses have taken a number from home in %s, %d messages\n", proof, taken.Load(), robots, time.Since(begun).Round(time.Second), n)
	if taken.Load() != get || n > mostMessages {
		return fmt.Errorf("by %s %d were taken and %d messages sent", proof, taken.Load(), n)
	}
	return nil
}

// fromHome changes settings so that numbers are taken from home, behind a proxy.
func fromHome(proof, proxy, messages string) func(string) string {
	return func(settings string) string {
		var s map[string]any
		if err := toml.Unmarshal([]byte(settings), &s); err != nil {
			return err.Error()
		}
		s["tls"], s["trusted_proxies"] = false, []string{proxy}
		s["identity"] = map[string]any{"proof": proof, "messages": map[string]any{"file": messages, "most_a_day": mostMessages}}
		s["centre"].(map[string]any)["reservations"] = map[string]any{
			"taken": true, "days": 0, "per_person": 2, "most": kept, "share": 40, "from": "00:00", "until": "24:00", "per_address": 40, "per_device": 6,
		}
		s["centre"].(map[string]any)["hours"] = []map[string]any{{"days": []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}, "from": "00:00", "to": "24:00"}}
		out, err := toml.Marshal(s)
		if err != nil {
			return err.Error()
		}
		return string(out)
	}
}

var inputs = regexp.MustCompile(`<input type="hidden" name="([a-z-]+)"(?: value="([^"]*)")?>`)

// wants takes a number for the i-th address, which does its work; it reports whether there is a place then.
func (h *attacked) wants(proof, proxy string, i int) bool {
	from := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(proxy)}}
	client := &http.Client{Transport: &http.Transport{DialContext: from.DialContext, DisableKeepAlives: true}}
	address := fmt.Sprintf("203.%d.%d.7", i/250, i%250)
	form, _ := h.through(client, address, http.MethodGet, "/lay-so?linh-vuc=ho-tich", nil)
	v := url.Values{"ngay": {queue.Day(time.Now())}, "who": {fmt.Sprintf("0350%08d", i)}}
	if proof == "phone" {
		v.Set("who", fmt.Sprintf("09%08d", i))
	}
	if strings.Contains(form, " disabled>") {
		return false // the day's are taken, and nobody works for nothing
	}
	fill(v, form)
	if work := v.Get("work"); work != "" {
		v.Set("solution", proofofwork.Solve(work))
	}
	page, at := h.through(client, address, http.MethodPost, "/lay-so", v)
	for guess := 0; guess < 5 && strings.Contains(page, `name="errand"`); guess++ {
		w := url.Values{"code": {fmt.Sprintf("%06d", guess)}}
		fill(w, page)
		page, at = h.through(client, address, http.MethodPost, "/xac-minh", w)
	}
	return strings.HasPrefix(at, "/lay-so/")
}

// fill takes over what a page's form carries.
func fill(v url.Values, page string) {
	for _, m := range inputs.FindAllStringSubmatch(page, -1) {
		v.Set(m[1], m[2])
	}
}

// through asks as the proxy does for an address; it returns the page and where it came to.
func (h *attacked) through(client *http.Client, address, method, path string, form url.Values) (page, at string) {
	req, err := http.NewRequestWithContext(h, method, h.address+path, strings.NewReader(form.Encode()))
	if err != nil {
		return "", ""
	}
	req.Header.Set("X-Forwarded-For", address)
	if form != nil {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	resp, err := client.Do(req)
	if err != nil {
		return "", ""
	}
	defer resp.Body.Close()
	raw, _ := io.ReadAll(resp.Body)
	return string(raw), resp.Request.URL.Path
}

// forgedPlace has a stolen kiosk give itself a place in line that nobody took from home.
func forgedPlace(h *attacked) error {
	return poisonTicket(func(t *queue.Ticket) {
		t.ID, t.Held = uuid.NewString(), t.IssuedAt.Add(-3*time.Hour)
		t.QueueTime = t.Held
	})(h)
}
