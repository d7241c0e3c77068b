package device

import (
	"motcua/internal/catalogue/shelf"
	"motcua/internal/edge"
)

// newShelf returns the kiosk's catalogue of procedures, in its data folder.
func newShelf(data string, base *edge.Base) *shelf.Shelf {
	return shelf.New(data, shelf.Source{Edition: base.Link.Edition, Piece: base.Link.CataloguePiece})
}

// Catalogue returns the newest catalogue that is ready. The first time it reads the one that was kept, or the one that is built in.
func (d *Device) Catalogue() *shelf.Book { return d.shelf.Read() }

// NewestCatalogue is Catalogue without reading anything; nil before the first was read.
func (d *Device) NewestCatalogue() *shelf.Book { return d.shelf.Newest() }
