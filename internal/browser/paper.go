package browser

import (
	"context"
	"fmt"
	"os"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// OnPaper shows a page as it is printed, or as on a screen again.
func OnPaper(ctx context.Context, is bool) error {
	media := emulation.SetEmulatedMediaParams{}
	if is {
		media.Media = "print"
	}
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media)
	return err
}

// Print saves a page as it comes out of a printer, as PDF in the size that its style sheet names.
func Print(ctx context.Context, path string) error {
	ours := true
	printed, err := chromedp.Call(ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &ours})
	if err != nil {
		return fmt.Errorf("print %s: %w", path, err)
	}
	return os.WriteFile(path, printed.Data, 0o644)
}
