package server

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"slices"
	"sync"

	"motcua/central/web"
	"motcua/internal/dossier"
	"motcua/internal/hall"
	"motcua/internal/registry"
	"motcua/internal/trust"
	"motcua/internal/uplink"
)

// halls shows devices the hall as it is now, and hands them the keys that go with it.
type halls struct {
	*core
	centres    *centres
	erasures   *erasures
	catalogues *catalogues
	seen       batch[hallText]
}

// hallText is a view of the hall as all devices are sent it, without the brace at its end: what only one is told comes behind.
type hallText struct{ plain, zipped []byte }

// hall shows a device the hall as it is now. All who ask at about the same time share one reading, written and compressed once: a hall's
// devices ask all together after each change.
func (h *halls) hall(w http.ResponseWriter, r *http.Request) {
	text, err := h.seen.get(h.read)
	var own []byte
	if d := deviceOf(r.Context()); err == nil && d.Kind == trust.Counter {
		own, err = h.ownPart(r, d)
	}
	if err != nil {
		answer(w, nil, err)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Vary", "Accept-Encoding")
	plain, end := text.plain, append(slices.Clip(own), "}\n"...)
	if web.TakesGzip(r) {
		w.Header().Set("Content-Encoding", "gzip")
		plain = text.zipped // two members, one after the other, are one file: RFC 1952 2.2
		if end = brace; len(own) > 0 {
			end = zipped(append(own, "}\n"...))
		}
	}
	_, err = w.Write(plain)
	if err == nil {
		_, err = w.Write(end)
	}
	if err != nil {
		slog.Debug("answer not delivered", "err", err)
	}
}

// read reads the hall for all who wait, though the first may leave.
func (h *halls) read() (t hallText, err error) {
	ctx := context.Background()
	v, err := hall.Look(ctx, h.journal.Reader(), h.centres.centre(), h.now())
	if err != nil {
		return t, err
	}
	ring, err := h.ring(ctx)
	if err != nil {
		return t, err
	}
	v.Seals, v.Erased = ring.Print(), h.erasures.ids()
	if v.Catalogue, err = h.catalogues.present(ctx); err != nil {
		return t, err
	}
	text, err := json.Marshal(v)
	if err != nil {
		return t, err
	}
	text = text[:len(text)-1]
	return hallText{text, zipped(text)}, nil
}

// zippers are kept because each takes most of a megabyte. They compress quickly: what is sent lives for a moment.
var zippers = sync.Pool{New: func() any {
	z, _ := gzip.NewWriterLevel(nil, gzip.BestSpeed) // a level that there is
	return z
}}

func zipped(text []byte) []byte {
	var b bytes.Buffer
	z := zippers.Get().(*gzip.Writer)
	defer zippers.Put(z)
	z.Reset(&b)
	_, _ = z.Write(text) // a buffer takes everything
	_ = z.Close()
	return b.Bytes()
}

// brace ends a view to which nothing is added, as nearly all are.
var brace = zipped([]byte("}\n"))

// ownPart writes what is added for a counter: what its officer is to be told, and how the dossier stands that is open there.
func (h *halls) ownPart(r *http.Request, d trust.Device) (part []byte, err error) {
	var own struct {
		Clashes []dossier.Clash `json:"clashes,omitempty"`
		Open    *dossier.Stand  `json:"open,omitempty"`
	}
	if own.Clashes, err = registry.Clashes(r.Context(), h.journal.Reader(), d.Name()); err != nil {
		return nil, err
	}
	if own.Open, err = h.openDossier(r); err != nil || own.Open == nil && len(own.Clashes) == 0 {
		return nil, err
	}
	text, err := json.Marshal(own)
	if err != nil {
		return nil, err
	}
	return append([]byte(","), text[1:len(text)-1]...), nil
}

func (h *halls) openDossier(r *http.Request) (*dossier.Stand, error) {
	id := r.FormValue(uplink.OpenDossier)
	if id == "" {
		return nil, nil
	}
	open, err := registry.Find(r.Context(), h.journal.Reader(), id)
	if errors.Is(err, registry.ErrNoDossier) {
		return nil, nil // it was taken in without a line
	}
	stand := open.Stand()
	return &stand, err
}

// seals hands a device the keys it signs and checks paper with.
func (h *halls) seals(w http.ResponseWriter, r *http.Request) {
	ring, err := h.ring(r.Context())
	answer(w, ring, err)
}
