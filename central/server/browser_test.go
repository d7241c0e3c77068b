//go:build !race

package server

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"
	"github.com/google/uuid"

	"motcua/internal/booking"
	"motcua/internal/browser"
	"motcua/internal/centre"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/officer"
	"motcua/internal/queue"
	"motcua/internal/seal"
	"motcua/internal/workday"
)

var pictures = flag.String("pictures", "", "folder for pictures of the pages under test")

// picture is where the picture of a page goes.
func picture(t *testing.T, name string) string {
	t.Helper()
	if *pictures == "" {
		return filepath.Join(t.TempDir(), name+".png")
	}
	if err := os.MkdirAll(*pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(*pictures, name+".png")
}

// mustShow starts a central with a public port and n counters.
func mustShow(t *testing.T, counters int, before ...func(*Server)) (c *Server, public string) {
	t.Helper()
	s := settingsOf(t, t.TempDir(), counters)
	s.PublicListen = "127.0.0.1:0"
	s.Centre.Name = queue.Name{"vi": "Trung tâm Phục vụ hành chính công phường Hà Nam", "en": "Hà Nam Ward Public Administration Service Centre"}
	c = mustRun(t, s, before...)
	return c, "http://" + c.public.Addr().String()
}

// browse opens a browser and fails the test with whatever went wrong there.
func browse(t *testing.T, width, height int, see func(context.Context) error) {
	t.Helper()
	if err := browser.Open(t.Context(), width, height, see); err != nil {
		t.Fatal(err)
	}
}

// TestBoardAfterAProxyHasFailed: an answer 502 closes a browser's stream for ever, and the board opens another one.
func TestBoardAfterAProxyHasFailed(t *testing.T) {
	c, public := mustShow(t, 1)
	to, err := url.Parse(public)
	if err != nil {
		t.Fatal(err)
	}
	var broken atomic.Bool
	forward := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(to) }, FlushInterval: -1}
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if broken.Load() {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		forward.ServeHTTP(w, r)
	}))
	defer proxy.Close()
	browse(t, 1920, 1080, func(ctx context.Context) error {
		if err := browser.Visit(ctx, proxy.URL, "document.getElementById('connecting').hidden"); err != nil {
			return err
		}
		broken.Store(true)
		proxy.CloseClientConnections()
		if err := browser.Await(ctx, "document.body.classList.contains('lost')"); err != nil {
			return err
		}
		broken.Store(false)
		called := mustCall(t, c, "01")
		return browser.Await(ctx, "!document.body.classList.contains('lost') && document.querySelector('#calls .number')?.textContent === '"+called.Number+"'")
	})
}

// TestBoardWithoutStreams: behind a proxy that lets no stream through, the board asks.
func TestBoardWithoutStreams(t *testing.T) {
	c, public := mustShow(t, 1)
	to, err := url.Parse(public)
	if err != nil {
		t.Fatal(err)
	}
	forward := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(to) }}
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/bell" {
			w.WriteHeader(http.StatusNotImplemented)
			return
		}
		forward.ServeHTTP(w, r)
	}))
	defer proxy.Close()
	called := mustCall(t, c, "01")
	browse(t, 1920, 1080, func(ctx context.Context) error {
		return browser.Visit(ctx, proxy.URL, "document.querySelector('#calls .number')?.textContent === '"+called.Number+"' && !document.body.classList.contains('lost')")
	})
}

// TestBoardOfACentralThatHangs stops central's process in the middle of everything: the board says since when it knows nothing, what it
// shows looks like no call of now, and it comes back by itself.
func TestBoardOfACentralThatHangs(t *testing.T) {
	folder := t.TempDir()
	centre := settingsOf(t, folder, 1).Centre
	centre.Codes = "{agency}-{yymmdd}-{serial}"
	settings, address, process := mustStartProcess(t, folder, "", centre)
	kiosk, desk := mustEnrolBy(t, settings, address, "kiosk-1").Client(address), mustEnrolBy(t, settings, address, "counter-01").Client(address)
	if _, err := kiosk.Issue(t.Context(), queue.Request{ID: uuid.NewString(), Service: "ho-tich", Kiosk: 1}); err != nil {
		t.Fatal(err)
	}
	if _, err := desk.Next(t.Context(), "01"); err != nil {
		t.Fatal(err)
	}
	browse(t, 1920, 1080, func(ctx context.Context) error {
		if err := browser.Visit(ctx, address, "document.querySelector('#calls .number')?.textContent === 'A001'"); err != nil {
			return err
		}
		if err := process.Signal(syscall.SIGSTOP); err != nil {
			return err
		}
		defer process.Signal(syscall.SIGCONT)
		since := time.Now()
		err := errors.Join(
			browser.Await(ctx, "document.body.classList.contains('lost')"),
			browser.Await(ctx, "getComputedStyle(document.querySelector('h2.live')).display === 'none' && getComputedStyle(document.querySelector('#calls .number')).animationName === 'none'"),
			browser.Photograph(ctx, "true", picture(t, "board-hangs")),
		)
		said, _ := browser.Evaluate[string](ctx, "document.querySelector('.since').textContent")
		if from, to := since.Add(-10*time.Second).In(queue.Zone).Format("15:04"), since.In(queue.Zone).Format("15:04"); said < from || said > to {
			t.Errorf("it says since %q, want %s to %s", said, from, to)
		}
		return errors.Join(err, process.Signal(syscall.SIGCONT), browser.Await(ctx, "!document.body.classList.contains('lost')"))
	})
}

// mustReport lets central hear of parts in each state, and of somebody who wants help: its own, for the page does not care whose.
func mustReport(t *testing.T, c *Server) {
	t.Helper()
	err := c.journal.Write(t.Context(), func(tx *journal.Tx) error {
		var err error
		report := func(kind string, body any) {
			_, appended := tx.Append(kind, "", body)
			err = errors.Join(err, appended)
		}
		report(hall.KindPrinter, hall.PrinterState{Status: "paper_out"})
		for part, state := range map[string]string{"disk": "good", "clock": "warning", "scanner": "broken"} {
			report(hall.KindHealth, hall.Health{Part: part, State: state})
		}
		report(hall.KindHelp, struct{}{})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestEveryPageIsForEverybody runs axe on all pages, and looks whether their text is painted.
func TestEveryPageIsForEverybody(t *testing.T) {
	s := settingsOf(t, t.TempDir(), 2)
	s.Centres = []centre.Partner{{ID: "ha-nam", Name: "Trung tâm tỉnh"}}
	s.Centre.Appointments.Taken = true
	s.Booking = booking.Rules{On: true, PerCounter: 2, Share: 50, Days: 14}
	c := mustRun(t, s)
	mustHire(t, c, "lead", officer.Roles()...)
	mustHire(t, c, "tech", officer.Technician)
	ring, err := c.ring(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	called, waiting := mustCall(t, c, "01"), mustIssue(t, c)
	mustFile(t, c, "a", "000.00.00.H25-261109-0027")
	mustReport(t, c)
	receipt := strings.TrimPrefix(ring.ReceiptLink("http://x", seal.ReceiptText{Code: "000.00.00.H25-261109-0027", Due: workday.DateOf(c.now())}), "http://x")
	ticket := func(t queue.Ticket) string { return "/t/" + (seal.Ring{}).TicketCode(t) }
	check := func(ctx context.Context, name, path string) error {
		if err := browser.Visit(ctx, c.Address()+path, "document.body.innerText !== ''"); err != nil {
			return err
		}
		if err := browser.Photograph(ctx, "document.getElementById('connecting')?.hidden ?? true", picture(t, name)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := browser.Accessible(ctx); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		wide, err := browser.Evaluate[bool](ctx, "document.documentElement.scrollWidth > innerWidth")
		if wide {
			t.Errorf("%s is wider than its window", name)
		}
		return err
	}
	public := []struct{ name, path string }{
		{"a11y-board", "/"}, {"a11y-waiting", ticket(waiting)}, {"a11y-called", ticket(called)}, {"a11y-no-ticket", "/t/nobody"}, {"a11y-receipt", receipt},
		{"a11y-no-receipt", "/h/none"}, {"a11y-login", "/login"},
	}
	browse(t, 360, 640, func(ctx context.Context) error {
		err := browser.LogIn(ctx, c.Address()+"/login?to="+pathCheckIn, "lead", password)
		return errors.Join(err, check(ctx, "a11y-check-in-360", pathCheckIn), chromedp.Do(ctx, chromedp.SendKeys("#who", "AAAA2222\n")),
			browser.Await(ctx, "document.querySelector('[role=alert]') !== null"), browser.Photograph(ctx, "true", picture(t, "a11y-check-in-unknown")), browser.Accessible(ctx))
	})
	for _, size := range [][2]int{{400, 800}, {768, 1024}, {1280, 800}} {
		browse(t, size[0], size[1], func(ctx context.Context) (err error) {
			for _, p := range public {
				if p.path != "/" || size[0] > 400 {
					err = errors.Join(err, check(ctx, fmt.Sprintf("%s-%d", p.name, size[0]), p.path))
				}
			}
			if size[0] < 1000 {
				return err
			}
			err = errors.Join(err, browser.LogIn(ctx, c.Address()+"/login", "lead", password))
			for _, p := range c.staff.list() {
				err = errors.Join(err, check(ctx, "a11y"+strings.ReplaceAll(p.path, "/", "-"), p.path))
			}
			return errors.Join(err, chromedp.Do(ctx, chromedp.Click("header button")), browser.Await(ctx, "location.pathname === '/login'"), browser.LogIn(ctx, c.Address()+"/login", "tech", password), check(ctx, "a11y-may-not", "/acts"))
		})
	}
}

// TestTheTypefaceHasAllLetters asks the browser with which typefaces it has drawn them.
func TestTheTypefaceHasAllLetters(t *testing.T) {
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			static.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, `<!doctype html><title>x</title><link rel="stylesheet" href="%s"><p>%s</p><p><b>%s</b></p>`, pages.Path("hall.css"), written, written)
	}))
	defer page.Close()
	browse(t, 1280, 800, func(ctx context.Context) error {
		if err := browser.Visit(ctx, page.URL, "document.fonts.status === 'loaded'"); err != nil {
			return err
		}
		for _, enable := range []func() error{
			func() error { _, err := chromedp.Call(ctx, dom.Enable, dom.EnableParams{}); return err },
			func() error { _, err := chromedp.Call(ctx, css.Enable, cdp.Empty{}); return err },
		} {
			if err := enable(); err != nil {
				return err
			}
		}
		for _, selector := range []string{"p", "b"} {
			nodes, err := chromedp.Run(ctx, chromedp.Nodes(chromedp.CSS(selector)))
			if err != nil {
				return err
			}
			node := nodes[len(nodes)-1]
			if selector == "p" {
				node = nodes[0]
			}
			fonts, err := chromedp.Call(ctx, css.GetPlatformFontsForNode, css.GetPlatformFontsForNodeParams{NodeID: node.NodeID})
			if err != nil {
				return err
			}
			if len(fonts.Fonts) != 1 || !fonts.Fonts[0].IsCustomFont {
				t.Errorf("%s is drawn with %+v", selector, fonts.Fonts)
			}
		}
		return nil
	})
	if slices.Contains([]rune(written), '\ufffd') {
		t.Error("the list of letters is damaged")
	}
}
