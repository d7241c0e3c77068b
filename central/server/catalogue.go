package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"strconv"
	"sync"

	"motcua/central/store"
	"motcua/internal/catalogue"
	"motcua/internal/uplink"
)

// catalogues hand devices the centre's catalogue of procedures, piece by piece.
type catalogues struct {
	*core

	mu     sync.Mutex
	hash   string // of what is packed
	packed []byte // the catalogue that was asked for last
}

// present returns the edition that holds; nil when nothing was imported yet.
func (c *catalogues) present(ctx context.Context) (*catalogue.Edition, error) {
	all, err := store.ReadCatalogues(ctx, c.journal)
	held, there := all.Holding()
	if err != nil || !there {
		return nil, err
	}
	return &held.Edition, nil
}

// Present returns the hash of the catalogue that holds; empty when nothing was imported yet.
func (c *catalogues) Present(ctx context.Context) (hash string, err error) {
	held, err := c.present(ctx)
	if held == nil || err != nil {
		return "", err
	}
	return held.Hash, nil
}

// Packed returns the bytes of a catalogue.
func (c *catalogues) Packed(ctx context.Context, hash string) ([]byte, error) {
	return c.read(ctx, hash)
}

// piece answers with the part of a catalogue that begins at an offset.
func (c *catalogues) piece(w http.ResponseWriter, r *http.Request) {
	packed, err := c.read(r.Context(), r.PathValue("hash"))
	if errors.Is(err, catalogue.ErrBroken) {
		refuse(w, http.StatusNotFound, err)
		return
	}
	if err != nil {
		answer(w, nil, err)
		return
	}
	from, err := strconv.Atoi(r.FormValue("from"))
	if err != nil || from < 0 || from >= len(packed) {
		refuse(w, http.StatusBadRequest, errors.New("from is not inside this catalogue"))
		return
	}
	piece := packed[from:min(from+catalogue.PieceSize, len(packed))]
	sum := sha256.Sum256(piece)
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("ETag", `"`+r.PathValue("hash")+`"`)
	w.Header().Set(uplink.PieceHeader, hex.EncodeToString(sum[:]))
	w.Header().Set("Content-Length", strconv.Itoa(len(piece)))
	_, _ = w.Write(piece) // a device that hangs up asks again
}

// read returns a packed catalogue, and remembers it: devices ask for the same one, piece after piece.
func (c *catalogues) read(ctx context.Context, hash string) ([]byte, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.hash == hash && hash != "" {
		return c.packed, nil
	}
	packed, err := store.Packed(ctx, c.journal, hash)
	if err == nil {
		c.hash, c.packed = hash, packed
	}
	return packed, err
}
