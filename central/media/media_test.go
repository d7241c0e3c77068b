package media

import (
	"bytes"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func mustPut(t *testing.T, folder, name string, raw []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), raw, 0o644); err != nil {
		t.Fatal(err)
	}
}

func mustPaint(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// film begins as a WebM video does.
func film(size int) []byte {
	raw := bytes.Repeat([]byte("0123456789"), size/10)
	copy(raw, "\x1a\x45\xdf\xa3    webm")
	return raw
}

// TestOnlyWhatIsOneIsShown: the content decides, and what is refused is named with its reason.
func TestOnlyWhatIsOneIsShown(t *testing.T) {
	dir := t.TempDir()
	mustPut(t, dir, "a.txt", mustPaint(t, 16, 9)) // whatever its name says
	mustPut(t, dir, "b.webm", film(1000))
	for name, raw := range map[string][]byte{
		"c.png": []byte("<script>"), "d.jpg": []byte("\xff\xd8\xff broken"), "e.svg": []byte("<svg xmlns='http://www.w3.org/2000/svg'/>"), "f.png": mustPaint(t, 8000, 6000),
		"g.webp": []byte("RIFF\x10\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x02\x00\x00\x00"), "h.png": append(mustPaint(t, 1, 1), make([]byte, MostPicture)...), ".hidden": []byte("x"), "i.gif": []byte("GIF89a"),
	} {
		mustPut(t, dir, name, raw)
	}
	if err := os.Symlink("/etc/hostname", filepath.Join(dir, "j.png")); err != nil {
		t.Fatal(err)
	}
	f := New(dir)
	f.Read(t.Context())
	items := f.Items()
	if len(items) != 2 || items[0].Video || !items[1].Video || !strings.HasSuffix(items[0].Source, ".png") || !strings.HasSuffix(items[1].Source, ".webm") {
		t.Errorf("offered: %+v", items)
	}
	want := map[string]Reason{"c.png": OtherKind, "d.jpg": OtherKind, "e.svg": OtherKind, "f.png": TooWide, "g.webp": Moving, "h.png": TooLarge, "i.gif": OtherKind}
	for _, r := range f.Refused() {
		if want[r.File] != r.Reason {
			t.Errorf("%s is refused as %s, want %s", r.File, r.Reason, want[r.File])
		}
		delete(want, r.File)
	}
	if len(want) > 0 {
		t.Errorf("not refused: %v", want)
	}
}

func get(f http.Handler, path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", path, nil)
	if len(header) == 2 {
		r.Header.Set(header[0], header[1])
	}
	w := httptest.NewRecorder()
	f.ServeHTTP(w, r)
	return w
}

// TestAVideoIsSentInParts, under an address that only its content has; a file that has changed is found under its new one alone.
func TestAVideoIsSentInParts(t *testing.T) {
	dir := t.TempDir()
	mustPut(t, dir, "a.webm", film(1000))
	f := New(dir)
	f.Read(t.Context())
	at := f.Items()[0].Source
	w := get(f, at, "Range", "bytes=20-29")
	if w.Code != http.StatusPartialContent || w.Body.String() != "0123456789" || w.Header().Get("Content-Type") != "video/webm" || w.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("%d %q %v", w.Code, w.Body, w.Header())
	}
	if w := get(f, at, "If-None-Match", w.Header().Get("ETag")); w.Code != http.StatusNotModified {
		t.Errorf("the same again is answered %d", w.Code)
	}
	for _, path := range []string{Path, Path + "a.webm", Path + "../a.webm", at + "x"} {
		if w := get(f, path); w.Code != http.StatusNotFound {
			t.Errorf("%s is answered %d", path, w.Code)
		}
	}
	mustPut(t, dir, "a.webm", film(2000))
	if w := get(f, at); w.Code != http.StatusNotFound {
		t.Errorf("another content is sent under the old address: %d", w.Code)
	}
	f.Read(t.Context())
	if now := f.Items()[0].Source; now == at || get(f, now).Body.Len() != 2000 {
		t.Errorf("the new content is not under an address of its own: %s", now)
	}
}

// TestNoFolder: a folder that is not there is said, and one that comes later is read.
func TestNoFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "later")
	f := New(dir)
	f.Read(t.Context())
	if r := f.Refused(); len(r) != 1 || r[0] != (Refusal{dir, Unread}) || len(f.Items()) > 0 {
		t.Errorf("%+v", r)
	}
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	mustPut(t, dir, "a.png", mustPaint(t, 16, 9))
	f.Read(t.Context())
	if len(f.Refused()) > 0 || len(f.Items()) != 1 {
		t.Errorf("%+v, %+v", f.Refused(), f.Items())
	}
}
