//go:build !race

package server

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/google/uuid"

	"motcua/internal/browser"
	"motcua/internal/hall"
	"motcua/internal/queue"
)

// TestANumberFromHome walks from a phone at home to a kiosk and a counter: the place is taken in a browser that works for it, its code gives the number at
// the kiosk, before somebody who came later, and the number is called and served. Each page is small, and clean by axe.
func TestANumberFromHome(t *testing.T) {
	c, public := mustReserve(t)
	kiosk, code := mustEnrol(t, c, "kiosk-1"), ""
	browse(t, 360, 640, func(ctx context.Context) error {
		traffic, err := browser.Count(ctx)
		if err != nil {
			return err
		}
		seen := func(ready, name string) error {
			return errors.Join(browser.Photograph(ctx, ready, picture(t, name)), browser.Accessible(ctx))
		}
		err = errors.Join(
			browser.Visit(ctx, public+"/lay-so", "document.querySelectorAll('main button').length === 2"), seen("true", "home-services"),
			chromedp.Do(ctx, chromedp.Click("button[value=ho-tich]")), seen("document.querySelector('form[data-challenge]') !== null", "home-form"),
		)
		if cost, by := traffic.Bytes(); cost > 2*firstView {
			t.Errorf("two pages cost %d bytes, want %d each at most: %v", cost, firstView, by)
		}
		if err != nil {
			return err
		}
		err = errors.Join(
			chromedp.Do(ctx, chromedp.Click("[name=ngay]"), chromedp.SendKeys("[name=who]", "0350900\n")),
			seen("document.querySelector('[role=alert]') !== null", "home-wrong"),
			chromedp.Do(ctx, chromedp.Click("[name=cao-tuoi]"), chromedp.Clear("[name=who]"), chromedp.SendKeys("[name=who]", "035 090 001 234\n")),
			seen("document.querySelector('.qr') !== null", "home-place"),
		)
		if err != nil {
			return err
		}
		code, err = browser.Evaluate[string](ctx, "location.pathname.split('/').pop()")
		return err
	})
	after, err := kiosk.Issue(t.Context(), queue.Request{ID: uuid.NewString(), Service: "ho-tich", Kiosk: 1})
	if err != nil {
		t.Fatal(err)
	}
	found, err := kiosk.CheckIn(t.Context(), hall.CheckInRequest{Card: "035090001234"})
	if err != nil || found.Code != code || found.Arrival != queue.OnTime {
		t.Fatalf("by the card: %+v, %v; want %s", found, err, code)
	}
	mine, err := kiosk.Issue(t.Context(), queue.Request{ID: uuid.NewString(), Service: found.Service, Kiosk: 1, Appointment: code})
	if err != nil || mine.Class != "cao-tuoi" || !mine.QueueTime.Before(after.QueueTime) {
		t.Fatalf("the number: %+v, %v", mine, err)
	}
	browse(t, 360, 640, func(ctx context.Context) error {
		return errors.Join(
			browser.Visit(ctx, public+"/lay-so/"+code, fmt.Sprintf("document.querySelector('.number').textContent === %q", mine.Number)),
			browser.Photograph(ctx, "true", picture(t, "home-number")), browser.Accessible(ctx),
			chromedp.Do(ctx, chromedp.Click("main a.button")), browser.Await(ctx, "location.pathname.startsWith('/t/')"),
		)
	})
	called := mustCallNext(t, c, "01")
	if called.ID != mine.ID {
		t.Errorf("called %s, want %s", called.Number, mine.Number)
	}
	mustFinish(t, c, called)
	if called := mustCallNext(t, c, "01"); called.ID != after.ID {
		t.Errorf("called %s, want %s", called.Number, after.Number)
	}
}

// TestAFormByKeyboard: the whole form is filled in and sent without a pointer, and what is focused is seen.
func TestAFormByKeyboard(t *testing.T) {
	_, public := mustReserve(t)
	browse(t, 360, 640, func(ctx context.Context) error {
		if err := browser.Visit(ctx, public+"/lay-so?linh-vuc=ho-tich", "document.querySelector('form').elements.solution.value !== ''"); err != nil {
			return err
		}
		var order []string
		for range 4 {
			if err := chromedp.Do(ctx, chromedp.KeyEvent("\t")); err != nil {
				return err
			}
			at, err := browser.Evaluate[string](ctx, "(e => getComputedStyle(e).outlineStyle === 'none' ? e.name + ' is not seen' : e.name || e.type)(document.activeElement)")
			if err != nil {
				return err
			}
			order = append(order, at)
		}
		if got := strings.Join(order, " "); got != "ngay cao-tuoi who submit" {
			t.Errorf("the keys come to %s", got)
		}
		small, err := browser.Evaluate[string](ctx, `[...document.querySelectorAll("label.choice, button, input:not([type=hidden]):not(.choice input)")].filter(e => e.getBoundingClientRect().height < 48).map(e => e.outerHTML.slice(0, 60)).join()`)
		if small != "" {
			t.Errorf("smaller than a finger: %s", small)
		}
		return err
	})
}
