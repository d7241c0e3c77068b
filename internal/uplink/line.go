package uplink

import (
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/url"
	"time"

	"motcua/internal/config"
	"motcua/internal/trust"
)

// What a device does not do, whoever asks it to.
var (
	ErrStranger = errors.New("whoever answers at central's address is not the central that this device was enrolled with")
	ErrPlain    = errors.New("plain HTTP leads to this machine only; an address that begins with https:// was expected")
)

// IsThisMachine reports whether a host, a name or a number, is this machine and no other.
func IsThisMachine(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// CheckSetting returns what is wrong with the address of a central in settings.
func CheckSetting(key, address string) []config.Fault {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "https" && u.Scheme != "http" {
		return config.Wrong(key, "address", nil)
	}
	if u.Scheme == "http" && !IsThisMachine(u.Hostname()) {
		return config.Wrong(key, "encrypted", nil)
	}
	return nil
}

// noPin is that of a central without TLS.
const noPin = trust.Pin("")

// line is a way to a central that is known by its key, or that is on this machine. It shows a token with each request.
type line struct {
	*http.Transport
	token  trust.Token // empty: shows none
	trusts func(trust.Pin) bool
}

// newLine trusts a central that shows a certificate with one of the pins. What an authority says of it and until when plays no part: the pin
// was handed over by a person. now is for what else TLS measures in time.
func newLine(trusts func(trust.Pin) bool, now func() time.Time) *line {
	return &line{trusts: trusts, Transport: &http.Transport{
		MaxIdleConnsPerHost: 64, IdleConnTimeout: time.Minute, // kept: an answer within Patience has no time to make one
		TLSClientConfig: &tls.Config{
			MinVersion: tls.VersionTLS13, Time: now,
			InsecureSkipVerify: true, // VerifyConnection is stricter
			VerifyConnection: func(state tls.ConnectionState) error {
				if !trusts(trust.PinOf(state.PeerCertificates[0])) {
					return ErrStranger
				}
				return nil
			},
		},
	}}
}

func (l *line) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Scheme != "https" && !IsThisMachine(r.URL.Hostname()) {
		return nil, unsent(r, ErrPlain)
	}
	if r.URL.Scheme != "https" && !l.trusts(noPin) {
		return nil, unsent(r, ErrStranger)
	}
	if l.token != "" {
		r = r.Clone(r.Context())
		r.Header.Set("Authorization", l.token.Header())
	}
	return l.Transport.RoundTrip(r)
}

// unsent lets go of a request that is not sent.
func unsent(r *http.Request, err error) error {
	if r.Body != nil {
		r.Body.Close()
	}
	return err
}
