package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/chromedp/chromedp"
)

// browse lets somebody look around in a browser window of the given size.
func browse(ctx context.Context, width, height int, look func(context.Context) error) error {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.IgnoreCertErrors, chromedp.WindowSize(width, height))
	ctx, cancel := chromedp.NewExecAllocator(ctx, options...)
	defer cancel()
	ctx, cancel = chromedp.NewContext(ctx)
	defer cancel()
	ctx, cancel = context.WithTimeout(ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(int64(width), int64(height))); err != nil {
		return fmt.Errorf("open a browser: %w", err)
	}
	return look(ctx)
}

// photographPage saves what a browser window of the given size shows at url, once ready (a JavaScript expression) is true.
func photographPage(ctx context.Context, url, ready, path string, width, height int) error {
	return browse(ctx, width, height, func(ctx context.Context) error {
		if err := chromedp.Do(ctx, chromedp.Navigate(url)); err != nil {
			return fmt.Errorf("open %s: %w", url, err)
		}
		return photograph(ctx, ready, path)
	})
}

// photograph saves what the browser shows, once ready is true.
func photograph(ctx context.Context, ready, path string) error {
	if err := awaitPage(ctx, ready); err != nil {
		return err
	}
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		return fmt.Errorf("photograph %s: %w", path, err)
	}
	return os.WriteFile(path, picture, 0o644)
}

// awaitPage waits until a JavaScript expression is true, on whatever page the browser comes to meanwhile.
func awaitPage(ctx context.Context, ready string) error {
	for {
		is, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("document.readyState === 'complete' && ("+ready+")"))
		switch {
		case is && err == nil:
			return nil
		case ctx.Err() != nil:
			return fmt.Errorf("wait for %s: %w, at last %w", ready, ctx.Err(), err)
		}
		time.Sleep(50 * time.Millisecond)
	}
}

// logIn fills in the login at url with the keyboard, and waits for the page that answers.
func logIn(ctx context.Context, url, officer, password string) error {
	err := chromedp.Do(ctx, chromedp.Navigate(url), chromedp.SendKeys("[name=officer]", officer), chromedp.SendKeys("[name=password]", password+"\n"))
	if err != nil {
		return fmt.Errorf("log in at %s: %w", url, err)
	}
	return awaitPage(ctx, "document.querySelector('nav, [role=alert]') !== null")
}
