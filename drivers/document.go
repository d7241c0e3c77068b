package drivers

// Document is one slip of paper as meaning, from its top edge to the cut: what is said, not how a maker's printer says it.
// It is plain data, so a job can be journalled as JSON and printed again after a power cut.
type Document []Block

// Kind tells what a Block is.
type Kind string

// The kinds of Block.
const (
	KindText    Kind = "text"    // one paragraph, wrapped at words
	KindColumns Kind = "columns" // cells side by side on one or more lines
	KindRule    Kind = "rule"    // a line across the paper
	KindQR      Kind = "qr"      // a QR code, error correction M
	KindBarcode Kind = "barcode" // a CODE128 bar code, ASCII only
	KindLogo    Kind = "logo"    // a picture known to the printer's owner by key
	KindFeed    Kind = "feed"    // empty lines
	KindCut     Kind = "cut"     // feed past the knife and cut
	KindDrawer  Kind = "drawer"  // open the cash drawer
)

// Block is one piece of a Document, read by its Kind; the other fields stay empty.
type Block struct {
	Kind    Kind   `json:"kind"`
	Text    string `json:"text,omitempty"` // words, QR or bar-code content, logo key
	Style   Style  `json:"style,omitzero"`
	Cells   []Cell `json:"cells,omitempty"`
	Lines   int    `json:"lines,omitempty"`   // feed: 1 to 255
	Partial bool   `json:"partial,omitempty"` // cut: leave a bridge so that the slip does not fall
}

// Cell is one column of a line. Weight shares the width out: {1, 2} is a third and two thirds; 0 counts as 1.
type Cell struct {
	Text   string `json:"text"`
	Weight int    `json:"weight,omitempty"`
	Align  Align  `json:"align,omitempty"`
}

// Align places text on its line.
type Align string

// The alignments. The empty one is left.
const (
	Left   Align = ""
	Centre Align = "centre"
	Right  Align = "right"
)

// Style is how text looks on any printer. The zero Style is plain text in font A, left.
type Style struct {
	Align Align `json:"align,omitempty"`
	Bold  bool  `json:"bold,omitempty"`
	Small bool  `json:"small,omitempty"` // font B, 9 by 17 dots, where the printer has it
	Wide  int   `json:"wide,omitempty"`  // 1 to 8 times as wide; 0 is 1
	High  int   `json:"high,omitempty"`  // 1 to 8 times as high; 0 is 1
}

// Text adds a paragraph.
func (d *Document) Text(s Style, text string) { d.add(Block{Kind: KindText, Style: s, Text: text}) }

// Columns adds cells side by side.
func (d *Document) Columns(s Style, cells ...Cell) {
	d.add(Block{Kind: KindColumns, Style: s, Cells: cells})
}

// Rule adds a line across the paper.
func (d *Document) Rule() { d.add(Block{Kind: KindRule}) }

// QR adds a centred QR code of content (UTF-8, at most 700 bytes).
func (d *Document) QR(content string) { d.add(Block{Kind: KindQR, Text: content}) }

// Barcode adds a centred CODE128 bar code of content (printable ASCII, at most 40 bytes).
func (d *Document) Barcode(content string) { d.add(Block{Kind: KindBarcode, Text: content}) }

// Logo adds the centred picture known by key; a printer that was given none prints nothing there.
func (d *Document) Logo(key string) { d.add(Block{Kind: KindLogo, Text: key}) }

// Feed adds empty lines (1 to 255).
func (d *Document) Feed(lines int) { d.add(Block{Kind: KindFeed, Lines: lines}) }

// Cut feeds the paper past the knife and cuts it.
func (d *Document) Cut() { d.add(Block{Kind: KindCut}) }

// OpenDrawer opens the cash drawer.
func (d *Document) OpenDrawer() { d.add(Block{Kind: KindDrawer}) }

func (d *Document) add(b Block) { *d = append(*d, b) }
