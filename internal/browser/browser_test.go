package browser

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// mustServe serves pages by path, each with its body, and a typeface that never comes.
func mustServe(t *testing.T, bodies map[string]string) (address string) {
	t.Helper()
	gone := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/never.woff2" {
			select {
			case <-gone:
			case <-r.Context().Done():
			}
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "default-src 'self'; style-src 'self' 'unsafe-inline'")
		fmt.Fprintf(w, `<!doctype html><html lang="vi"><title>x</title><style>@font-face { font-family: never; src: url(/never.woff2) }</style><body>%s`, bodies[r.URL.Path])
	}))
	t.Cleanup(server.Close)
	t.Cleanup(func() { close(gone) })
	return server.URL
}

func mustOpen(t *testing.T, look func(ctx context.Context) error) {
	t.Helper()
	if err := Open(t.Context(), 400, 300, look); err != nil {
		t.Fatal(err)
	}
}

func TestTextThatIsNotPainted(t *testing.T) {
	tests := []struct {
		name, body string
		painted    bool
	}{
		{"plain", `<main><h1>Số thứ tự</h1><p>A001</p></main>`, true},
		{"white on red", `<h1 style="color: #fff; background: #a4161a">Số thứ tự</h1>`, true},
		{"hidden on purpose", `<p>A001</p><p hidden>B001</p><p style="visibility: hidden">C001</p>`, true},
		{"further down than the window", `<p>A001</p><div style="height: 2000px"></div><p>B001</p>`, true},
		{"white on white", `<p>A001</p><p style="color: #fff; background: #fff">B001</p>`, false},
		{"covered", `<p>A001</p><div style="position: fixed; inset: 0; background: #fff"></div>`, false},
		{"transparent", `<p>A001</p><p style="opacity: 0">B001</p>`, false},
		{"nothing at all", `<main></main>`, false},
	}
	bodies := map[string]string{}
	for i, tt := range tests {
		bodies[fmt.Sprintf("/%d", i)] = tt.body
	}
	address := mustServe(t, bodies)
	mustOpen(t, func(ctx context.Context) error {
		for i, tt := range tests {
			if err := Visit(ctx, fmt.Sprintf("%s/%d", address, i), "true"); err != nil {
				return err
			}
			if err := Painted(ctx); err != nil && (tt.painted || !errors.Is(err, ErrUnpainted)) || err == nil && !tt.painted {
				t.Errorf("%s: painted: %v", tt.name, err)
			}
		}
		return nil
	})
}

// TestTypefaceThatNeverComes: the picture of such a page is not taken. The page is gone to by script, for it never comes whole.
func TestTypefaceThatNeverComes(t *testing.T) {
	address := mustServe(t, map[string]string{"/": `<p style="font-family: never">A001</p>`})
	mustOpen(t, func(ctx context.Context) error {
		if _, err := Evaluate[bool](ctx, fmt.Sprintf("(location.href = %q, true)", address)); err != nil {
			return err
		}
		ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
		defer cancel()
		if err := Photograph(ctx, "true", t.TempDir()+"/never.png"); err == nil {
			t.Error("a picture was taken of a page whose typeface had not come")
		}
		return nil
	})
}

func TestAxeFinds(t *testing.T) {
	address := mustServe(t, map[string]string{"/": `<main><h1>A001</h1><p style="color: #aaa">B001</p><input></main>`})
	mustOpen(t, func(ctx context.Context) error {
		if err := Visit(ctx, address, "true"); err != nil {
			return err
		}
		err := Accessible(ctx)
		for _, want := range []string{"color-contrast", "label"} {
			if err == nil || !strings.Contains(err.Error(), "axe: "+want) {
				t.Errorf("axe says %v, want %s in it", err, want)
			}
		}
		return nil
	})
}

func TestBytesAreCounted(t *testing.T) {
	const size = 70_000
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, strings.Repeat("a ", size/2))
	}))
	defer server.Close()
	err := Open(t.Context(), 400, 300, func(ctx context.Context) error {
		traffic, err := Count(ctx)
		if err != nil {
			return err
		}
		if err := Visit(ctx, server.URL+"/x", "true"); err != nil {
			return err
		}
		if sum, by := traffic.Bytes(); by[server.URL+"/x"] < size || by[server.URL+"/x"] > size+500 || sum < by[server.URL+"/x"] {
			t.Errorf("%d bytes in all, %v", sum, by)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
