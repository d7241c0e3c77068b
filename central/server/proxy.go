package server

import (
	"context"
	"net"
	"net/http"

	"motcua/central/settings"
)

type secureKey struct{}

// isSecure reports whether a request has come over TLS, to us or to a proxy that we trust.
func isSecure(r *http.Request) bool {
	at, _ := r.Context().Value(secureKey{}).(bool)
	return at || r.TLS != nil
}

// behind lets requests be where they come from, as proxies that we trust say. From others nothing of that is read.
func behind(p settings.Proxies, do http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil || !p.Has(host) {
			do.ServeHTTP(w, r)
			return
		}
		r = r.WithContext(context.WithValue(r.Context(), secureKey{}, r.Header.Get("X-Forwarded-Proto") == "https"))
		r.RemoteAddr = net.JoinHostPort(p.Client(host, r.Header.Values("X-Forwarded-For")), "0")
		if asked := r.Header.Get("X-Forwarded-Host"); asked != "" {
			r.Host = asked // which the browser's origin is compared with
		}
		do.ServeHTTP(w, r)
	})
}
