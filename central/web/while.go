package web

import "net/http"

// While serves what a centre can switch on and off while it is on; else there is nothing.
func While(on func() bool, do http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !on() {
			http.NotFound(w, r)
			return
		}
		do.ServeHTTP(w, r)
	})
}
