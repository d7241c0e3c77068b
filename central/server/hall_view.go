package server

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
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
	inMemory   *hall.Present
	erasures   *erasures
	catalogues *catalogues
	seen       batch[*deviceHall]

	// For the one reading under way.
	life   string // of this process: another's versions are none of ours
	made   int
	recent []*hall.Snapshot // the newest last
}

func newHalls(c *core, inMemory *hall.Present, erasures *erasures, catalogues *catalogues) *halls {
	return &halls{core: c, inMemory: inMemory, erasures: erasures, catalogues: catalogues, seen: batch[*deviceHall]{every: ringEvery}, life: rand.Text()[:8]}
}

// mostRecent is how many versions of the hall are kept to tell devices what has changed since: a device that was slow knows none of the newest.
const mostRecent = 8

// deviceHall is the hall of one reading as devices are told it.
type deviceHall struct {
	*hall.Snapshot
	known   map[string]*hall.Snapshot // by version: what devices may know already
	clashed map[string]bool           // devices whose officers are to be told of a clash

	mu    sync.Mutex
	texts map[string]hallText // by the version that is known; empty: none
}

// hallText is what devices are sent, without the brace at its end: what only one is told comes behind.
type hallText struct{ plain, zipped []byte }

// hall shows a device the hall as it is now, or what has changed since it asked last. All who ask at about the same time share one reading, written
// and compressed once: a hall's devices ask all together after each change.
func (h *halls) hall(w http.ResponseWriter, r *http.Request) {
	var text hallText
	var own []byte
	now, err := h.seen.get(h.read)
	if err == nil {
		text, err = now.text(r.FormValue(uplink.KnownView))
	}
	if d := deviceOf(r.Context()); err == nil && d.Kind == trust.Counter {
		own, err = h.ownPart(r, d, now.clashed[d.Name()])
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
func (h *halls) read() (*deviceHall, error) {
	ctx := context.Background()
	s, err := h.inMemory.Look(ctx, h.now())
	if err != nil {
		return nil, err
	}
	ring, err := h.ring(ctx)
	if err != nil {
		return nil, err
	}
	now := *s
	now.Seals, now.Erased = ring.Print(), h.erasures.ids()
	if now.Catalogue, err = h.catalogues.present(ctx); err != nil {
		return nil, err
	}
	clashed, err := registry.Clashed(ctx, h.journal.Reader())
	return &deviceHall{Snapshot: &now, known: h.remember(&now), clashed: clashed, texts: map[string]hallText{}}, err
}

// remember names a version, and returns those that devices may know, itself among them.
func (h *halls) remember(now *hall.Snapshot) map[string]*hall.Snapshot {
	h.made++
	now.Version = fmt.Sprintf("%s-%d", h.life, h.made)
	h.recent = append(h.recent[max(0, len(h.recent)-mostRecent+1):len(h.recent):len(h.recent)], now)
	known := map[string]*hall.Snapshot{}
	for _, s := range h.recent {
		known[s.Version] = s
	}
	return known
}

// text is what all devices are sent that know a version; those of none that is remembered are sent everything.
func (d *deviceHall) text(version string) (t hallText, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	old := d.known[version]
	if old == nil {
		version = ""
	}
	if t, made := d.texts[version]; made {
		return t, nil
	}
	raw, err := d.written(old)
	if err != nil {
		return t, err
	}
	raw = raw[:len(raw)-1]
	t = hallText{raw, zipped(raw)}
	d.texts[version] = t
	return t, nil
}

func (d *deviceHall) written(old *hall.Snapshot) ([]byte, error) {
	if old != nil {
		if delta, told := d.Since(old); told {
			return json.Marshal(map[string]hall.Delta{uplink.Changes: delta})
		}
	}
	return json.Marshal(d.Whole())
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
func (h *halls) ownPart(r *http.Request, d trust.Device, clashed bool) (part []byte, err error) {
	var own struct {
		Clashes []dossier.Clash `json:"clashes,omitempty"`
		Open    *dossier.Stand  `json:"open,omitempty"`
	}
	if clashed {
		if own.Clashes, err = registry.Clashes(r.Context(), h.journal.Reader(), d.Name()); err != nil {
			return nil, err
		}
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
