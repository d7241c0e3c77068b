package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"regexp"
	"strings"

	"motcua/assets"
)

//go:embed web
var web embed.FS

// pathStatic is where the pages' style sheets, scripts, typeface and icon are. Each name holds a hash of the content, so a browser
// may keep the file for ever and never has an old one.
const pathStatic = "/static/"

// staticFile is one such file, as it is sent.
type staticFile struct {
	name       string // app.1a2b3c4d5e.css
	kind       string // media type
	plain      []byte
	compressed []byte // by gzip; nil: it would not be smaller
}

// staticKinds are the media types of what is served, by ending; other files are not.
var staticKinds = map[string]string{
	".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml", ".woff2": "font/woff2",
}

// statics are the files by the name in our folders, such as board.css.
type statics map[string]staticFile

// static holds all of them.
var static = newStatics()

// newStatics reads what is built in. Style sheets come last, for they name the typeface.
func newStatics() statics {
	s := statics{}
	s.mustRead(assets.Fonts, "fonts/web")
	s.mustRead(web, "web")
	return s
}

func (s statics) mustRead(from embed.FS, folder string) {
	entries, err := fs.ReadDir(from, folder)
	if err != nil {
		panic(err) // built wrong
	}
	for _, e := range entries {
		data, err := fs.ReadFile(from, path.Join(folder, e.Name()))
		if err != nil {
			panic(err)
		}
		if staticKinds[path.Ext(e.Name())] != "" {
			s.add(e.Name(), data)
		}
	}
}

// inSheet is how a style sheet names another file of ours.
var inSheet = regexp.MustCompile(`url\(([^)]+)\)`)

func (s statics) add(name string, data []byte) {
	ending := path.Ext(name)
	if ending == ".css" {
		data = inSheet.ReplaceAllFunc(data, func(match []byte) []byte {
			return fmt.Appendf(nil, "url(%s)", s.mustFind(string(inSheet.FindSubmatch(match)[1])))
		})
	}
	sum := sha256.Sum256(data)
	f := staticFile{kind: staticKinds[ending], plain: data, name: strings.TrimSuffix(name, ending) + "." + hex.EncodeToString(sum[:5]) + ending}
	if compressed := compress(data); ending != ".woff2" && len(compressed) < len(data) {
		f.compressed = compressed
	}
	s[name] = f
}

// mustFind returns the path under which a file is served.
func (s statics) mustFind(name string) string {
	f, known := s[name]
	if !known {
		panic("no static file " + name)
	}
	return pathStatic + f.name
}

// version tells one central's pages from those of another release.
func (s statics) version() string {
	sum := sha256.New()
	for _, name := range []string{"board.css", "board.js", "voice.js", "phone.css", "phone.js", "live.js", "hall.css"} {
		sum.Write([]byte(s[name].name))
	}
	return hex.EncodeToString(sum.Sum(nil)[:5])
}

// ServeHTTP answers with a file by the name that holds its hash. There are no folders to look into.
func (s statics) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	for _, f := range s {
		if pathStatic+f.name == r.URL.Path {
			f.send(w, r, "public, max-age=31536000, immutable")
			return
		}
	}
	http.NotFound(w, r)
}

// icon answers browsers that ask for an icon without being told where it is.
func (s statics) icon(w http.ResponseWriter, r *http.Request) {
	s["icon.svg"].send(w, r, "public, max-age=86400")
}

func (f staticFile) send(w http.ResponseWriter, r *http.Request, keep string) {
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
		if takesGzip(r) {
			h.Set("Content-Encoding", "gzip")
			body = f.compressed
		}
	}
	h.Set("Content-Length", fmt.Sprint(len(body)))
	_, _ = w.Write(body) // a browser that hangs up has the error
}

// takesGzip reports whether a browser reads gzip.
func takesGzip(r *http.Request) bool {
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
