package browser

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"

	"github.com/chromedp/chromedp"
)

// ErrUnpainted says that a page has text of which nothing is to be seen.
var ErrUnpainted = errors.New("text is not painted")

// words is one line of text that a page has, and where.
type words struct {
	Text                string
	X, Y, Width, Height float64
}

// listWords finds the lines of text that a person should see. A screen reader's own are one pixel large, and those scrolled away or
// covered by hidden are not to be seen.
const listWords = `document.fonts.ready.then(() => {
	const found = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const text = walk.currentNode.data.trim(), parent = walk.currentNode.parentElement;
		if (!text || ["SCRIPT", "STYLE", "NOSCRIPT", "OPTION"].includes(parent.tagName) || getComputedStyle(parent).visibility !== "visible") continue;
		const range = document.createRange();
		range.selectNodeContents(walk.currentNode);
		for (const r of range.getClientRects()) {
			if (r.width > 2 && r.height > 2) found.push({ Text: text, X: r.x + scrollX, Y: r.y + scrollY, Width: r.width, Height: r.height });
		}
	}
	return found;
})`

// withoutText takes the ink from all text and nothing else from the page, until it is undone. A sheet made by script is none that a
// page's Content-Security-Policy forbids.
const withoutText = `(() => {
	const sheet = new CSSStyleSheet();
	sheet.replaceSync("* { -webkit-text-fill-color: transparent !important; text-decoration-color: transparent !important }");
	document.adoptedStyleSheets = [sheet];
	return true;
})()`

const withText = `(document.adoptedStyleSheets = [], true)`

// still stops what moves, and waits until the page is drawn.
const still = `(document.getAnimations().forEach(a => a.cancel()), new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))`

// leastInk is how much of a line's box its letters cover at least: a lone full stop about one hundredth.
const leastInk = 0.004

// Painted waits for the typeface and reports ErrUnpainted if some text leaves no mark on the screen: the page is compared with itself
// without ink. A text may be in the document, and have its place, and yet be invisible because its typeface never came.
func Painted(ctx context.Context) error {
	lines, err := Evaluate[[]words](ctx, listWords)
	if err != nil {
		return fmt.Errorf("list the page's text: %w", err)
	}
	inked, err := imageOf(ctx)
	if err != nil {
		return err
	}
	if _, err = Evaluate[bool](ctx, withoutText); err != nil {
		return err
	}
	bare, err := imageOf(ctx)
	if _, undone := Evaluate[bool](ctx, withText); err != nil || undone != nil {
		return errors.Join(err, undone)
	}
	if len(lines) == 0 {
		return fmt.Errorf("%w: the page has none", ErrUnpainted)
	}
	for _, line := range lines {
		if ink(inked, bare, line) < leastInk {
			return fmt.Errorf("%w: %q", ErrUnpainted, line.Text)
		}
	}
	return nil
}

func imageOf(ctx context.Context) (image.Image, error) {
	if _, err := Evaluate[bool](ctx, still); err != nil {
		return nil, err
	}
	picture, err := screenshot(ctx)
	if err != nil {
		return nil, err
	}
	return png.Decode(bytes.NewReader(picture))
}

func screenshot(ctx context.Context) ([]byte, error) {
	return chromedp.Run(ctx, chromedp.FullScreenshot(100))
}

// ink is how much of a line's box differs between two pictures, from 0 to 1; a line outside of them has its ink elsewhere and counts as 1.
func ink(a, b image.Image, line words) float64 {
	box := image.Rect(int(line.X), int(line.Y), int(line.X+line.Width), int(line.Y+line.Height)).Intersect(a.Bounds()).Intersect(b.Bounds())
	if box.Empty() {
		return 1
	}
	differ := 0
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			if a.At(x, y) != b.At(x, y) {
				differ++
			}
		}
	}
	return float64(differ) / float64(box.Dx()*box.Dy())
}
