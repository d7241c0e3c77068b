package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// proxies are the machines whose word about where a request comes from is taken: reverse proxies of the house, and nobody else.
type proxies []netip.Prefix

// parseProxies reads addresses, and networks such as 10.0.0.0/24.
func parseProxies(list []string) (p proxies, err error) {
	for _, text := range list {
		network, err := netip.ParsePrefix(text)
		if ip, single := netip.ParseAddr(text); single == nil {
			network, err = netip.PrefixFrom(ip, ip.BitLen()), nil
		}
		if err != nil {
			return nil, fmt.Errorf("trusted_proxies: is %q, an address or a network such as 10.0.0.5 or 10.0.0.0/24 was expected", text)
		}
		p = append(p, network)
	}
	return p, nil
}

func (p proxies) has(host string) bool {
	ip, err := netip.ParseAddr(host)
	return err == nil && slices.ContainsFunc(p, func(n netip.Prefix) bool { return n.Contains(ip.Unmap()) })
}

// client is where a request comes from: read from right to left, the first that is no proxy of ours. What stands left of it anybody can write.
func (p proxies) client(remote string, forwarded []string) string {
	var hops []string
	for _, line := range forwarded {
		hops = append(hops, strings.Split(line, ",")...)
	}
	from := remote
	for i := len(hops) - 1; i >= 0 && p.has(from); i-- {
		hop := strings.TrimSpace(hops[i])
		if host, _, err := net.SplitHostPort(hop); err == nil {
			hop = host
		}
		if _, err := netip.ParseAddr(hop); err != nil {
			break
		}
		from = hop
	}
	return from
}

type secureKey struct{}

// isSecure reports whether a request has come over TLS, to us or to a proxy that we trust.
func isSecure(r *http.Request) bool {
	at, _ := r.Context().Value(secureKey{}).(bool)
	return at || r.TLS != nil
}

// behind lets requests be where they come from, as proxies that we trust say. From others nothing of that is read.
func (p proxies) behind(do http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil || !p.has(host) {
			do.ServeHTTP(w, r)
			return
		}
		r = r.WithContext(context.WithValue(r.Context(), secureKey{}, r.Header.Get("X-Forwarded-Proto") == "https"))
		r.RemoteAddr = net.JoinHostPort(p.client(host, r.Header.Values("X-Forwarded-For")), "0")
		if asked := r.Header.Get("X-Forwarded-Host"); asked != "" {
			r.Host = asked // which the browser's origin is compared with
		}
		do.ServeHTTP(w, r)
	})
}
