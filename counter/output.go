package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"motcua/drivers/cups"
	"motcua/internal/cue"
	"motcua/internal/vietnamese"
	"motcua/internal/words"
	"motcua/internal/workday"
)

// fileName is how a paper is saved; with the minute in it, so that an older one is not written over.
func (c *clerk) fileName(suffix string) string {
	return fmt.Sprintf("%s-%s%s", c.proof.choices[c.proof.cursor].file, c.now().In(workday.Vietnam).Format("20060102-1504"), suffix)
}

// fileWords is the beginning of a title as it may stand in the name of a file: "phieu-kiem-soat".
func fileWords(title string) string {
	words := strings.FieldsFunc(vietnamese.Fold(title), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	const most = 3
	return strings.Join(words[:min(most, len(words))], "-")
}

// printPaper sends the paper shown to the system's printer.
func (c *clerk) printPaper() {
	c.withPaper(func() {
		shown, title, outlet := c.proof.shown, c.proof.choices[c.proof.cursor].file, c.outlet
		c.out(func() error {
			pdf, err := shown.PDF()
			if err != nil {
				return err
			}
			return outlet.Print(context.Background(), title, pdf)
		}, func() { c.tell("counter.proof.printed") })
	})
}

// savePaper saves the paper shown as a PDF.
func (c *clerk) savePaper() {
	c.withPaper(func() { c.save(".pdf", c.proof.shown.PDF) })
}

// saveWorkbook saves the register shown as XLSX.
func (c *clerk) saveWorkbook() {
	c.withPaper(func() {
		if workbook := c.proof.shown.workbook; workbook != nil {
			c.save(".xlsx", workbook)
		}
	})
}

func (c *clerk) save(suffix string, content func() ([]byte, error)) {
	name, outlet := c.fileName(suffix), c.outlet
	var path string
	c.out(func() error {
		b, err := content()
		if err == nil {
			path, err = outlet.Save(name, b)
		}
		return err
	}, func() {
		slog.Info("a paper was saved", "file", name)
		cue.Say(cue.Line{Of: cue.Paper, Name: name})
		c.tell("counter.proof.saved", words.Args{"Path": path})
	})
}

// out lets a paper leave the screen, once at a time.
func (c *clerk) out(work func() error, then func()) {
	if c.busy {
		return
	}
	c.busy = true
	var err error
	c.run(func() { err = work() }, func() {
		c.busy = false
		if err != nil {
			slog.Error("a paper could not be put out", "err", err)
			c.warn(outletTrouble(err))
			return
		}
		then()
	})
}

// outletTrouble is the sentence for a paper that went nowhere.
func outletTrouble(err error) string {
	switch {
	case errors.Is(err, cups.ErrNoQueue):
		return "counter.proof.no_queue"
	case errors.Is(err, cups.ErrNoSystem):
		return "counter.proof.no_system"
	case errors.Is(err, cups.ErrRefused):
		return "counter.proof.refused"
	}
	return "counter.proof.not_saved"
}
