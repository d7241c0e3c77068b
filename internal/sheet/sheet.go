// Package sheet sets the office's A5 and A4 papers: the forms of the circulars 01 to 07, the fee receipt, the register.
// It gives bytes of PDF and XLSX and pictures of pages, the same for the same dossier; what is in them was decided in package dossier.
package sheet

import (
	"fmt"
	"slices"
	"time"

	"github.com/jung-kurt/gofpdf"
)

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

const family = "LiberationSerif"

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
	if pp.least == 0 || !several(lengths) {
		return pp, lengths
	}
	const step = 0.25
	best, found := pp, lengths
	for few, many := 1, int((pp.points-pp.least)/step); few <= many; {
		smaller, n := pp, (few+many)/2
		smaller.points -= float64(n) * step
		if got := smaller.lay(dry{}, nil, set); several(got) {
			few = n + 1
		} else {
			best, found, many = smaller, got, n-1
		}
	}
	return best, found
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
}

// dry draws nothing: it serves to see how much paper a document takes.
type dry struct{}

func (dry) AddPage()                          {}
func (dry) SetFont(string, string, float64)   {}
func (dry) SetLineWidth(float64)              {}
func (dry) Text(float64, float64, string)     {}
func (dry) Line(_, _, _, _ float64)           {}
func (dry) Rect(_, _, _, _ float64, _ string) {}

// open makes an empty document whose bytes depend on nothing but what is set in it.
func (pp paper) open() *gofpdf.Fpdf {
	pdf := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "mm", Size: gofpdf.SizeType{Wd: pp.size.width, Ht: pp.size.height}})
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	for style, file := range files {
		pdf.AddUTF8FontFromBytes(family, weights[style], file)
	}
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(pp.at.UTC())
	pdf.SetModificationDate(pp.at.UTC())
	pdf.SetTitle(clean(pp.title), true)
	pdf.SetCreator("Một Cửa", true)
	return pdf
}
