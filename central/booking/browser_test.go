//go:build !race

package booking

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"motcua/internal/browser"
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

// heaviest is how many bytes a page may cost, with all that it loads.
const heaviest = 40 << 10

// small lists what is harder to hit than a finger is wide, but for words within a line; and faint what has less contrast than 7.
const small = `[...document.querySelectorAll("a, button, input:not([type=hidden])")].filter(e => { const b = e.getBoundingClientRect(); return b.width > 0 && (b.height < 44 || b.width < 44); }).map(e => e.outerHTML.slice(0, 80)).join("\n")`

const faint = `(() => {
	const of = c => { const p = c.match(/[\d.]+/g).map(Number); return p.length > 3 && p[3] === 0 ? null : p.slice(0, 3); };
	const light = p => p.map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4).reduce((s, v, i) => s + v * [.2126, .7152, .0722][i], 0);
	const ground = e => { for (; e; e = e.parentElement) { const c = of(getComputedStyle(e).backgroundColor); if (c) return c; } return [255, 255, 255]; };
	return [...document.querySelectorAll("body *")].filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.getBoundingClientRect().width > 0 && !e.closest("noscript, script, style")).filter(e => {
		const a = light(of(getComputedStyle(e).color)), b = light(ground(e));
		return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) < 7;
	}).map(e => e.outerHTML.slice(0, 80)).join("\n");
})()`

// wantGood looks at the page that the browser shows: with axe, for targets, contrast and width, and takes its picture.
func wantGood(t *testing.T, ctx context.Context, name string) error {
	t.Helper()
	err := browser.Photograph(ctx, "document.fonts.status === 'loaded'", picture(t, name))
	if !strings.HasSuffix(name, "-180") { // the same pages again
		if bad := browser.Accessible(ctx); bad != nil {
			t.Errorf("%s: %v", name, bad)
		}
	}
	for what, script := range map[string]string{"too small": small, "too faint": faint, "too wide": "document.documentElement.scrollWidth > innerWidth ? 'page' : ''"} {
		wrong, bad := browser.Evaluate[string](ctx, script)
		if err = errors.Join(err, bad); wrong != "" {
			t.Errorf("%s, %s:\n%s", name, what, wrong)
		}
	}
	return err
}

// TestOnAPhone walks from the service to the cancelled appointment by touching what the pages show, and types a wrong number first.
func TestOnAPhone(t *testing.T) {
	h := mustOpen(t, byPhone)
	h.Door.Demand.Base = 12
	for i := range 2 {
		wantSays(t, h.proves(h.post(PathBook, h.formFor(i, "2026-11-25", "09:30"))), 200)
	}
	err := browser.Open(t.Context(), 360, 640, func(ctx context.Context) error {
		title := func(text string) string {
			return fmt.Sprintf("document.querySelector('h1')?.textContent === '%s'", text)
		}
		await := func(ready string) func() error { return func() error { return browser.Await(ctx, ready) } }
		see := func(name, ready string) func() error {
			return func() error { return cmp.Or(browser.Await(ctx, ready), wantGood(t, ctx, "phone-"+name)) }
		}
		touch := func(selector string) func() error {
			return func() error { return chromedp.Do(ctx, chromedp.Click(selector)) }
		}
		write := func(selector, text string) func() error {
			return func() error {
				_, err := browser.Evaluate[bool](ctx, "document.querySelector('"+selector+"').value = '', true")
				return errors.Join(err, chromedp.Do(ctx, chromedp.SendKeys(selector, text)))
			}
		}
		code := func() error { return write("[name=code]", strings.Fields(h.lastSent())[1]+"\n")() }
		for i, step := range []func() error{
			func() error {
				return browser.Visit(ctx, h.address+PathBook, title("Quý khách đến làm việc gì?"))
			}, see("1-services", "true"),
			touch("main li:first-child a"), see("2-days", title("Chọn ngày")),
			touch("a[href*='2026-11-25']"), see("3-times", title("Chọn giờ")),
			touch("a[href*='09%3A00']"), see("4-form", title("Lịch hẹn này của ai?")),
			write("#name", "Nguyễn Văn An"), write("[name=who]", "024 3825 1234\n"),
			see("5-wrong", "document.querySelector('#who-fault') !== null && document.querySelector('#name').value === 'Nguyễn Văn An'"),
			write("[name=who]", "0912 345 678"), touch("button.main"), see("6-code", "document.querySelector('[name=code]') !== null"),
			code, see("7-own", title("Lịch hẹn của quý khách")+" && !document.querySelector('#print').hidden"),
			touch("a[href*='/doi']"), see("8-move-days", title("Đổi ngày giờ hẹn")),
			touch("a[href*='2026-11-26']"), await(title("Chọn giờ")), touch("a[href*='10%3A00']"), see("9-move", "document.querySelector('button.main') !== null"),
			touch("button.main"), await(title("Lịch hẹn của quý khách") + " && document.querySelector('.summary b').textContent.startsWith('10:00')"),
			touch("a[href*='/huy']"), see("10-cancel", title("Hủy lịch hẹn này?")), touch("button.main"), see("11-cancelled", "document.querySelector('.state.gone') !== null"),
		} {
			if err := step(); err != nil {
				return fmt.Errorf("step %d: %w", i, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestEachPageInEachLanguage at 200 % of a phone's letters, which is half its width, and on a desk; each costs no more than a page may.
func TestEachPageInEachLanguage(t *testing.T) {
	h := mustOpen(t)
	asked := h.formFor(9, "2026-11-26", "09:00")
	asked.Set("procedure", "1.001193")
	own := h.post(PathBook, asked).path
	pages := []struct{ name, path string }{
		{"own", own + "?"}, {"services", PathBook + "?"}, {"days", PathBook + "?service=ho-tich"}, {"times", PathBook + "?service=ho-tich&day=2026-11-25"},
		{"form", PathBook + "?service=ho-tich&day=2026-11-25&at=09:00"}, {"move", own + "/doi?day=2026-11-25&at=10:00"}, {"cancel", own + "/huy?"},
		{"no-link", PathOwn + "x?"},
	}
	for _, size := range [][2]int{{180, 320}, {1280, 800}} {
		err := browser.Open(t.Context(), size[0], size[1], func(ctx context.Context) error {
			traffic, err := browser.Count(ctx)
			if err != nil {
				return err
			}
			lang := map[int]string{180: "vi", 1280: "en"}[size[0]]
			if size[0] > 1000 {
				pages = pages[:3]
			}
			for _, p := range pages { // the first with nothing kept
				before, _ := traffic.Bytes()
				if err := browser.Visit(ctx, h.address+p.path+"&lang="+lang, "document.querySelector('h1') !== null"); err != nil {
					return err
				}
				name := fmt.Sprintf("%s-%d", p.name, size[0])
				if err := wantGood(t, ctx, name); err != nil {
					return err
				}
				cost, by := traffic.Bytes()
				if cost -= before; cost > heaviest {
					t.Errorf("%s costs %d bytes: %v", name, cost, by)
				}
				t.Logf("%s costs %d bytes", name, cost)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
