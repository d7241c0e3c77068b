package server

import (
	"compress/gzip"
	"net/http"
	"strings"
)

// worthSqueezing is the shortest answer that gzip makes shorter by more than its own header.
const worthSqueezing = 512

// squeezed sends pages and JSON by gzip to browsers that read it.
func squeezed(do http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Encoding")
		if !takesGzip(r) {
			do.ServeHTTP(w, r)
			return
		}
		s := &squeezer{ResponseWriter: w, status: http.StatusOK}
		do.ServeHTTP(s, r)
		s.end()
	})
}

// squeezer decides with the first bytes, which for our pages are all of them.
type squeezer struct {
	http.ResponseWriter
	status int
	begun  bool
	zip    *gzip.Writer // nil: as it is
}

// Unwrap gives a stream its deadlines and flushes.
func (s *squeezer) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// WriteHeader waits for the first bytes.
func (s *squeezer) WriteHeader(status int) { s.status = status }

func (s *squeezer) Write(p []byte) (int, error) {
	if !s.begun {
		s.begin(len(p))
	}
	if s.zip != nil {
		return s.zip.Write(p)
	}
	return s.ResponseWriter.Write(p)
}

func (s *squeezer) begin(size int) {
	s.begun = true
	h := s.Header()
	kind := h.Get("Content-Type")
	text := strings.HasPrefix(kind, "text/html") || strings.HasPrefix(kind, "application/json")
	if text && size >= worthSqueezing && h.Get("Content-Encoding") == "" {
		h.Set("Content-Encoding", "gzip")
		h.Del("Content-Length")
		s.zip = gzip.NewWriter(s.ResponseWriter)
	}
	s.ResponseWriter.WriteHeader(s.status)
}

func (s *squeezer) end() {
	if !s.begun {
		s.ResponseWriter.WriteHeader(s.status)
	}
	if s.zip != nil {
		_ = s.zip.Close() // a browser that hangs up has the error
	}
}
