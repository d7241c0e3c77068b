package sheet

import (
	"bytes"
	"fmt"
	"image"
)

// Document is a paper that has been set: PDF to print and to keep, pictures of its pages to look at first.
type Document struct {
	paper   paper
	lengths []int // sheets of each part
	set     func(*page)
	id      *byte // no other document's
}

// Pages counts the pages of all copies.
func (d Document) Pages() (n int) {
	for _, sheets := range d.lengths {
		n += sheets
	}
	return n
}

// Same tells whether two are one document, set once.
func (d Document) Same(other Document) bool { return d.id == other.id }

// Shape is the width of a page against its height.
func (d Document) Shape() float64 { return d.paper.size.width / d.paper.size.height }

// PDF is the document as a file.
func (d Document) PDF() ([]byte, error) {
	var out bytes.Buffer
	var failed error
	err := d.paper.guard(func() {
		pdf := d.paper.open()
		d.paper.lay(pdf, d.lengths, d.set)
		failed = pdf.Output(&out)
	})
	if err != nil {
		return nil, err
	}
	if failed != nil {
		return nil, fmt.Errorf("%s: %w", d.paper.title, failed)
	}
	return versioned(out.Bytes()), nil
}

// versioned is a file as PDF 1.4, which electronic copies have to be at least (NĐ 30/2020 Phụ lục I phần II). Nothing in 1.4 is otherwise
// than in the 1.3 that gofpdf declares.
func versioned(pdf []byte) []byte {
	return bytes.Replace(pdf, []byte("%PDF-1.3"), []byte("%PDF-1.4"), 1)
}

// Picture is a page, counted from 1, as wide as so many dots. It is drawn by the same layout as the PDF, with the same
// letters at the same places: no other program is needed to look at a paper, on whatever system the desk runs.
func (d Document) Picture(page, width int) (image.Image, error) {
	if page < 1 || page > d.Pages() {
		return nil, fmt.Errorf("%s: no page %d of %d", d.paper.title, page, d.Pages())
	}
	p := newPicture(d.paper.size, page, width)
	err := d.paper.guard(func() { d.paper.lay(p, d.lengths, d.set) })
	return p.image, err
}
