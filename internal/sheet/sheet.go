// Package sheet sets the office's A5 and A4 papers: the forms of the circulars 01 to 07, the fee receipt, the register.
// It gives bytes of PDF and XLSX and pictures of pages, the same for the same dossier; what is in them was decided in package dossier.
package sheet

import (
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
	Fees    Series // of its fee receipts
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

// document lays a paper out, which tells how many pages it takes.
func (pp paper) document(set func(*page)) (d Document, err error) {
	err = pp.guard(func() {
		fitted, lengths := pp.fitted(set)
		d = Document{paper: fitted, lengths: lengths, set: set, id: new(byte)}
	})
	return d, err
}

// guard turns a panic into an error. gofpdf panics on some text it cannot set: a person's odd name must cost one form,
// not the program.
func (pp paper) guard(do func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s: cannot be set: %v", pp.title, r)
		}
	}()
	do()
	return nil
}

// fitted is the paper with the largest letters that keep each part of a document on one sheet, or, where even the
// smallest do not, the paper as it is; and how many sheets each part then takes.
func (pp paper) fitted(set func(*page)) (paper, []int) {
	lengths := pp.lay(dry{}, nil, set)
	for smaller := pp; several(lengths) && smaller.points > smaller.least && smaller.least > 0; {
		smaller.points -= 0.25
		if n := smaller.lay(dry{}, nil, set); !several(n) {
			return smaller, n
		}
	}
	return pp, lengths
}

func several(lengths []int) bool {
	return slices.ContainsFunc(lengths, func(sheets int) bool { return sheets > 1 })
}

// lay lays a document out; lengths are the sheets of its parts, where they are known. It gives them as it counted them.
func (pp paper) lay(on ink, lengths []int, set func(*page)) []int {
	p := &page{ink: on, paper: pp, left: 14, right: pp.size.width - 10, lengths: lengths}
	set(p)
	p.close()
	return p.counted
}

// ink is what gofpdf draws with.
type ink interface {
	AddPage()
	SetFont(family, style string, points float64)
	SetLineWidth(width float64)
	Text(x, y float64, text string)
	Line(x1, y1, x2, y2 float64)
	Rect(x, y, w, h float64, style string)
	TransformBegin()
	TransformSkewX(angle, x, y float64)
	TransformEnd()
}

// dry draws nothing: it serves to see how much paper a document takes.
type dry struct{}

func (dry) AddPage()                                 {}
func (dry) SetFont(string, string, float64)          {}
func (dry) SetLineWidth(float64)                     {}
func (dry) Text(float64, float64, string)            {}
func (dry) Line(_, _, _, _ float64)                  {}
func (dry) Rect(_, _, _, _ float64, _ string)        {}
func (dry) TransformBegin()                          {}
func (dry) TransformSkewX(float64, float64, float64) {}
func (dry) TransformEnd()                            {}

// open makes an empty document whose bytes depend on nothing but what is set in it.
func (pp paper) open() *gofpdf.Fpdf {
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
	return pdf
}
