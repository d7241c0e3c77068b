//go:build !race

package server

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"motcua/internal/browser"
	"motcua/internal/officer"
	"motcua/internal/steering"
)

// TestPagesOfTheOffice looks at every sheet and at the changes on a desk and on a phone: axe finds nothing, nothing is wider than the window, no page is
// heavier than 60 KB, and a sheet is changed with keys alone.
func TestPagesOfTheOffice(t *testing.T) {
	s := steeredSettings(t)
	s.TLS = false // the browser would ask whether to believe the certificate
	c := mustRun(t, s)
	mustHire(t, c, "admin", officer.Admin)
	mustSteer(t, c, steering.Draft{Part: "centre.hours", JSON: []byte(`[{"days":["mon","tue","wed","thu","fri"],"from":"07:30","to":"11:30"},{"days":["mon","tue","wed","thu","fri"],"from":"13:30","to":"17:00"}]`)},
		steering.Draft{Part: "board.zones", JSON: []byte(`{"Khu A":["01","02"]}`)}, steering.Draft{Part: "board.notices", JSON: []byte(`[{"text":{"vi":"Chiều thứ Sáu trung tâm họp."},"from":"2026-12-01","to":"2026-12-04"}]`)})
	pages := []string{"/settings", "/changes", "/settings/lines", "/settings/counters", "/settings/hours", "/settings/notices", "/settings/rooms", "/settings/classes",
		"/settings/appointments", "/settings/booking", "/settings/home", "/settings/board", "/settings/centre", "/settings/keep"}
	look := func(ctx context.Context, path, size string) error {
		if err := browser.Visit(ctx, c.Address()+path, "true"); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		wide, err := browser.Evaluate[bool](ctx, "document.documentElement.scrollWidth > innerWidth")
		if err == nil && wide {
			err = errors.New("is wider than the window")
		}
		if err = errors.Join(err, browser.Accessible(ctx)); err != nil {
			return fmt.Errorf("%s on a %s: %w", path, size, err)
		}
		file := picture(t, "office"+strings.ReplaceAll(path, "/", "-")+"-"+size)
		if path == "/settings" {
			return browser.Photograph(ctx, "true", file)
		}
		return errors.Join(browser.Await(ctx, "document.fonts.status === 'loaded'"), browser.Save(ctx, file)) // entries that are folded up are not painted
	}
	err := browser.Open(t.Context(), 1280, 900, func(ctx context.Context) error {
		err := browser.LogIn(ctx, c.Address()+"/login?to=/settings", "admin", password)
		for _, path := range pages {
			err = errors.Join(err, look(ctx, path, "desk"))
		}
		err = errors.Join(err, changesHoursByKeys(ctx, c))
		err = errors.Join(err, browser.Resize(ctx, 390, 800), look(ctx, "/settings/lines", "phone"), look(ctx, "/settings", "phone"), look(ctx, "/changes", "phone"))
		return err
	})
	if err != nil {
		t.Error(err)
	}
	session := mustBrowse(t, c, "admin")
	for _, path := range pages {
		if n := len(answered(t, c, session, "GET", path, "").Body.String()); n > 60<<10 {
			t.Errorf("%s is %d bytes", path, n)
		}
	}
}

// changesHoursByKeys goes to the second closing time with the tabulator, types another, and saves.
func changesHoursByKeys(ctx context.Context, c *Server) error {
	if err := browser.Visit(ctx, c.Address()+"/settings/hours", "true"); err != nil {
		return err
	}
	if _, err := browser.Evaluate[bool](ctx, `document.querySelectorAll("summary")[1].focus(), true`); err != nil {
		return err
	}
	if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Enter)); err != nil {
		return err
	}
	for range 40 {
		at, err := browser.Evaluate[string](ctx, `document.activeElement.name || ""`)
		if err != nil {
			return err
		}
		if at == "centre.hours[1].to" {
			break
		}
		if err := chromedp.Do(ctx, chromedp.KeyEvent(kb.Tab)); err != nil {
			return err
		}
	}
	if err := chromedp.Do(ctx, chromedp.KeyEvent("0430PM"), chromedp.KeyEvent(kb.Enter)); err != nil {
		return err
	}
	if err := browser.Await(ctx, `document.querySelector("[role=status], [role=alert]") !== null`); err != nil {
		return err
	}
	if now := c.settings().Centre.Hours; len(now) != 2 || now[1].To.String() != "16:30" {
		return fmt.Errorf("the hours are %v", now)
	}
	return nil
}
