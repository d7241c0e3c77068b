package server

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"motcua/central/ratelimit"
	"motcua/central/settings"
)

// listen takes the ports; without a certificate there is no TLS.
func (s *Server) listen(certificate *tls.Certificate) (err error) {
	if s.proxies, err = settings.ParseProxies(s.settings().Proxies); err != nil {
		return err
	}
	room := roomFor(s.settings().PublicListen != "")
	if s.devices, err = listen(s.settings().Listen, room.devices, s.proxies); err != nil {
		return err
	}
	if certificate != nil {
		s.devices = tls.NewListener(s.devices, &tls.Config{
			MinVersion: tls.VersionTLS13, Certificates: []tls.Certificate{*certificate}, NextProtos: []string{"h2", "http/1.1"},
		})
	}
	if s.settings().PublicListen == "" {
		return nil
	}
	s.public, err = listen(s.settings().PublicListen, room.public, s.proxies)
	return err
}

func listen(address string, most int, exempt settings.Proxies) (net.Listener, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", address, err)
	}
	return ratelimit.NewListener(l, most, exempt.Has), nil
}

// How long a request may take to come, and an answer to go. The bell, which never ends, sets its own times.
const (
	headerWithin = 5 * time.Second
	within       = 30 * time.Second
	idle         = 2 * time.Minute
)

// How long requests under way have to be answered when central stops, and how long their answers have to leave. Connections that rest
// would be waited for a second or two, without anybody gaining by it.
const (
	lastAnswers = 5 * time.Second
	lastBytes   = 200 * time.Millisecond
)

// serveOn serves on a port until ctx ends and the requests under way are answered.
func serveOn(ctx context.Context, on net.Listener, handler http.Handler) error {
	under := newUnderWay(handler)
	server := &http.Server{
		Handler: under, ReadHeaderTimeout: headerWithin, ReadTimeout: within, WriteTimeout: within, IdleTimeout: idle, MaxHeaderBytes: 16 << 10,
		BaseContext: func(net.Listener) context.Context { return ctx }, // ends the doorbells with us
		ConnContext: ratelimit.WithConn,
		HTTP2:       &http.HTTP2Config{MaxConcurrentStreams: mostAtOnce, MaxReadFrameSize: 64 << 10}, // a connection is worth no more than many
		ErrorLog:    slog.NewLogLogger(slog.Default().Handler(), slog.LevelDebug),                    // whoever hangs up or does not trust our key
	}
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		<-ctx.Done()
		if !under.wait(lastAnswers) {
			slog.Warn("requests cut off at shutdown")
		}
		last, cancel := context.WithTimeout(context.Background(), lastBytes)
		defer cancel()
		if server.Shutdown(last) != nil {
			_ = server.Close()
		}
	}()
	if err := server.Serve(on); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	<-answered
	return nil
}
