// Package sheet sets the office's A5 and A4 papers: the forms of the circulars 01 to 07, the fee receipt, the register.
// It gives bytes of PDF and XLSX, the same for the same dossier; what is in them was decided in package dossier.
package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"github.com/jung-kurt/gofpdf"

	"motcua/assets"
)

// Office is who issues the papers, as it is named in ordinary writing: the forms put it in capitals where they want it.
type Office struct {
	Parent  string // Ủy ban nhân dân tỉnh Hà Nam
	Name    string // Trung tâm Phục vụ hành chính công
	Symbol  string // of its documents: TTPVHCC
	Place   string // where they are dated: Hà Nam
	Phone   string
	TaxCode string
}

// Issue is the writing of one paper: its number, its day, its hand.
type Issue struct {
	Number  string // 125, before the office's symbol; empty leaves it to be filled in by hand
	At      time.Time
	Officer string // whose name stands under the signature
	Volume  string // quyển số of the register
	Entry   string // số thứ tự in it
	Link    string // in the QR: where the paper is checked and the dossier is followed; empty leaves the QR out
}

// size is a paper size in millimetres.
type size struct{ width, height float64 }

var (
	a5          = size{148, 210}
	a5Landscape = size{210, 148}
	a4Landscape = size{297, 210}
)

// paper is how a form is set.
type paper struct {
	size   size
	points float64 // of its body text
	least  float64 // what the body may shrink to, so that a form stays on one sheet; 0 where it never shrinks
	title  string
	foot   string // at the foot of every page
	at     time.Time
}

const family = "NotoSans"

// render sets a document. gofpdf panics on some text it cannot set: a person's odd name must cost one form, not the program.
func (pp paper) render(set func(*page)) (b []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: gofpdf: %v", pp.title, r)
		}
	}()
	var out bytes.Buffer
	if err := pp.fitted(set).pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("%s: %w", pp.title, err)
	}
	return out.Bytes(), nil
}

// fitted lays a document out in the largest letters that keep each of its parts on one sheet. What even the smallest
// cannot keep there is laid out in the largest again, now with "page 1 of 2".
func (pp paper) fitted(set func(*page)) *page {
	first := pp.lay(set, nil)
	if !first.several() {
		return first
	}
	for smaller := pp; smaller.least > 0 && smaller.points > smaller.least; {
		smaller.points -= 0.25
		if p := smaller.lay(set, nil); !p.several() {
			return p
		}
	}
	return pp.lay(set, first.counted)
}

// lay lays a document out once; lengths are the pages of its parts, where they are known.
func (pp paper) lay(set func(*page), lengths []int) *page {
	p := pp.open(lengths)
	set(p)
	p.close()
	return p
}

// several tells whether any part takes more than one sheet.
func (p *page) several() bool {
	return slices.ContainsFunc(p.counted, func(sheets int) bool { return sheets > 1 })
}

// open makes an empty document whose bytes depend on nothing but what is set in it.
func (pp paper) open(lengths []int) *page {
	pdf := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "mm", Size: gofpdf.SizeType{Wd: pp.size.width, Ht: pp.size.height}})
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	pdf.AddUTF8FontFromBytes(family, "", assets.NotoSans)
	pdf.AddUTF8FontFromBytes(family, "B", assets.NotoSansBold)
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(pp.at.UTC())
	pdf.SetModificationDate(pp.at.UTC())
	pdf.SetTitle(clean(pp.title), true)
	pdf.SetCreator("Một Cửa", true)
	return &page{pdf: pdf, paper: pp, left: 14, right: pp.size.width - 10, lengths: lengths}
}
