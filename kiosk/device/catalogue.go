package device

import (
	"motcua/internal/catalogue/shelf"
	"motcua/internal/edge"
	"motcua/internal/procedure"
)

// newShelf returns the kiosk's catalogue of procedures, in its data folder.
func newShelf(data string, base *edge.Base) *shelf.Shelf {
	return shelf.New(data, shelf.Source{Edition: base.Link.Edition, Piece: base.Link.CataloguePiece})
}

// Catalogue returns the newest catalogue that is ready. The first time it reads the one that was kept, or the one that is built in.
func (d *Device) Catalogue() *procedure.Index { return d.shelf.Read().Index }

// NewestCatalogue is Catalogue without reading anything; nil before the first was read.
func (d *Device) NewestCatalogue() *procedure.Index {
	if book := d.shelf.Newest(); book != nil {
		return book.Index
	}
	return nil
}
