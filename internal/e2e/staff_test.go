package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"

	"motcua/internal/browser"
	"motcua/internal/registry"
)

// TestStaffPages is a day of central's staff in a real browser: a mistyped password, the technician's printers, what he may not see,
// the supervisor's list of who read what, and the way out.
func TestStaffPages(t *testing.T) {
	t.Parallel()
	h := mustOpen(t, kioskStation)
	if _, err := h.client.Look(t.Context(), registry.Question{Text: "anh nguyet"}); err != nil {
		t.Fatal(err)
	}
	err := browser.Open(t.Context(), 1280, 800, func(ctx context.Context) error {
		return errors.Join(
			browser.LogIn(ctx, h.url+"/login?to=/acts", "tung", "guess"),
			h.see(ctx, "staff-wrong", "document.querySelector('[role=alert]').innerText.includes('chưa đúng')"),
			browser.LogIn(ctx, h.url+"/login?to=/acts", "tung", samplePassword),
			h.see(ctx, "staff-may-not", "document.querySelector('h1').innerText.includes('Không có quyền')"),
			chromedp.Do(ctx, chromedp.Click("nav a[href='/printers']")),
			h.see(ctx, "staff-printers", "document.querySelector('td.good') !== null"),
			h.wantGuardedCookie(ctx),
			chromedp.Do(ctx, chromedp.Click("header button")),
			h.see(ctx, "staff-out", "location.pathname === '/login'"),
			chromedp.Do(ctx, chromedp.Navigate(h.url+"/printers")),
			browser.Await(ctx, "location.pathname === '/login'"),
			browser.LogIn(ctx, h.url+"/login?to=/acts", "hoa", samplePassword),
			h.see(ctx, "staff-acts", "document.body.innerText.includes('Tra cứu Sổ theo dõi hồ sơ') && !document.body.innerText.includes('nguyet')"),
		)
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("pictures in %s", h.out)
}

// see waits for a page and keeps its picture.
func (h *sampleHall) see(ctx context.Context, name, ready string) error {
	return browser.Photograph(ctx, ready, filepath.Join(h.out, name+".png"))
}

// wantGuardedCookie looks at the cookie of the session: not for scripts, not without TLS, not from other sites.
func (h *sampleHall) wantGuardedCookie(ctx context.Context) error {
	return chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		all, err := cdp.Call(ctx, t, storage.GetCookies, storage.GetCookiesParams{})
		if err != nil {
			return err
		}
		for _, c := range all.Cookies {
			if c.HTTPOnly && c.Secure && c.SameSite == network.CookieSameSiteStrict {
				return nil
			}
		}
		return fmt.Errorf("no cookie is guarded: %+v", all.Cookies)
	}))
}
