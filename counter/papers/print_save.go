package papers

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"motcua/counter/navigation"
	"motcua/drivers/cups"
	"motcua/internal/cue"
	"motcua/internal/i18n"
	"motcua/internal/vietnamese"
	"motcua/internal/workday"
)

// fileName returns how a paper is saved; with the minute in it, so that an older one is not written over.
func (c *Controller) fileName(suffix string) string {
	return fmt.Sprintf("%s-%s%s", c.Choices[c.Cursor].file, c.Now().In(workday.Vietnam).Format("20060102-1504"), suffix)
}

// fileWords returns the beginning of a title as it may stand in the name of a file: "phieu-kiem-soat".
func fileWords(title string) string {
	words := strings.FieldsFunc(vietnamese.Fold(title), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	const most = 3
	return strings.Join(words[:min(most, len(words))], "-")
}

// Print sends the paper shown to the system's printer.
func (c *Controller) Print() {
	c.withPaper(func() {
		shown, title, output := c.Shown, c.Choices[c.Cursor].file, c.Output
		c.out(func(ctx context.Context) (string, error) {
			pdf, err := shown.PDF()
			if err != nil {
				return "", err
			}
			return "", output.Print(ctx, title, pdf)
		}, func(string) { c.Tell("counter.preview.printed") })
	})
}

// Save saves the paper shown as a PDF.
func (c *Controller) Save() {
	c.withPaper(func() { c.save(".pdf", c.Shown.PDF) })
}

// SaveWorkbook saves the register shown as XLSX.
func (c *Controller) SaveWorkbook() {
	c.withPaper(func() {
		if workbook := c.Shown.Workbook; workbook != nil {
			c.save(".xlsx", workbook)
		}
	})
}

func (c *Controller) save(suffix string, content func() ([]byte, error)) {
	name, output := c.fileName(suffix), c.Output
	c.out(func(context.Context) (path string, err error) {
		b, err := content()
		if err == nil {
			path, err = output.Save(name, b)
		}
		return path, err
	}, func(path string) {
		slog.Info("a paper was saved", "file", name)
		cue.Say(cue.Line{Of: cue.Paper, Name: name})
		c.Tell("counter.preview.saved", i18n.Args{"Path": path})
	})
}

// out lets a paper leave the screen, once at a time.
func (c *Controller) out(work func(context.Context) (path string, err error), then func(path string)) {
	navigation.Do(c.Navigator, work, func(path string, err error) {
		if err != nil {
			slog.Error("a paper could not be put out", "err", err)
			c.Warn(outputErrorText(err))
			return
		}
		then(path)
	})
}

// outputErrorText returns the sentence for a paper that went nowhere.
func outputErrorText(err error) string {
	switch {
	case errors.Is(err, cups.ErrNoQueue):
		return "counter.preview.no_queue"
	case errors.Is(err, cups.ErrNoSystem):
		return "counter.preview.no_system"
	case errors.Is(err, cups.ErrRefused):
		return "counter.preview.refused"
	}
	return "counter.preview.not_saved"
}
