package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"path"
	"regexp"
	"slices"
	"strings"

	"motcua/assets"
)

// common are the templates and files that all rooms share.
//
//go:embed common
var common embed.FS

// PathStatic is where the pages' style sheets, scripts, typeface and icon are. Each name holds a hash of the content, so a browser
// may keep the file for ever and never has an old one.
const PathStatic = "/static/"

// file is one such file, as it is sent.
type file struct {
	name       string // app.1a2b3c4d5e.css
	kind       string // media type
	plain      []byte
	compressed []byte // by gzip; nil: it would not be smaller
}

// kinds are the media types of what is served, by ending; other files are not.
var kinds = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".woff2": "font/woff2",
}

// files are the files by the name in our folders, such as board.css.
type files map[string]file

// newFiles reads what all rooms share and a room's own folder. Style sheets come after the typeface, for they name it.
func newFiles(room fs.FS) files {
	f := files{}
	f.mustRead(assets.Fonts, "fonts/web")
	f.mustRead(common, "common")
	f.mustRead(room, "web")
	return f
}

func (s files) mustRead(from fs.FS, folder string) {
	entries, err := fs.ReadDir(from, folder)
	if err != nil {
		panic(err) // built wrong
	}
	for _, e := range entries {
		data, err := fs.ReadFile(from, path.Join(folder, e.Name()))
		if err != nil {
			panic(err)
		}
		if kinds[path.Ext(e.Name())] != "" {
			s.add(e.Name(), data)
		}
	}
}

// inSheet is how a style sheet names another file of ours.
var inSheet = regexp.MustCompile(`url\(([^)]+)\)`)

func (s files) add(name string, data []byte) {
	ending := path.Ext(name)
	if ending == ".css" {
		data = inSheet.ReplaceAllFunc(data, func(match []byte) []byte {
			return fmt.Appendf(nil, "url(%s)", s.mustFind(string(inSheet.FindSubmatch(match)[1])))
		})
	}
	sum := sha256.Sum256(data)
	f := file{kind: kinds[ending], plain: data, name: strings.TrimSuffix(name, ending) + "." + hex.EncodeToString(sum[:5]) + ending}
	if compressed := compress(data); ending != ".woff2" && len(compressed) < len(data) {
		f.compressed = compressed
	}
	s[name] = f
}

func (s files) mustFind(name string) string {
	f, known := s[name]
	if !known {
		panic("no static file " + name)
	}
	return PathStatic + f.name
}

func (s files) version() string {
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(s)) {
		sum.Write([]byte(s[name].name))
	}
	return hex.EncodeToString(sum.Sum(nil)[:5])
}

// Static answers with a file of any of the rooms, by the name that holds its hash. There are no folders to look into.
func Static(rooms ...*Pages) http.Handler {
	served := map[string]file{}
	for _, room := range rooms {
		for _, f := range room.files {
			served[PathStatic+f.name] = f
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		f, known := served[r.URL.Path]
		if !known {
			http.NotFound(w, r)
			return
		}
		f.send(w, r, forEver)
	})
}

// SendForEver answers with what lies at an address for as long as there is that address, which therefore holds its version.
func SendForEver(w http.ResponseWriter, r *http.Request, kind string, data []byte) {
	file{name: r.URL.Path, kind: kind, plain: data}.send(w, r, forEver)
}

// forEver tells a browser to keep a file and never to ask for it again.
const forEver = "public, max-age=31536000, immutable"

// Icon answers browsers that ask for an icon without being told where it is.
func (p *Pages) Icon(w http.ResponseWriter, r *http.Request) {
	p.files["icon.svg"].send(w, r, "public, max-age=86400")
}

func (f file) send(w http.ResponseWriter, r *http.Request, keep string) {
	h, tag := w.Header(), `"`+f.name+`"`
	h.Set("Cache-Control", keep)
	h.Set("ETag", tag)
	h.Set("Content-Type", f.kind)
	h.Set("X-Content-Type-Options", "nosniff")
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := f.plain
	if f.compressed != nil {
		h.Set("Vary", "Accept-Encoding")
		if TakesGzip(r) {
			h.Set("Content-Encoding", "gzip")
			body = f.compressed
		}
	}
	h.Set("Content-Length", fmt.Sprint(len(body)))
	_, _ = w.Write(body) // a browser that hangs up has the error
}

// TakesGzip reports whether a browser reads gzip.
func TakesGzip(r *http.Request) bool {
	for one := range strings.SplitSeq(r.Header.Get("Accept-Encoding"), ",") {
		name, weight, _ := strings.Cut(strings.ReplaceAll(one, " ", ""), ";")
		if name == "gzip" {
			return strings.Trim(strings.TrimPrefix(weight, "q="), "0.") != "" || weight == ""
		}
	}
	return false
}

func compress(data []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err) // a buffer takes everything
	}
	return b.Bytes()
}
