// Package browser shows pages in a real browser, for pictures and tests: it waits for them, photographs them, and tells whether their
// text is painted and how many bytes they cost. What the pages should say is their own.
package browser

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/chromedp/chromedp"
)

// patience is how long one look around may take, where its context does not say.
const patience = 2 * time.Minute

// Open lets somebody look around in a browser window of the given size.
func Open(ctx context.Context, width, height int, look func(context.Context) error) error {
	return OpenWith(ctx, width, height, nil, look)
}

// OpenWith is Open for a browser that is started with some options more.
func OpenWith(ctx context.Context, width, height int, flags map[string]any, look func(context.Context) error) error {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.IgnoreCertErrors, chromedp.WindowSize(width, height))
	for name, value := range flags {
		options = append(options, chromedp.Flag(name, value))
	}
	ctx, cancel := chromedp.NewExecAllocator(ctx, options...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	if _, has := ctx.Deadline(); !has {
		ctx, cancel = context.WithTimeout(ctx, patience)
		defer cancel()
	}
	if err := Resize(ctx, width, height); err != nil {
		return fmt.Errorf("open a browser: %w", err)
	}
	return look(ctx)
}

// Resize makes the window another size.
func Resize(ctx context.Context, width, height int) error {
	return chromedp.Do(ctx, chromedp.EmulateViewport(int64(width), int64(height)))
}

// Visit opens a page and waits until ready (a JavaScript expression) is true.
func Visit(ctx context.Context, url, ready string) error {
	if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
		return fmt.Errorf("open %s: %w", url, err)
	}
	return Await(ctx, ready)
}

// PhotographPage saves what a browser window of the given size shows at url, once ready is true.
func PhotographPage(ctx context.Context, url, ready, path string, width, height int) error {
	return Open(ctx, width, height, func(ctx context.Context) error {
		if err := Visit(ctx, url, ready); err != nil {
			return err
		}
		return Photograph(ctx, "true", path)
	})
}

// Save saves what the browser shows.
func Save(ctx context.Context, path string) error {
	picture, err := screenshot(ctx)
	if err != nil {
		return fmt.Errorf("photograph %s: %w", path, err)
	}
	return os.WriteFile(path, picture, 0o644)
}

// Photograph saves what the browser shows, once ready is true and all text is painted.
func Photograph(ctx context.Context, ready, path string) error {
	if err := Await(ctx, ready); err != nil {
		return err
	}
	if err := Painted(ctx); err != nil {
		return fmt.Errorf("photograph %s: %w", path, err)
	}
	return Save(ctx, path)
}

// Await waits until a JavaScript expression is true, on whatever page the browser comes to meanwhile.
func Await(ctx context.Context, ready string) error {
	for {
		is, err := Evaluate[bool](ctx, "document.readyState === 'complete' && ("+ready+")")
		switch {
		case is && err == nil:
			return nil
		case ctx.Err() != nil:
			return fmt.Errorf("wait for %s: %w, at last %w", ready, ctx.Err(), err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// Evaluate returns what a JavaScript expression, or its promise, comes to.
func Evaluate[T any](ctx context.Context, expression string) (T, error) {
	return chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// LogIn fills in the login at url with the keyboard, and waits for the page that answers.
func LogIn(ctx context.Context, url, officer, password string) error {
	err := chromedp.Do(ctx, chromedp.Navigate(url), chromedp.SendKeys("[name=officer]", officer), chromedp.SendKeys("[name=password]", password+"\n"))
	if err != nil {
		return fmt.Errorf("log in at %s: %w", url, err)
	}
	return Await(ctx, "document.querySelector('nav, [role=alert]') !== null")
}
