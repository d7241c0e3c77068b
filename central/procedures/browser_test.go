//go:build !race

package procedures

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"motcua/internal/browser"
	"motcua/internal/catalogue"
	"motcua/internal/procedure"
)

var pictures = flag.String("pictures", "", "folder for pictures of the pages under test")

// picture is where the picture of a page goes.
func picture(t *testing.T, name string) string {
	t.Helper()
	if *pictures == "" {
		return filepath.Join(t.TempDir(), name)
	}
	if err := os.MkdirAll(*pictures, 0o755); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(*pictures, name)
}

// mustShow serves the sample with the entry that tells everything.
func mustShow(t *testing.T) (address string) {
	t.Helper()
	s, full := &shelf{}, entry()
	list := []procedure.Procedure{full}
	for _, p := range catalogue.BuiltIn() {
		if procedure.NationalCode(p.Code) != procedure.NationalCode(full.Code) {
			list = append(list, p)
		}
	}
	for i, level := range []procedure.Level{procedure.Province, procedure.Commune} {
		list = append(list, procedure.Procedure{
			Code: fmt.Sprintf("1.99%d000", i), Name: "Hỗ trợ thiên tai (" + string(level) + ")", Field: "Thủy lợi", Agency: "Ủy ban nhân dân " + string(level), Levels: []procedure.Level{level},
		})
	}
	s.mustHold(t, list)
	_, address = mustServe(t, s)
	return address
}

// ready is when a page is there with its typeface.
const ready = "document.fonts.status === 'loaded'"

// shown are the pages that are looked at.
func shown() map[string]string {
	q := func(typed string) string { return Path + "?q=" + url.QueryEscape(typed) }
	return map[string]string{
		"start": Path, "found": q("làm khai sinh cho con"), "family": q("hỗ trợ thiên tai"), "unknown": q("wifi"), "procedure": Path + "/1.001193", "long": Path + "/1.013978",
		"gone": Path + "/1.999999", "event": Path + "/theo/event/sinh-con", "field": Path + "/theo/field/ho-tich",
	}
}

// glass are the screens that people have; zoomed to 200 %, a desk's is half as wide.
var glass = []struct {
	name          string
	width, height int
	axe           bool // of all pages; of others those that are most different
}{{"phone", 360, 640, true}, {"desk", 1280, 800, false}, {"zoomed", 640, 400, false}}

// unfold opens the rows of families.
func unfold(ctx context.Context) error {
	_, err := browser.Evaluate[bool](ctx, "document.querySelectorAll('details').forEach(d => d.open = true), true")
	return err
}

// most is what a page may cost without the typeface, which comes once for all pages of the house and is kept.
const most = 40 << 10

func TestPagesOnEachGlass(t *testing.T) {
	address := mustShow(t)
	for _, g := range glass {
		if err := browser.Open(t.Context(), g.width, g.height, func(ctx context.Context) error {
			for name, path := range shown() {
				err := errors.Join(browser.Visit(ctx, address+path, ready), unfold(ctx))
				if err == nil && *pictures != "" {
					err = browser.Photograph(ctx, "true", picture(t, name+"-"+g.name+".png"))
				}
				if err == nil && (g.axe || name == "start" || name == "procedure") {
					err = browser.Accessible(ctx, browser.EnhancedContrast)
				}
				if err != nil {
					return fmt.Errorf("%s on a %s: %w", name, g.name, err)
				}
				wide, err := browser.Evaluate[float64](ctx, "document.documentElement.scrollWidth - innerWidth")
				if err != nil || wide > 0 {
					t.Errorf("%s on a %s is %v pixels too wide: %v", name, g.name, wide, err)
				}
				small, err := browser.Evaluate[string](ctx, `[...document.querySelectorAll("button, input, summary, .rows a, .links a, .letters a, .sheets a, header a")].filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 32).map(e => e.outerHTML.slice(0, 80)).join("\n")`)
				if err != nil || small != "" {
					t.Errorf("%s on a %s has what a finger misses: %s %v", name, g.name, small, err)
				}
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	}
}

// TestWhatPagesCost counts each page in a browser that has nothing yet. The typeface is counted by itself.
func TestWhatPagesCost(t *testing.T) {
	address := mustShow(t)
	if err := browser.Open(t.Context(), 360, 640, func(ctx context.Context) error {
		traffic, err := browser.Count(ctx)
		if err != nil {
			return err
		}
		if _, err := chromedp.Call(ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}); err != nil {
			return err
		}
		before := 0
		for name, path := range shown() {
			if err := browser.Visit(ctx, address+path, ready+" && document.fonts.size === 2"); err != nil {
				return err
			}
			sum, by := traffic.Bytes()
			pages, letters := weigh(t, address, by)
			if cost := pages - before; cost > most {
				t.Errorf("%s costs %d bytes without the typeface, want %d at most: %v", name, cost, most, by)
			}
			t.Logf("%s: %d bytes; of all %d so far the typeface has %d", name, pages-before, sum, letters)
			before = pages
			if cookies, err := browser.Evaluate[string](ctx, "document.cookie + Object.keys(localStorage).join()"); cookies != "" || err != nil {
				t.Errorf("%s keeps %q: %v", name, cookies, err)
			}
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
}

// weigh tells pages from the typeface, and fails where anything comes from elsewhere.
func weigh(t *testing.T, address string, by map[string]int) (pages, letters int) {
	t.Helper()
	for from, n := range by {
		switch {
		case !strings.HasPrefix(from, address):
			t.Errorf("a page asks a stranger: %s", from)
		case strings.HasSuffix(from, ".woff2"):
			letters += n
		default:
			pages += n
		}
	}
	return pages, letters
}

// empty takes out of the field what is typed there.
func empty(ctx context.Context) error {
	_, err := browser.Evaluate[string](ctx, "document.getElementById('q').value = ''")
	return err
}

// TestTypingShowsWhatIsFound types letter by letter, goes into a procedure with the keyboard, and comes back to what was typed.
func TestTypingShowsWhatIsFound(t *testing.T) {
	address := mustShow(t)
	if err := browser.Open(t.Context(), 1280, 800, func(ctx context.Context) error {
		first := "document.querySelector('#hits a')?.getAttribute('href')"
		return errors.Join(
			browser.Visit(ctx, address+Path, ready),
			chromedp.Do(ctx, chromedp.SendKeys("#q", "ket hon")),
			browser.Await(ctx, first+" === '/thu-tuc/1.000894' && location.search === '?q=ket%20hon'"),
			chromedp.Do(ctx, chromedp.SendKeys("#q", " xyzzy qwwz")),
			browser.Await(ctx, "document.querySelector('.unknown') !== null || document.querySelector('#hits a') !== null"),
			empty(ctx),
			chromedp.Do(ctx, chromedp.SendKeys("#q", "khai sinh")),
			browser.Await(ctx, first+" === '/thu-tuc/1.001193.000.00.00.H25'"),
			chromedp.Do(ctx, chromedp.KeyEvent("\t"), chromedp.KeyEvent("\t")), // the button, then the first that was found
			browser.Await(ctx, "document.activeElement.getAttribute('href') === "+first),
			chromedp.Do(ctx, chromedp.KeyEvent("\r")),
			browser.Await(ctx, "location.pathname === '/thu-tuc/1.001193.000.00.00.H25' && document.querySelector('h1').textContent.startsWith('Đăng ký khai sinh')"),
			chromedp.Do(ctx, chromedp.NavigateBack()),
			browser.Await(ctx, "document.getElementById('q').value === 'khai sinh' && "+first+" === '/thu-tuc/1.001193.000.00.00.H25'"),
		)
	}); err != nil {
		t.Error(err)
	}
}

// TestOnPaper prints a procedure on A4: what belongs to the screen is not there, and its address is.
func TestOnPaper(t *testing.T) {
	address := mustShow(t)
	if err := browser.Open(t.Context(), 794, 1123, func(ctx context.Context) error {
		file := picture(t, "procedure.pdf")
		err := errors.Join(browser.Visit(ctx, address+Path+"/1.001193", ready), browser.Print(ctx, file), browser.OnPaper(ctx, true))
		if err != nil {
			return err
		}
		left, err := browser.Evaluate[string](ctx, `[...document.querySelectorAll("nav, form, button, footer, .board, .skip")].filter(e => e.getClientRects().length).map(e => e.tagName).join()`)
		if left != "" {
			t.Errorf("on paper there is %s", left)
		}
		told, _ := browser.Evaluate[bool](ctx, "document.querySelector('.address').getClientRects().length > 0")
		if !told {
			t.Error("the paper does not say where it is from")
		}
		pdf, readErr := os.ReadFile(file)
		if n := bytes.Count(pdf, []byte("/Type /Page\n")); n != 1 || !bytes.Contains(pdf, []byte("/MediaBox [0 0 594.9")) {
			t.Errorf("%d pages, and A4: %v", n, bytes.Contains(pdf, []byte("/MediaBox [0 0 594.9")))
		}
		return errors.Join(err, readErr)
	}); err != nil {
		t.Error(err)
	}
}
