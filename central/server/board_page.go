package server

import (
	"net/http"
	"net/url"
	"slices"

	"motcua/internal/i18n"
	"motcua/internal/queue"
)

// boardPage is what the board's address says: for which counters it is, how it looks, and what it speaks.
type boardPage struct {
	Centre queue.Name
	Zone   string
	Theme  string
	Lang   string // empty: Vietnamese, and English under it
	Zones  []zoneLink
}

// zoneLink is the way to a zone's board.
type zoneLink struct{ Name, Path string }

var boardThemes = []string{"light", "dark", "contrast"}

// page shows a board, or which zones there are to whoever asks for another one.
func (h *boards) page(w http.ResponseWriter, r *http.Request) {
	asked := r.URL.Query()
	z, err := h.zone(r)
	p := boardPage{Centre: said(h.settings().Centre.Name), Zone: z.name, Theme: oneOf(asked.Get("theme"), boardThemes), Lang: asked.Get("lang")}
	if !slices.Contains(i18n.Languages(), p.Lang) {
		p.Lang = ""
	}
	if err == nil {
		pages.Show(w, http.StatusOK, "board.html", p)
		return
	}
	for _, name := range h.settings().Board.Zones.Names() {
		asked.Set("zone", name)
		p.Zones = append(p.Zones, zoneLink{name, pathBoard + "?" + asked.Encode()})
	}
	pages.Show(w, http.StatusNotFound, "no-zone.html", p)
}

// pathBoard is where a board is; the root is one too, for all counters.
const pathBoard = "/board"

// oneOf returns what was asked for, or the first.
func oneOf(asked string, of []string) string {
	if slices.Contains(of, asked) {
		return asked
	}
	return of[0]
}

// twice is a sentence of the board: in the first language, and under it in the second, if any.
type twice struct{ Lang, Text, Second string }

// Say returns a sentence as this board says it.
func (p boardPage) Say(id string) twice {
	if p.Lang != "" {
		return twice{Lang: p.Lang, Text: i18n.In(p.Lang).Text(id)}
	}
	return twice{Lang: i18n.Vietnamese, Text: i18n.In(i18n.Vietnamese).Text(id), Second: i18n.In("en").Text(id)}
}

// Name returns the centre's name in the same way.
func (p boardPage) Name() twice {
	if p.Lang != "" {
		return twice{Lang: p.Lang, Text: p.Centre.In(p.Lang)}
	}
	return twice{Lang: i18n.Vietnamese, Text: p.Centre.In(i18n.Vietnamese), Second: p.Centre.In("en")}
}

// All returns the way to the board of all counters.
func (p boardPage) All() string {
	return pathBoard + "?" + url.Values{"theme": {p.Theme}}.Encode()
}
