package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"sync"

	"github.com/pelletier/go-toml/v2"
)

// stranger asks for a page as anybody may, path as it is written; it returns the answer's status.
func (h *attacked) stranger(method, path string, form url.Values, headers ...string) (status int, err error) {
	req, err := http.NewRequestWithContext(h, method, h.address, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, err
	}
	plain, query, _ := strings.Cut(path, "?")
	req.URL.Opaque, req.URL.RawQuery = "//"+req.URL.Host+plain, query // else the client cleans it
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	resp, err := h.browser.Do(req)
	if err != nil {
		return 0, err
	}
	return resp.StatusCode, resp.Body.Close()
}

// outOfTheFolder asks the board's pictures for files that are none.
func outOfTheFolder(h *attacked) error {
	for _, name := range []string{"../central.toml", "..%2fcentral.toml", "%2e%2e/central.toml", "..%5ccentral.toml", "%2fetc%2fpasswd", "x%00.png", ".", "%2e", strings.Repeat("a", 20000)} {
		if status, err := h.stranger(http.MethodGet, "/media/"+name, nil); err != nil || status < 300 {
			return fmt.Errorf("/media/%.40s: %d, %v", name, status, err)
		}
	}
	return h.goesOn()
}

// longQuestions asks the catalogue on the web what nobody asks: 15 KB, which an address may hold, and more.
func longQuestions(h *attacked) error {
	var broken error
	var one sync.Mutex
	questions := []string{strings.Repeat("a", 60000), strings.Repeat("a", 15000), strings.Repeat("đăng ký ", 2000), strings.Repeat("%", 5000), strings.Repeat("khai sinh \x00", 300), strings.Repeat("\u0301", 4500)}
	together(20, func(i int) {
		q := url.Values{"q": {questions[i%len(questions)]}}.Encode()
		for _, path := range []string{"/thu-tuc?", "/thu-tuc/goi-y?", "/thu-tuc/%2e%2e%2fcentral.toml?"} {
			if status, err := h.stranger(http.MethodGet, path+q, nil); err != nil || status >= 500 && status != http.StatusServiceUnavailable {
				one.Lock()
				broken = fmt.Errorf("%s: %d, %.80s", path, status, fmt.Sprint(err)) // it holds the question
				one.Unlock()
			}
		}
	})
	if rss := h.mostHeld(); rss > mostMemory {
		broken = errors.Join(broken, fmt.Errorf("central holds %d MB", rss))
	}
	return errors.Join(broken, h.goesOn())
}

// forgedBookings books, proves and changes with forms and links that central has not made, and from the page of another site.
func forgedBookings(h *attacked) error {
	const proxy = "127.0.0.3"
	open, err := openHall(h, h.program, filepath.Join(h.folder, "booking"), withBooking(proxy))
	if err != nil {
		return err
	}
	defer open.stop()
	from := &net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(proxy)}}
	open.browser.Transport = &http.Transport{DialContext: from.DialContext}
	client := []string{"X-Forwarded-For", "203.0.113.9", "X-Forwarded-Proto", "https"}
	person := url.Values{"service": {"ho-tich"}, "day": {"2026-12-02"}, "at": {"09:00"}, "name": {"Eve"}, "who": {"035090001234"}, "phone": {"0912345678"}, "work": {"1.1.x.y"}, "solution": {"1"}}
	for _, tt := range []struct {
		name, method, path string
		form               url.Values
		headers            []string
	}{
		{"work that is none", http.MethodPost, "/dat-lich", person, client},
		{"a draft of its own", http.MethodPost, "/dat-lich/gio-khac", url.Values{"draft": {strings.Repeat("A", 400)}, "at": {"2026-12-02T09:00:00+07:00"}}, client},
		{"an errand of its own", http.MethodPost, "/xac-minh", url.Values{"form": {"AAAA"}, "errand": {strings.Repeat("A", 400)}, "code": {"000000"}}, client},
		{"a link that is nobody's", http.MethodGet, "/lich-hen/" + strings.Repeat("A", 27), nil, client},
		{"a link cancelled that is nobody's", http.MethodPost, "/lich-hen/" + strings.Repeat("A", 27) + "/huy", url.Values{}, client},
		{"a link out of the folder", http.MethodGet, "/lich-hen/..%2f..%2fboard.json", nil, client},
		{"another site's page", http.MethodPost, "/dat-lich", person, append([]string{"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"}, client...)},
	} {
		if status, err := open.stranger(tt.method, tt.path, tt.form, tt.headers...); err != nil || status < 400 || status >= 500 {
			return fmt.Errorf("%s: %d, %v", tt.name, status, err)
		}
	}
	if status, err := open.stranger(http.MethodGet, "/dat-lich", nil, client...); err != nil || status != http.StatusOK {
		return fmt.Errorf("who means it is answered %d, %v", status, err)
	}
	return nil
}

// withBooking changes settings so that people book, behind a proxy.
func withBooking(proxy string) func(string) string {
	return func(settings string) string {
		var s map[string]any
		if err := toml.Unmarshal([]byte(settings), &s); err != nil {
			return err.Error()
		}
		s["tls"], s["trusted_proxies"], s["booking"] = false, []string{proxy}, map[string]any{"on": true}
		s["centre"].(map[string]any)["appointments"] = map[string]any{"taken": true}
		out, err := toml.Marshal(s)
		if err != nil {
			return err.Error()
		}
		return string(out)
	}
}
