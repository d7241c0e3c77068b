package server

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func fetch(t *testing.T, handler http.Handler, path string, head map[string]string) *httptest.ResponseRecorder {
	t.Helper()
	w, r := httptest.NewRecorder(), httptest.NewRequest("GET", path, nil)
	for name, value := range head {
		r.Header.Set(name, value)
	}
	handler.ServeHTTP(w, r)
	return w
}

// TestFilesAreKeptByBrowsers: each has a name of its own for each content, is kept for ever, and is asked for again in vain.
func TestFilesAreKeptByBrowsers(t *testing.T) {
	for name := range static {
		path := static.mustFind(name)
		w := fetch(t, static, path, nil)
		if w.Code != http.StatusOK || !strings.Contains(w.Header().Get("Cache-Control"), "immutable") || w.Header().Get("ETag") == "" || w.Body.Len() == 0 {
			t.Errorf("%s: %d, %v", path, w.Code, w.Header())
		}
		if again := fetch(t, static, path, map[string]string{"If-None-Match": w.Header().Get("ETag")}); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
			t.Errorf("%s again: %d, %d bytes", path, again.Code, again.Body.Len())
		}
	}
	for _, weight := range []string{"Regular", "Bold"} {
		if n := len(static["NotoSans-"+weight+".woff2"].plain); n == 0 || n > 25<<10 {
			t.Errorf("%s has %d bytes, want 25 KB at most", weight, n)
		}
	}
	one, other := statics{}, statics{}
	one.add("a.js", []byte("1"))
	other.add("a.js", []byte("2"))
	if one.mustFind("a.js") == other.mustFind("a.js") {
		t.Error("another content has the same name")
	}
}

func TestTextIsSentByGzip(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	for _, path := range []string{"/", static.mustFind("board.css"), static.mustFind("live.js"), "/login"} {
		plain := fetch(t, c.Handler(), path, nil)
		for accept, want := range map[string]bool{"gzip": true, "br, gzip;q=0.8": true, "": false, "br": false, "gzip;q=0": false, "gzip; q=0.0": false} {
			w := fetch(t, c.Handler(), path, map[string]string{"Accept-Encoding": accept})
			zipped := w.Header().Get("Content-Encoding") == "gzip"
			if zipped != want || !strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Accept-Encoding") {
				t.Errorf("%s with %q: %v", path, accept, w.Header())
			}
			var body io.Reader = w.Body
			if zipped {
				if w.Body.Len() >= plain.Body.Len() {
					t.Errorf("%s is no shorter by gzip", path)
				}
				var err error
				if body, err = gzip.NewReader(w.Body); err != nil {
					t.Fatal(err)
				}
			}
			if text, err := io.ReadAll(body); err != nil || string(text) != plain.Body.String() {
				t.Errorf("%s with %q is another text, %v", path, accept, err)
			}
		}
	}
}

// written are the letters of Vietnamese, of the ethnic minorities' names, composed and not, and the signs of our pages.
const written = "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆFGHIÌỈĨÍỊJKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVWXYỲỶỸÝỴZ" +
	"aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz" +
	"e\u0302\u0306o\u0302\u0306o\u031b\u0306u\u031b\u0306ê\u0306ô\u0306ơ\u0306ư\u0306ĕĔŏŭĭčČƀɃñÑěē0123456789.,:;–—…‘’“”'\"()/₫%+-&@·"
