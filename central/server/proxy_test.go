package server

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"motcua/central/settings"
)

func TestWhereARequestComesFrom(t *testing.T) {
	p, err := settings.ParseProxies([]string{"10.0.0.5", "192.168.7.0/24", "::1"})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, remote, forwarded, want string }{
		{"no proxy", "203.0.113.9:1", "", "203.0.113.9:1"},
		{"a stranger who says it is a proxy", "203.0.113.9:1", "10.1.1.1", "203.0.113.9:1"},
		{"behind a proxy", "10.0.0.5:1", "203.0.113.9", "203.0.113.9:0"},
		{"behind two", "10.0.0.5:1", "203.0.113.9, 192.168.7.3", "203.0.113.9:0"},
		{"who writes another's address in front", "10.0.0.5:1", "1.2.3.4, 203.0.113.9", "203.0.113.9:0"},
		{"a proxy that says nothing", "10.0.0.5:1", "", "10.0.0.5:0"},
		{"a proxy that says nonsense", "10.0.0.5:1", "1.2.3.4, nonsense", "10.0.0.5:0"},
		{"with a port", "10.0.0.5:1", "203.0.113.9:4711", "203.0.113.9:0"},
		{"IPv6", "[::1]:1", "2001:db8::7", "[2001:db8::7]:0"},
	} {
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = tt.remote
		r.Header.Set("X-Forwarded-For", tt.forwarded)
		got := ""
		behind(p, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { got = r.RemoteAddr })).ServeHTTP(httptest.NewRecorder(), r)
		if got != tt.want {
			t.Errorf("%s: from %s, want %s", tt.name, got, tt.want)
		}
	}
	if _, err := settings.ParseProxies([]string{"the proxy"}); err == nil || !strings.Contains(err.Error(), "the proxy") {
		t.Errorf("%v", err)
	}
}
