package web

import (
	"compress/gzip"
	"net/http"
	"strings"
)

// worthCompressing is the shortest answer that gzip makes shorter by more than its own header.
const worthCompressing = 512

// Compressed sends pages and JSON by gzip to browsers that read it.
func Compressed(do http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if !TakesGzip(r) {
			do.ServeHTTP(w, r)
			return
		}
		s := &compressor{ResponseWriter: w, status: http.StatusOK}
		do.ServeHTTP(s, r)
		s.end()
	})
}

// compressor decides with the first bytes, which for our pages are all of them.
type compressor struct {
	http.ResponseWriter
	status int
	begun  bool
	zip    *gzip.Writer // nil: as it is
}

// Unwrap gives a stream its deadlines and flushes.
func (s *compressor) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// WriteHeader waits for the first bytes.
func (s *compressor) WriteHeader(status int) { s.status = status }

func (s *compressor) Write(p []byte) (int, error) {
	if !s.begun {
		s.begin(len(p))
	}
	if s.zip != nil {
		return s.zip.Write(p)
	}
	return s.ResponseWriter.Write(p)
}

func (s *compressor) begin(size int) {
	s.begun = true
	h := s.Header()
	kind := h.Get("Content-Type")
	text := strings.HasPrefix(kind, "text/html") || strings.HasPrefix(kind, "application/json")
	if text && size >= worthCompressing && h.Get("Content-Encoding") == "" {
		h.Set("Content-Encoding", "gzip")
		h.Del("Content-Length")
		s.zip = gzip.NewWriter(s.ResponseWriter)
	}
	s.ResponseWriter.WriteHeader(s.status)
}

func (s *compressor) end() {
	if !s.begun {
		s.ResponseWriter.WriteHeader(s.status)
	}
	if s.zip != nil {
		_ = s.zip.Close() // a browser that hangs up has the error
	}
}
