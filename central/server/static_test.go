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

func TestTextIsSentByGzip(t *testing.T) {
	c := mustServe(t, t.TempDir(), 1)
	for _, path := range []string{"/", pages.Path("board.css"), pages.Path("live.js"), "/login"} {
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
