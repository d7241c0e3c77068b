package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
)

// mustRoom returns the pages of a room with one script of its own.
func mustRoom(script string) *Pages {
	return NewPages(fstest.MapFS{
		"web/a.js":   {Data: []byte(script)},
		"web/a.html": {Data: []byte(`{{template "assets.html"}}<script src="{{asset "a.js"}}"></script>{{.}}`)},
	})
}

func get(t *testing.T, from http.Handler, path, tag string) *httptest.ResponseRecorder {
	t.Helper()
	w, r := httptest.NewRecorder(), httptest.NewRequest("GET", path, nil)
	r.Header.Set("If-None-Match", tag)
	from.ServeHTTP(w, r)
	return w
}

// TestFilesAreKeptByBrowsers: each has a name of its own for each content, is kept for ever, and is asked for again in vain.
func TestFilesAreKeptByBrowsers(t *testing.T) {
	one, other := mustRoom("1"), mustRoom("2")
	both := Static(one, other)
	for _, room := range []*Pages{one, other} {
		for name := range room.files {
			path := room.Path(name)
			w := get(t, both, path, "")
			if w.Code != http.StatusOK || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || w.Header().Get("ETag") == "" || w.Body.Len() == 0 {
				t.Errorf("%s: %d, %v", path, w.Code, w.Header())
			}
			if again := get(t, both, path, w.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
				t.Errorf("%s again: %d, %d bytes", path, again.Code, again.Body.Len())
			}
		}
	}
	for _, weight := range []string{"Regular", "Bold"} {
		if n := len(one.files["NotoSans-"+weight+".woff2"].plain); n == 0 || n > 25<<10 {
			t.Errorf("%s has %d bytes, want 25 KB at most", weight, n)
		}
	}
	if one.Path("a.js") == other.Path("a.js") || one.Version() == other.Version() {
		t.Error("another content has the same name")
	}
	if one.Path("hall.css") != other.Path("hall.css") {
		t.Error("what two rooms share is loaded twice")
	}
	if w := get(t, both, PathStatic+"../web/a.html", ""); w.Code != http.StatusNotFound {
		t.Errorf("a path into the folders: %d", w.Code)
	}
}

// TestARoomShowsItsPage with what all rooms share, and what it is handed is text.
func TestARoomShowsItsPage(t *testing.T) {
	w := httptest.NewRecorder()
	room := mustRoom("1")
	room.Show(w, http.StatusTeapot, "a.html", "<b>")
	body := w.Body.String()
	if w.Code != http.StatusTeapot || !strings.Contains(body, room.Path("hall.css")) || !strings.Contains(body, room.Path("a.js")) || !strings.Contains(body, "&lt;b&gt;") {
		t.Errorf("%d %s", w.Code, body)
	}
}
