package uplink

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"motcua/internal/catalogue"
)

// PathCatalogue is where devices fetch a catalogue of procedures by its hash, from an offset on.
const PathCatalogue = "/v1/catalogue/{hash}"

// PieceHeader is the header with the SHA-256 of a piece of a catalogue.
const PieceHeader = "Motcua-Piece"

// pieceWithin bounds one piece, on a line on which little comes through, too.
const pieceWithin = 30 * time.Second

// errPiece says that a piece did not come whole.
var errPiece = errors.New("uplink: a piece of the catalogue did not come whole")

// CataloguePiece asks for the part of a packed catalogue that begins at an offset.
func (c Client) CataloguePiece(ctx context.Context, hash string, from int) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, pieceWithin)
	defer cancel()
	resp, err := c.send(ctx, http.MethodGet, fmt.Sprintf("%s?from=%d", strings.Replace(PathCatalogue, "{hash}", hash, 1), from), nil)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, refusal(resp)
	}
	piece, err := io.ReadAll(io.LimitReader(resp.Body, catalogue.PieceSize+1))
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(piece); len(piece) > catalogue.PieceSize || hex.EncodeToString(sum[:]) != resp.Header.Get(PieceHeader) {
		return nil, errPiece
	}
	return piece, nil
}

// CataloguePiece asks central for the part of a packed catalogue that begins at an offset.
func (l *Link) CataloguePiece(ctx context.Context, hash string, from int) ([]byte, error) {
	return l.client.CataloguePiece(ctx, hash, from)
}

// Edition returns the catalogue that central names; nil: none, as an older one does.
func (l *Link) Edition() *catalogue.Edition {
	v, _ := l.View()
	return v.Catalogue
}
