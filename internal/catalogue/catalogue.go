// Package catalogue makes the catalogue that a centre shows: the national one, entries of ours that it lacks, and the centre's own data over
// both; and packs it for the way to the devices. Entries and search are procedure's; where versions lie is for those who keep them.
package catalogue

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"

	"motcua/assets"
	"motcua/internal/procedure"
)

// Edition names a packed catalogue: devices learn it from the view of the hall.
type Edition struct {
	Hash string `json:"hash"` // SHA-256 of the packed bytes, in hex
	Size int    `json:"size"` // of the packed bytes
}

// How large a catalogue may be; the national one of 2,600 entries has 13 MB, packed 3.
const (
	MostPacked   = 32 << 20
	mostUnpacked = 128 << 20
)

// PieceSize is how many bytes of a packed catalogue go in one answer; the last piece is shorter.
const PieceSize = 128 << 10

// ErrBroken says that bytes are not the catalogue that they should be.
var ErrBroken = errors.New("catalogue: broken or foreign")

// Hash returns the name of packed bytes.
func Hash(packed []byte) string {
	sum := sha256.Sum256(packed)
	return hex.EncodeToString(sum[:])
}

// EditionOf returns the edition that packed bytes are.
func EditionOf(packed []byte) Edition { return Edition{Hash(packed), len(packed)} }

// Sound reports whether an edition can be fetched at all.
func (e Edition) Sound() bool {
	_, err := hex.DecodeString(e.Hash)
	return err == nil && len(e.Hash) == 2*sha256.Size && e.Size > 0 && e.Size <= MostPacked
}

// Piece returns how many bytes the piece has that begins at an offset; none past the end.
func (e Edition) Piece(from int) int { return max(0, min(PieceSize, e.Size-from)) }

// Pack returns a list as devices fetch and keep it. The same list gives the same bytes.
func Pack(list []procedure.Procedure) ([]byte, error) {
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	if err := errors.Join(procedure.WriteNDJSON(zip, list), zip.Close()); err != nil {
		return nil, fmt.Errorf("pack catalogue: %w", err)
	}
	if packed.Len() > MostPacked {
		return nil, fmt.Errorf("pack catalogue: it has %d bytes, %d is the most", packed.Len(), MostPacked)
	}
	return packed.Bytes(), nil
}

// Unpack reads a packed list. One without an entry is broken.
func Unpack(packed []byte) ([]procedure.Procedure, error) {
	zip, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	list, _, err := procedure.ReadNDJSON(io.LimitReader(zip, mostUnpacked))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBroken, err)
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("%w: it has no procedure", ErrBroken)
	}
	return list, nil
}

// BuiltIn reads the sample that is part of the program; a broken one is a program built wrong.
func BuiltIn() []procedure.Procedure {
	list, problems, err := procedure.ReadNDJSON(bytes.NewReader(assets.Catalogue))
	if err != nil || len(problems) > 0 {
		panic(fmt.Sprintf("built-in catalogue: %v, %v", problems, err))
	}
	return list
}

// Speak gives the entries of a list what people call them, in both languages, as far as the program knows. It changes list in place.
func Speak(list []procedure.Procedure) {
	english, err := procedure.ReadEnglish(assets.English)
	if err != nil {
		panic(fmt.Sprintf("English names: %v", err))
	}
	procedure.AddPhrases(list, BuiltIn())
	procedure.AddEnglish(list, english)
}

// KindPublished is the event of another catalogue for the devices, or of one that holds again; its body is a Published.
const KindPublished = "catalogue.published"

// Published says which catalogue holds from now on.
type Published struct {
	Edition
	Procedures int    `json:"procedures"`
	File       string `json:"file"` // that was imported
}
