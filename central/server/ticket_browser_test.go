//go:build !race

package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/robertkrimen/otto/parser"

	"motcua/internal/browser"
	"motcua/internal/hall"
	"motcua/internal/journal"
	"motcua/internal/queue"
)

// firstView is what a phone may load before it shows where somebody stands, and waitMinute what a minute of waiting may cost.
const (
	firstView  = 40 << 10
	waitMinute = 2 << 10
)

// TestWaitingOnAMobileNetwork counts what a phone pays: for the first view, and for a minute with three beats and four changes. The page
// is never loaded again.
func TestWaitingOnAMobileNetwork(t *testing.T) {
	c, public := mustShow(t, 1, func(c *Server) {
		c.phones.pulse, c.phones.calm = pulse{beat: 200 * time.Millisecond, gather: 10 * time.Millisecond}, 0
	})
	before := []queue.Ticket{mustIssue(t, c), mustIssue(t, c), mustIssue(t, c), mustIssue(t, c)}
	ticket := mustIssue(t, c)
	browse(t, 360, 640, func(ctx context.Context) error {
		traffic, err := browser.Count(ctx)
		if err != nil {
			return err
		}
		if err := browser.Visit(ctx, public+"/t/"+codeOf(t, c, ticket)+"?lang=vi", "document.getElementById('alert').hidden === false"); err != nil {
			return err
		}
		if err := browser.Photograph(ctx, "true", picture(t, "phone-waiting")); err != nil {
			return err
		}
		begun, by := traffic.Bytes()
		if begun > firstView {
			t.Errorf("the first view costs %d bytes, want %d at most: %v", begun, firstView, by)
		}
		if _, err := browser.Evaluate[bool](ctx, "window.stays = true"); err != nil {
			return err
		}
		for i := range before {
			if i > 0 {
				mustFinish(t, c, before[i-1])
			}
			before[i] = mustCallNext(t, c, "01")
			if err := browser.Await(ctx, fmt.Sprintf("document.querySelector('.ahead').textContent === '%d'", len(before)-1-i)); err != nil {
				return err
			}
		}
		awaitBeats(t, ctx, 3)
		cost, by := traffic.Bytes()
		if cost -= begun; cost > waitMinute {
			t.Errorf("three beats and four changes cost %d bytes, want %d at most: %v", cost, waitMinute, by)
		}
		t.Logf("first view %d bytes, a minute %d", begun, cost)
		mustFinish(t, c, before[3])
		mustCallNext(t, c, "01")
		return errors.Join(
			browser.Await(ctx, "window.stays && !document.querySelector('[data-when~=called]').hidden && document.title.endsWith('→ 01')"),
			browser.Photograph(ctx, "true", picture(t, "phone-called")),
		)
	})
}

// awaitBeats waits for n beats of a stream of the same page.
func awaitBeats(t *testing.T, ctx context.Context, n int) {
	t.Helper()
	is, err := browser.Evaluate[bool](ctx, fmt.Sprintf(`new Promise(done => {
		let heard = 0;
		const stream = new EventSource(document.querySelector("[data-path]").dataset.path + "/bell");
		stream.addEventListener("beat", () => { if (++heard === %d) { stream.close(); done(true); } });
	})`, n))
	if err != nil || !is {
		t.Fatal(err)
	}
}

// wakes records what a phone does to wake its holder, in place of the phone.
const wakes = `(() => {
	window.woken = { tones: 0, shakes: 0, locks: 0, released: 0, titles: [] };
	const ramp = { setValueAtTime() {}, linearRampToValueAtTime() {} };
	window.AudioContext = function () {
		this.currentTime = 0; this.destination = {};
		this.resume = () => {};
		this.createOscillator = () => ({ frequency: {}, connect() {}, start() { woken.tones++; }, stop() {} });
		this.createGain = () => ({ gain: ramp, connect() {} });
	};
	Object.defineProperty(navigator, "vibrate", { value: () => { woken.shakes++; } });
	Object.defineProperty(navigator, "wakeLock", { value: { request: () => { woken.locks++; return Promise.resolve({ addEventListener() {}, release() { woken.released++; } }); } } });
	new MutationObserver(() => woken.titles.push(document.title)).observe(document.querySelector("title"), { childList: true });
	return true;
})()`

// TestAPhoneWakesItsHolder only after a touch, at the call and at the recall.
func TestAPhoneWakesItsHolder(t *testing.T) {
	c, public := mustShow(t, 1, func(c *Server) { c.phones.pulse.gather, c.phones.calm = 10*time.Millisecond, 0 })
	ticket := mustIssue(t, c)
	recall := func() {
		err := c.journal.Write(t.Context(), func(tx *journal.Tx) error {
			_, err := tx.Append(hall.KindOf(queue.Recall), ticket.ID, hall.Move{Counter: "01", Turn: 1})
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	browse(t, 360, 640, func(ctx context.Context) error {
		if err := browser.Visit(ctx, public+"/t/"+codeOf(t, c, ticket)+"?lang=vi", "document.getElementById('alert').hidden === false"); err != nil {
			return err
		}
		if _, err := browser.Evaluate[bool](ctx, wakes); err != nil {
			return err
		}
		if err := chromedp.Do(ctx, chromedp.Click("#alert")); err != nil {
			return err
		}
		if err := browser.Await(ctx, "woken.tones === 1 && woken.shakes === 1 && woken.locks === 1 && !document.getElementById('alerting').hidden"); err != nil {
			return err
		}
		if err := browser.Photograph(ctx, "true", picture(t, "phone-alert")); err != nil {
			return err
		}
		mustCallNext(t, c, "01")
		if err := browser.Await(ctx, "woken.tones === 7 && woken.shakes === 2 && woken.titles.some(t => t.startsWith('● '))"); err != nil {
			return err
		}
		time.Sleep(10 * time.Millisecond) // the times of a call and a recall are told in minutes
		recall()
		if err := browser.Await(ctx, "woken.tones === 13 && woken.shakes === 3"); err != nil {
			return err
		}
		mustFinish(t, c, queue.Ticket{ID: ticket.ID, Counter: "01", Turn: 1})
		return browser.Await(ctx, "woken.released === 1 && document.getElementById('alerting').hidden")
	})
}

// TestHoldingATicketInABrowser lets others go first, is answered, thinks about leaving, leaves, and reads it in English.
func TestHoldingATicketInABrowser(t *testing.T) {
	c, public := mustShow(t, 3, func(c *Server) { c.phones.pulse.gather, c.phones.calm = 10*time.Millisecond, 0 })
	ticket := mustIssue(t, c)
	for range 4 {
		mustIssue(t, c)
	}
	browse(t, 360, 640, func(ctx context.Context) error {
		page := public + "/t/" + codeOf(t, c, ticket) + "?lang=vi"
		if err := browser.Visit(ctx, page, "document.querySelector('[data-none]').hidden === false"); err != nil {
			return err
		}
		shot := func(name, ready string) error {
			if err := browser.Photograph(ctx, ready, picture(t, name)); err != nil {
				return err
			}
			if err := browser.Accessible(ctx); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			return mustBeForPhones(t, ctx, name)
		}
		return errors.Join(
			shot("phone-next", "true"),
			chromedp.Do(ctx, chromedp.Click("[data-let] button")),
			shot("phone-let", "location.search.includes('said=let') && document.querySelector('.ahead').textContent === '3'"),
			chromedp.Do(ctx, chromedp.Click("header a")),
			shot("phone-english", "document.documentElement.lang === 'en' && document.body.innerText.includes('People before you')"),
			chromedp.Do(ctx, chromedp.Click("a[href*=leave]")),
			shot("phone-leave", "location.pathname.endsWith('/leave')"),
			chromedp.Do(ctx, chromedp.Click("form button")),
			shot("phone-left", "document.body.innerText.includes('You have left the line')"),
		)
	})
	if line := lineOf(t, c); line != "A002 A003 A004 A005 " {
		t.Errorf("the line is %s", line)
	}
}

// small lists what a finger hits badly, what is too pale, and what is off the glass.
const small = `(() => {
	const wrong = [];
	const lum = c => { const v = c.match(/[\d.]+/g).slice(0, 3).map(x => x / 255).map(x => x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4); return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]; };
	const ground = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!c.endsWith(", 0)")) return c; } return "rgb(255, 255, 255)"; };
	for (const e of document.querySelectorAll("a, button, select")) {
		const box = e.getBoundingClientRect();
		if (box.width && (box.height < 48 || box.width < 48)) wrong.push("small: " + e.textContent + " " + box.height);
	}
	for (const e of document.querySelectorAll("body *")) {
		if (!e.getClientRects().length || ![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
		const a = lum(getComputedStyle(e).color), b = lum(ground(e)), ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
		if (ratio < 7) wrong.push("pale, " + ratio.toFixed(1) + ": " + e.textContent.slice(0, 30));
	}
	const number = document.querySelector(".number"), lines = document.createRange();
	lines.selectNodeContents(number);
	if (lines.getClientRects().length > 1) wrong.push("broken in two: " + number.textContent);
	if (document.documentElement.scrollWidth > innerWidth) wrong.push("wider than " + innerWidth);
	return wrong.join("\n");
})()`

// mustBeForPhones looks at the page as it is, and at 200 %, which leaves half as many points.
func mustBeForPhones(t *testing.T, ctx context.Context, name string) error {
	t.Helper()
	for _, size := range [][2]int{{180, 320}, {360, 640}} {
		if err := browser.Resize(ctx, size[0], size[1]); err != nil {
			return err
		}
		if err := browser.Await(ctx, fmt.Sprintf("innerWidth === %d", size[0])); err != nil {
			return err
		}
		if size[0] < 360 && *pictures != "" {
			if err := browser.Save(ctx, picture(t, name+"-200")); err != nil {
				return err
			}
		}
		wrong, err := browser.Evaluate[string](ctx, small)
		if err != nil || wrong != "" {
			t.Errorf("%s at %d points: %v\n%s", name, size[0], err, wrong)
		}
	}
	return nil
}

// TestEveryStateOfAPhone shows the page in each state as central would.
func TestEveryStateOfAPhone(t *testing.T) {
	var view atomic.Pointer[phoneView]
	c := mustServe(t, t.TempDir(), 3)
	ticket := mustIssue(t, c)
	f, err := hall.Follow(t.Context(), c.journal.Reader(), ticket.ID)
	if err != nil {
		t.Fatal(err)
	}
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/bell"):
			<-r.Context().Done()
		case strings.HasPrefix(r.URL.Path, pathTickets):
			p := c.phones.pageOf(r, f)
			p.View, p.Holder, p.Path = *view.Load(), true, r.URL.Path
			pages.Show(w, http.StatusOK, "ticket.html", p)
		default:
			static.ServeHTTP(w, r)
		}
	}))
	defer site.Close()
	browse(t, 360, 640, func(ctx context.Context) error {
		for _, state := range phoneStates {
			v := phoneView{State: state, Ahead: 5, Wait: "10–25 phút", Counter: "05", At: "09:12", Opens: "13:30", Let: state == phoneWaiting}
			if state == phoneMissed {
				v.Until = "09:42"
			}
			view.Store(&v)
			if err := browser.Visit(ctx, site.URL+"/t/x?lang=vi", "true"); err != nil {
				return err
			}
			seen, err := browser.Evaluate[int](ctx, "[...document.querySelectorAll('main > [role=status] > [data-when]')].filter(e => !e.hidden).length")
			if err != nil || seen != 1 {
				t.Errorf("%s shows %d states, %v", state, seen, err)
			}
			err = errors.Join(browser.Photograph(ctx, "true", picture(t, "phone-state-"+string(state))), mustBeForPhones(t, ctx, "phone-state-"+string(state)))
			if state == phoneCalled || state == phoneMissed { // the others have no other parts
				err = errors.Join(err, browser.Accessible(ctx))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// TestAPhoneWithoutCentral says since when it knows nothing, and comes back by itself; then no stream gets through, and it asks.
func TestAPhoneWithoutCentral(t *testing.T) {
	c, public := mustShow(t, 1, func(c *Server) { c.phones.pulse.gather = 10 * time.Millisecond })
	mustIssue(t, c)
	ticket := mustIssue(t, c)
	to, err := url.Parse(public)
	if err != nil {
		t.Fatal(err)
	}
	var broken, deaf atomic.Bool
	forward := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(to) }, FlushInterval: -1}
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if broken.Load() || deaf.Load() && strings.HasSuffix(r.URL.Path, "/bell") {
			w.WriteHeader(http.StatusBadGateway)
			return
		}
		forward.ServeHTTP(w, r)
	}))
	defer proxy.Close()
	browse(t, 360, 640, func(ctx context.Context) error {
		if err := browser.Visit(ctx, proxy.URL+"/t/"+codeOf(t, c, ticket)+"?lang=vi", "document.querySelector('.ahead').textContent === '1'"); err != nil {
			return err
		}
		later := func(minutes int) error { // by the phone's clock, all at once
			_, err := browser.Evaluate[bool](ctx, fmt.Sprintf("(() => { const now = Date.now; Date.now = () => now() + %d; return true; })()", minutes*60000))
			return err
		}
		broken.Store(true)
		proxy.CloseClientConnections()
		if err := errors.Join(later(1), browser.Await(ctx, "!document.getElementById('lost').hidden && /^[0-2][0-9]:[0-5][0-9]$/.test(document.querySelector('.since').textContent)")); err != nil {
			return err
		}
		if err := browser.Photograph(ctx, "true", picture(t, "phone-lost")); err != nil {
			return err
		}
		broken.Store(false)
		mustCallNext(t, c, "01")
		if err := browser.Await(ctx, "document.getElementById('lost').hidden && !document.querySelector('[data-none]').hidden"); err != nil {
			return err
		}
		deaf.Store(true)
		proxy.CloseClientConnections()
		if err := later(1); err != nil {
			return err
		}
		mustFinish(t, c, queue.Ticket{ID: mustFirst(t, c), Counter: "01", Turn: 1})
		mustCallNext(t, c, "01")
		return browser.Await(ctx, "document.title.endsWith('→ 01')")
	})
}

// mustFirst returns the ticket that is at the counter.
func mustFirst(t *testing.T, c *Server) string {
	t.Helper()
	called := mustLook(t, c).Desk("01").Ticket
	if called == nil {
		t.Fatal("nobody is at the counter")
	}
	return called.ID
}

// TestAPhoneOf2016 reads the page's script by the grammar of ES5, and its style sheet for what came later.
func TestAPhoneOf2016(t *testing.T) {
	script, err := os.ReadFile("web/phone.js")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := parser.ParseFile(nil, "phone.js", script, 0); err != nil {
		t.Error(err)
	}
	for _, newer := range []string{"let a", "a => a", "`a`", "async function f() {}", "a?.b", "({ a, b })", "for (x of a) {}", "class A {}"} {
		if _, err := parser.ParseFile(nil, "newer.js", newer, 0); err == nil {
			t.Errorf("%s is read as ES5", newer)
		}
	}
	for _, asked := range []string{"fetch(", "Promise", "dataset", ".closest(", ".forEach(", ".includes(", ".append(", "Intl", "toLocale"} {
		if strings.Contains(string(script), asked) {
			t.Errorf("the script asks for %s, which is newer than its phones", asked)
		}
	}
	sheet, err := os.ReadFile("web/ticket.css")
	if err != nil {
		t.Fatal(err)
	}
	if found := regexp.MustCompile(`var\(|clamp\(|min\(|max\(|\bgap:|grid|inset|:is\(|:where\(|:focus-visible|vmin|@import`).FindString(string(sheet)); found != "" {
		t.Errorf("the style sheet says %s, which is newer than its phones", found)
	}
}
